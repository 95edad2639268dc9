// Values and conditions in the words of the form, for labels and explanations: «Giới tính» là «Nữ» instead of
// ${sex} = 'female'.
#pragma once
#include <string>
#include <string_view>

#include "shared/forms/compile.h"

namespace nuong::forms {

// As a person would say it: a choice by its label, a day as day/month/year.
std::string shown_datum(const CompiledForm& form, int node, const Datum& datum, std::string_view language);

std::string in_words(const CompiledForm& form, const Expression& expression, const Term& term,
                     std::string_view language);

// Why there is no answer: "Từ chối trả lời" for "refused"; a reason that is not ours is said as it is.
std::string missing_text(std::string_view reason, std::string_view language);

// The label of a question, or its name when it has none.
std::string shown_name(const CompiledForm& form, int node, std::string_view language);

}  // namespace nuong::forms
