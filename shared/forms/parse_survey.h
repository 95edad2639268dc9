// The "survey" part of a form package: questions, groups and repeats, into nodes in preorder.
#pragma once
#include "shared/base/json.h"
#include "shared/forms/form_definition.h"
#include "shared/forms/form_problem.h"

namespace nuong::forms {

// Appends to form.nodes. Choice lists, default language and settings of `form` are already there.
void parse_survey(const Json& survey, FormDefinition& form, Problems& problems);

// A name as XLSForm allows it: letters, digits, "_", "-", "."; not starting with a digit, "-" or ".".
bool is_name(std::string_view name);

}  // namespace nuong::forms
