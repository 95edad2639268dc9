#include "client/ui/theme.h"

namespace nuong::client {

void apply_theme(const Palette& colour, float scale) {
    ImGuiStyle style;
    ImGui::StyleColorsLight(&style);
    style.WindowPadding = {0, 0};
    style.WindowBorderSize = 0;
    style.WindowRounding = 0;
    style.ChildBorderSize = 0;
    style.FrameBorderSize = 1.5f;
    style.FrameRounding = 8;
    style.FramePadding = {14, (size::row - size::body_text) / 2};
    style.ItemSpacing = {12, 8};
    style.ScrollbarSize = 14;
    style.ScrollbarRounding = 7;
    style.TouchExtraPadding = {2, 2};
    style.ScaleAllSizes(scale);
    const auto set = [&](ImGuiCol index, ImU32 value) { style.Colors[index] = ImGui::ColorConvertU32ToFloat4(value); };
    set(ImGuiCol_Text, colour.ink);
    set(ImGuiCol_TextDisabled, colour.muted);
    set(ImGuiCol_WindowBg, colour.paper);
    set(ImGuiCol_ChildBg, IM_COL32(0, 0, 0, 0));
    set(ImGuiCol_Border, colour.line_strong);
    set(ImGuiCol_FrameBg, colour.card);
    set(ImGuiCol_FrameBgHovered, colour.card);
    set(ImGuiCol_FrameBgActive, colour.card);
    set(ImGuiCol_TextSelectedBg, colour.selection);
    set(ImGuiCol_ScrollbarBg, IM_COL32(0, 0, 0, 0));
    set(ImGuiCol_ScrollbarGrab, colour.scroll);
    set(ImGuiCol_ScrollbarGrabHovered, colour.scroll);
    set(ImGuiCol_ScrollbarGrabActive, colour.muted);
    set(ImGuiCol_NavHighlight, IM_COL32(0, 0, 0, 0));  // widgets draw their own focus ring
    ImGui::GetStyle() = style;
}

}  // namespace nuong::client
