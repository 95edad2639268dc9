// The result that a form computes for the person who fills it: one row per calculation of a group whose appearance is
// "result-band", with the score of the same name from the group "result-score".
//
// A band is a code of the choice list `risk_band` (low, moderate, high, incomplete), whose columns advice_vi and
// advice_en say what to do next. A blank band has no row. The form computes; here it is only laid out.
#pragma once
#include "client/app/view_model.h"
#include "shared/forms/instance.h"

namespace nuong::client {

// Part of a result group: not a question, shown by add_result alone.
bool is_result_part(const forms::FormDefinition& form, int node);
void add_result(FormView& out, const forms::Instance& instance, Language language);

// A form that a note offers to go on with; "" when it is another note.
FormId offered_by(const forms::Node& node);
bool is_read_aloud(const forms::Node& node);

struct Offer {
    FormId form;
    std::string words;  // what the button says
};
std::vector<Offer> offers_of(const forms::Instance& instance);
// Without the forms to go on with: whether they may be written here is not the form's business.
FormOutcome outcome_of(const forms::Instance& instance, Language language);

}  // namespace nuong::client
