#include "client/ui/screens/home_screen.h"

#include <algorithm>
#include <cmath>

#include "client/app/phrases.h"
#include "client/ui/screens/refused_card.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

void paint_tile(Ui& ui, const Tile& tile, const Press& press) {
    const Box& box = press.box;
    const float corner = ui.px(14), pad = ui.px(16), r = ui.px(27);
    const bool calm = tile.tone == Tone::neutral;
    const ToneColours colours = calm ? ToneColours{ui.colour.accent, ui.colour.accent_soft} : ui.colour.of(tile.tone);
    paper().AddRectFilled(box.min, box.max, press.held ? ui.colour.pressed : ui.colour.card, corner);
    paper().AddRect(box.min, box.max, ui.colour.line, corner, 0, ui.px(1.2f));
    if (press.focused) focus_ring(ui, box, corner);
    const float middle = box.centre().y;
    paper().AddCircleFilled({box.min.x + pad + r, middle}, r, colours.fill);
    paint_icon(icon_of(tile.icon), {box.min.x + pad + r, middle}, ui.px(30), colours.ink);
    const float left = box.min.x + pad + 2 * r + ui.px(14), end = box.max.x - pad;
    float title_end = end, detail_end = end;
    if (tile.count) {  // beside both lines; beside the second only where the title needs the whole first
        const std::string count = grouped(ui.language, *tile.count);
        const ImU32 ink = calm ? ui.colour.ink : colours.ink;
        const float large = measure(title(ui), count, 0).x + ui.px(8);
        const bool beside_both = measure(bold(ui), tile.title, 0).x <= end - left - large;
        const TextStyle style = tinted(beside_both ? title(ui) : bold(ui), ink);
        const float width = measure(style, count, 0).x;
        const float top = beside_both ? middle - style.font->FontSize / 2 : middle + ui.px(1);
        paint_text(style, {end - width, top}, count, 0);
        detail_end -= width + ui.px(8);
        if (beside_both) title_end = detail_end;
    }
    paint_text(bold(ui), {left, middle - ui.px(25)}, fit(bold(ui), tile.title, title_end - left), 0);
    paint_text(muted(ui), {left, middle + ui.px(3)}, fit(muted(ui), tile.detail, detail_end - left), 0);
}

void draw_tile(Ui& ui, const Tile& tile, float width, Actions& actions) {
    const Press press = press_area(ui, "tile", {width, ui.px(92)}, true);
    paint_tile(ui, tile, press);
    report(ui, {.kind = WidgetKind::button,
                .label = tile.title,
                .value = tile.count ? std::to_string(*tile.count) : std::string(),
                .box = press.box,
                .focused = press.focused});
    if (press.pressed) actions.push_back(tile.action);
}

// Rows of three; a shorter last row is spread over the whole width.
void draw_tiles(Ui& ui, const std::vector<Tile>& tiles, Actions& actions) {
    const float spacing = ui.px(12);
    const auto fitting = static_cast<std::size_t>(std::max(1.0f, (ui.width + spacing) / (ui.px(300) + spacing)));
    const std::size_t columns = std::min<std::size_t>(fitting, 3);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(spacing, spacing));
    for (std::size_t start = 0; start < tiles.size(); start += columns) {
        const std::size_t end = std::min(start + columns, tiles.size());
        const auto count = static_cast<float>(end - start);
        const float width = std::floor((ui.width - spacing * (count - 1)) / count);
        for (std::size_t i = start; i < end; ++i) {
            if (i > start) ImGui::SameLine();
            ImGui::PushID(static_cast<int>(i));
            draw_tile(ui, tiles[i], width, actions);
            ImGui::PopID();
        }
    }
    ImGui::PopStyleVar();
}

struct Figure {
    std::string number, label;
    Tone tone;
};

// One line of numbers: what waits, what needs a decision, what was refused.
void draw_figures(Ui& ui, const HomeView& view) {
    const Figure figures[] = {
        {grouped(ui.language, view.pending), ui.say(Word::waiting_to_send),
         view.pending > 0 ? Tone::info : Tone::neutral},
        {grouped(ui.language, view.conflicts), ui.say(Word::conflicts),
         view.conflicts > 0 ? Tone::warning : Tone::neutral},
        {grouped(ui.language, view.refused), ui.say(Word::refused), view.refused > 0 ? Tone::danger : Tone::neutral},
        {grouped(ui.language, view.records), ui.say(Word::records_here), Tone::neutral},
    };
    const ImVec2 start = cursor();
    float widest = 0;
    for (const Figure& figure : figures) widest = std::max(widest, measure(muted(ui), figure.label, 0).x);
    const std::size_t columns = widest + ui.px(20) <= ui.width / 4 ? 4 : 2;
    const float column = ui.width / static_cast<float>(columns);
    for (std::size_t i = 0; i < 4; ++i) {
        const Figure& figure = figures[i];
        const ImU32 ink = figure.tone == Tone::neutral ? ui.colour.ink : ui.colour.of(figure.tone).ink;
        const ImVec2 at{start.x + column * static_cast<float>(i % columns),
                        start.y + ui.px(66) * static_cast<float>(i / columns)};
        if (i % columns > 0)
            paper().AddLine({at.x - ui.px(14), at.y + ui.px(6)}, {at.x - ui.px(14), at.y + ui.px(50)}, ui.colour.line,
                            ui.px(1.2f));
        say_at(ui, tinted(title(ui), ink), at, column - ui.px(20), figure.number);
        say_at(ui, muted(ui), {at.x, at.y + ui.px(34)}, column - ui.px(20), figure.label);
    }
    ImGui::Dummy({ui.width, ui.px(columns == 4 ? 58 : 124)});
}

