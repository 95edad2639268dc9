#include "client/ui/screens/form_list_screen.h"

#include <algorithm>

#include "client/ui/screens/search_box.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

// All buttons at the right are as wide as the widest, so that they stand in a column.
float records_width(Ui& ui, const FormListView& view) {
    float width = 0;
    for (const FormGroup& group : view.groups)
        for (const FormRow& row : group.rows)
            if (row.records) width = std::max(width, button_width(ui, row.records->label, {}));
    return width;
}

// Beside their title the buttons would leave a narrow screen no room for it.
bool stands_above_its_buttons(const Ui& ui) { return ui.width < ui.px(600); }

void draw_row(Ui& ui, const FormRow& row, float column, Actions& actions) {
    const float outer = ui.width, spacing = ImGui::GetStyle().ItemSpacing.x;
    const bool is_stacked = stands_above_its_buttons(ui) && row.records;
    RowLook look{.icon = row.start ? Icon::plus : Icon::document, .title = row.title, .compact = true};
    if (!row.detail.empty()) look.badges.push_back({row.detail, Tone::neutral});
    const ButtonOptions to_paper{
        .icon = Icon::printer, .height = row_height(ui, true), .words = ui.say(Word::print_caption)};
    const float tool = row.print ? button_width(ui, {}, to_paper) : 0;
    if (!is_stacked) ui.width = outer - (column > 0 ? column + spacing : 0) - (row.print ? tool + spacing : 0);
    const bool tapped = tap_row(ui, row.form, look);
    if (tapped && row.start) actions.push_back(*row.start);
    else if (tapped && row.records) actions.push_back(row.records->action);
    ui.width = outer;
    ImGui::PushID(row.form.c_str());
    if (row.records) {
        if (!is_stacked) ImGui::SameLine();
        if (button(ui, row.records->label, {.width = column, .height = row_height(ui, true)}))
            actions.push_back(row.records->action);
    }
    if (row.print) {
        ImGui::SameLine(0, row.records || column == 0 ? spacing : column + 2 * spacing);
        const std::string label = ui.say(Word::print) + ": " + row.title;
        if (button(ui, label, to_paper)) actions.push_back(*row.print);
    }
    ImGui::PopID();
    if (is_stacked) gap(ui, 8);
}

}  // namespace

void draw_form_list(Ui& ui, const FormListView& view, ListState& state, Actions& actions) {
    const float outer = ui.width;
    const float available = ImGui::GetContentRegionAvail().x;
    {
        ImGui::BeginChild("search", {0, ui.px(view.subject.empty() ? 76 : 102)}, false,
                          ImGuiWindowFlags_NavFlattened | ImGuiWindowFlags_NoScrollbar);
        ui.width = std::min(available - 2 * ui.px(20), ui.px(size::column_max));
        ImGui::Indent((available - ui.width) / 2);
        gap(ui, 14);
        if (!view.subject.empty()) say(ui, bold(ui), view.subject);
        draw_search_box(ui, view.query, view.search_hint, ui.width, state, actions);
        ImGui::EndChild();
        ui.width = outer;
    }
    const Page page(ui, "forms", 0);
    if (state.to_top) ImGui::SetScrollY(0);
    state.to_top = false;
    if (view.groups.empty()) empty_state(ui, Icon::document, view.empty_text);
    const float column = records_width(ui, view);
    for (const FormGroup& group : view.groups) {
        if (!group.title.empty()) section_header(ui, group.title);
        for (const FormRow& row : group.rows) draw_row(ui, row, column, actions);
    }
}

}  // namespace nuong::client
