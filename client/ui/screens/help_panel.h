// What a screen is for and what one does on it, in the screen's place until Back or "close".
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui.h"

namespace nuong::client {

Word help_of(const Screen& screen);

// True when the person has read enough.
bool draw_help(Ui& ui, Word help);

}  // namespace nuong::client
