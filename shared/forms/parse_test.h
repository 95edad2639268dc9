// The tests that a form package carries: answers, then steps, each with what must hold.
#pragma once
#include "shared/base/json.h"
#include "shared/forms/form_definition.h"
#include "shared/forms/form_problem.h"

namespace nuong::forms {

void parse_tests(const Json& tests, FormDefinition& form, Problems& problems);

}  // namespace nuong::forms
