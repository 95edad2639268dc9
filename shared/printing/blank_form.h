// A form as a paper to be filled with a pen, where no device goes. What the form computes is left out, and so are notes
// that depend on it: on paper nobody would know whether they hold.
#pragma once
#include <string>

#include "shared/forms/compile.h"
#include "shared/printing/paper.h"

namespace nuong::printing {

inline constexpr int empty_rows = 5;  // of a repeat

Paper blank_form(const forms::CompiledForm& form, const std::string& language);

}  // namespace nuong::printing
