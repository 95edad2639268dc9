// From a scanned citizen card to the questions of an open form: what would be filled in, shown before anything is, and
// the filling itself, which is a number of ordinary answers.
#pragma once
#include "client/app/open_form.h"
#include "client/app/view_model.h"
#include "shared/forms/card_answers.h"

namespace nuong::client {

CardView card_view(const OpenForm& form, const forms::CitizenCard& card, Language language);

// Every answer is durable like a typed one. What the form refuses is left out; the first refusal comes back.
Status fill_from_card(OpenForm& form, const forms::CitizenCard& card);

}  // namespace nuong::client
