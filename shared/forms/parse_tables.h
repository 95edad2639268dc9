// The tables that a form package carries, and the choice lists that are made of their rows.
#pragma once
#include "shared/base/json.h"
#include "shared/forms/form_definition.h"
#include "shared/forms/form_problem.h"

namespace nuong::forms {

// {"villages": "code,name\n…"} or {"villages": {"xml": "…"}}, also "csv" and "geojson".
void parse_tables(const Json& tables, FormDefinition& form, Problems& problems);

// The list of a "select_one_from_file villages.csv": made at the first question that asks for it. `value` and `label`
// name columns; "" means XLSForm's own names. The list's name; "" when it cannot be made, and problems say why.
std::string list_of_table(std::string_view file, const std::string& value, const std::string& label,
                          FormDefinition& form, const std::string& where, Problems& problems);

}  // namespace nuong::forms
