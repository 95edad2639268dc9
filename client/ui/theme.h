// Colours and sizes. A screen read in full sun: dark ink on light paper, one accent, and never a colour without a word.
#pragma once
#include <imgui.h>

#include "client/app/view_model.h"

namespace nuong::client {

namespace colour {
inline constexpr ImU32 paper = IM_COL32(0xF1, 0xF4, 0xF1, 0xFF);
inline constexpr ImU32 card = IM_COL32(0xFF, 0xFF, 0xFF, 0xFF);
inline constexpr ImU32 line = IM_COL32(0xC9, 0xD2, 0xCC, 0xFF);
inline constexpr ImU32 line_strong = IM_COL32(0x7C, 0x8A, 0x82, 0xFF);
inline constexpr ImU32 ink = IM_COL32(0x12, 0x1E, 0x18, 0xFF);
inline constexpr ImU32 muted = IM_COL32(0x4A, 0x58, 0x50, 0xFF);
inline constexpr ImU32 accent = IM_COL32(0x0A, 0x5C, 0x43, 0xFF);
inline constexpr ImU32 accent_dark = IM_COL32(0x06, 0x43, 0x30, 0xFF);
inline constexpr ImU32 accent_soft = IM_COL32(0xDD, 0xEF, 0xE7, 0xFF);
inline constexpr ImU32 on_accent = IM_COL32(0xFF, 0xFF, 0xFF, 0xFF);
inline constexpr ImU32 pressed = IM_COL32(0xE4, 0xEA, 0xE6, 0xFF);
inline constexpr ImU32 danger = IM_COL32(0xA3, 0x15, 0x15, 0xFF);
}  // namespace colour

struct ToneColours {
    ImU32 ink, fill;
};
ToneColours colours_of(Tone tone);
ToneColours colours_of_band(int level);  // of ResultRow::band_level

// Sizes at scale 1, in pixels; multiply by Ui::scale.
namespace size {
inline constexpr float body_text = 20, small_text = 17, title_text = 26;
inline constexpr float grid = 8, corner = 10;
inline constexpr float row = 52;           // of anything a finger must hit; never below 44
inline constexpr float column_max = 1080;  // longer lines are hard to read
inline constexpr float header = 60, footer = 72;
}  // namespace size

// Everything ImGui itself draws (fields, scroll bars) in our colours and sizes.
void apply_theme(float scale);

}  // namespace nuong::client
