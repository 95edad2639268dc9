// The outcome of a screening: score, band in words and colour, and what to do next.
#pragma once
#include <string>
#include <vector>

#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_results(Ui& ui, const std::string& heading, const std::vector<ResultRow>& rows);

}  // namespace nuong::client
