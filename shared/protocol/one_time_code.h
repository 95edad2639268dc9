// One-time codes, as the district reads them out and people type them.
#pragma once
#include <string>
#include <string_view>

namespace nuong::protocol {

// Any case, with or without dashes, O for 0, I and L for 1.
std::string normal_code(std::string_view typed);

}  // namespace nuong::protocol
