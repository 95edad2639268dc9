#include "client/ui/screens/area_screen.h"

#include <algorithm>

#include "client/ui/screens/search_box.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

void draw_way_up(Ui& ui, const AreaView& view, Actions& actions) {
    bool is_first = true;
    for (const AreaStep& step : view.above) {
        const ButtonOptions options{.look = ButtonLook::quiet, .icon = Icon::back};
        if (!is_first) same_line_if_fits(ui, button_width(ui, step.title, options));
        ImGui::PushID(step.area.c_str());
        if (button(ui, step.title, options)) actions.push_back(GoToArea{step.area});
        ImGui::PopID();
        is_first = false;
    }
    if (!view.inside.empty()) section_header(ui, view.inside);
    if (view.whole && button(ui, view.whole->label, {.icon = Icon::check})) actions.push_back(view.whole->action);
}

void draw_row(Ui& ui, const AreaRow& row, bool searches, Actions& actions) {
    const RowLook look{.icon = row.chosen      ? Icon::check
                               : row.has_below ? Icon::down
                                               : Icon::none,
                       .title = row.title,
                       .detail = row.detail,
                       .badges = row.badges,
                       .arrow = row.has_below && !searches,
                       .compact = row.detail.empty()};
    if (!tap_row(ui, row.area, look)) return;
    // What was searched by its name is meant itself; its parts are another search away.
    if (row.has_below && !searches) actions.push_back(GoToArea{row.area});
    else actions.push_back(ChooseArea{row.area});
}

}  // namespace

void draw_areas(Ui& ui, const AreaView& view, ListState& state, Actions& actions) {
    const float outer = ui.width, available = ImGui::GetContentRegionAvail().x;
    bool entered = false;
    {
        ImGui::BeginChild("search", {0, ui.px(76)}, false,
                          ImGuiWindowFlags_NavFlattened | ImGuiWindowFlags_NoScrollbar);
        ui.width = std::min(available - 2 * ui.px(20), ui.px(size::column_max));
        ImGui::Indent((available - ui.width) / 2);
        gap(ui, 14);
        if (!state.filled_in) state.take_keys = true;
        entered = draw_search_box(ui, view.query, view.search_hint, ui.width, state, actions);
        ImGui::EndChild();
        ui.width = outer;
    }
    const Page page(ui, "areas", 0);
    if (state.to_top) ImGui::SetScrollY(0);
    state.to_top = false;
    const std::size_t asked = actions.size();
    const bool searches = !view.query.empty();
    draw_way_up(ui, view, actions);
    if (searches && entered && !view.rows.empty()) actions.push_back(ChooseArea{view.rows.front().area});
    for (const AreaRow& row : view.rows) draw_row(ui, row, searches, actions);
    if (view.rows.empty()) empty_state(ui, Icon::search, view.empty_text);
    if (view.as_words && button(ui, view.as_words->label, {.icon = Icon::pencil, .wraps = true}))
        actions.push_back(view.as_words->action);
    state.to_top = state.to_top || actions.size() > asked;  // other rows are read from their top
}

}  // namespace nuong::client
