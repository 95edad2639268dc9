#include "tests/ui_window/picture_colours.h"

#include <set>

#include <stb_image.h>

namespace nuong::client {

std::size_t colours_in(const std::filesystem::path& png) {
    int width = 0, height = 0, channels = 0;
    unsigned char* pixels = stbi_load(png.string().c_str(), &width, &height, &channels, 3);
    if (!pixels) return 0;
    std::set<unsigned> colours;
    for (int i = 0; i < width * height * 3; i += 3)
        colours.insert(static_cast<unsigned>(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]));
    stbi_image_free(pixels);
    return colours.size();
}

}  // namespace nuong::client
