// How a record is called in lists, and by which words it is found. Cheap enough to run for every record that arrives:
// only what the title names is computed.
#pragma once
#include <string>
#include <string_view>

#include "shared/forms/compile.h"
#include "shared/model/value.h"

namespace nuong::forms {

// settings.instance_name over the answers; "" when the form has none or nothing was answered.
std::string title_of(const CompiledForm& form, const Fields& answers, std::string_view language);

// settings.due over the answers: an ISO date, "" when nobody has to come back to the record.
std::string due_day_of(const CompiledForm& form, const Fields& answers);

// The answers of settings.search, folded: "nguyen van a 0912345678". Selects are found by their labels in every
// language.
std::string search_text_of(const CompiledForm& form, const Fields& answers);

// Whether an expression of compile_expression holds for a record. Only answers are looked at where that is enough.
bool evaluates_true(const FormPointer& form, const Expression& expression, const Fields& answers, Date today);

}  // namespace nuong::forms
