// Photo: a picture as rows of colours, read from a JPEG or PNG file that may be damaged or hostile. What is kept of a
// photo is the picture alone: cameras write into the file where and when and with what it was taken, and nobody here
// has asked for that.
//
// Pure functions; any thread. By libjpeg-turbo, libpng and libexif (which way is up).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace nuong::client {

struct Photo {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgb;  // top row first, three bytes per point

    bool operator==(const Photo&) const = default;
};

inline constexpr int photo_points_max = 100'000'000;  // width x height of a file that is looked at at all
inline constexpr int photo_side_usual = 1600;         // enough to read a page by; about 300 kB

// Upright, and scaled down so that neither side is longer than `longest_side` points. Errors: invalid.
Result<Photo> read_photo(std::string_view file_bytes, int longest_side);
// A JPEG file without anything beside the picture.
std::string jpeg_of(const Photo& photo);
// A PNG file in shades of grey: for lines, which a JPEG blurs. Empty when there is no memory for it.
std::string grey_png_of(const Photo& photo);

}  // namespace nuong::client
