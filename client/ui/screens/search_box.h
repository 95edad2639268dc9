// The search on top of a list: every key asks for the rows that fit, a cross takes it away.
#pragma once
#include <string>

#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

// `query` is what the rows were searched by, `width` what the field and its cross may take. True: Enter was pressed in
// it.
bool draw_search_box(Ui& ui, const std::string& query, const std::string& hint, float width, ListState& state,
                     Actions& actions);

}  // namespace nuong::client
