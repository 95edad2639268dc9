#include "client/ui/screens/form_table.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "client/ui/screens/form_item.h"
#include "client/ui/screens/typed_item.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

constexpr float number_width = 40, side_width = 44, cell_gap = 10, read_min = 104, typed_min = 150,
                line_height_min = 56;

struct Line {
    const FormItem* head = nullptr;  // of the instance
    std::span<const FormItem> items;
};

struct Column {
    Path question;
    std::string label;
};

struct Table {
    const FormItem* button = nullptr;  // one more instance; its label is the table's
    std::vector<Line> lines;
    std::vector<Column> columns;
};

// In the order of the form, also when the first lines are not asked everything.
void add_columns(std::vector<Column>& columns, const Line& line) {
    std::size_t next = 0;
    for (const FormItem& item : line.items) {
        if (item.question.empty()) continue;
        const auto known = std::find_if(columns.begin(), columns.end(),
                                        [&](const Column& column) { return column.question == item.question; });
        if (known == columns.end())
            columns.insert(columns.begin() + static_cast<std::ptrdiff_t>(next), {item.question, item.label});
        else next = static_cast<std::size_t>(known - columns.begin());
        ++next;
    }
}

Table table_from(std::span<const FormItem> items) {
    Table table{&items.back(), {}, {}};
    std::size_t start = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool ends = i + 1 == items.size() || items[i + 1].removable || &items[i + 1] == table.button;
        if (items[i].removable) start = i;
        if (!ends || &items[i] == table.button) continue;
        table.lines.push_back({&items[start], items.subspan(start + 1, i - start)});
        add_columns(table.columns, table.lines.back());
    }
    return table;
}

bool is_only_typed(const FormItem& item) { return item.kind == ItemKind::text || item.kind == ItemKind::ascii; }

// Every answer has a field of its own in the line: short texts, no reasons for silence.
bool is_typed_in_lines(const Table& table, float cell, float least) {
    const auto fits = [](const FormItem& item) {
        return is_only_typed(item) && item.missing.empty() && item.why_hidden.empty() && item.hint.empty();
    };
    return cell >= least && std::all_of(table.lines.begin(), table.lines.end(), [&](const Line& line) {
               return std::all_of(line.items.begin(), line.items.end(), fits);
           });
}

const FormItem* cell_of(const Line& line, const Column& column) {
    const auto found = std::find_if(line.items.begin(), line.items.end(),
                                    [&](const FormItem& item) { return item.question == column.question; });
    return found == line.items.end() ? nullptr : &*found;
}

bool has_error(const Line& line) {
    return std::any_of(line.items.begin(), line.items.end(), [](const FormItem& item) { return !item.error.empty(); });
}

float cell_width(Ui& ui, const Table& table) {
    const auto count = static_cast<float>(std::max<std::size_t>(table.columns.size(), 1));
    return std::floor((ui.width - ui.px(number_width + side_width)) / count);
}

void draw_heads(Ui& ui, const Table& table, float cell) {
    const TextStyle style = muted(ui);
    const float room = cell - ui.px(cell_gap);
    float height = 0;
    for (const Column& column : table.columns) height = std::max(height, measure(style, column.label, room).y);
    const ImVec2 at = cursor();
    float left = at.x + ui.px(number_width);
    for (const Column& column : table.columns) {
        paint_text(style, {left, at.y + height - measure(style, column.label, room).y}, column.label, room);
        report(ui,
               {.kind = WidgetKind::text, .label = column.label, .box = {{left, at.y}, {left + room, at.y + height}}});
        left += cell;
    }
    ImGui::Dummy({ui.width, height + ui.px(2)});
    paper().AddLine({at.x, cursor().y}, {at.x + ui.width, cursor().y}, ui.colour.line_strong, ui.px(1.5f));
}

// What is wrong in the line, below it.
void draw_remarks(Ui& ui, const Line& line) {
    for (const FormItem& item : line.items) {
        if (!item.error.empty()) remark(ui, Tone::danger, item.label + ": " + item.error);
        if (!item.warning.empty()) remark(ui, Tone::warning, item.label + ": " + item.warning);
        if (item.conflict) remark(ui, Tone::warning, item.label + ": " + ui.say(Word::differs));
    }
}

void keep_in_sight(Ui& ui, ItemsState& state, const Line& line, float top) {
    const bool is_wanted = state.scroll_to == line.head->path ||
                           std::any_of(line.items.begin(), line.items.end(), [&](const FormItem& item) {
                               return !item.path.empty() && item.path == state.scroll_to;
                           });
    if (!is_wanted) return;
    state.scroll_to.clear();
    const ImRect seen = ImGui::GetCurrentWindow()->ClipRect;
    if (top >= seen.Min.y && cursor().y <= seen.Max.y) return;
    ImGui::SetScrollFromPosY(top - ImGui::GetWindowPos().y, 0.1f);
    ui.ask_frame(0);
}

