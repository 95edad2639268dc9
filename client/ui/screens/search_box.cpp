#include "client/ui/screens/search_box.h"

#include "client/ui/widgets/panels.h"

namespace nuong::client {

void draw_search_box(Ui& ui, const std::string& query, const std::string& hint, float width, ListState& state,
                     Actions& actions) {
    if (!state.filled_in) state = {.query = query, .filled_in = true};
    const float clear = state.query.empty() ? 0 : ui.px(size::row) + ImGui::GetStyle().ItemSpacing.x;
    bool searched = text_field(ui, ui.say(Word::search), state.query, {.hint = hint, .width = width - clear}).edited;
    if (clear > 0) {
        ImGui::SameLine();
        if (icon_button(ui, ui.say(Word::clear_search), Icon::cross, {})) {
            state.query.clear();
            searched = true;
        }
    }
    if (!searched) return;
    state.to_top = true;
    actions.push_back(Search{state.query});
}

}  // namespace nuong::client
