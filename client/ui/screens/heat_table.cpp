#include "client/ui/screens/heat_table.h"

#include <algorithm>
#include <cmath>

#include "client/app/phrases.h"
#include "client/ui/widgets/basics.h"

namespace nuong::client {
namespace {

constexpr std::size_t rows_below_header = 10;

struct Grid {
    float name = 0, cell = 0, total = 0, row = 0, header = 0, gap = 0;
    std::size_t weeks = 0, first = 0;  // how many fit; the first of them

    float cell_at(std::size_t column) const { return name + gap + static_cast<float>(column) * (cell + gap); }
    float total_at() const { return cell_at(weeks); }
};

Grid grid_for(Ui& ui, const HeatTable& heat) {
    Grid grid{.name = ui.px(176), .total = ui.px(88), .row = ui.px(56), .header = ui.px(46), .gap = ui.px(4)};
    const float room = ui.width - grid.name - grid.total - 2 * grid.gap;
    const float least = ui.px(84);
    const auto fitting = static_cast<std::size_t>(std::max(1.0f, room / (least + grid.gap)));
    grid.weeks = std::min(fitting, heat.weeks.size());
    grid.first = heat.weeks.size() - grid.weeks;
    grid.cell = std::floor(room / static_cast<float>(std::max<std::size_t>(grid.weeks, 1)) - grid.gap);
    return grid;
}

// In the middle of its column.
void say_centred(Ui& ui, const TextStyle& style, float left, float top, float width, const std::string& text) {
    const float needed = std::min(std::ceil(measure(style, text, 0).x) + 1, width);
    say_at(ui, style, {left + std::floor((width - needed) / 2), top}, needed, text);
}

void draw_header(Ui& ui, const HeatTable& heat, const Grid& grid) {
    const ImVec2 at = cursor();
    const TextStyle week = tinted({ui.fonts.small, 0}, ui.colour.ink), days{ui.fonts.caption, ui.colour.muted};
    for (std::size_t i = 0; i < grid.weeks; ++i) {
        const HeatWeek& each = heat.weeks[grid.first + i];
        const float left = at.x + grid.cell_at(i);
        say_centred(ui, week, left, at.y, grid.cell, each.title);
        say_centred(ui, days, left, at.y + ui.px(23), grid.cell, each.days);
    }
    say_centred(ui, week, at.x + grid.total_at(), at.y, grid.total, heat.total_title);
    ImGui::SetCursorScreenPos({at.x, at.y});
    ImGui::Dummy({ui.width, grid.header - ImGui::GetStyle().ItemSpacing.y});
}

struct CellLook {
    std::string label;  // for tests and the probe
    ToneColours colours;
    bool is_bold = false;
};

bool draw_cell(Ui& ui, const HeatCell& cell, const CellLook& look, const Box& box) {
    ImGui::SetCursorScreenPos(box.min);
    const Press press = press_area(ui, look.label.c_str(), {box.width(), box.height()}, true);
    const float corner = ui.px(6);
    paper().AddRectFilled(box.min, box.max, press.held ? ui.colour.pressed : look.colours.fill, corner);
    paper().AddRect(box.min, box.max, ui.colour.line, corner, 0, ui.px(1.2f));
    if (press.focused) focus_ring(ui, box, corner);
    const std::string number = grouped(ui.language, cell.count);
    const TextStyle style{look.is_bold ? ui.fonts.bold : ui.fonts.body, press.held ? ui.colour.ink : look.colours.ink};
    const ImVec2 needed = measure(style, number, 0), centre = box.centre();
    paint_text(style, {centre.x - needed.x / 2, centre.y - needed.y / 2}, number, 0);
    report(ui, {.kind = WidgetKind::button,
                .label = look.label,
                .value = number,
                .box = box,
                .focused = press.focused,
                .cut = needed.x > box.width()});
    return press.pressed;
}

void draw_name(Ui& ui, const HeatRow& row, const Grid& grid, ImVec2 at) {
    const Box whole{at, {at.x + grid.name, at.y + grid.row}};
    const TextStyle name{row.is_sum ? ui.fonts.bold : ui.fonts.body, ui.colour.ink}, small = muted(ui);
    if (row.remark.empty()) return say_in_strip(ui, name, {tinted(small, ui.colour.ink)}, whole, row.name);
    const TextStyle remark{ui.fonts.caption, ui.colour.of(Tone::warning).ink};
    say_in_strip(ui, tinted(small, ui.colour.ink), {}, {at, {whole.max.x, at.y + ui.px(32)}}, row.name);
    say_at(ui, remark, {at.x, at.y + ui.px(32)}, grid.name, row.remark);
}

void draw_row(Ui& ui, const HeatTable& heat, const HeatRow& row, const Grid& grid, Actions& actions) {
    const ImVec2 at = cursor();
    draw_name(ui, row, grid, at);
    const auto box_at = [&](float left, float width) {
        return Box{{at.x + left, at.y}, {at.x + left + width, at.y + grid.row}};
    };
    for (std::size_t i = 0; i < grid.weeks && grid.first + i < row.cells.size(); ++i) {
        const HeatCell& cell = row.cells[grid.first + i];
        const ToneColours of_level = ui.colour.heat[static_cast<std::size_t>(std::clamp(cell.level, 0, 4))];
        const CellLook look{row.name + ", " + heat.weeks[grid.first + i].name,
                            row.is_sum ? ToneColours{ui.colour.ink, ui.colour.card} : of_level, row.is_sum};
        if (draw_cell(ui, cell, look, box_at(grid.cell_at(i), grid.cell))) actions.push_back(cell.open);
    }
    const CellLook total{row.name + ", " + heat.total_title, {ui.colour.ink, ui.colour.paper}, true};
    if (draw_cell(ui, row.total, total, box_at(grid.total_at(), grid.total))) actions.push_back(row.total.open);
    ImGui::SetCursorScreenPos({at.x, at.y});
    ImGui::Dummy({ui.width, grid.row + grid.gap - ImGui::GetStyle().ItemSpacing.y});
}

}  // namespace

void draw_heat_table(Ui& ui, const HeatTable& heat, Actions& actions) {
    const Grid grid = grid_for(ui, heat);
    for (std::size_t i = 0; i < heat.rows.size(); ++i) {
        if (i % rows_below_header == 0) draw_header(ui, heat, grid);
        ImGui::PushID(static_cast<int>(i));
        draw_row(ui, heat, heat.rows[i], grid, actions);
        ImGui::PopID();
    }
}

}  // namespace nuong::client
