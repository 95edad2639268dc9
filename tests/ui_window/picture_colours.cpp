#include "tests/ui_window/picture_colours.h"

#include <png.h>

#include <memory>
#include <set>
#include <vector>

namespace nuong::client {

std::size_t colours_in(const std::filesystem::path& png) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    const std::unique_ptr<png_image, decltype(&png_image_free)> freed(&image, png_image_free);
    if (!png_image_begin_read_from_file(&image, png.c_str())) return 0;
    image.format = PNG_FORMAT_RGB;
    std::vector<png_byte> pixels(PNG_IMAGE_SIZE(image));
    if (!png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr)) return 0;
    std::set<unsigned> colours;
    unsigned last = ~0u;
    for (std::size_t i = 0; i < pixels.size(); i += 3) {
        const auto colour = static_cast<unsigned>(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);
        if (colour != last) colours.insert(colour);  // most of a screen is like what stands beside it
        last = colour;
    }
    return colours.size();
}

}  // namespace nuong::client
