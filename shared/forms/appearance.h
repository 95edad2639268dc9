// Appearances of XLSForm that need what is not here: another program, a printer, a map, another calendar.
#pragma once
#include <string>
#include <string_view>

#include "shared/base/message.h"

namespace nuong::forms {

// Whether the appearance has the word among its words; a word that ends in a colon may be the beginning of one.
bool has_appearance(std::string_view appearance, std::string_view word);

// The word of an appearance that is not supported; "" when all of it is. The question is then asked plainly.
std::string_view unsupported_appearance(std::string_view appearance);
Message unsupported_appearance_message(std::string_view word);

}  // namespace nuong::forms
