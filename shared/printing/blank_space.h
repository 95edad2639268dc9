// How much room an answer needs on paper.
#pragma once
#include <string>

#include "shared/forms/compile.h"
#include "shared/printing/paper.h"

namespace nuong::printing {

// Of a select whose choices are listed in the form.
std::vector<std::string> choice_labels(const forms::CompiledForm& form, int node, const std::string& language);

Space blank_space(const forms::CompiledForm& form, int node, const std::string& language);
// The same in a cell of a table; what does not fit there is a blank cell.
Space blank_cell(const forms::CompiledForm& form, int node, const std::string& language);
// Choices that a cell has no room for: "Cha · Mẹ · Anh, chị, em"; "" when they are in the cell or are too many.
std::string choices_beside(const forms::CompiledForm& form, int node, const std::string& language);
// What to write: "Đánh dấu mọi ý đúng."; "" when it is plain.
std::string how_to_answer(const forms::CompiledForm& form, int node, const std::string& language);

}  // namespace nuong::printing