void draw_number(Ui& ui, std::size_t number, ImVec2 at) {
    const std::string text = std::to_string(number);
    say_at(ui, muted(ui), {at.x, at.y + (ui.px(line_height_min) - ui.fonts.small->FontSize) / 2}, ui.px(number_width),
           text);
}

// --- lines that are typed into

void draw_typed_line(Ui& ui, const Table& table, std::size_t index, float cell, ItemsState& state, Actions& actions) {
    const Line& line = table.lines[index];
    const ImVec2 at = cursor();
    draw_number(ui, index + 1, at);
    float left = at.x + ui.px(number_width);
    for (const Column& column : table.columns) {
        if (const FormItem* item = cell_of(line, column)) {
            ImGui::SetCursorScreenPos({left, at.y + ui.px(4)});
            ImGui::PushID(item->path.c_str());
            draw_typed(ui, *item, state, actions, cell - ui.px(cell_gap));
            ImGui::PopID();
        }
        left += cell;
    }
    ImGui::SetCursorScreenPos({at.x + ui.width - ui.px(side_width), at.y + ui.px(4)});
    const ButtonOptions bin{.look = ButtonLook::quiet, .width = ui.px(side_width)};
    if (icon_button(ui, ui.say(Word::remove) + ": " + line.head->label, Icon::bin, bin))
        actions.push_back(RemoveRepeat{line.head->path});
    ImGui::SetCursorScreenPos({at.x, at.y + ui.px(line_height_min + 4)});
    ImGui::Dummy({1, 1});
    draw_remarks(ui, line);
}

// --- lines that are opened

std::string in_one_line(const Table& table, const Line& line) {
    std::string all;
    for (const Column& column : table.columns)
        if (const FormItem* item = cell_of(line, column); item && !item->cell.empty())
            all += (all.empty() ? "" : " · ") + item->cell;
    return all;
}

// The question under the finger; the first one for the keyboard.
Path question_at(const Table& table, const Line& line, float cell, float left) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const float place = ImGui::GetIO().MouseReleased[0] ? (mouse.x - left) / cell : -1;
    if (place >= 0 && place < static_cast<float>(table.columns.size()))
        if (const FormItem* item = cell_of(line, table.columns[static_cast<std::size_t>(place)])) return item->path;
    const auto asked =
        std::find_if(line.items.begin(), line.items.end(), [](const FormItem& item) { return !item.question.empty(); });
    return asked == line.items.end() ? Path() : asked->path;
}

void open_line(ItemsState& state, const Line& line, const Path& question) {
    state.open_line = line.head->path;
    state.scroll_to = line.head->path;
    state.current = question;
    for (const FormItem& item : line.items)
        if (item.path == question && takes_typing(item)) state.take_keys = question;
}

void paint_cells(Ui& ui, const Table& table, const Line& line, ImVec2 at, float cell, bool in_columns) {
    const float middle = at.y + (ui.px(line_height_min) - ui.fonts.body->FontSize) / 2;
    const float left = at.x + ui.px(number_width);
    if (!in_columns) {
        const std::string all = in_one_line(table, line);
        const float room = ui.width - ui.px(number_width + side_width);
        return say_at(ui, all.empty() ? tinted(body(ui), ui.colour.muted) : body(ui), {left, middle}, room,
                      all.empty() ? ui.say(Word::line_empty) : all);
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const FormItem* item = cell_of(line, table.columns[i]);
        const bool blank = !item || item->cell.empty();
        const TextStyle style = blank ? tinted(body(ui), ui.colour.muted) : body(ui);
        const float room = cell - ui.px(cell_gap);
        const std::string text = blank ? "–" : fit(style, item->cell, room);
        paint_text(style, {left + cell * static_cast<float>(i), middle}, text, 0);
    }
}

void draw_read_line(Ui& ui, const Table& table, std::size_t index, float cell, bool in_columns, ItemsState& state) {
    const Line& line = table.lines[index];
    const bool is_open = state.open_line == line.head->path;
    const ImVec2 at = cursor();
    const Press press = press_area(ui, line.head->path.c_str(), {ui.width, ui.px(line_height_min)}, true);
    if (is_open || press.held)
        paper().AddRectFilled(press.box.min, press.box.max, is_open ? ui.colour.accent_soft : ui.colour.pressed,
                              ui.px(size::corner));
    if (has_error(line))
        paper().AddRectFilled({at.x - ui.px(8), at.y}, {at.x - ui.px(3), at.y + ui.px(line_height_min)},
                              ui.colour.danger);
    draw_number(ui, index + 1, {at.x + ui.px(8), at.y});
    paint_cells(ui, table, line, at, cell, in_columns);
    paint_icon(is_open ? Icon::down : Icon::pencil,
               {at.x + ui.width - ui.px(side_width) / 2, at.y + ui.px(line_height_min) / 2}, ui.px(22),
               ui.colour.accent);
    if (press.focused) focus_ring(ui, press.box, ui.px(size::corner));
    report(ui, {.kind = WidgetKind::button,
                .label = line.head->label,
                .box = press.box,
                .chosen = is_open,
                .focused = press.focused});
    ImGui::SetCursorScreenPos({at.x, at.y + ui.px(line_height_min)});
    ImGui::Dummy({1, 1});
    if (press.pressed && is_open) state.open_line.clear();
    else if (press.pressed) open_line(state, line, question_at(table, line, cell, at.x + ui.px(number_width)));
}

