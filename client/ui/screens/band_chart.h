// Bars cut into bands of risk, each as shares of itself. The numbers stand below, in the order of the bands: nothing is
// told by colour alone, and bands differ in brightness, so that they are told apart in black and white.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui.h"

namespace nuong::client {

void draw_bands(Ui& ui, const std::vector<BandBar>& bars);

}  // namespace nuong::client
