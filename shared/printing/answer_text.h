// An answer as it is written on paper: choices by their labels, days as people write them.
#pragma once
#include <functional>
#include <string>

#include "shared/forms/instance.h"

namespace nuong::printing {

// Names for what an answer only points to. Without one, the answer stands as it is.
struct NamesOf {
    std::function<std::string(const Value&)> record = {};
    std::function<std::string(const Value&)> area = {};
};

// "" when there is none.
std::string answer_text(const forms::Instance& instance, const forms::ItemView& view, const NamesOf& names_of);

}  // namespace nuong::printing
