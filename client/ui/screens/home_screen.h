// Where the day starts: what can be done, what is unfinished, what waits to be sent.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_home(Ui& ui, const HomeView& view, HomeState& state, Actions& actions);

}  // namespace nuong::client
