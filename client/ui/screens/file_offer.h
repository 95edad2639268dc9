// The way from what a screen lists to a file of it.
#pragma once
#include <string>

#include "client/app/action.h"
#include "client/ui/ui.h"

namespace nuong::client {

// A button, or why there is none; nothing, where that is nobody's question.
void draw_file_offer(Ui& ui, bool may_be_written, const std::string& why_not, Actions& actions);
float file_offer_width(Ui& ui);  // of the button

}  // namespace nuong::client
