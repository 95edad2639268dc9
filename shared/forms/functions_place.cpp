// How far, how large, inside or not.
#include <cmath>
#include <numbers>

#include "shared/forms/functions.h"
#include "shared/forms/place.h"

namespace nuong::forms {
namespace {

constexpr double earth_radius_m = 6'378'100;

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

// Of several values; nothing when any of them is not a place.
std::optional<Points> points_of(const std::vector<Datum>& values) {
    Points all;
    for (const Datum& value : values) {
        const auto points = parse_points(text_of(value));
        if (!points) return std::nullopt;
        all.insert(all.end(), points->begin(), points->end());
    }
    return all;
}

Datum in_metres(double value) { return Datum(std::round(value * 100) / 100); }

double metres_between(const Point& a, const Point& b) {
    const double lat = radians(b.latitude - a.latitude) / 2, lon = radians(b.longitude - a.longitude) / 2;
    const double h = std::sin(lat) * std::sin(lat) +
                     std::cos(radians(a.latitude)) * std::cos(radians(b.latitude)) * std::sin(lon) * std::sin(lon);
    return 2 * earth_radius_m * std::asin(std::sqrt(std::min(1.0, h)));
}

Datum run_distance(const Call& call) {
    const auto points = points_of(call.values(0));
    if (!points) return Datum();
    double sum = 0;
    for (std::size_t i = 1; i < points->size(); ++i) sum += metres_between((*points)[i - 1], (*points)[i]);
    return in_metres(sum);
}

Datum run_area(const Call& call) {
    auto points = points_of(call.values(0));
    if (!points) return Datum();
    if (points->size() < 3) return Datum(0);
    double sum = 0;
    for (std::size_t i = 0; i < points->size(); ++i) {
        const Point &a = (*points)[i], &b = (*points)[(i + 1) % points->size()];
        sum += radians(b.longitude - a.longitude) * (2 + std::sin(radians(a.latitude)) + std::sin(radians(b.latitude)));
    }
    return in_metres(std::abs(sum * earth_radius_m * earth_radius_m / 2));
}

// Is it inside? A shape that is not closed has no inside.
Datum run_geofence(const Call& call) {
    const auto places = points_of({call.value(0)}), shape = points_of({call.value(1)});
    if (!places || places->size() != 1 || !shape || shape->size() < 4 || !shape->front().is_at(shape->back()))
        return Datum(false);
    const Point place = places->front();
    bool inside = false;
    for (std::size_t i = 1; i < shape->size(); ++i) {
        const Point &a = (*shape)[i - 1], &b = (*shape)[i];
        if ((a.latitude > place.latitude) == (b.latitude > place.latitude)) continue;
        const double crossing =
            (b.longitude - a.longitude) * (place.latitude - a.latitude) / (b.latitude - a.latitude) + a.longitude;
        if (place.longitude < crossing) inside = !inside;
    }
    return Datum(inside);
}

double turn(const Point& a, const Point& b, const Point& c) {
    return (b.longitude - a.longitude) * (c.latitude - a.latitude) -
           (b.latitude - a.latitude) * (c.longitude - a.longitude);
}

bool is_between(const Point& a, const Point& b, const Point& c) {
    return std::min(a.longitude, b.longitude) <= c.longitude && c.longitude <= std::max(a.longitude, b.longitude) &&
           std::min(a.latitude, b.latitude) <= c.latitude && c.latitude <= std::max(a.latitude, b.latitude);
}

bool cross(const Point& a, const Point& b, const Point& c, const Point& d) {
    const double abc = turn(a, b, c), abd = turn(a, b, d), cda = turn(c, d, a), cdb = turn(c, d, b);
    if (((abc > 0 && abd < 0) || (abc < 0 && abd > 0)) && ((cda > 0 && cdb < 0) || (cda < 0 && cdb > 0))) return true;
    return (abc == 0 && is_between(a, b, c)) || (abd == 0 && is_between(a, b, d)) ||
           (cda == 0 && is_between(c, d, a)) || (cdb == 0 && is_between(c, d, b));
}

constexpr std::size_t crossing_points_max = 2'000;

// Does the line cross itself? Neighbouring pieces share a point, and so do the first and last of a closed one.
Datum run_intersects(const Call& call) {
    const auto points = points_of({call.value(0)});
    if (!points || points->size() < 4 || points->size() > crossing_points_max) return Datum(false);
    const bool closed = points->front().is_at(points->back());
    const std::size_t pieces = points->size() - 1;
    for (std::size_t i = 0; i < pieces; ++i)
        for (std::size_t j = i + 2; j < pieces; ++j) {
            if (closed && i == 0 && j == pieces - 1) continue;
            if (cross((*points)[i], (*points)[i + 1], (*points)[j], (*points)[j + 1])) return Datum(true);
        }
    return Datum(false);
}

constexpr Function place_table[] = {
    {"distance", 1, -1, Kind::number, run_distance},
    {"area", 1, 1, Kind::number, run_area},
    {"geofence", 2, 2, Kind::truth, run_geofence},
    {"intersects", 1, 1, Kind::truth, run_intersects},
};

}  // namespace

std::span<const Function> place_functions() { return place_table; }

}  // namespace nuong::forms
