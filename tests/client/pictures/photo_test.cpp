// Photos as telephones and scanners make them: lying on the side, huge, with the place in them, damaged, hostile.
#include <png.h>
#include <turbojpeg.h>

#include <catch2/catch_test_macros.hpp>
#include <random>

#include "client/pictures/photo.h"

using namespace nuong;
using namespace nuong::client;

namespace {

// Red above, blue below, and a green corner at the top left: so it can be seen which way is up.
Photo flag(int width, int height) {
    Photo photo{width, height, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const bool corner = x < width / 4 && y < height / 4;
            const bool above = y < height / 2;
            for (const int c : {above && !corner ? 255 : 0, corner ? 255 : 0, above ? 0 : 255})
                photo.rgb.push_back(static_cast<std::uint8_t>(c));
        }
    return photo;
}

char colour_at(const Photo& photo, double right, double down) {
    const auto x = static_cast<std::size_t>(right * photo.width), y = static_cast<std::size_t>(down * photo.height);
    const std::uint8_t* c = &photo.rgb[(y * static_cast<std::size_t>(photo.width) + x) * 3];
    if (c[0] > 150 && c[1] < 100 && c[2] < 100) return 'r';
    if (c[1] > 150 && c[0] < 100 && c[2] < 100) return 'g';
    if (c[2] > 150 && c[0] < 100 && c[1] < 100) return 'b';
    return '?';
}

// What stands in the four corners: top left, top right, bottom left, bottom right.
std::string corners(const Photo& photo) {
    return {colour_at(photo, .1, .1), colour_at(photo, .9, .1), colour_at(photo, .1, .9), colour_at(photo, .9, .9)};
}

// An EXIF part with the orientation and a planted text, as a camera writes it (TIFF, big-endian), after the first
// marker.
std::string with_exif(const std::string& jpeg, int orientation, const std::string& planted) {
    const auto two = [](std::size_t n) { return std::string{static_cast<char>(n >> 8), static_cast<char>(n & 255)}; };
    const auto four = [&](std::size_t n) { return two(n >> 16) + two(n & 65535); };
    std::string tiff = "MM" + two(42) + four(8) + two(2);
    tiff += two(0x0112) + two(3) + four(1) + two(static_cast<std::size_t>(orientation)) + two(0);
    tiff += two(0x010E) + two(2) + four(planted.size() + 1) + four(8 + 2 + 2 * 12 + 4);
    tiff += four(0) + planted + std::string(1, '\0');
    const std::string body = std::string("Exif\0\0", 6) + tiff;
    return jpeg.substr(0, 2) + "\xFF\xE1" + two(body.size() + 2) + body + jpeg.substr(2);
}

std::string png_of(const Photo& photo) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(photo.width);
    image.height = static_cast<png_uint_32>(photo.height);
    image.format = PNG_FORMAT_RGB;
    png_alloc_size_t size = 0;
    REQUIRE(png_image_write_get_memory_size(image, size, 0, photo.rgb.data(), 0, nullptr));
    std::string file(size, '\0');
    REQUIRE(png_image_write_to_memory(&image, file.data(), &size, 0, photo.rgb.data(), 0, nullptr));
    file.resize(size);
    return file;
}

}  // namespace

TEST_CASE("A photo of a telephone held on its side stands upright, whichever of the eight ways it was held") {
    const std::string jpeg = jpeg_of(flag(320, 160));
    CHECK(corners(read_photo(jpeg, 1000).value()) == "grbb");
    const char* const expected[] = {"grbb", "rgbb", "bbrg", "bbgr", "gbrb", "bgbr", "brbg", "rbgb"};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        CAPTURE(orientation);
        const auto photo = read_photo(with_exif(jpeg, orientation, "x"), 1000);
        REQUIRE(photo);
        CHECK(corners(*photo) == expected[orientation - 1]);
        CHECK((photo->width > photo->height) == (orientation < 5));
    }
}

TEST_CASE("A large photo becomes small enough for a slow line, and a small one stays as it is") {
    const auto large = read_photo(jpeg_of(flag(4000, 3000)), photo_side_usual);
    REQUIRE(large);
    CHECK(large->width == 1600);
    CHECK(large->height == 1200);
    CHECK(corners(*large) == "grbb");
    CHECK(read_photo(jpeg_of(flag(300, 200)), photo_side_usual)->width == 300);
    CHECK(read_photo(jpeg_of(flag(4000, 1)), 100)->height == 1);
}

TEST_CASE("What the camera has written into the file does not leave the device") {
    const std::string planted = "22.336417N 103.843812E Vang Seo Phu";
    const std::string taken = with_exif(jpeg_of(flag(320, 160)), 6, planted);
    REQUIRE(taken.find(planted) != std::string::npos);
    const std::string kept = jpeg_of(read_photo(taken, photo_side_usual).value());
    CHECK(kept.find("22.33") == std::string::npos);
    CHECK(kept.find("Exif") == std::string::npos);
    CHECK(corners(read_photo(kept, 1000).value()) == "bgbr");  // and is upright without being told
}

TEST_CASE("A scan as PNG is read as well") {
    const auto photo = read_photo(png_of(flag(640, 480)), 320);
    REQUIRE(photo);
    CHECK(photo->width == 320);
    CHECK(corners(*photo) == "grbb");
}

TEST_CASE("A damaged picture is refused with advice, or shown as far as it goes; it never harms") {
    CHECK_FALSE(read_photo("", 100));
    CHECK_FALSE(read_photo("\xFF\xD8\xFF", 100));
    CHECK_FALSE(read_photo("\x89PNG\r\n\x1A\n", 100));
    CHECK(read_photo("\xFF\xD8\xFF\xE0 and no more", 100).error().message.en.find("damaged") != std::string::npos);
    CHECK(read_photo("GIF89a", 100).error().message.en.find("JPG or PNG") != std::string::npos);
    std::mt19937 random(4);
    for (const std::string& whole : {with_exif(jpeg_of(flag(200, 100)), 6, "x"), png_of(flag(200, 100))})
        for (int round = 0; round < 300; ++round) {
            std::string hurt = whole.substr(0, whole.size() - random() % whole.size() / 2);
            for (int i = 0; i < 3; ++i) hurt[3 + random() % (hurt.size() - 3)] = static_cast<char>(random());
            if (const auto photo = read_photo(hurt, 1000))
                CHECK(photo->rgb.size() ==
                      static_cast<std::size_t>(photo->width) * static_cast<std::size_t>(photo->height) * 3);
        }
}

TEST_CASE("A tiny file that claims to be a gigantic picture is not believed") {
    std::string png = png_of(flag(8, 8));
    png[16] = png[20] = 0x40;  // 2^30 points on each side
    CHECK_FALSE(read_photo(png, 100));
}
