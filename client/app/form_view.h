// From an open form to what the screen shows: pages of questions, the result, what is still missing.
#pragma once
#include "client/app/open_form.h"
#include "client/app/view_model.h"

namespace nuong::client {

// `subject` is the line under the title, e.g. the person's name; `saved_state` says when the last answer was kept.
FormView form_view(const OpenForm& form, const std::string& subject, const std::string& saved_state, Language language);

// How one question is shown and edited, also where a conflict is decided.
FormItem form_item(const forms::ItemView& view, const forms::FormDefinition& form, const std::string& choice_query,
                   const std::string& language);

}  // namespace nuong::client
