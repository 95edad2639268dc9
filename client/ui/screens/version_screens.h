// The frozen versions of a report: which there are, what may be done with each, and how two of them differ.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_versions(Ui& ui, const VersionsView& view, VersionsState& state, Actions& actions);
void draw_difference(Ui& ui, const DifferenceView& view, DifferenceState& state, Actions& actions);

}  // namespace nuong::client
