#include "client/ui/screens/search_screen.h"

#include <algorithm>

#include "client/ui/screens/file_offer.h"
#include "client/ui/screens/search_box.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

void draw_group(Ui& ui, const SearchGroup& group, Actions& actions) {
    section_header(ui, group.title);
    for (const Row& row : group.rows) {
        const RowLook look{.icon = group.form == "person_register" ? Icon::person : Icon::document,
                           .title = row.title,
                           .detail = row.detail,
                           .badges = row.badges};
        if (tap_row(ui, to_string(row.record), look)) actions.push_back(OpenRecord{row.record});
    }
    if (!group.more) return;
    ImGui::PushID(group.form.c_str());
    if (button(ui, group.more->label, {.icon = Icon::down, .width = ui.width})) actions.push_back(group.more->action);
    ImGui::PopID();
}

}  // namespace

void draw_search(Ui& ui, const SearchView& view, ListState& state, Actions& actions) {
    if (!state.filled_in) state.take_keys = true;
    const float outer = ui.width, available = ImGui::GetContentRegionAvail().x;
    bool entered = false;
    {
        ImGui::BeginChild("search", {0, ui.px(76)}, false,
                          ImGuiWindowFlags_NavFlattened | ImGuiWindowFlags_NoScrollbar);
        ui.width = std::min(available - 2 * ui.px(20), ui.px(size::column_max));
        ImGui::Indent((available - ui.width) / 2);
        gap(ui, 14);
        entered = draw_search_box(ui, view.query, view.search_hint, ui.width, state, actions);
        ImGui::EndChild();
        ui.width = outer;
    }
    const Page page(ui, "found", 0);
    if (std::exchange(state.to_top, false)) ImGui::SetScrollY(0);
    if (view.groups.empty()) empty_state(ui, Icon::search, view.empty_text);
    else if (entered) actions.push_back(OpenRecord{view.groups.front().rows.front().record});
    draw_file_offer(ui, view.may_be_written, view.why_not_written, actions);
    for (const SearchGroup& group : view.groups) draw_group(ui, group, actions);
}

}  // namespace nuong::client
