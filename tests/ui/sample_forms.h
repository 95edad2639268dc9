// Forms of a day in Văn Bàn, half filled: a screening, its result, a person, a session.
#pragma once
#include <string>
#include <vector>

#include "client/app/view_model.h"

namespace nuong::client::samples {

RecordId record(int n);

// Picks the words of one language.
struct Words {
    Language language;
    std::string operator()(const char* vi, const char* en) const { return language == Language::vi ? vi : en; }
};

std::vector<Choice> frequency(Words t);
std::vector<Choice> yes_no(Words t);
FormView screening_form(Words t);
FormView screening_result(Words t);
std::vector<FormItem> relatives(Words t);
FormView person_form(Words t);
FormView substances_form(Words t);  // the same about ten things
FormView session_form(Words t);
FormView contact_form(Words t);
FormView one_question(Words t);     // of many, large
FormView looking_back_at(Words t);  // the step after the last question, with two of them missing

}  // namespace nuong::client::samples
