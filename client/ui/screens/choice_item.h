// Answers that are chosen: a few options as buttons, or a long list with a search box.
#pragma once
#include <string>
#include <vector>

#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_choice_item(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions);
void draw_list_item(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions);

bool is_chosen(const FormItem& item, const std::string& code);

// The answer after `code` was tapped: chosen, or taken back when it was chosen before.
Value after_tap(const FormItem& item, const std::string& code);

}  // namespace nuong::client
