// A person with everything that happened, newest first; or one record of another form.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_record(Ui& ui, const RecordView& view, ReviewState& review, Actions& actions);

}  // namespace nuong::client
