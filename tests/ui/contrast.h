// How well a colour can be read on another: the contrast ratio of WCAG 2.2, from 1 (the same) to 21 (black on white).
// https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio and #dfn-relative-luminance; the numbers are those of sRGB,
// IEC 61966-2-1. Words need 4.5 (success criterion 1.4.3), large words and edges that say something 3 (1.4.3, 1.4.11).
#pragma once
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace nuong::client {

inline double linear_light(unsigned channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

inline double luminance(ImU32 colour) {
    const auto channel = [&](int shift) { return linear_light(colour >> shift & 0xFFu); };
    return 0.2126 * channel(IM_COL32_R_SHIFT) + 0.7152 * channel(IM_COL32_G_SHIFT) + 0.0722 * channel(IM_COL32_B_SHIFT);
}

inline double contrast(ImU32 one, ImU32 other) {
    const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
    return (lighter + 0.05) / (darker + 0.05);
}

}  // namespace nuong::client
