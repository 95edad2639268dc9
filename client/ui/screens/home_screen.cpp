#include "client/ui/screens/home_screen.h"

#include <algorithm>
#include <cmath>

#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

void paint_tile(Ui& ui, const Tile& tile, const Press& press) {
    const Box& box = press.box;
    const float corner = ui.px(14), pad = ui.px(18);
    const ToneColours colours =
        tile.tone == Tone::neutral ? ToneColours{colour::accent, colour::accent_soft} : colours_of(tile.tone);
    paper().AddRectFilled(box.min, box.max, press.held ? colour::pressed : colour::card, corner);
    paper().AddRect(box.min, box.max, colour::line, corner, 0, ui.px(1.2f));
    if (press.focused) focus_ring(ui, box, corner);
    const ImVec2 disc{box.min.x + pad + ui.px(24), box.min.y + pad + ui.px(20)};
    paper().AddCircleFilled(disc, ui.px(24), colours.fill);
    paint_icon(icon_of(tile.icon), disc, ui.px(28), colours.ink);
    if (tile.count) {
        const TextStyle style = tinted(title(ui), tile.tone == Tone::neutral ? colour::ink : colours.ink);
        const std::string count = std::to_string(*tile.count);
        paint_text(style, {box.max.x - pad - measure(style, count, 0).x, box.min.y + pad + ui.px(4)}, count, 0);
    }
    const float width = box.width() - 2 * pad;
    paint_text(bold(ui), {box.min.x + pad, box.max.y - ui.px(66)}, fit(bold(ui), tile.title, width), 0);
    paint_text(muted(ui), {box.min.x + pad, box.max.y - ui.px(38)}, fit(muted(ui), tile.detail, width), 0);
}

void draw_tiles(Ui& ui, const std::vector<Tile>& tiles, Actions& actions) {
    const float spacing = ui.px(12);
    const auto columns = std::max(1.0f, std::floor((ui.width + spacing) / (ui.px(225) + spacing)));
    const auto per_row = static_cast<std::size_t>(columns);
    const float width = std::floor((ui.width - spacing * (columns - 1)) / columns);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(spacing, spacing));
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        if (i % per_row != 0) ImGui::SameLine();
        ImGui::PushID(static_cast<int>(i));
        const Press press = press_area(ui, "tile", {width, ui.px(148)}, true);
        ImGui::PopID();
        paint_tile(ui, tiles[i], press);
        report(ui, {.kind = WidgetKind::button,
                    .label = tiles[i].title,
                    .value = tiles[i].count ? std::to_string(*tiles[i].count) : std::string(),
                    .box = press.box});
        if (press.pressed) actions.push_back(tiles[i].action);
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
        {std::to_string(view.pending), ui.say(Word::waiting_to_send), view.pending > 0 ? Tone::info : Tone::neutral},
        {std::to_string(view.conflicts), ui.say(Word::conflicts), view.conflicts > 0 ? Tone::warning : Tone::neutral},
        {std::to_string(view.refused), ui.say(Word::refused), view.refused > 0 ? Tone::danger : Tone::neutral},
        {std::to_string(view.records), ui.say(Word::records_here), Tone::neutral},
    };
    const ImVec2 start = cursor();
    const float column = ui.width / 4;
    for (std::size_t i = 0; i < 4; ++i) {
        const Figure& figure = figures[i];
        const ImU32 ink = figure.tone == Tone::neutral ? colour::ink : colours_of(figure.tone).ink;
        const ImVec2 at{start.x + column * static_cast<float>(i), start.y};
        if (i > 0)
            paper().AddLine({at.x - ui.px(14), at.y + ui.px(6)}, {at.x - ui.px(14), at.y + ui.px(50)}, colour::line,
                            ui.px(1.2f));
        say_at(ui, tinted(title(ui), ink), at, column - ui.px(20), figure.number);
        say_at(ui, muted(ui), {at.x, at.y + ui.px(34)}, column - ui.px(20), figure.label);
    }
    ImGui::Dummy({ui.width, ui.px(58)});
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
    say(ui, muted(ui), view.last_sync);
}

}  // namespace

void draw_home(Ui& ui, const HomeView& view, Actions& actions) {
    Page page(ui, "home", 0);
    draw_tiles(ui, view.tiles, actions);
    gap(ui, 4);
    draw_sync_card(ui, view, actions);
    section_header(ui, ui.say(Word::unfinished));
    if (view.drafts.empty()) say(ui, muted(ui), ui.say(Word::nothing_unfinished));
    for (const DraftRow& draft : view.drafts)
        if (tap_row(ui, to_string(draft.record), {.icon = Icon::pencil, .title = draft.title, .detail = draft.detail}))
            actions.push_back(ResumeDraft{draft.record});
}

}  // namespace nuong::client
