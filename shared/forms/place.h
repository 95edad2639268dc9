// Places on the earth, as ODK writes them: "latitude longitude altitude accuracy", several joined by ";".
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nuong::forms {

struct Point {
    double latitude = 0, longitude = 0;  // degrees
    std::optional<double> altitude_m, accuracy_m;

    bool is_at(const Point& other) const { return latitude == other.latitude && longitude == other.longitude; }
};
using Points = std::vector<Point>;

// Nothing when any of them is not a place.
std::optional<Points> parse_points(std::string_view text);
std::string to_text(const Points& points);
// To that many decimals of a degree (3: about 100 m); without altitude and accuracy.
Points rounded(Points points, int decimals);

}  // namespace nuong::forms
