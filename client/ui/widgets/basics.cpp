#include "client/ui/widgets/basics.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cfloat>
#include <cmath>

namespace nuong::client {
namespace {

const char* end_of(std::string_view text) { return text.data() + text.size(); }

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

ImDrawList& paper() { return *ImGui::GetWindowDrawList(); }
ImVec2 cursor() { return ImGui::GetCursorScreenPos(); }

ImVec2 measure(const TextStyle& style, std::string_view text, float wrap) {
    if (text.empty()) return {0, style.font->FontSize};
    return style.font->CalcTextSizeA(style.font->FontSize, FLT_MAX, wrap, text.data(), end_of(text));
}

std::string fit(const TextStyle& style, std::string_view text, float width) {
    if (measure(style, text, 0).x <= width) return std::string(text);
    constexpr std::string_view dots = "…";
    const float room = width - measure(style, dots, 0).x;
    const char* cut = text.data();
    if (room > 0) style.font->CalcTextSizeA(style.font->FontSize, room, 0, text.data(), end_of(text), &cut);
    while (cut > text.data() && cut < end_of(text) && is_continuation(*cut)) --cut;
    return std::string(text.data(), cut).append(dots);
}

std::vector<std::string_view> lines_of(const TextStyle& style, std::string_view text, float width) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const char* end = style.font->CalcWordWrapPositionA(1.0f, text.data(), end_of(text), width);
        auto length = std::max<std::size_t>(1, static_cast<std::size_t>(end - text.data()));
        while (length < text.size() && is_continuation(text[length])) ++length;
        lines.push_back(text.substr(0, length));
        text.remove_prefix(length);
        while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
    }
    return lines;
}

void paint_text(const TextStyle& style, ImVec2 at, std::string_view text, float wrap) {
    if (text.empty()) return;
    paper().AddText(style.font, style.font->FontSize, {std::round(at.x), std::round(at.y)}, style.ink, text.data(),
                    end_of(text), wrap);
}

void report(Ui& ui, SeenWidget widget) {
    if (!ui.probe) return;
    const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
    widget.visible = {{std::max(widget.box.min.x, clip.Min.x), std::max(widget.box.min.y, clip.Min.y)},
                      {std::min(widget.box.max.x, clip.Max.x), std::min(widget.box.max.y, clip.Max.y)}};
    ui.probe->widgets.push_back(std::move(widget));
}

void say(Ui& ui, const TextStyle& style, std::string_view text) {
    const ImVec2 at = cursor();
    const ImVec2 needed = measure(style, text, ui.width);
    paint_text(style, at, text, ui.width);
    ImGui::Dummy({ui.width, std::ceil(needed.y)});
    report(ui, {.kind = WidgetKind::text,
                .label = std::string(text),
                .box = {at, {at.x + std::ceil(needed.x), at.y + std::ceil(needed.y)}}});
}

void say_at(Ui& ui, const TextStyle& style, ImVec2 at, float width, std::string_view text) {
    const std::string shown = fit(style, text, width);
    const ImVec2 needed = measure(style, shown, 0);
    paint_text(style, at, shown, 0);
    report(ui, {.kind = WidgetKind::text,
                .label = std::string(text),
                .box = {at, {at.x + std::ceil(needed.x), at.y + std::ceil(needed.y)}},
                .cut = shown != text});
}

namespace {

bool fits_in_two_lines(const TextStyle& style, std::string_view text, float width) {
    return measure(style, text, width).y <= 2 * style.font->FontSize + 1;
}

// As many of its words as two lines hold.
std::string first_words(const TextStyle& style, std::string_view text, float width) {
    for (std::size_t end = text.rfind(' '); end != std::string_view::npos && end > 0; end = text.rfind(' ', end - 1))
        if (std::string shown = std::string(text.substr(0, end)) + "…"; fits_in_two_lines(style, shown, width))
            return shown;
    return fit(style, text, width);
}

}  // namespace

void say_in_strip(Ui& ui, const TextStyle& line, std::initializer_list<TextStyle> smaller, const Box& strip,
                  std::string_view text) {
    const float width = strip.width(), middle = strip.centre().y;
    if (measure(line, text, 0).x <= width || smaller.size() == 0)
        return say_at(ui, line, {strip.min.x, middle - line.font->FontSize / 2}, width, text);
    const auto fits = [&](const TextStyle& style) { return fits_in_two_lines(style, text, width); };
    const auto* whole = std::find_if(smaller.begin(), smaller.end(), fits);
    const bool is_cut = whole == smaller.end();
    const TextStyle& style = is_cut ? *std::prev(smaller.end()) : *whole;
    const std::string shown = is_cut ? first_words(style, text, width) : std::string(text);
    const ImVec2 needed = measure(style, shown, width);
    const ImVec2 at{strip.min.x, middle - needed.y / 2};
    paint_text(style, at, shown, width);
    report(ui, {.kind = WidgetKind::text,
                .label = std::string(text),
                .box = {at, {at.x + std::ceil(needed.x), at.y + std::ceil(needed.y)}},
                .cut = is_cut});
}

void gap(Ui& ui, float points) {
    const ImVec2 at = cursor();
    ImGui::SetCursorScreenPos({at.x, at.y + ui.px(points)});
}

Press press_area(Ui& ui, const char* id_text, ImVec2 size, bool enabled) {
    ImGuiWindow& window = *ImGui::GetCurrentWindow();
    const ImGuiID id = window.GetID(id_text);
    const ImVec2 at = cursor();
    const ImRect area{at, {at.x + size.x, at.y + size.y}};
    Press press{.box = {area.Min, area.Max}};
    ImGui::ItemSize(size);
    const int flags = enabled ? static_cast<int>(ImGuiItemFlags_Inputable) : static_cast<int>(ImGuiItemFlags_Disabled);
    if (!ImGui::ItemAdd(area, id, nullptr, flags) || !enabled) return press;
    press.pressed = ImGui::ButtonBehavior(area, id, &press.hovered, &press.held);
    if (ui.is_deaf) press.pressed = false;
    press.focused = ImGui::IsItemFocused();
    if (press.focused && ui.focus_shown) ui.keys_taken = true;
    // 1.86 knows only Space, and after Tab not even that.
    if (press.focused && ui.focus_shown)
        for (const int key : {ImGuiKey_Enter, ImGuiKey_KeyPadEnter, ImGuiKey_Space})
            if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(key), false)) press.pressed = true;
    if (ui.scroll_drag) press.pressed = press.held = false;
    return press;
}

void focus_ring(Ui& ui, const Box& box, float corner, ImU32 ink) {
    if (!ui.focus_shown) return;
    const float out = ui.px(3);
    paper().AddRect({box.min.x - out, box.min.y - out}, {box.max.x + out, box.max.y + out}, ink, corner + out, 0,
                    ui.px(2.5f));
}

}  // namespace nuong::client
