// Choosing the file that answers a question.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui.h"

namespace nuong::client {

void draw_file_picker(Ui& ui, const FilePickerView& view, Actions& actions);

}  // namespace nuong::client
