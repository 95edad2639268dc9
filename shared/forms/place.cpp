#include "shared/forms/place.h"

#include <algorithm>
#include <cmath>

#include "shared/forms/datum.h"

namespace nuong::forms {
namespace {

std::optional<Point> parse_point(std::string_view text) {
    std::vector<double> numbers;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find_first_of(" \t\n\r", from), text.size());
        if (to > from) {
            const auto number = parse_number(text.substr(from, to - from));
            if (!number || numbers.size() == 4) return std::nullopt;
            numbers.push_back(finite_number_of(*number).value_or(0));
        }
        from = to + 1;
    }
    if (numbers.size() < 2 || std::abs(numbers[0]) > 90 || std::abs(numbers[1]) > 180) return std::nullopt;
    Point point{numbers[0], numbers[1], std::nullopt, std::nullopt};
    if (numbers.size() > 2) point.altitude_m = numbers[2];
    if (numbers.size() > 3) point.accuracy_m = numbers[3];
    return point;
}

std::string one_decimal(double number) {
    std::string text = text_of(Datum(number));
    return text.find('.') == std::string::npos ? text + ".0" : text;
}

}  // namespace

std::optional<Points> parse_points(std::string_view text) {
    Points points;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find(';', from), text.size());
        const std::string_view one = text.substr(from, to - from);
        from = to + 1;
        if (one.find_first_not_of(" \t\n\r") == std::string_view::npos) continue;
        const auto point = parse_point(one);
        if (!point) return std::nullopt;
        points.push_back(*point);
    }
    return points;
}

Points rounded(Points points, int decimals) {
    const double unit = std::pow(10.0, decimals);
    for (Point& point : points)
        point = {std::round(point.latitude * unit) / unit, std::round(point.longitude * unit) / unit, {}, {}};
    return points;
}

std::string to_text(const Points& points) {
    std::string text;
    for (const Point& point : points) {
        if (!text.empty()) text += ";";
        text += one_decimal(point.latitude) + " " + one_decimal(point.longitude);
        if (point.altitude_m) text += " " + one_decimal(*point.altitude_m);
        if (point.accuracy_m) text += " " + one_decimal(*point.accuracy_m);
    }
    return text;
}

}  // namespace nuong::forms
