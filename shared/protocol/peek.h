// A look into an encoded state without decoding it, for who passes over very many states.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

namespace nuong::protocol {

// The texts that stand beside a name: all that the register `name`, or an answer `name` inside a register, may hold.
// Nothing when one of them is no plain text: then the state has to be decoded.
std::optional<std::vector<std::string_view>> peek_texts(std::string_view encoded_state, std::string_view name);

}  // namespace nuong::protocol
