// The keyboard on a form: digits that answer, Enter that goes on, and a scanner that must do neither.
#pragma once
#include "client/app/action.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

// Before anything of the frame is drawn: what a scanner types reaches no field, no button and no question.
void hear_keys(Ui& ui, FormState& state, Actions& actions);

// A digit answers the question that is marked and in sight, and goes on to the next one.
void answer_by_digit(const FormPage& page, ItemsState& state, Actions& actions);

// Ctrl+Z and Ctrl+Y, where no field has them for itself.
void undo_by_keys(const FormView& view, Actions& actions);

// Enter goes on, out of a field too, unless it is needed where the keyboard is; so do the keys that turn pages.
void turn_by_keys(Ui& ui, const FormView& view, const FormPage& page, bool was_typing, FormState& state,
                  Actions& actions);

}  // namespace nuong::client
