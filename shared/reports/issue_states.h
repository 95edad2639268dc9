// How far a frozen report has come, and the one set of words for it at the server and on the devices.
#pragma once
#include <array>
#include <string_view>

#include "shared/base/message.h"

namespace nuong {

inline constexpr std::array issue_states{"draft", "checked", "signed", "sent"};  // in this order
Message words_of_state(std::string_view state);
// What comes after it; "" after the last one, and after what is no state.
std::string_view state_after(std::string_view state);

}  // namespace nuong
