// Whether somebody has looked the record over; for whoever may, the means to say what was found.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_finding(Ui& ui, const RecordView& view);
// At the end of the record: whoever says that it is right has read it.
void draw_review(Ui& ui, const RecordView& view, ReviewState& state, Actions& actions);

}  // namespace nuong::client
