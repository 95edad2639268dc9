#include "client/ui/screens/search_box.h"

#include <utility>

#include "client/ui/widgets/panels.h"

namespace nuong::client {

bool draw_search_box(Ui& ui, const std::string& query, const std::string& hint, float width, ListState& state,
                     Actions& actions) {
    if (!state.filled_in) state = {.query = query, .filled_in = true, .take_keys = state.take_keys};
    const ButtonOptions to_clear{.icon = Icon::cross, .words = ui.say(Word::clear_caption)};
    const float clear = state.query.empty() ? 0 : button_width(ui, {}, to_clear) + ImGui::GetStyle().ItemSpacing.x;
    const FieldUse use =
        text_field(ui, ui.say(Word::search), state.query,
                   {.hint = hint, .take_focus = std::exchange(state.take_keys, false), .width = width - clear});
    bool searched = use.edited;
    if (clear > 0) {
        ImGui::SameLine();
        if (button(ui, ui.say(Word::clear_search), to_clear)) {
            state.query.clear();
            searched = true;
        }
    }
    if (searched) {
        state.to_top = true;
        actions.push_back(Search{state.query});
    }
    return use.entered && !searched;
}

}  // namespace nuong::client
