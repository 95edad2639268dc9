// The forms that may be used, in groups: a tap begins one, the button beside it shows what was written with it.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_form_list(Ui& ui, const FormListView& view, ListState& state, Actions& actions);

}  // namespace nuong::client
