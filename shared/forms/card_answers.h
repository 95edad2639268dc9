// What a scanned citizen card answers in a form, by settings.citizen_card:
//   "full_name": "full_name", "number": "id_docs/number", "number_also": "id_docs/type=cccd"
// A part of the card and the path of its question; "<part>_also" is a question of the same row and the answer it gets
// together with that part.
#pragma once
#include <vector>

#include "shared/forms/citizen_card.h"
#include "shared/forms/form_definition.h"
#include "shared/forms/form_problem.h"

namespace nuong::forms {

struct CardAnswer {
    const Node* question = nullptr;  // of the form; in a repeat, of one new row
    Value value;
    const Node* also = nullptr;  // answered before it; nullptr when there is none
    Value also_value;
};

// In the order of the form. What the card does not know is not among them.
std::vector<CardAnswer> answers_of(const CitizenCard& card, const FormDefinition& form);

void check_citizen_card(const FormDefinition& form, Problems& problems);

}  // namespace nuong::forms
