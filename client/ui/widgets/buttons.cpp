#include "client/ui/widgets/buttons.h"

#include <algorithm>
#include <cmath>

namespace nuong::client {
namespace {

struct Colours {
    ImU32 fill, edge, ink;
};

constexpr ImU32 clear = IM_COL32(0, 0, 0, 0);

Colours colours_of_look(const Palette& colour, ButtonLook look, bool held, bool enabled) {
    if (!enabled) return {colour.disabled, colour.disabled, colour.on_disabled};
    switch (look) {
        case ButtonLook::primary: {
            const ImU32 fill = held ? colour.action_pressed : colour.action;
            return {fill, fill, colour.on_action};
        }
        case ButtonLook::danger: return {held ? colour.pressed : colour.card, colour.danger, colour.danger};
        case ButtonLook::quiet: return {held ? colour.pressed : clear, clear, colour.accent};
        case ButtonLook::on_bar: return {held ? colour.bar_pressed : colour.bar_button, clear, colour.on_bar};
        case ButtonLook::secondary: break;
    }
    return {held ? colour.pressed : colour.card, colour.line_strong, colour.accent};
}

float padding(Ui& ui) { return ui.px(18); }
float icon_side(Ui& ui) { return ui.px(22); }
float icon_room(Ui& ui, const ButtonOptions& options) {
    return options.icon == Icon::none ? 0 : icon_side(ui) + ui.px(10);
}

const std::string& words_on(const std::string& label, const ButtonOptions& options) {
    return options.words.empty() ? label : options.words;
}

Press frame(Ui& ui, const std::string& label, ImVec2 size, const ButtonOptions& options, Colours& colours) {
    const Press press = press_area(ui, label.c_str(), size, options.enabled);
    colours = colours_of_look(ui.colour, options.look, press.held, options.enabled);
    const float corner = ui.px(size::corner);
    paper().AddRectFilled(press.box.min, press.box.max, colours.fill, corner);
    paper().AddRect(press.box.min, press.box.max, colours.edge, corner, 0, ui.px(1.5f));
    if (press.focused)
        focus_ring(ui, press.box, corner, options.look == ButtonLook::on_bar ? ui.colour.on_bar : ui.colour.focus);
    return press;
}

void report_button(Ui& ui, const std::string& label, const Press& press, const ButtonOptions& options, bool cut) {
    report(ui, {.kind = WidgetKind::button,
                .label = label,
                .box = press.box,
                .enabled = options.enabled,
                .focused = press.focused,
                .cut = cut});
}

}  // namespace

float button_width(Ui& ui, const std::string& label, const ButtonOptions& options) {
    return std::ceil(measure(bold(ui), words_on(label, options), 0).x) + 2 * padding(ui) + icon_room(ui, options);
}

bool button(Ui& ui, const std::string& label, const ButtonOptions& options) {
    const float width = std::min(options.width > 0 ? options.width : button_width(ui, label, options), ui.width);
    const TextStyle type = options.large ? title(ui) : bold(ui);
    const float room = width - ui.px(16) - icon_room(ui, options), wrap = options.wraps ? room : 0;
    const float one_row = options.height > 0 ? options.height : ui.px(size::row);
    const std::string& words = words_on(label, options);
    const float lines = options.wraps ? std::ceil(measure(type, words, wrap).y) + ui.px(16) : 0;
    const ImVec2 size{width, std::max(one_row, lines)};
    Colours colours{};
    const Press press = frame(ui, label, size, options, colours);
    const TextStyle style = tinted(type, colours.ink);
    const std::string shown = options.wraps ? words : fit(style, words, room);
    const ImVec2 text = measure(style, shown, wrap);
    const ImVec2 centre = press.box.centre();
    const float left = centre.x - (text.x + icon_room(ui, options)) / 2;
    const float text_left = options.icon_after ? left : left + icon_room(ui, options);
    const float icon_left = options.icon_after ? left + text.x + ui.px(10) : left;
    paint_text(style, {text_left, centre.y - text.y / 2}, shown, wrap);
    paint_icon(options.icon, {icon_left + icon_side(ui) / 2, centre.y}, icon_side(ui), colours.ink);
    report_button(ui, label, press, options, shown != words);
    return press.pressed;
}

bool icon_button(Ui& ui, const std::string& label, Icon icon, const ButtonOptions& options) {
    const float side = options.height > 0 ? options.height : ui.px(size::row);
    Colours colours{};
    const Press press = frame(ui, label, {options.width > 0 ? options.width : side, side}, options, colours);
    paint_icon(icon, press.box.centre(), ui.px(24), colours.ink);
    report_button(ui, label, press, options, false);
    return press.pressed;
}

float tool_width(Ui& ui, const std::string& caption) {
    return std::max(std::ceil(measure({ui.fonts.caption, 0}, caption, 0).x) + ui.px(12), ui.px(size::tool));
}

std::string paint_tool(Ui& ui, const Box& box, Icon icon, const std::string& caption, ImU32 ink) {
    const TextStyle style{ui.fonts.caption, ink};
    const std::string shown = fit(style, caption, box.width() - ui.px(8));
    const float left = box.centre().x - measure(style, shown, 0).x / 2;
    paint_icon(icon, {box.centre().x, box.min.y + ui.px(18)}, ui.px(22), ink);
    paint_text(style, {left, box.max.y - ui.px(3) - style.font->FontSize}, shown, 0);
    return shown;
}

bool tool_button(Ui& ui, const std::string& label, const std::string& caption, Icon icon, float width) {
    const ButtonOptions options{.look = ButtonLook::on_bar};
    Colours colours{};
    const Press press = frame(ui, label, {width, ui.px(size::tool)}, options, colours);
    const std::string shown = paint_tool(ui, press.box, icon, caption, colours.ink);
    report_button(ui, label, press, options, shown != caption);
    return press.pressed;
}

void same_line_if_fits(Ui& ui, float width) {
    const float line_start = ImGui::GetCursorScreenPos().x;
    const float next = ImGui::GetItemRectMax().x + ImGui::GetStyle().ItemSpacing.x;
    if (next + width <= line_start + ui.width + 0.5f) ImGui::SameLine();
}

}  // namespace nuong::client
