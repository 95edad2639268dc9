// Sizes, and what ImGui itself draws. Colours: palette.h; never a colour without a word.
#pragma once
#include <imgui.h>

#include "client/ui/palette.h"

namespace nuong::client {

// Sizes at scale 1, in pixels; multiply by Ui::scale. Of type: ascent plus descent, which is 1.36 times what other
// toolkits call the size.
namespace size {
inline constexpr float body_text = 23, small_text = 19.5f, title_text = 30, caption_text = 16.5f;
inline constexpr float grid = 8, corner = 10;
inline constexpr float row = 52;  // of anything a finger must hit; never below `finger`
inline constexpr float row_large = 64;
inline constexpr float finger = 44;
inline constexpr float screen_min_width = 420;  // what every screen can do with
inline constexpr float screen_min_height = 380;
inline constexpr float column_max = 1140;  // longer lines are hard to read
inline constexpr float header = 60, form_header = 56, tool = 52, footer = 72;
}  // namespace size

// Everything ImGui itself draws (fields, scroll bars) in our colours and sizes.
void apply_theme(const Palette& colour, float scale);

}  // namespace nuong::client
