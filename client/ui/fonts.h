// The typefaces, with every glyph that Vietnamese and our own signs need.
#pragma once
#include <imgui.h>

#include <string>

#include "shared/base/result.h"

namespace nuong::client {

struct Fonts {
    ImFont* body = nullptr;
    ImFont* small = nullptr;
    ImFont* bold = nullptr;
    ImFont* title = nullptr;
    ImFont* caption = nullptr;  // under the signs of the bar
};

struct FontFiles {
    std::string regular = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";
    std::string bold = "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf";
};

// Replaces the fonts of the current ImGui context. An error names the file that is missing and how to get it.
Result<Fonts> load_fonts(const FontFiles& files, float scale);

}  // namespace nuong::client
