// A picture of the window as a PNG file.
#pragma once
#include <filesystem>
#include <vector>

#include "shared/base/result.h"

namespace nuong::client {

struct Picture {
    int width = 0, height = 0;
    std::vector<unsigned char> rgb;  // bottom row first, as OpenGL gives it
};

Status save_png(const Picture& picture, const std::filesystem::path& file);

}  // namespace nuong::client
