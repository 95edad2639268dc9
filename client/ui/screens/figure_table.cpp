#include "client/ui/screens/figure_table.h"

#include <algorithm>
#include <cmath>

#include "client/app/phrases.h"
#include "client/ui/widgets/buttons.h"

namespace nuong::client {
namespace {

struct Columns {
    float name = 0, cell = 0, gap = 0;
    std::size_t first = 0, shown = 0;  // of the head, from the second on

    float left_of(std::size_t place) const { return name + gap + static_cast<float>(place) * (cell + gap); }
};

Columns columns_of(Ui& ui, const FigureTable& table, std::size_t first) {
    const std::size_t all = table.head.empty() ? 0 : table.head.size() - 1;
    Columns columns{.name = std::floor(std::min(ui.width * 0.38f, ui.px(380))), .gap = ui.px(8)};
    const float room = ui.width - columns.name;
    const auto fitting = static_cast<std::size_t>(std::max(1.0f, room / (ui.px(112) + columns.gap)));
    columns.shown = std::min(fitting, all);
    columns.first = std::min(first, all - columns.shown);
    columns.cell = std::floor(room / static_cast<float>(std::max<std::size_t>(columns.shown, 1)) - columns.gap);
    return columns;
}

TextStyle head_style(Ui& ui) { return tinted({ui.fonts.caption, 0}, ui.colour.ink); }

std::string head_words(const FigureHead& head) {
    return head.group.empty() || head.group == head.text ? head.text : head.group + ": " + head.text;
}

// As a paragraph of its own within the box that begins at `at`; gives its height.
float say_within(Ui& ui, const TextStyle& style, ImVec2 at, float width, const std::string& text) {
    const float outer = ui.width;
    ImGui::SetCursorScreenPos(at);
    ui.width = width;
    say(ui, style, text);
    ui.width = outer;
    return measure(style, text, width).y;
}

void draw_head(Ui& ui, const FigureTable& table, const Columns& columns) {
    const ImVec2 at = cursor();
    const TextStyle style = head_style(ui);
    float height = say_within(ui, style, at, columns.name, table.head.front().text);
    for (std::size_t i = 0; i < columns.shown; ++i)
        height = std::max(height, say_within(ui, style, {at.x + columns.left_of(i), at.y}, columns.cell,
                                             head_words(table.head[columns.first + i + 1])));
    const float bottom = at.y + height + ui.px(6);
    paper().AddLine({at.x, bottom}, {at.x + ui.width, bottom}, ui.colour.line_strong, ui.px(1.5f));
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({ui.width, height + ui.px(8) - ImGui::GetStyle().ItemSpacing.y});
}

void draw_cell(Ui& ui, const FigureCell& cell, const std::string& label, ImVec2 at, float width, bool is_bold) {
    const TextStyle style{is_bold ? ui.fonts.bold : ui.fonts.body, ui.colour.ink};
    const TextStyle small = muted(ui);
    const bool is_long = measure(style, cell.text, 0).x > width;
    const TextStyle& fits = is_long ? small : style;
    const ImVec2 needed = measure(fits, cell.text, cell.is_number ? 0 : width);
    const float left = cell.is_number || needed.x < width ? at.x + width - std::min(needed.x, width) : at.x;
    paint_text(fits, {left, at.y}, cell.text, cell.is_number ? 0 : width);
    report(ui, {.kind = WidgetKind::text,
                .label = label,
                .value = cell.text,
                .box = {at, {at.x + width, at.y + needed.y}},
                .cut = cell.is_number && needed.x > width});
}

void draw_line(Ui& ui, const FigureTable& table, const FigureLine& line, const Columns& columns) {
    const ImVec2 at = cursor();
    const TextStyle name{line.is_total ? ui.fonts.bold : ui.fonts.body, ui.colour.ink};
    const std::string& title = line.cells.front().text;
    float height = say_within(ui, name, {at.x, at.y + ui.px(6)}, columns.name, title);
    for (std::size_t i = 0; i < columns.shown && columns.first + i + 1 < line.cells.size(); ++i) {
        const FigureCell& cell = line.cells[columns.first + i + 1];
        const std::string label = title + ", " + head_words(table.head[columns.first + i + 1]);
        draw_cell(ui, cell, label, {at.x + columns.left_of(i), at.y + ui.px(6)}, columns.cell, line.is_total);
        if (!cell.is_number) height = std::max(height, measure(muted(ui), cell.text, columns.cell).y);
    }
    const float bottom = at.y + height + ui.px(12);
    paper().AddLine({at.x, bottom}, {at.x + ui.width, bottom}, ui.colour.line, ui.px(1));
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({ui.width, height + ui.px(14) - ImGui::GetStyle().ItemSpacing.y});
}

void draw_steps(Ui& ui, const FigureTable& table, const Columns& columns, std::size_t& first) {
    const std::size_t all = table.head.size() - 1;
    if (columns.shown >= all) return;
    const std::string range = std::to_string(columns.first + 1) + "-" + std::to_string(columns.first + columns.shown) +
                              " / " + std::to_string(all);
    say(ui, muted(ui), ui.say(Word::report_columns) + " " + range);
    const ButtonOptions back{.icon = Icon::back, .enabled = columns.first > 0};
    if (button(ui, ui.say(Word::report_columns_before), back))
        first = columns.first > columns.shown ? columns.first - columns.shown : 0;
    const ButtonOptions on{.icon = Icon::forward, .icon_after = true, .enabled = columns.first + columns.shown < all};
    same_line_if_fits(ui, button_width(ui, ui.say(Word::report_columns_after), on));
    if (button(ui, ui.say(Word::report_columns_after), on)) first = columns.first + columns.shown;
}

}  // namespace

void draw_figure_table(Ui& ui, const FigureTable& table, std::size_t& first) {
    if (table.head.empty()) return;
    const Columns columns = columns_of(ui, table, first);
    draw_steps(ui, table, columns, first);
    draw_head(ui, table, columns);
    for (const FigureLine& line : table.lines)
        if (!line.cells.empty()) draw_line(ui, table, line, columns);
    if (!table.note.empty()) say(ui, muted(ui), table.note);
}

}  // namespace nuong::client
