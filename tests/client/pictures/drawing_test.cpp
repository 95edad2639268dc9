// Lines drawn with a finger become a picture: where they were drawn, black on white, whatever the numbers are.
#include "client/pictures/drawing.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using namespace nuong::client;

namespace {

int grey(const Photo& photo, float x, float y) {
    const auto column = static_cast<std::size_t>(x * static_cast<float>(photo.width));
    const auto row = static_cast<std::size_t>(y * static_cast<float>(photo.width));
    return photo.rgb.at((row * static_cast<std::size_t>(photo.width) + column) * 3);
}

std::size_t dark_points(const Photo& photo) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < photo.rgb.size(); at += 3) count += photo.rgb[at] < 128;
    return count;
}

}  // namespace

TEST_CASE("a line is black where it was drawn and the sheet is white beside it") {
    const Photo photo = photo_of({0.4f, {{{0.1f, 0.2f}, {0.9f, 0.2f}}}}, 1000);
    CHECK(photo.width == 1000);
    CHECK(photo.height == 400);
    CHECK(photo.rgb.size() == 1000u * 400u * 3u);
    CHECK(grey(photo, 0.5f, 0.2f) == 0);
    CHECK(grey(photo, 0.1f, 0.2f) == 0);
    CHECK(grey(photo, 0.5f, 0.22f) == 255);
    CHECK(grey(photo, 0.05f, 0.2f) == 255);
    CHECK(grey(photo, 0.95f, 0.2f) == 255);
}

TEST_CASE("a tap is a dot, and two strokes are not joined") {
    const Photo photo = photo_of({0.4f, {{{0.2f, 0.2f}}, {{0.8f, 0.2f}}}}, 1000);
    CHECK(grey(photo, 0.2f, 0.2f) == 0);
    CHECK(grey(photo, 0.8f, 0.2f) == 0);
    CHECK(grey(photo, 0.5f, 0.2f) == 255);
}

TEST_CASE("the same drawing is as thick on a small picture as on a large one") {
    const Drawing drawing{0.4f, {{{0.1f, 0.1f}, {0.9f, 0.3f}}}};
    const auto large = static_cast<double>(dark_points(photo_of(drawing, 1000)));
    const auto small = static_cast<double>(dark_points(photo_of(drawing, 500)));
    CHECK(small * 4 > large * 0.85);
    CHECK(small * 4 < large * 1.15);
}

TEST_CASE("numbers that are none, or lie far away, harm nothing") {
    constexpr float nan = std::numeric_limits<float>::quiet_NaN(), far = std::numeric_limits<float>::max();
    const Photo photo = photo_of({0.4f, {{{nan, nan}, {far, -far}, {-far, far}}, {}, {{0.5f, 0.2f}}}}, 1000);
    CHECK(photo.height == 400);
    CHECK(grey(photo, 0.5f, 0.2f) == 0);
    CHECK(photo_of({nan, {}}, 200).height == 1);
    CHECK(photo_of({far, {}}, 10).height == 20);
    CHECK(photo_of({0.5f, {}}, -3).width == 1);
}

TEST_CASE("it is kept as a small PNG that reads back point for point") {
    const Photo photo = photo_of({0.4f, {{{0.1f, 0.1f}, {0.5f, 0.3f}, {0.9f, 0.05f}}}}, 1000);
    const std::string png = grey_png_of(photo);
    CHECK(png.starts_with("\x89PNG"));
    CHECK(png.size() < 20'000);
    const auto read = read_photo(png, 1000);
    REQUIRE(read);
    CHECK(*read == photo);
    CHECK(grey_png_of(Photo{}).empty());
}
