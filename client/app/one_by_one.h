// One question at a time: the pages of a form cut into steps. A step is a question with the headings and notes above
// it, or a table whole; what nobody is asked has no step. The last step looks back: what is missing, what came out.
#pragma once
#include "client/app/open_form.h"
#include "client/app/view_model.h"

namespace nuong::client {

// Where the last step is, as OpenForm::at; no question can be called that.
inline const Path looking_back = "~looking_back";

// Whether this person, with this form, is asked so.
bool asks_one_by_one(FormLayout layout, const forms::FormDefinition& form);

// Cuts the pages and opens the step of `at`; of a question that is no longer asked, the step where it would be.
void cut_into_questions(FormView& view, const Path& at, int page_before, Language language);

// The question that a step or a page is about, for OpenForm::at and for coming back to it.
Path place_of(const FormView& view, int page);

// The page on which a question is asked; -1 when it is not.
int page_of(const FormView& view, const Path& path);

// Of a form that is taken up again: the first question without an answer.
Path first_unanswered(const FormView& view);

// The step that `before` does not have: of a row that was added. The open one when there is none.
int first_new_step(const FormView& before, const FormView& after);

// What keeps a person at the open step: an answer that breaks a rule of its question. What is merely not answered may
// be passed over, and is told at the end.
bool is_held_back(const FormView& view);

// After this answer the next question may come by itself: one choice was made, and nothing is wrong with it.
bool moves_on(const FormView& view, const Path& answered);

}  // namespace nuong::client
