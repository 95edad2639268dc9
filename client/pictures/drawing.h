// Drawing: lines that a person drew with a finger or a mouse, and the picture that they make. Places are parts of the
// width of the sheet, so that the same drawing fits every screen.
//
// Pure functions; any thread.
#pragma once
#include <vector>

#include "client/pictures/photo.h"

namespace nuong::client {

struct DrawnPoint {
    float x = 0, y = 0;  // 0..1 across; downwards in the same measure
    bool operator==(const DrawnPoint&) const = default;
};
using Stroke = std::vector<DrawnPoint>;  // one point is a dot

struct Drawing {
    float height = 0;  // of the sheet, as a part of its width
    std::vector<Stroke> strokes = {};
    bool operator==(const Drawing&) const = default;
};

inline constexpr float sheet_height_max = 2;
inline constexpr std::size_t drawn_points_max = 10'000;  // of all strokes; nobody signs with more
inline constexpr float line_width = 0.007f;              // of a stroke, as a part of the sheet's width

std::size_t count_points(const Drawing& drawing);

// Black on white, the lines smooth. Points that lie beside the sheet, or nowhere, draw nothing there.
Photo photo_of(const Drawing& drawing, int width);

}  // namespace nuong::client