void draw_open_line(Ui& ui, const Line& line, ItemsState& state, Actions& actions) {
    const float outer = ui.width, inset = ui.px(20);
    const ImVec2 start = cursor();
    ImGui::Indent(inset);
    ui.width = outer - inset;
    for (const FormItem& item : line.items) {
        gap(ui, 8);
        draw_bare_item(ui, item, state, actions);
    }
    gap(ui, 8);
    const bool is_done = button(ui, ui.say(Word::line_done), {.look = ButtonLook::primary, .icon = Icon::check});
    const ButtonOptions bin{.look = ButtonLook::quiet, .icon = Icon::bin};
    same_line_if_fits(ui, button_width(ui, ui.say(Word::remove), bin));
    if (button(ui, ui.say(Word::remove), bin)) actions.push_back(RemoveRepeat{line.head->path});
    gap(ui, 8);
    ImGui::Unindent(inset);
    ui.width = outer;
    paper().AddRectFilled(start, {start.x + ui.px(5), cursor().y}, ui.colour.accent);
    if (is_done) state.open_line.clear();
}

// Whoever has added a line goes on in it.
void go_into_new_line(const Table& table, bool is_typed, ItemsState& state) {
    if (state.adding.to != table.button->path || table.lines.size() <= state.adding.lines) return;
    state.adding = {};
    const Line& line = table.lines.back();
    const Path first = question_at(table, line, 1, -1e9f);
    if (!is_typed) return open_line(state, line, first);
    state.scroll_to = line.head->path;
    state.take_keys = state.current = first;
}

void open_where_wanted(const Table& table, ItemsState& state) {
    for (const Line& line : table.lines)
        for (const FormItem& item : line.items)
            if (!state.scroll_to.empty() && item.path == state.scroll_to) state.open_line = line.head->path;
}

}  // namespace

std::span<const FormItem> table_at_front(std::span<const FormItem> items) {
    if (items.empty() || items.front().repeat.empty()) return {};
    const auto button = std::find_if(items.begin(), items.end(), [&](const FormItem& item) {
        return item.kind == ItemKind::add_repeat && item.path == items.front().repeat;
    });
    if (button == items.end()) return {};
    return items.first(static_cast<std::size_t>(button - items.begin()) + 1);
}

void draw_table(Ui& ui, std::span<const FormItem> items, ItemsState& state, Actions& actions) {
    const Table table = table_from(items);
    ImGui::PushID(table.button->path.c_str());
    Card card(ui);
    say(ui, bold(ui), table.button->label);
    if (!table.button->hint.empty()) say(ui, muted(ui), table.button->hint);
    const float cell = cell_width(ui, table);
    const bool is_typed = is_typed_in_lines(table, cell, ui.px(typed_min));
    const bool in_columns = cell >= ui.px(read_min);
    go_into_new_line(table, is_typed, state);
    open_where_wanted(table, state);
    gap(ui, 4);
    if (in_columns && !table.lines.empty()) draw_heads(ui, table, cell);
    for (std::size_t i = 0; i < table.lines.size(); ++i) {
        const Line& line = table.lines[i];
        ImGui::PushID(line.head->path.c_str());
        const ImVec2 at = cursor();
        if (i > 0) paper().AddLine(at, {at.x + ui.width, at.y}, ui.colour.line, ui.px(1.2f));
        if (is_typed) draw_typed_line(ui, table, i, cell, state, actions);
        else draw_read_line(ui, table, i, cell, in_columns, state);
        if (!is_typed && state.open_line == line.head->path) draw_open_line(ui, line, state, actions);
        keep_in_sight(ui, state, line, at.y);
        ImGui::PopID();
    }
    gap(ui, 6);
    if (button(ui, ui.say(Word::add) + ": " + table.button->label, {.icon = Icon::plus})) {
        state.adding = {table.button->path, table.lines.size()};
        actions.push_back(AddRepeat{table.button->path});
    }
    ImGui::PopID();
}

}  // namespace nuong::client
