// A PIN that was typed is nowhere in memory once it was used.
#include "shared/base/secret_text.h"

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string_view>

using namespace nuong;

namespace {

constexpr const char* pin = "246810975";

// A place of our own, which can be looked at after what was in it is gone.
struct Place {
    alignas(SecretText) char bytes[sizeof(SecretText)] = {};

    SecretText* make(SecretText from) { return new (bytes) SecretText(std::move(from)); }
    bool holds(const char* text) const {
        return std::string_view(bytes, sizeof bytes).find(text) != std::string_view::npos;
    }
};

}  // namespace

TEST_CASE("a PIN leaves nothing behind when it is gone, cleared, replaced or moved on") {
    Place place;
    SecretText* secret = place.make(pin);
    REQUIRE(place.holds(pin));
    SECTION("gone") { secret->~SecretText(); }
    SECTION("cleared") {
        secret->clear();
        CHECK(secret->empty());
    }
    SECTION("replaced by a shorter one") { *secret = SecretText("1"); }
    SECTION("moved on") {
        const SecretText next(std::move(*secret));
        CHECK(next.text() == pin);
    }
    SECTION("moved into another") {
        SecretText next("1");
        next = std::move(*secret);
        CHECK(next.text() == pin);
    }
    CHECK_FALSE(place.holds(pin + 1));
}

TEST_CASE("copies of a PIN are the same and each is wiped by itself") {
    const SecretText one(pin);
    Place place;
    SecretText* copy = place.make(one);
    CHECK(*copy == one);
    copy->~SecretText();
    CHECK_FALSE(place.holds(pin + 1));
    CHECK(one.text() == pin);
}
