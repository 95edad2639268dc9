// The choice lists of a form package. Read without a tree: they are what makes packages large.
#pragma once
#include <string_view>

#include "shared/forms/form_definition.h"
#include "shared/forms/form_problem.h"

namespace nuong::forms {

// `json` is the value of "choices": {list name: [choice …]}. It has passed check_json.
void parse_choices(std::string_view json, FormDefinition& form, Problems& problems);

}  // namespace nuong::forms
