// One question of a form: its words, the widget of its kind, and what is wrong with the answer.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_form_item(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions);

// The same, large: the only question on the screen, to be read aloud.
void draw_large_item(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions);

// Without a card around it: within the line of a table that is open.
void draw_bare_item(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions);

// Only the widget that takes the answer, without card and label.
void draw_answer(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions);

// Hands over whatever is still being typed.
void flush_answers(ItemsState& state, Actions& actions);

}  // namespace nuong::client
