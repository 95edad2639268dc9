// A record about which nobody disagrees, read for its values alone: a report asks very many records for no more than
// these, and to make whole states of them takes longer than to count them.
#pragma once
#include <functional>
#include <optional>
#include <string_view>

#include "shared/model/value.h"

namespace nuong::protocol {

// Which registers are wanted; empty: all.
using WantedRegisters = std::function<bool(std::string_view path)>;

// What stands behind each wanted register of an encoded state, by path. Nothing when such a register has several heads,
// or when the text is no state: decode_state says which.
std::optional<Fields> decode_settled(std::string_view state, const WantedRegisters& wanted = {});

}  // namespace nuong::protocol
