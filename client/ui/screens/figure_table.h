// A table of a report: its first column and its head stand, of the other columns as many as fit; two buttons in the
// head go on to the rest.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui.h"

namespace nuong::client {

// `first` is the first of the columns that are shown beside the one that stands, and moves with the buttons.
void draw_figure_table(Ui& ui, const FigureTable& table, std::size_t& first, Actions& actions);

}  // namespace nuong::client