void draw_sync_card(Ui& ui, const HomeView& view, Actions& actions) {
    Card card(ui);
    const ButtonOptions options{.look = ButtonLook::primary, .icon = Icon::sync};
    const float button_room = button_width(ui, ui.say(Word::sync), options) + ui.px(24);
    const float outer = ui.width;
    const ImVec2 start = cursor();
    ui.width = outer - button_room;
    draw_figures(ui, view);
    ui.width = outer;
    const ImVec2 end = cursor();
    ImGui::SetCursorScreenPos({start.x + outer - button_room + ui.px(24), start.y + ui.px(3)});
    if (button(ui, ui.say(Word::sync), options)) actions.push_back(OpenSync{});
    ImGui::SetCursorScreenPos(end);
    if (!view.waiting) return say(ui, muted(ui), view.last_sync);
    const float link = button_width(ui, view.waiting->label, {});
    const ImVec2 at = cursor();
    say_in_strip(ui, muted(ui), {muted(ui)}, {at, {at.x + outer - link - ui.px(16), at.y + ui.px(size::row)}},
                 view.last_sync);
    ImGui::SetCursorScreenPos({at.x + outer - link, at.y});
    if (button(ui, view.waiting->label, {})) actions.push_back(view.waiting->action);
}

void draw_due(Ui& ui, const HomeView& view, Actions& actions) {
    if (view.due.empty()) return;
    section_header(ui, ui.say(Word::due));
    for (std::size_t i = 0; i < view.due.size(); ++i) {
        const Row& row = view.due[i];
        const RowLook look{.icon = Icon::calendar, .title = row.title, .detail = row.detail, .badges = row.badges};
        if (tap_row(ui, "due" + std::to_string(i), look)) actions.push_back(OpenRecord{row.record});
    }
    if (view.more_due && button(ui, ui.say(Word::show_more), {.icon = Icon::down, .width = ui.width}))
        actions.push_back(OpenDue{});
}

void draw_returned(Ui& ui, const HomeView& view, Actions& actions) {
    if (view.returned.empty()) return;
    section_header(ui, ui.say(Word::returned_rows));
    for (const Row& row : view.returned) {
        const RowLook look{.icon = Icon::undo, .title = row.title, .detail = row.detail, .badges = row.badges};
        if (tap_row(ui, "returned" + to_string(row.record), look)) actions.push_back(OpenRecord{row.record});
    }
}

// Drafts that cannot be opened: what they are and what helps, then the tap that asks, then the one that counts.
void draw_out_of_sight(Ui& ui, const HomeView& view, HomeState& state, Actions& actions) {
    if (view.drafts_out_of_sight.empty()) return;
    const ToneColours colours = ui.colour.of(Tone::warning);
    Card card(ui, colours.fill, colours.ink);
    say(ui, tinted(body(ui), colours.ink), view.drafts_out_of_sight);
    if (state.asks_discard) say(ui, tinted(bold(ui), colours.ink), ui.say(Word::discard_all_question));
    gap(ui, 4);
    if (!state.asks_discard) {
        state.asks_discard = button(ui, ui.say(Word::discard), {.icon = Icon::bin});
        return;
    }
    if (button(ui, ui.say(Word::discard_yes), {.look = ButtonLook::danger})) {
        actions.push_back(DiscardDraftsOutOfSight{});
        state.asks_discard = false;
    }
    same_line_if_fits(ui, button_width(ui, ui.say(Word::discard_no), {}));
    if (button(ui, ui.say(Word::discard_no), {.look = ButtonLook::primary})) state.asks_discard = false;
}

}  // namespace

void draw_home(Ui& ui, const HomeView& view, HomeState& state, Actions& actions) {
    Page page(ui, "home", 0);
    draw_tiles(ui, view.tiles, actions);
    gap(ui, 4);
    draw_sync_card(ui, view, actions);
    if (!view.refused_rows.empty()) gap(ui, 4);
    draw_refused(ui, view.refused_rows, actions);
    draw_returned(ui, view, actions);
    draw_due(ui, view, actions);
    section_header(ui, ui.say(Word::unfinished));
    if (view.drafts.empty() && view.drafts_out_of_sight.empty()) say(ui, muted(ui), ui.say(Word::nothing_unfinished));
    for (const DraftRow& draft : view.drafts)
        if (tap_row(ui, to_string(draft.record), {.icon = Icon::pencil, .title = draft.title, .detail = draft.detail}))
            actions.push_back(ResumeDraft{draft.record});
    draw_out_of_sight(ui, view, state, actions);
}

}  // namespace nuong::client
