// What a form package calls the types of its questions (XLSForm's words and ours), and what they are to the engine.
#pragma once
#include <string_view>

#include "shared/forms/form_definition.h"

namespace nuong::forms {

struct QuestionKind {
    std::string_view name;
    FieldType type;
    std::string_view data_type = "";  // what its answers must be, beyond the field type
    std::string_view control = "";    // how it is asked, where the type does not say it
    bool from_table = false;          // its choices are the rows of a table of the package
};

// nullptr when there is no such type. `word` is the first word, "begin_group" and "begin group" alike.
const QuestionKind* find_question_kind(std::string_view word);

}  // namespace nuong::forms
