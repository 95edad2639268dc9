// A record about which nobody disagrees, read for its values alone: a report asks very many records for no more than
// these, and to make whole states of them takes longer than to count them.
#pragma once
#include <optional>
#include <string_view>

#include "shared/model/value.h"

namespace nuong::protocol {

// What stands behind each register of an encoded state, by path. Nothing when a register has several heads, or when the
// text is no state: decode_state says which.
std::optional<Fields> decode_settled(std::string_view state);

}  // namespace nuong::protocol
