// Numbers and days as people write them.
#pragma once
#include <cstdint>
#include <string>

#include "shared/base/message.h"

namespace nuong {

// "20417.5", as programs write it: 20.417,5 in Vietnamese, 20,417.5 in English.
std::string number_text(Language language, const std::string& plain);
std::string grouped(Language language, std::int64_t number);
std::string date_text(const std::string& iso_date);  // 12/03/2024; anything else as it is

}  // namespace nuong
