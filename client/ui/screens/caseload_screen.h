// What a colleague looks after, and to whom it is to be given.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_caseload(Ui& ui, const CaseloadView& view, CaseloadState& state, Actions& actions);

}  // namespace nuong::client
