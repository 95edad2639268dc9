// Answers that only the device can read that asks.
#include "shared/protocol/answer_seal.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/base/encoding.h"

using namespace nuong;
using namespace nuong::protocol;

namespace {

const DeviceId lan{0xA1}, binh{0xB2};
const SigningKey of_lan = signing_key_of(KeyBytes{1}), of_binh = signing_key_of(KeyBytes{2});
const SealKey district = seal_key_of(KeyBytes{0x10}), relay = seal_key_of(KeyBytes{0x20});

}  // namespace

TEST_CASE("the device and the top of its district make the same seal, and nobody else does") {
    const AnswerSeal at_device = answer_seal(lan, of_lan, district.public_key).value();
    const AnswerSeal at_top = answer_seal(lan, of_lan.public_key, district).value();
    CHECK(at_device.mark == at_top.mark);
    CHECK(at_device.key == at_top.key);
    for (const auto& other :
         {answer_seal(lan, of_lan.public_key, relay), answer_seal(lan, of_lan, relay.public_key),
          answer_seal(lan, of_binh.public_key, district), answer_seal(binh, of_lan.public_key, district)}) {
        REQUIRE(other);
        CHECK(other->mark != at_top.mark);
        CHECK(other->key != at_top.key);
    }
    CHECK_FALSE(answer_seal(lan, of_lan, KeyBytes{}));
    CHECK_FALSE(answer_seal(lan, KeyBytes{}, district));
}

TEST_CASE("a sealed answer is opened by its device alone, whole or not at all, and no two look alike") {
    const AnswerSeal seal = answer_seal(lan, of_lan, district.public_key).value();
    const std::string said = R"({"full_name":"Vàng Seo Phử"})";
    const std::string sealed = seal_answer(said, seal);
    CHECK(open_answer(sealed, seal) == said);
    CHECK(open_answer(seal_answer("", seal), seal) == "");
    CHECK(sealed.find("Seo") == std::string::npos);
    CHECK(seal_answer(said, seal) != sealed);
    CHECK_FALSE(open_answer(sealed, *answer_seal(binh, of_lan, district.public_key)));
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        std::string changed = sealed;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        CHECK_FALSE(open_answer(changed, seal));
        CHECK_FALSE(open_answer(sealed.substr(0, at), seal));
    }
}

// Devices of this version ask servers of every later one, and are answered by them.
TEST_CASE("a seal stays what it is") {
    const AnswerSeal seal = answer_seal(lan, of_lan, district.public_key).value();
    CHECK(seal.mark == "mnsOIo76CSpdaWCafAt6vQ");
    CHECK(to_hex(seal.key.bytes()) == "4ec705984ffb9519593c451540664a0a27ce400832b5f1941baa28ee53889ff7");
}
