// Answers that are typed: words, codes, numbers, days.
#pragma once
#include "client/app/action.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

// Gives true when the field was left with text that its kind cannot read.
bool draw_typed(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions, float width);

// It has a field that the keyboard can be in.
bool takes_typing(const FormItem& item);

// A unit after a field, in the middle of its height.
void draw_unit(Ui& ui, const TextStyle& style, const std::string& unit, float row);

void draw_integer(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions);
void draw_decimal(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions);
void draw_counter(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions);

}  // namespace nuong::client
