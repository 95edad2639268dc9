// A repeat as a table: one line for each instance, a column for each question. What is only typed is typed into the
// line itself; otherwise a tap opens the line, with its questions below each other.
#pragma once
#include <span>

#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

// The items at the front of `items` that are one table, its button last. Empty: there is none.
std::span<const FormItem> table_at_front(std::span<const FormItem> items);

void draw_table(Ui& ui, std::span<const FormItem> items, ItemsState& state, Actions& actions);

}  // namespace nuong::client
