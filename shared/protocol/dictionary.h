// What most messages consist of, known to both sides in advance: with it a sync that says little takes few bytes.
// Part of the protocol: to change a byte of it is a new version of the protocol.
#pragma once
#include <string_view>

namespace nuong::protocol {

extern const std::string_view dictionary;

}  // namespace nuong::protocol
