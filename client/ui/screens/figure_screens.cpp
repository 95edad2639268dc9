#include "client/ui/screens/figure_screens.h"

#include <algorithm>
#include <cmath>

#include "client/ui/screens/count_card.h"
#include "client/ui/screens/file_offer.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

Icon sign_of(Tone tone) { return tone == Tone::good ? Icon::check : tone == Tone::warning ? Icon::cross : Icon::none; }

std::string about_target(const ChartMark& mark) {
    if (mark.target_text.empty()) return "";
    return mark.target_text + (mark.status.empty() ? "" : ", " + mark.status);
}

// The target and how it was met, after its sign; as wide as it says.
void say_target(Ui& ui, const ChartMark& mark, ImVec2 at, float width) {
    const std::string words = about_target(mark);
    if (words.empty()) return;
    const float side = mark.tone == Tone::neutral ? 0 : ui.px(18);
    paint_icon(sign_of(mark.tone), {at.x + side / 2, at.y + ui.px(size::small_text) / 2 + ui.px(1)}, side,
               ui.colour.ink);
    const float left = side > 0 ? side + ui.px(6) : 0;
    say_at(ui, muted(ui), {at.x + left, at.y}, width - left, words);
}

// From nothing to a little more than the most that is drawn.
double top_of(const std::vector<ChartMark>& marks) {
    double top = 0;
    for (const ChartMark& mark : marks) top = std::max({top, mark.number.value_or(0), mark.target.value_or(0)});
    return top > 0 ? top * 1.04 : 1;
}

float part_of(double number, double top) { return static_cast<float>(std::clamp(number / top, 0.0, 1.0)); }

// Its name and number, what was asked of it, and the bar below with a notch where the target is.
void draw_bar(Ui& ui, const ChartMark& mark, double top) {
    const ImVec2 at = cursor();
    const float value = std::ceil(measure(bold(ui), mark.text, 0).x);
    const float name = std::ceil(measure(body(ui), mark.name, 0).x);
    const std::string words = about_target(mark);
    const float asked = words.empty() ? 0 : std::ceil(measure(muted(ui), words, 0).x) + ui.px(26);
    const bool fits_beside = name + ui.px(12) + value + ui.px(24) + asked <= ui.width;
    say_at(ui, body(ui), at, ui.width - value - ui.px(12), mark.name);
    say_at(ui, bold(ui), {at.x + ui.width - value, at.y}, value + 1, mark.text);
    const float line = ui.px(size::body_text) + ui.px(3);
    float bottom = at.y + line;
    if (fits_beside) {
        say_target(ui, mark, {at.x + ui.width - value - ui.px(20) - asked, at.y + ui.px(2)}, asked);
    } else if (!words.empty()) {
        say_target(ui, mark, {at.x, bottom}, ui.width);
        bottom += ui.px(size::small_text) + ui.px(3);
    }
    const float height = ui.px(14), y = std::round(bottom + ui.px(4));
    paper().AddRectFilled({at.x, y}, {at.x + ui.width, y + height}, ui.colour.track, ui.px(3));
    const float filled = std::round(ui.width * part_of(mark.number.value_or(0), top));
    if (filled >= 1) paper().AddRectFilled({at.x, y}, {at.x + filled, y + height}, ui.colour.accent, ui.px(3));
    if (mark.target) {
        const float x = std::round(at.x + ui.width * part_of(*mark.target, top)), out = ui.px(5);
        paper().AddRectFilled({x - ui.px(3), y - out}, {x + ui.px(3), y + height + out}, ui.colour.paper);
        paper().AddRectFilled({x - ui.px(1.5f), y - out}, {x + ui.px(1.5f), y + height + out}, ui.colour.ink);
    }
    ImGui::Dummy({ui.width, y + height + ui.px(8) - at.y});
}

