#include "client/ui/screens/form_grid.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "client/ui/screens/choice_item.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

constexpr float card_side = 18, cell_min = 84, cell_max = 200, line_min = 56;
constexpr std::size_t columns_max = 8;

struct GridSizes {
    float name = 0, cell = 0;  // widths
};

GridSizes sizes_of(Ui& ui, float width, std::size_t columns) {
    const auto count = static_cast<float>(columns);
    const float name_least = std::clamp(width * 0.24f, ui.px(170), ui.px(260));
    const float cell = std::min(std::floor((width - name_least) / count), ui.px(cell_max));
    return {width - count * cell, cell};
}

float widest_word(const TextStyle& style, const std::string& text) {
    float widest = 0;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find(' ', from), text.size());
        widest = std::max(widest, measure(style, std::string_view(text).substr(from, to - from), 0).x);
        from = to + 1;
    }
    return widest;
}

TextStyle column_style(const Ui& ui) { return {ui.fonts.small, ui.colour.ink}; }
float cell_room(Ui& ui, const GridSizes& sizes) { return sizes.cell - ui.px(8); }

bool is_line(const FormItem& item) {
    return item.kind == ItemKind::select_one && !item.table.empty() && item.why_hidden.empty() && item.missing.empty();
}

std::string name_of(const FormItem& line) { return line.required ? line.label + " *" : line.label; }

// What stands below the name, with its sign in front.
std::string remark_of(Ui& ui, const FormItem& line) {
    if (!line.error.empty()) return line.error;
    if (!line.warning.empty()) return line.warning;
    return line.conflict ? ui.say(Word::differs) : "";
}

float line_height(Ui& ui, const FormItem& line, const GridSizes& sizes) {
    const float width = sizes.name - ui.px(16);
    float height = ui.px(20) + measure(body(ui), name_of(line), width).y;
    if (!line.hint.empty()) height += measure(muted(ui), line.hint, width).y + ui.px(4);
    const std::string remarked = remark_of(ui, line);
    if (!remarked.empty()) height += measure(muted(ui), remarked, width - ui.px(26)).y + ui.px(10);
    return std::ceil(std::max(height, ui.px(line_min)));
}

float head_height(Ui& ui, const FormItem& line, const GridSizes& sizes) {
    float height = 0;
    for (const Choice& choice : line.choices)
        height = std::max(height, measure(column_style(ui), choice.label, cell_room(ui, sizes)).y);
    return std::ceil(height) + ui.px(14);
}

void paint_head(Ui& ui, const FormItem& line, const GridSizes& sizes, ImVec2 at, float height) {
    paper().AddRectFilled(at, {at.x + ui.width, at.y + height}, ui.colour.card);
    paper().AddLine({at.x, at.y + height}, {at.x + ui.width, at.y + height}, ui.colour.line_strong, ui.px(1.5f));
    const TextStyle style = column_style(ui);
    for (std::size_t i = 0; i < line.choices.size(); ++i) {
        const float left = at.x + sizes.name + sizes.cell * static_cast<float>(i);
        const std::vector<std::string_view> words = lines_of(style, line.choices[i].label, cell_room(ui, sizes));
        float y = at.y + (height - style.font->FontSize * static_cast<float>(words.size())) / 2;
        for (const std::string_view each : words) {
            paint_text(style, {left + (sizes.cell - measure(style, each, 0).x) / 2, y}, each, 0);
            y += style.font->FontSize;
        }
        report(ui, {.kind = WidgetKind::text,
                    .label = line.choices[i].label,
                    .box = {{left + 1, at.y + 1}, {left + sizes.cell - 1, at.y + height - 1}}});
    }
}

void draw_name(Ui& ui, const FormItem& line, const GridSizes& sizes, ImVec2 at, float height) {
    const float outer = std::exchange(ui.width, sizes.name - ui.px(16));
    const bool is_plain = line.hint.empty() && remark_of(ui, line).empty();
    const float text = measure(body(ui), name_of(line), ui.width).y;
    ImGui::SetCursorScreenPos({at.x + ui.px(8), at.y + (is_plain ? (height - text) / 2 : ui.px(8))});
    ImGui::BeginGroup();
    say(ui, body(ui), name_of(line));
    if (!line.hint.empty()) say(ui, muted(ui), line.hint);
    if (!line.error.empty()) remark(ui, Tone::danger, line.error);
    else if (!line.warning.empty()) remark(ui, Tone::warning, line.warning);
    else if (line.conflict) remark(ui, Tone::warning, ui.say(Word::differs));
    ImGui::EndGroup();
    ui.width = outer;
}

void paint_ring(Ui& ui, const Press& press, bool chosen, bool enabled, const std::string& digit) {
    const ImVec2 centre = press.box.centre();
    const float r = ui.px(13);
    const Box shape{{press.box.min.x + ui.px(3), press.box.min.y + ui.px(3)},
                    {press.box.max.x - ui.px(3), press.box.max.y - ui.px(3)}};
    if (chosen || press.held)
        paper().AddRectFilled(shape.min, shape.max, chosen ? ui.colour.accent_soft : ui.colour.pressed,
                              ui.px(size::corner));
    const ImU32 ink = enabled ? ui.colour.accent : ui.colour.muted;
    paper().AddCircle(centre, r, chosen ? ink : ui.colour.line_strong, 0, ui.px(2));
    if (chosen) paper().AddCircleFilled(centre, r * 0.55f, ink);
    if (press.focused) focus_ring(ui, shape, ui.px(size::corner));
    if (chosen || digit.empty()) return;
    const TextStyle style = tinted(muted(ui), ui.colour.ink);
    const ImVec2 needed = measure(style, digit, 0);
    paint_text(style, {centre.x - needed.x / 2, centre.y - needed.y / 2}, digit, 0);
}

