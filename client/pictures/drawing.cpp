#include "client/pictures/drawing.h"

#include <algorithm>
#include <cmath>

namespace nuong::client {
namespace {

constexpr int sheet_width_max = 4096;

// A sheet of shares of ink, 0 to 1.
class Sheet {
public:
    Sheet(int width, int height)
        : width_(width),
          height_(height),
          ink_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0.0f) {}

    // A line with round ends; its edge fades over one point.
    void line(DrawnPoint from, DrawnPoint to, float radius) {
        const float reach = radius + 1;
        const int left = at_least(std::min(from.x, to.x) - reach),
                  right = at_most(std::max(from.x, to.x) + reach, width_);
        const int top = at_least(std::min(from.y, to.y) - reach);
        const int bottom = at_most(std::max(from.y, to.y) + reach, height_);
        for (int y = top; y < bottom; ++y)
            for (int x = left; x < right; ++x) {
                const DrawnPoint here{static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f};
                const float share = std::clamp(radius + 0.5f - distance(here, from, to), 0.0f, 1.0f);
                float& ink =
                    ink_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)];
                ink = std::max(ink, share);
            }
    }

    Photo photo() const {
        Photo photo{width_, height_, {}};
        photo.rgb.reserve(ink_.size() * 3);
        for (const float ink : ink_)
            photo.rgb.insert(photo.rgb.end(), 3, static_cast<std::uint8_t>(std::lround(255 * (1 - ink))));
        return photo;
    }

private:
    static int at_least(float edge) { return std::max(0, static_cast<int>(std::floor(edge))); }
    static int at_most(float edge, int end) { return std::min(end, static_cast<int>(std::ceil(edge))); }

    static float distance(DrawnPoint point, DrawnPoint from, DrawnPoint to) {
        const float dx = to.x - from.x, dy = to.y - from.y, square = dx * dx + dy * dy;
        const float along = square <= 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / square;
        const float part = std::clamp(along, 0.0f, 1.0f);
        return std::hypot(point.x - from.x - part * dx, point.y - from.y - part * dy);
    }

    int width_, height_;
    std::vector<float> ink_;
};

// Far enough from the sheet nothing is drawn, and whole numbers hold it.
DrawnPoint on_sheet(DrawnPoint point, float width) {
    const auto part = [](float value) { return std::isfinite(value) ? std::clamp(value, -1.0f, 3.0f) : -1.0f; };
    return {part(point.x) * width, part(point.y) * width};
}

}  // namespace

std::size_t count_points(const Drawing& drawing) {
    std::size_t count = 0;
    for (const Stroke& stroke : drawing.strokes) count += stroke.size();
    return count;
}

Photo photo_of(const Drawing& drawing, int width) {
    width = std::clamp(width, 1, sheet_width_max);
    const float height = std::isfinite(drawing.height) ? std::clamp(drawing.height, 0.0f, sheet_height_max) : 0.0f;
    const auto scale = static_cast<float>(width);
    Sheet sheet(width, std::max(1, static_cast<int>(std::lround(height * scale))));
    const float radius = std::max(line_width * scale / 2, 0.7f);
    for (const Stroke& stroke : drawing.strokes)
        for (std::size_t i = 0; i < stroke.size(); ++i)
            sheet.line(on_sheet(stroke[i == 0 ? 0 : i - 1], scale), on_sheet(stroke[i], scale), radius);
    return sheet.photo();
}

}  // namespace nuong::client
