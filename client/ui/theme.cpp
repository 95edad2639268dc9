#include "client/ui/theme.h"

namespace nuong::client {

ToneColours colours_of(Tone tone) {
    switch (tone) {
        case Tone::info: return {IM_COL32(0x0B, 0x4A, 0x82, 0xFF), IM_COL32(0xE0, 0xED, 0xFA, 0xFF)};
        case Tone::good: return {IM_COL32(0x14, 0x5A, 0x35, 0xFF), IM_COL32(0xDB, 0xF1, 0xE2, 0xFF)};
        case Tone::warning: return {IM_COL32(0x74, 0x46, 0x00, 0xFF), IM_COL32(0xFF, 0xEE, 0xC9, 0xFF)};
        case Tone::danger: return {colour::danger, IM_COL32(0xFD, 0xE5, 0xE2, 0xFF)};
        case Tone::neutral: break;
    }
    return {colour::muted, IM_COL32(0xE6, 0xEB, 0xE8, 0xFF)};
}

ToneColours colours_of_band(int level) {
    switch (level) {
        case 1: return colours_of(Tone::good);
        case 2: return colours_of(Tone::warning);
        case 3: return colours_of(Tone::danger);
        default: return colours_of(Tone::neutral);
    }
}

void apply_theme(float scale) {
    ImGuiStyle style;
    ImGui::StyleColorsLight(&style);
    style.WindowPadding = {0, 0};
    style.WindowBorderSize = 0;
    style.WindowRounding = 0;
    style.ChildBorderSize = 0;
    style.FrameBorderSize = 1.5f;
    style.FrameRounding = 8;
    style.FramePadding = {14, 12};
    style.ItemSpacing = {12, 8};
    style.ScrollbarSize = 14;
    style.ScrollbarRounding = 7;
    style.TouchExtraPadding = {2, 2};
    style.ScaleAllSizes(scale);
    const auto set = [&](ImGuiCol index, ImU32 value) { style.Colors[index] = ImGui::ColorConvertU32ToFloat4(value); };
    set(ImGuiCol_Text, colour::ink);
    set(ImGuiCol_TextDisabled, colour::muted);
    set(ImGuiCol_WindowBg, colour::paper);
    set(ImGuiCol_ChildBg, IM_COL32(0, 0, 0, 0));
    set(ImGuiCol_Border, colour::line_strong);
    set(ImGuiCol_FrameBg, colour::card);
    set(ImGuiCol_FrameBgHovered, colour::card);
    set(ImGuiCol_FrameBgActive, colour::card);
    set(ImGuiCol_TextSelectedBg, IM_COL32(0x9B, 0xD3, 0xBD, 0xFF));
    set(ImGuiCol_ScrollbarBg, IM_COL32(0, 0, 0, 0));
    set(ImGuiCol_ScrollbarGrab, IM_COL32(0xA9, 0xB6, 0xAE, 0xFF));
    set(ImGuiCol_ScrollbarGrabHovered, colour::line_strong);
    set(ImGuiCol_ScrollbarGrabActive, colour::muted);
    set(ImGuiCol_NavHighlight, IM_COL32(0, 0, 0, 0));  // widgets draw their own focus ring
    ImGui::GetStyle() = style;
}

}  // namespace nuong::client
