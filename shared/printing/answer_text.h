// An answer as it is written on paper: choices by their labels, days as people write them.
#pragma once
#include <functional>
#include <string>

#include "shared/forms/instance.h"

namespace nuong::printing {

using TitleOf = std::function<std::string(const Value&)>;

// "" when there is none.
std::string answer_text(const forms::Instance& instance, const forms::ItemView& view, const TitleOf& title_of);

}  // namespace nuong::printing
