// Filling a form: one page of questions, where one is, what is wrong, and the result at the end.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_form(Ui& ui, const FormView& view, FormState& state, Actions& actions);

// The strip under the title: about whom, and how far.
void draw_form_header(Ui& ui, const FormView& view);

}  // namespace nuong::client
