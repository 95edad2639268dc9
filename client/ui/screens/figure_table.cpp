#include "client/ui/screens/figure_table.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "client/app/phrases.h"
#include "client/ui/widgets/buttons.h"

namespace nuong::client {
namespace {

struct Columns {
    float name = 0, cell = 0, gap = 0;
    std::size_t first = 0, shown = 0, all = 0;  // of the head, from the second on

    float left_of(std::size_t place) const { return name + gap + static_cast<float>(place) * (cell + gap); }
    float width_of(std::size_t count) const { return static_cast<float>(count) * (cell + gap) - gap; }
    bool has_more() const { return shown < all; }
};

// Columns side by side under one group; without one, a column stands alone.
struct Span {
    std::size_t place = 0, count = 1;
    std::string group = {};
    std::optional<Action> open = {};
};

struct Head {
    std::vector<Span> spans = {};
    float groups = 0, texts = 0, steps = 0;  // heights of its rows, and of what stands under the name
    float height = 0;
};

Columns columns_of(Ui& ui, const FigureTable& table, std::size_t first) {
    const std::size_t all = table.head.size() - 1;
    Columns columns{.name = std::floor(std::min(ui.width * 0.38f, ui.px(380))), .gap = ui.px(8), .all = all};
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

float bottom_gap(Ui& ui) { return ui.px(6); }

float arrow_room(Ui& ui) { return ui.px(22); }

// Of words in the head; as high as a finger where they lead on.
float height_within(Ui& ui, const std::string& words, float width, bool leads_on) {
    if (!leads_on) return measure(head_style(ui), words, width).y;
    return std::max(measure(head_style(ui), words, width - arrow_room(ui)).y, ui.px(size::finger));
}

// Words at the bottom of the box, in its middle or at its right end; to be tapped where they lead on.
struct HeadWords {
    std::string text = {};
    bool is_centred = false;
    const std::optional<Action>* open = nullptr;
};

void draw_head_words(Ui& ui, const HeadWords& words, const Box& box, Actions& actions) {
    const bool leads_on = words.open->has_value();
    const TextStyle style = leads_on ? tinted(head_style(ui), ui.colour.accent_dark) : head_style(ui);
    const float arrow = leads_on ? arrow_room(ui) : 0, room = box.width() - arrow;
    const ImVec2 needed = measure(style, words.text, room);
    const float free = std::max(0.0f, std::floor(room - std::ceil(needed.x)));
    const ImVec2 at{box.min.x + (words.is_centred ? std::floor(free / 2) : free), box.max.y - needed.y};
    if (!leads_on) {
        say_within(ui, style, at, box.max.x - at.x, words.text);
        return;
    }
    ImGui::SetCursorScreenPos(box.min);
    const Press press = press_area(ui, words.text.c_str(), {box.width(), box.height()}, true);
    if (press.held) paper().AddRectFilled(press.box.min, press.box.max, ui.colour.pressed, ui.px(6));
    if (press.focused) focus_ring(ui, press.box, ui.px(6));
    paint_text(style, at, words.text, room);
    paint_icon(Icon::forward, {at.x + needed.x + arrow / 2, at.y + needed.y / 2}, ui.px(16), style.ink);
    report(ui, {.kind = WidgetKind::button, .label = words.text, .box = press.box, .focused = press.focused});
    if (press.pressed) actions.push_back(**words.open);
}

Head head_of(Ui& ui, const FigureTable& table, const Columns& columns) {
    const TextStyle style = head_style(ui);
    Head head;
    for (std::size_t i = 0; i < columns.shown; ++i) {
        const FigureHead& cell = table.head[columns.first + i + 1];
        const bool is_alone = cell.group.empty();
        head.texts = std::max(head.texts, is_alone ? height_within(ui, cell.text, columns.cell, cell.open.has_value())
                                                   : measure(style, cell.text, columns.cell).y);
        const bool goes_on = !is_alone && !head.spans.empty() && head.spans.back().group == cell.group;
        if (goes_on) ++head.spans.back().count;
        else head.spans.push_back({i, 1, cell.group, cell.open});
    }
    for (const Span& span : head.spans)
        if (!span.group.empty())
            head.groups = std::max(head.groups,
                                   height_within(ui, span.group, columns.width_of(span.count), span.open.has_value()) +
                                       2 * bottom_gap(ui));
    head.steps = columns.has_more() ? ui.px(size::finger) + ui.px(4) : 0;
    const float name = measure(style, table.head.front().text, columns.name).y + head.steps;
    head.height = std::max(head.groups + head.texts, name) + bottom_gap(ui);
    return head;
}

// Under the name: on to the columns that do not fit, and which these are.
void draw_steps(Ui& ui, const Columns& columns, ImVec2 at, std::size_t& first) {
    const float finger = ui.px(size::finger);
    const ButtonOptions before{.enabled = columns.first > 0, .width = finger, .height = finger};
    ImGui::SetCursorScreenPos(at);
    if (icon_button(ui, ui.say(Word::report_columns_before), Icon::back, before))
        first = columns.first > columns.shown ? columns.first - columns.shown : 0;
    const ButtonOptions after{
        .enabled = columns.first + columns.shown < columns.all, .width = finger, .height = finger};
    ImGui::SetCursorScreenPos({at.x + finger + ui.px(8), at.y});
    if (icon_button(ui, ui.say(Word::report_columns_after), Icon::forward, after))
        first = columns.first + columns.shown;
    const std::string range = std::to_string(columns.first + 1) + "-" + std::to_string(columns.first + columns.shown) +
                              " / " + std::to_string(columns.all);
    const std::string words = ui.say(Word::report_columns) + " " + range;
    const float left = 2 * finger + ui.px(20), room = columns.name - left;
    const TextStyle style{ui.fonts.caption, ui.colour.muted};
    const bool has_room = measure(style, words, 0).x <= room;
    if (!has_room && measure(style, range, 0).x > room) return;
    say_at(ui, style, {at.x + left, at.y + (finger - style.font->FontSize) / 2}, room, has_room ? words : range);
}

void draw_head(Ui& ui, const FigureTable& table, const Columns& columns, const Head& head, ImVec2 at,
               std::size_t& first, Actions& actions) {
    const TextStyle style = head_style(ui);
    const float texts_top = at.y + head.height - bottom_gap(ui) - head.texts;
    say_within(ui, style, at, columns.name, table.head.front().text);
    if (columns.has_more())
        draw_steps(ui, columns, {at.x, at.y + head.height - bottom_gap(ui) - ui.px(size::finger)}, first);
    for (const Span& span : head.spans) {
        if (span.group.empty()) continue;
        const float left = at.x + columns.left_of(span.place), width = columns.width_of(span.count);
        const float y = std::round(texts_top - bottom_gap(ui)), bottom = y - bottom_gap(ui) / 2;
        const float height = height_within(ui, span.group, width, span.open.has_value());
        ImGui::PushID(static_cast<int>(span.place));
        draw_head_words(ui, {span.group, true, &span.open}, {{left, bottom - height}, {left + width, bottom}}, actions);
        ImGui::PopID();
        paper().AddLine({left, y}, {left + width, y}, ui.colour.line_strong, ui.px(1));
    }
    for (std::size_t i = 0; i < columns.shown; ++i) {
        const FigureHead& cell = table.head[columns.first + i + 1];
        static const std::optional<Action> nothing;  // it is the group that leads on
        const auto& open = cell.group.empty() ? cell.open : nothing;
        const float left = at.x + columns.left_of(i), bottom = texts_top + head.texts;
        const float height = height_within(ui, cell.text, columns.cell, open.has_value());
        ImGui::PushID(static_cast<int>(columns.shown + i));
        draw_head_words(ui, {cell.text, false, &open}, {{left, bottom - height}, {left + columns.cell, bottom}},
                        actions);
        ImGui::PopID();
    }
    const float bottom = at.y + head.height;
    paper().AddLine({at.x, bottom}, {at.x + ui.width, bottom}, ui.colour.line_strong, ui.px(1.5f));
}

Icon sign_of_cell(Tone tone) {
    return tone == Tone::good ? Icon::check : tone == Tone::warning ? Icon::cross : Icon::none;
}

// The keyboard may have come to what lies under the head.
void bring_below(const Press& press, float top) {
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    if (press.focused && context.NavJustMovedToId == ImGui::GetItemID() && press.box.min.y < top)
        ImGui::SetScrollY(ImGui::GetScrollY() - (top - press.box.min.y));
}

struct CellPlace {
    ImVec2 at;
    float width, height, top;  // the whole height of the line; where the head ends
};

void draw_cell(Ui& ui, const FigureCell& cell, const std::string& label, const CellPlace& place, bool is_bold,
               Actions& actions) {
    Press press;
    if (cell.open) {
        ImGui::SetCursorScreenPos(place.at);
        press = press_area(ui, label.c_str(), {place.width, place.height}, true);
        if (press.held) paper().AddRectFilled(press.box.min, press.box.max, ui.colour.pressed, ui.px(6));
        if (press.focused) focus_ring(ui, press.box, ui.px(6));
        bring_below(press, place.top);
        if (press.pressed) actions.push_back(*cell.open);
    }
    const TextStyle style{is_bold ? ui.fonts.bold : ui.fonts.body, cell.open ? ui.colour.accent_dark : ui.colour.ink};
    const TextStyle small = tinted(muted(ui), cell.open || cell.tone != Tone::neutral ? style.ink : ui.colour.muted);
    const float sign = cell.tone == Tone::neutral ? 0 : ui.px(22), room = place.width - sign;
    const TextStyle& fits = measure(style, cell.text, 0).x > room ? small : style;
    const ImVec2 needed = measure(fits, cell.text, cell.is_number ? 0 : room);
    const ImVec2 text_at{place.at.x + place.width - (cell.is_number ? needed.x : std::min(needed.x, room)),
                         place.at.y + ui.px(6)};
    paint_text(fits, text_at, cell.text, cell.is_number ? 0 : room);
    if (sign > 0)
        paint_icon(sign_of_cell(cell.tone), {text_at.x - ui.px(12), text_at.y + fits.font->FontSize / 2}, ui.px(18),
                   ui.colour.ink);
    if (cell.open) {
        const float y = std::round(text_at.y + needed.y + ui.px(1));
        paper().AddLine({text_at.x, y}, {text_at.x + needed.x, y}, fits.ink, ui.px(1));
    }
    const Box words{{place.at.x, place.at.y}, {place.at.x + place.width, text_at.y + needed.y}};
    report(ui, {.kind = cell.open ? WidgetKind::button : WidgetKind::text,
                .label = label,
                .value = cell.text,
                .box = cell.open ? press.box : words,
                .focused = press.focused,
                .cut = cell.is_number && needed.x > room});
}

TextStyle name_style(Ui& ui, const FigureLine& line) {
    return {line.is_total ? ui.fonts.bold : ui.fonts.body, line.open ? ui.colour.accent_dark : ui.colour.ink};
}

// Beside the arrow of a name that leads on.
float name_room(Ui& ui, const FigureLine& line, float width) { return line.open ? width - ui.px(26) : width; }

float height_of(Ui& ui, const FigureLine& line, const Columns& columns) {
    const bool is_tapped = line.open || std::any_of(line.cells.begin(), line.cells.end(),
                                                    [](const FigureCell& cell) { return cell.open.has_value(); });
    float height = measure(name_style(ui, line), line.cells.front().text, name_room(ui, line, columns.name)).y;
    for (std::size_t i = 0; i < columns.shown && columns.first + i + 1 < line.cells.size(); ++i)
        if (const FigureCell& cell = line.cells[columns.first + i + 1]; !cell.is_number)
            height = std::max(height, measure(muted(ui), cell.text, columns.cell - ui.px(22)).y);
    return std::ceil(std::max(height + ui.px(12), is_tapped ? ui.px(size::finger) : 0));
}

void draw_name(Ui& ui, const FigureLine& line, ImVec2 at, float width, float height, float top, Actions& actions) {
    const std::string& text = line.cells.front().text;
    if (!line.open) {
        say_within(ui, name_style(ui, line), {at.x, at.y + ui.px(6)}, width, text);
        return;
    }
    ImGui::SetCursorScreenPos(at);
    const Press press = press_area(ui, "name", {width, height}, true);
    if (press.held) paper().AddRectFilled(press.box.min, press.box.max, ui.colour.pressed, ui.px(6));
    if (press.focused) focus_ring(ui, press.box, ui.px(6));
    bring_below(press, top);
    paint_text(name_style(ui, line), {at.x, at.y + ui.px(6)}, text, name_room(ui, line, width));
    paint_icon(Icon::forward, {at.x + width - ui.px(12), at.y + ui.px(6) + ui.px(size::body_text) / 2}, ui.px(16),
               ui.colour.accent_dark);
    report(ui, {.kind = WidgetKind::button, .label = text, .box = press.box, .focused = press.focused});
    if (press.pressed) actions.push_back(*line.open);
}

void draw_line(Ui& ui, const FigureTable& table, const FigureLine& line, const Columns& columns, const CellPlace& row,
               Actions& actions) {
    draw_name(ui, line, row.at, columns.name, row.height, row.top, actions);
    for (std::size_t i = 0; i < columns.shown && columns.first + i + 1 < line.cells.size(); ++i) {
        const FigureCell& cell = line.cells[columns.first + i + 1];
        const std::string label = line.cells.front().text + ", " + head_words(table.head[columns.first + i + 1]);
        draw_cell(ui, cell, label, {{row.at.x + columns.left_of(i), row.at.y}, columns.cell, row.height, row.top},
                  line.is_total, actions);
    }
    const float bottom = row.at.y + row.height;
    paper().AddLine({row.at.x, bottom}, {row.at.x + ui.width, bottom}, ui.colour.line, ui.px(1));
}

}  // namespace

void draw_figure_table(Ui& ui, const FigureTable& table, std::size_t& first, Actions& actions) {
    if (table.head.empty()) return;
    const Columns columns = columns_of(ui, table, first);
    const Head head = head_of(ui, table, columns);
    std::vector<float> heights;
    float lines = 0;
    for (const FigureLine& line : table.lines) {
        heights.push_back(line.cells.empty() ? 0 : height_of(ui, line, columns) + ui.px(2));
        lines += heights.back();
    }
    const ImVec2 at = cursor();
    // While its lines are scrolled the head stays at the top of the page, until the last of them pushes it out.
    const ImRect page = ImGui::GetCurrentWindow()->InnerRect;
    const float last = heights.empty() ? 0 : heights.back();
    const float head_top = std::min(std::max(at.y, page.Min.y + ui.px(4)), at.y + std::max(0.0f, lines - last));
    const float top = head_top + head.height;
    draw_head(ui, table, columns, head, {at.x, head_top}, first, actions);
    ImGui::PushClipRect({page.Min.x, top + ui.px(1)}, page.Max, true);
    float y = at.y + head.height;
    for (std::size_t i = 0; i < table.lines.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        const CellPlace row{{at.x, y}, ui.width, heights[i] - ui.px(2), top};
        if (!table.lines[i].cells.empty()) draw_line(ui, table, table.lines[i], columns, row, actions);
        ImGui::PopID();
        y += heights[i];
    }
    ImGui::PopClipRect();
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({ui.width, y - at.y});
    if (!table.note.empty()) say(ui, muted(ui), table.note);
}

}  // namespace nuong::client
