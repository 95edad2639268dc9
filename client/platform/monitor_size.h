// What a monitor says of its size, and whether to believe it. Old panels say nothing, televisions give the shape of
// their picture in place of its size (160 mm by 90 mm), projectors say anything.
#pragma once
#include <optional>

namespace nuong::client {

struct MonitorSize {
    int width = 0, height = 0;  // dots
    int width_mm = 0, height_mm = 0;
};

std::optional<float> believable_dots_per_mm(const MonitorSize& size);

}  // namespace nuong::client