// A line through the periods; every point says its number, where nothing is known there is none.
void draw_trend(Ui& ui, const std::vector<ChartMark>& marks) {
    const ImVec2 at = cursor();
    const TextStyle number = bold(ui), name{ui.fonts.caption, ui.colour.muted};
    const double top = top_of(marks);
    const float head = 2 * ui.px(size::body_text), foot = ui.px(size::caption_text) * 4 + ui.px(14);
    const float plot = ui.px(150), base = std::round(at.y + head + plot);
    const float step = ui.width / static_cast<float>(std::max<std::size_t>(marks.size(), 1));
    const auto x_of = [&](std::size_t i) { return std::round(at.x + step * (static_cast<float>(i) + 0.5f)); };
    const auto y_of = [&](double value) { return std::round(base - plot * part_of(value, top)); };
    paper().AddLine({at.x, base}, {at.x + ui.width, base}, ui.colour.line_strong, ui.px(1.5f));
    for (std::size_t i = 0; i + 1 < marks.size(); ++i)
        if (marks[i].number && marks[i + 1].number)
            paper().AddLine({x_of(i), y_of(*marks[i].number)}, {x_of(i + 1), y_of(*marks[i + 1].number)},
                            ui.colour.accent, ui.px(2.5f));
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const ChartMark& mark = marks[i];
        const float x = x_of(i), y = y_of(mark.number.value_or(0)), half = step / 2 - ui.px(4);
        float above = y - ui.px(12) - ui.px(size::body_text);
        if (mark.target) {  // a short dash, so that it is no point of the line; never through the number
            const float level = y_of(*mark.target), reach = std::min(half, ui.px(22));
            paper().AddLine({x - reach, level}, {x + reach, level}, ui.colour.ink, ui.px(2));
            const bool is_struck = level > above - ui.px(2) && level < y - ui.px(9);
            if (is_struck) above = level - ui.px(4) - ui.px(size::body_text);
        }
        if (mark.number) {
            paper().AddCircleFilled({x, y}, ui.px(7), ui.colour.paper);
            paper().AddCircleFilled({x, y}, ui.px(5), ui.colour.accent);
        }
        const float wide = std::min(measure(number, mark.text, 0).x, 2 * half);
        say_at(ui, number, {x - wide / 2, above}, wide + 1, mark.text);
        const ImVec2 label = measure(name, mark.name, 2 * half);
        const ImVec2 label_at{x - label.x / 2, base + ui.px(6)};
        paint_text(name, label_at, mark.name, 2 * half);
        report(ui, {.kind = WidgetKind::text,
                    .label = mark.name,
                    .value = mark.text,
                    .box = {label_at, {label_at.x + label.x, label_at.y + label.y}}});
        const ImVec2 asked = measure(name, mark.target_text, 2 * half);
        if (!mark.target_text.empty())
            paint_text(name, {x - asked.x / 2, label_at.y + label.y}, mark.target_text, 2 * half);
    }
    ImGui::Dummy({ui.width, head + plot + foot});
}

void draw_title(Ui& ui, const std::string& heading, const std::string& subject) {
    say(ui, title(ui), heading);
    say(ui, muted(ui), subject);
}

}  // namespace

void draw_figure_records(Ui& ui, const FigureView& view, Actions& actions) {
    const Page page(ui, "figure", 0);
    draw_title(ui, view.title, view.subject);
    if (!view.number.empty()) say(ui, bold(ui), view.number + (view.about.empty() ? "" : " · " + view.about));
    if (!view.count.is_ready) return draw_count(ui, view.count, actions);
    if (view.rows.empty()) empty_state(ui, Icon::document, view.empty_text);
    draw_file_offer(ui, view.may_be_written, view.why_not_written, actions);
    for (const Row& row : view.rows) {
        const RowLook look{.icon = Icon::document, .title = row.title, .detail = row.detail, .badges = row.badges};
        if (tap_row(ui, to_string(row.record), look)) actions.push_back(OpenRecord{row.record});
    }
    if (view.more && button(ui, ui.say(Word::show_more), {.icon = Icon::down, .width = ui.width}))
        actions.push_back(ShowMore{});
}

void draw_chart(Ui& ui, const ChartView& view, Actions& actions) {
    const Page page(ui, "chart", 0);
    draw_title(ui, view.title, view.subject);
    gap(ui, 4);
    if (!view.bars.empty()) section_header(ui, view.bars_title);
    for (const ChartMark& bar : view.bars) draw_bar(ui, bar, top_of(view.bars));
    section_header(ui, view.trend_title);
    draw_bar(ui, view.whole, top_of({view.whole}));
    if (!view.count.is_ready) return draw_count(ui, view.count, actions);
    draw_trend(ui, view.trend);
    gap(ui, 4);
    if (button(ui, ui.say(Word::print), {.look = ButtonLook::quiet, .icon = Icon::printer}))
        actions.push_back(OpenReportFile{});
}

}  // namespace nuong::client
