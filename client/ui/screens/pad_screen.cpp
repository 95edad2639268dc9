#include "client/ui/screens/pad_screen.h"

#include <algorithm>
#include <cmath>

#include "client/ui/widgets/buttons.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

constexpr float signature_height = 0.4f, sketch_height = 0.6f;  // parts of the width
constexpr float step_min = 0.002f;                              // between points, likewise

// As large as the room allows, in its own shape, and in the middle.
Box sheet_box(Ui& ui, float height_of_width) {
    const ImVec2 at = cursor(), room = ImGui::GetContentRegionAvail();
    const float high = std::max(room.y - ui.px(size::footer) - ui.px(16), ui.px(120));
    const float wide = std::floor(std::min({room.x - 2 * ui.px(20), ui.px(size::column_max), high / height_of_width}));
    const float left = at.x + std::floor((room.x - wide) / 2);
    return {{left, at.y}, {left + wide, at.y + std::floor(wide * height_of_width)}};
}

// A finger that leaves the sheet goes on at its edge.
DrawnPoint point_on(const Box& sheet) {
    const float wide = sheet.max.x - sheet.min.x;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    return {(std::clamp(mouse.x, sheet.min.x, sheet.max.x) - sheet.min.x) / wide,
            (std::clamp(mouse.y, sheet.min.y, sheet.max.y) - sheet.min.y) / wide};
}

void take_stroke(const Press& press, PadState& state, Actions& actions) {
    if (!press.held || !ImGui::IsMouseDown(0)) {
        if (state.draws) actions.push_back(StayAwake{});
        state.draws = false;
        return;
    }
    const DrawnPoint point = point_on(press.box);
    if (!state.draws) state.drawing.strokes.emplace_back();
    state.draws = true;
    Stroke& stroke = state.drawing.strokes.back();
    const bool is_further =
        stroke.empty() || std::hypot(stroke.back().x - point.x, stroke.back().y - point.y) >= step_min;
    if (is_further && count_points(state.drawing) < drawn_points_max) stroke.push_back(point);
}

void paint_strokes(const Box& sheet, const Drawing& drawing, ImU32 ink) {
    const float wide = sheet.max.x - sheet.min.x, thick = line_width * wide;
    const auto at = [&](const DrawnPoint& point) {
        return ImVec2(sheet.min.x + point.x * wide, sheet.min.y + point.y * wide);
    };
    for (const Stroke& stroke : drawing.strokes) {
        for (std::size_t i = 0; i < stroke.size(); ++i) {
            if (i > 0) paper().AddLine(at(stroke[i - 1]), at(stroke[i]), ink, thick);
            paper().AddCircleFilled(at(stroke[i]), thick / 2, ink);  // round ends and corners
        }
    }
}

void draw_sheet(Ui& ui, const PadView& view, PadState& state, Actions& actions) {
    const Box box = sheet_box(ui, state.drawing.height);
    ImGui::SetCursorScreenPos(box.min);
    const Press press = press_area(ui, "sheet", {box.max.x - box.min.x, box.max.y - box.min.y}, true);
    take_stroke(press, state, actions);
    paper().AddRectFilled(box.min, box.max, ui.colour.card, ui.px(size::corner));
    paper().AddRect(box.min, box.max, ui.colour.line_strong, ui.px(size::corner), 0, ui.px(2));
    if (view.is_signature) {
        const float line = box.min.y + (box.max.y - box.min.y) * 0.8f;
        paper().AddLine({box.min.x + ui.px(24), line}, {box.max.x - ui.px(24), line}, ui.colour.line, ui.px(1.5f));
    }
    paint_strokes(box, state.drawing, ui.colour.ink);
    report(ui, {.kind = WidgetKind::text, .label = ui.say(Word::sheet), .box = box});
    if (press.focused) focus_ring(ui, box, ui.px(size::corner));
    ImGui::SetCursorScreenPos({ImGui::GetWindowPos().x, box.max.y + ui.px(12)});
}

void draw_pad_bar(Ui& ui, PadState& state, Actions& actions) {
    BottomBar bar(ui);
    std::vector<Stroke>& strokes = state.drawing.strokes;
    if (button(ui, ui.say(Word::pad_cancel), {})) actions.push_back(Back{});
    const bool is_tight = ui.width < ui.px(tight_bar);
    const auto tool = [&](Word word, Icon icon) {
        const ButtonOptions options{.icon = is_tight ? Icon::none : icon, .enabled = !strokes.empty()};
        ImGui::SameLine();
        return is_tight ? icon_button(ui, ui.say(word), icon, options) : button(ui, ui.say(word), options);
    };
    if (tool(Word::pad_undo, Icon::undo)) strokes.pop_back();
    if (tool(Word::pad_clear, Icon::bin)) strokes.clear();
    const ButtonOptions keep{.look = ButtonLook::primary, .icon = Icon::check, .enabled = !strokes.empty()};
    bar.to_right(button_width(ui, ui.say(Word::pad_keep), keep));
    if (button(ui, ui.say(Word::pad_keep), keep)) actions.push_back(KeepDrawing{state.drawing});
}

}  // namespace

void draw_pad(Ui& ui, const PadView& view, PadState& state, Actions& actions) {
    state.drawing.height = view.is_signature ? signature_height : sketch_height;
    gap(ui, 8);
    const float outer = ui.width;
    ui.width = std::min(outer - 2 * ui.px(20), ui.px(size::column_max));
    ImGui::Indent((outer - ui.width) / 2);
    say(ui, bold(ui), view.question);
    say(ui, muted(ui), ui.say(view.is_signature ? Word::sign_help : Word::sketch_help));
    ImGui::Unindent((outer - ui.width) / 2);
    ui.width = outer;
    draw_sheet(ui, view, state, actions);
    const float footer = ImGui::GetWindowPos().y + ImGui::GetWindowSize().y - ui.px(size::footer);
    ImGui::SetCursorScreenPos({ImGui::GetWindowPos().x, footer});
    draw_pad_bar(ui, state, actions);
}

}  // namespace nuong::client
