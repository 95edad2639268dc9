#include "client/ui/screens/list_screen.h"

#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

Icon icon_of(ListKind kind) {
    switch (kind) {
        case ListKind::people: return Icon::person;
        case ListKind::sessions: return Icon::megaphone;
        case ListKind::records: break;
    }
    return Icon::document;
}

void draw_search(Ui& ui, const ListView& view, ListState& state, Actions& actions) {
    if (!state.filled_in) state = {.query = view.query, .filled_in = true};
    const float clear = state.query.empty() ? 0 : ui.px(size::row) + ImGui::GetStyle().ItemSpacing.x;
    const ButtonOptions create{.look = ButtonLook::primary, .icon = Icon::plus};
    const float create_room =
        view.create ? button_width(ui, view.create->label, create) + ImGui::GetStyle().ItemSpacing.x : 0;
    const FieldOptions options{.hint = view.search_hint, .width = ui.width - clear - create_room};
    bool searched = text_field(ui, ui.say(Word::search), state.query, options).edited;
    if (clear > 0) {
        ImGui::SameLine();
        if (icon_button(ui, ui.say(Word::clear_search), Icon::cross, {})) {
            state.query.clear();
            searched = true;
        }
    }
    if (searched) {
        state.to_top = true;
        actions.push_back(Search{state.query});
    }
    if (!view.create) return;
    ImGui::SameLine();
    if (button(ui, view.create->label, create)) actions.push_back(view.create->action);
}

// Only the rows in sight are drawn: the list may hold twenty thousand.
void draw_rows(Ui& ui, const ListView& view, Actions& actions) {
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(view.rows.size()), row_height(ui) + ImGui::GetStyle().ItemSpacing.y);
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const Row& row = view.rows[static_cast<std::size_t>(i)];
            const RowLook look{
                .icon = icon_of(view.kind), .title = row.title, .detail = row.detail, .badges = row.badges};
            if (tap_row(ui, to_string(row.record), look)) actions.push_back(OpenRecord{row.record});
        }
}

}  // namespace

void draw_list(Ui& ui, const ListView& view, ListState& state, Actions& actions) {
    const float outer = ui.width;
    const float available = ImGui::GetContentRegionAvail().x;
    {
        ImGui::BeginChild("search", {0, ui.px(106)}, false,
                          ImGuiWindowFlags_NavFlattened | ImGuiWindowFlags_NoScrollbar);
        ui.width = std::min(available - 2 * ui.px(20), ui.px(size::column_max));
        ImGui::Indent((available - ui.width) / 2);
        gap(ui, 14);
        draw_search(ui, view, state, actions);
        say(ui, muted(ui), std::to_string(view.total) + " " + ui.say(Word::results));
        ImGui::EndChild();
        ui.width = outer;
    }
    Page page(ui, "rows", 0);
    if (state.to_top) ImGui::SetScrollY(0);
    state.to_top = false;
    if (view.rows.empty()) say(ui, muted(ui), view.empty_text.empty() ? ui.say(Word::nothing_yet) : view.empty_text);
    draw_rows(ui, view, actions);
    if (view.more && button(ui, ui.say(Word::show_more), {.icon = Icon::down, .width = ui.width}))
        actions.push_back(ShowMore{});
}

}  // namespace nuong::client
