// What an author would want to know of a form that compiles and still cannot work: questions that nobody will ever be
// asked, filters that leave no choice, answers that no rule accepts, lists that nobody uses, keys that stand twice in a
// table. Warnings only; what is said holds whatever people answer.
#pragma once
#include "shared/forms/compile.h"

namespace nuong::forms {

void lint(const CompiledForm& form, Problems& problems);

}  // namespace nuong::forms
