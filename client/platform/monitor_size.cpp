#include "client/platform/monitor_size.h"

#include <cmath>

namespace nuong::client {
namespace {

constexpr float coarsest = 2, finest = 24;  // dots per mm: a wall of a screen; a telephone
constexpr float lopsided = 1.15f;           // dots are square

bool is_shape(const MonitorSize& size) {
    const int w = size.width_mm, h = size.height_mm;
    return (w == 16 || w == 160) && (h == 9 || h == 10 || h == 90 || h == 100);
}

}  // namespace

std::optional<float> believable_dots_per_mm(const MonitorSize& size) {
    if (size.width <= 0 || size.height <= 0 || size.width_mm <= 0 || size.height_mm <= 0) return std::nullopt;
    if (is_shape(size)) return std::nullopt;
    const float across = static_cast<float>(size.width) / static_cast<float>(size.width_mm);
    const float down = static_cast<float>(size.height) / static_cast<float>(size.height_mm);
    if (across > down * lopsided || down > across * lopsided) return std::nullopt;
    if (across < coarsest || across > finest) return std::nullopt;
    return across;
}

}  // namespace nuong::client
