// How questions are numbered on paper, and which of their conditions can be said there. A number stands in brackets,
// because many forms have numbers of their own: "[9.2] 2. Trong 3 tháng qua …".
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/forms/compile.h"

namespace nuong::printing {

using Numbers = std::vector<std::string>;  // by node; "" for what is not asked

// Grids and repeats have one number, what is in them has numbers below it.
Numbers numbers_of(const forms::FormDefinition& form);

// A group that stands as a grid: each question below the other, their common choices beside each other.
bool is_grid(const forms::FormDefinition& form, int group);

// When the node is asked, by the numbers of other questions: "[8] là «Có»". "" when it has no condition of its own;
// nothing when that is not simple enough for paper.
std::optional<std::string> condition_of(const forms::CompiledForm& form, int node, const Numbers& numbers,
                                        std::string_view language);

}  // namespace nuong::printing
