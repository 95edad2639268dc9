// A PIN that was typed and the secret part of a key are nowhere in memory once they were used.
#include "shared/base/secret_text.h"

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string_view>

using namespace nuong;

namespace {

constexpr const char* pin = "246810975";

// A place of our own, which can be looked at after what was in it is gone.
template <class Secret>
struct Place {
    alignas(Secret) char bytes[sizeof(Secret)] = {};

    Secret* make(Secret from) { return new (bytes) Secret(std::move(from)); }
    bool holds(std::string_view text) const { return std::string_view(bytes, sizeof bytes).find(text) != text.npos; }
    bool holds(const KeyBytes& secret) const {
        return holds(std::string_view(reinterpret_cast<const char*>(secret.data()), secret.size()));
    }
};

KeyBytes secret_bytes() {
    KeyBytes bytes;
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(0xA0 + i);
    return bytes;
}

}  // namespace

TEST_CASE("a PIN leaves nothing behind when it is gone, cleared, replaced or moved on") {
    Place<SecretText> place;
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
    Place<SecretText> place;
    SecretText* copy = place.make(one);
    CHECK(*copy == one);
    copy->~SecretText();
    CHECK_FALSE(place.holds(pin + 1));
    CHECK(one.text() == pin);
}

namespace {

// Of what holds `secret`; `other` is another of its kind.
template <class Key>
void check_wiped(const Key& made, const Key& other, const KeyBytes& secret, const KeyBytes& (*secret_of)(const Key&)) {
    Place<Key> place;
    Key* key = place.make(made);
    REQUIRE(place.holds(secret));
    SECTION("gone") { std::destroy_at(key); }
    SECTION("replaced") { *key = other; }
    SECTION("moved on") {
        const Key next(std::move(*key));
        CHECK(secret_of(next) == secret);
    }
    SECTION("moved into another") {
        Key next = other;
        next = std::move(*key);
        CHECK(secret_of(next) == secret);
    }
    CHECK_FALSE(place.holds(secret));
    CHECK(secret_of(made) == secret);  // of which it was a copy
}

}  // namespace

TEST_CASE("the secret of a signing key is wiped in each copy when that is gone, replaced or moved on") {
    check_wiped<SigningKey>(signing_key_of(secret_bytes()), make_signing_key(), secret_bytes(),
                            [](const SigningKey& key) -> const KeyBytes& { return key.seed.bytes(); });
}

TEST_CASE(
    "the secret of a key that things are sealed to is wiped in each copy when that is gone, replaced or moved on") {
    check_wiped<SealKey>(seal_key_of(secret_bytes()), make_seal_key(), secret_bytes(),
                         [](const SealKey& key) -> const KeyBytes& { return key.secret.bytes(); });
}

TEST_CASE("a secret that a store may not have is wiped with the place it was in") {
    using Seed = std::optional<SecretKey>;
    check_wiped<Seed>(Seed(secret_bytes()), Seed(KeyBytes{1}), secret_bytes(),
                      [](const Seed& seed) -> const KeyBytes& { return seed->bytes(); });
}