void draw_cells(Ui& ui, const FormItem& line, const GridSizes& sizes, ImVec2 at, float height, ItemsState& state,
                Actions& actions) {
    const bool shows_digits = ui.focus_shown && state.current == line.path;
    for (std::size_t i = 0; i < line.choices.size(); ++i) {
        const Choice& choice = line.choices[i];
        ImGui::SetCursorScreenPos({at.x + sizes.name + sizes.cell * static_cast<float>(i), at.y});
        const Press press = press_area(ui, choice.code.c_str(), {sizes.cell, height}, !line.readonly);
        const bool chosen = is_chosen(line, choice.code);
        paint_ring(ui, press, chosen, !line.readonly, shows_digits && i < 9 ? std::to_string(i + 1) : "");
        report(ui, {.kind = WidgetKind::choice,
                    .label = line.label + ": " + choice.label,
                    .box = press.box,
                    .enabled = !line.readonly,
                    .chosen = chosen,
                    .focused = press.focused});
        if (press.focused && ui.focus_moved && state.current != line.path)
            state.current = state.scroll_to = line.path;  // not half under the head
        if (!press.pressed) continue;
        state.current = line.path;
        actions.push_back(Answer{line.path, after_tap(line, choice.code)});
    }
}

// Scrolled to only when it is not in sight: a hand that goes down the lines keeps its place.
void keep_in_sight(Ui& ui, const FormItem& line, ImVec2 at, float height, ItemsState& state) {
    const ImRect seen = ImGui::GetCurrentWindow()->ClipRect;
    const bool is_seen = at.y >= seen.Min.y - 1 && at.y + height <= seen.Max.y + 1;
    if (line.path == state.current) state.current_is_seen = is_seen;
    if (state.scroll_to != line.path) return;
    state.scroll_to.clear();
    if (!is_seen) ImGui::SetScrollFromPosY(at.y - ImGui::GetWindowPos().y, 0.4f);
    if (!is_seen) ui.ask_frame(0);
}

}  // namespace

std::span<const FormItem> grid_at_front(Ui& ui, std::span<const FormItem> items) {
    std::size_t lines = 0;
    while (lines < items.size() && is_line(items[lines]) && items[lines].table == items[0].table &&
           items[lines].choices == items[0].choices)
        ++lines;
    const std::size_t columns = lines < 2 ? 0 : items[0].choices.size();
    if (columns < 2 || columns > columns_max) return {};
    const GridSizes sizes = sizes_of(ui, ui.width - 2 * ui.px(card_side), columns);
    if (sizes.cell < ui.px(cell_min)) return {};
    for (const Choice& choice : items[0].choices)
        if (widest_word(column_style(ui), choice.label) > cell_room(ui, sizes)) return {};
    return items.first(lines);
}

void draw_grid(Ui& ui, std::span<const FormItem> lines, ItemsState& state, Actions& actions) {
    Card card(ui);
    const GridSizes sizes = sizes_of(ui, ui.width, lines[0].choices.size());
    const float head = head_height(ui, lines[0], sizes);
    const ImVec2 start = cursor();
    std::vector<float> heights;
    for (const FormItem& line : lines) heights.push_back(line_height(ui, line, sizes));
    const float bottom = start.y + head + std::accumulate(heights.begin(), heights.end(), 0.0f);
    // The head stays in sight while the lines pass under it.
    const ImRect window = ImGui::GetCurrentWindow()->ClipRect;
    const float head_y = std::clamp(window.Min.y, start.y, std::max(bottom - head - heights.back(), start.y));
    paint_head(ui, lines[0], sizes, {start.x, head_y}, head);
    ImGui::PushClipRect({window.Min.x, head_y + head}, window.Max, true);
    float y = start.y + head;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const FormItem& line = lines[i];
        const ImVec2 at{start.x, y};
        ImGui::PushID(line.path.c_str());
        keep_in_sight(ui, line, at, heights[i], state);
        const ImU32 mark = !line.error.empty() ? ui.colour.danger : state.current == line.path ? ui.colour.accent : 0;
        if (mark != 0) paper().AddRectFilled({at.x - ui.px(8), at.y}, {at.x - ui.px(3), at.y + heights[i]}, mark);
        draw_name(ui, line, sizes, at, heights[i]);
        draw_cells(ui, line, sizes, at, heights[i], state, actions);
        y += heights[i];
        if (i + 1 < lines.size()) paper().AddLine({at.x, y}, {at.x + ui.width, y}, ui.colour.line, ui.px(1.2f));
        ImGui::PopID();
    }
    ImGui::PopClipRect();
    ImGui::SetCursorScreenPos({start.x, y});
    ImGui::Dummy({ui.width, 1});
}

}  // namespace nuong::client
