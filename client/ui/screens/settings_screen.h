// How a person wants the screens, and what this device is.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui.h"

namespace nuong::client {

void draw_settings(Ui& ui, const SettingsView& view, Actions& actions);

}  // namespace nuong::client
