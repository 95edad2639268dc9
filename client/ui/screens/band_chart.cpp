#include "client/ui/screens/band_chart.h"

#include <cmath>

#include "client/ui/widgets/basics.h"

namespace nuong::client {
namespace {

// Sideways as far as it is its share, with a gap that shows where one ends and the next begins.
void draw_parts(Ui& ui, const BandBar& bar, ImVec2 at, float height) {
    paper().AddRectFilled(at, {at.x + ui.width, at.y + height}, ui.colour.track, ui.px(3));
    if (bar.whole.empty()) return;
    float left = at.x;
    for (const BandPart& part : bar.parts) {
        const float right = left + ui.width * part.share;
        if (right - left >= 1)
            paper().AddRectFilled({std::round(left), at.y}, {std::round(right), at.y + height},
                                  ui.colour.heat[static_cast<std::size_t>(part.level) + 1].fill, ui.px(2));
        if (right - left >= 1 && left > at.x)
            paper().AddRectFilled({std::round(left) - ui.px(1), at.y}, {std::round(left) + ui.px(1), at.y + height},
                                  ui.colour.paper);
        left = right;
    }
}

// Each number after a square of its band; on as many lines as they need.
float say_parts(Ui& ui, const BandBar& bar, ImVec2 at) {
    const float side = ui.px(12), line = ui.px(size::small_text) + ui.px(6);
    float x = at.x, y = at.y;
    for (const BandPart& part : bar.parts) {
        const float wide = side + ui.px(6) + std::ceil(measure(muted(ui), part.text, 0).x) + 1;
        if (x > at.x && x + wide > at.x + ui.width) x = at.x, y += line;
        const ImVec2 corner{x, y + (ui.px(size::small_text) - side) / 2 + ui.px(2)};
        paper().AddRectFilled(corner, {corner.x + side, corner.y + side},
                              ui.colour.heat[static_cast<std::size_t>(part.level) + 1].fill, ui.px(2));
        paper().AddRect(corner, {corner.x + side, corner.y + side}, ui.colour.line_strong, ui.px(2));
        say_at(ui, muted(ui), {x + side + ui.px(6), y}, wide - side - ui.px(6), part.text);
        x += wide + ui.px(18);
    }
    return y + line;
}

void draw_bar(Ui& ui, const BandBar& bar) {
    const ImVec2 at = cursor();
    const float whole = std::ceil(measure(bold(ui), bar.whole, 0).x);
    say_at(ui, body(ui), at, ui.width - whole - ui.px(12), bar.name);
    if (!bar.whole.empty()) say_at(ui, bold(ui), {at.x + ui.width - whole, at.y}, whole + 1, bar.whole);
    if (!bar.instead.empty()) {
        const float below = at.y + ui.px(size::body_text) + ui.px(6);
        say_at(ui, muted(ui), {at.x, below}, ui.width, bar.instead);
        ImGui::Dummy({ui.width, below + ui.px(size::small_text) + ui.px(12) - at.y});
        return;
    }
    const float height = ui.px(18), y = std::round(at.y + ui.px(size::body_text) + ui.px(6));
    draw_parts(ui, bar, {at.x, y}, height);
    const float bottom = say_parts(ui, bar, {at.x, y + height + ui.px(5)});
    ImGui::Dummy({ui.width, bottom + ui.px(6) - at.y});
}

}  // namespace

void draw_bands(Ui& ui, const std::vector<BandBar>& bars) {
    for (const BandBar& bar : bars) draw_bar(ui, bar);
}

}  // namespace nuong::client
