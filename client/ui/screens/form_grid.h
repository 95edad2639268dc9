// Questions that ask the same about many things, as one grid: a line for each thing, a column for each answer.
#pragma once
#include <span>

#include "client/app/action.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

// The lines at the beginning of `items` that stand in one grid on this screen; empty where there is none, or where its
// columns would be too narrow for a finger or for their words.
std::span<const FormItem> grid_at_front(Ui& ui, std::span<const FormItem> items);

void draw_grid(Ui& ui, std::span<const FormItem> lines, ItemsState& state, Actions& actions);

}  // namespace nuong::client
