// A table of a report: its first column stands, of the others as many as fit; two buttons go on to the rest.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui.h"

namespace nuong::client {

// `first` is the first of the columns that are shown beside the one that stands, and moves with the buttons.
void draw_figure_table(Ui& ui, const FigureTable& table, std::size_t& first);

}  // namespace nuong::client
