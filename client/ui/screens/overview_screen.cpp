#include "client/ui/screens/overview_screen.h"

#include <algorithm>
#include <cmath>

#include "client/app/phrases.h"
#include "client/ui/screens/heat_table.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

TextStyle caption(Ui& ui) { return {ui.fonts.caption, ui.colour.muted}; }

std::string number_of(const Ui& ui, const OverviewFigure& figure) {
    if (!figure.count) return "?";
    return (figure.is_more ? ui.say(Word::more_than) + " " : "") + grouped(ui.language, *figure.count);
}

void draw_figure(Ui& ui, const OverviewFigure& figure, float width, Actions& actions) {
    const Press press = press_area(ui, figure.label.c_str(), {width, ui.px(96)}, true);
    const Box& box = press.box;
    const float corner = ui.px(size::corner), left = box.min.x + ui.px(16), room = width - ui.px(32);
    const ImU32 ink = figure.tone == Tone::neutral ? ui.colour.ink : ui.colour.of(figure.tone).ink;
    paper().AddRectFilled(box.min, box.max, press.held ? ui.colour.pressed : ui.colour.card, corner);
    paper().AddRect(box.min, box.max, figure.tone == Tone::neutral ? ui.colour.line : ink, corner, 0, ui.px(1.2f));
    if (press.focused) focus_ring(ui, box, corner);
    const TextStyle label = tinted(muted(ui), ui.colour.ink);
    paint_text(tinted(title(ui), ink), {left, box.min.y + ui.px(6)}, number_of(ui, figure), 0);
    paint_text(label, {left, box.min.y + ui.px(40)}, fit(label, figure.label, room), 0);
    paint_text(caption(ui), {left, box.min.y + ui.px(66)}, fit(caption(ui), figure.detail, room), 0);
    report(ui, {.kind = WidgetKind::button,
                .label = figure.label,
                .value = number_of(ui, figure) + (figure.detail.empty() ? "" : " · " + figure.detail),
                .box = box,
                .focused = press.focused,
                .cut = measure(label, figure.label, 0).x > room || measure(caption(ui), figure.detail, 0).x > room});
    if (press.pressed) actions.push_back(figure.open);
}

void draw_device(Ui& ui, const DeviceRow& device, Actions& actions) {
    const Card card(ui);
    const ImVec2 at = cursor();
    const float outer = ui.width;
    float badges = 0;
    for (const Badge& each : device.badges) badges += badge_width(ui, each) + ui.px(8);
    const bool beside = measure(bold(ui), device.title, 0).x + badges + ui.px(12) <= outer;
    if (beside && badges > 0) {
        float right = at.x + outer;
        for (const Badge& each : device.badges) {
            right -= badge_width(ui, each);
            ImGui::SetCursorScreenPos({right, at.y - ui.px(2)});
            badge(ui, each);
            right -= ui.px(8);
        }
        ImGui::SetCursorScreenPos(at);
    }
    say(ui, bold(ui), device.title);
    say(ui, muted(ui), device.detail);
    if (!beside)
        for (const Badge& each : device.badges) badge(ui, each);
    if (device.user.empty()) return;
    gap(ui, 4);
    if (button(ui, ui.say(Word::caseload_open), {.look = ButtonLook::quiet, .icon = Icon::people}))
        actions.push_back(OpenCaseload{device.user});
}

void draw_refused(Ui& ui, const OverviewView& view) {
    section_header(ui, view.refused_title);
    if (!view.refused_about.empty()) say(ui, muted(ui), view.refused_about);
    for (const RefusedSaveRow& row : view.refused) {
        const Card card(ui);
        say(ui, bold(ui), row.title);
        say(ui, muted(ui), row.detail);
        gap(ui, 4);
        say(ui, body(ui), row.reason);
    }
}

void draw_devices(Ui& ui, const OverviewView& view, Actions& actions) {
    section_header(ui, view.devices_title);
    say(ui, muted(ui), view.devices_about);
    for (std::size_t i = 0; i < view.devices.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        draw_device(ui, view.devices[i], actions);
        ImGui::PopID();
    }
    if (view.more_devices && button(ui, view.more_devices->label, {.icon = Icon::people}))
        actions.push_back(view.more_devices->action);
}

}  // namespace

void draw_figures(Ui& ui, const std::vector<OverviewFigure>& figures, Actions& actions) {
    const float spacing = ui.px(12);
    float widest = ui.px(180);
    for (const OverviewFigure& figure : figures)
        widest = std::max({widest, measure(muted(ui), figure.label, 0).x + ui.px(34),
                           measure(caption(ui), figure.detail, 0).x + ui.px(34)});
    const auto fitting = static_cast<std::size_t>(std::max(1.0f, (ui.width + spacing) / (widest + spacing)));
    const std::size_t columns = fitting >= 4 ? 4 : fitting >= 2 ? 2 : 1;
    const auto count = static_cast<float>(columns);
    const float width = std::floor((ui.width - spacing * (count - 1)) / count);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(spacing, spacing));
    for (std::size_t i = 0; i < figures.size(); ++i) {
        if (i % columns > 0) ImGui::SameLine();
        draw_figure(ui, figures[i], width, actions);
    }
    ImGui::PopStyleVar();
}

void draw_overview(Ui& ui, const OverviewView& view, Actions& actions) {
    const Page page(ui, "overview", 0);
    draw_figures(ui, view.figures, actions);
    if (view.reports && button(ui, view.reports->label, {.icon = Icon::document}))
        actions.push_back(view.reports->action);
    if (!view.refused_title.empty()) draw_refused(ui, view);
    draw_devices(ui, view, actions);
    if (view.heat.weeks.empty()) return;
    section_header(ui, view.heat.title);
    say(ui, muted(ui), view.heat.about);
    if (view.heat.file && button(ui, view.heat.file->label, {.look = ButtonLook::quiet, .icon = Icon::document}))
        actions.push_back(view.heat.file->action);
    gap(ui, 4);
    draw_heat_table(ui, view.heat, actions);
}

}  // namespace nuong::client
