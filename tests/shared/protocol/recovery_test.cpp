// A lost PIN, on the wire: what may be passed on by whom, and what is refused.
#include "shared/protocol/recovery.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/protocol/codec.h"

using namespace nuong;
using namespace nuong::protocol;

namespace {

const DeviceId lan{0xA1};
// X25519 does not look at the lowest three bits of the first byte.
const SealKey district = seal_key_of(KeyBytes{0x10}), own = seal_key_of(KeyBytes{0x20}),
              thief = seal_key_of(KeyBytes{0x30});
const SecretKey code = recovery_key("K7QM-2XJD-9RTV", lan);

RecoverRequest asked() {
    RecoverRequest request{lan, *seal_recoverable({lan, "lan", KeyBytes{9}}, district.public_key), own.public_key, {}};
    request.proof = proof_of(request, code);
    return request;
}

}  // namespace

TEST_CASE("whoever passes a request on can change nothing in it: above all not whom the answer is sealed to") {
    REQUIRE(is_proven(asked(), code));
    RecoverRequest changed = asked();
    changed.key = thief.public_key;
    CHECK_FALSE(is_proven(changed, code));
    changed = asked();
    changed.box = *seal_recoverable({lan, "lan", KeyBytes{8}}, district.public_key);
    CHECK_FALSE(is_proven(changed, code));
    changed = asked();
    changed.device = DeviceId{0xB2};
    CHECK_FALSE(is_proven(changed, code));
}

TEST_CASE("the code does not travel, nor does what is in the box") {
    const std::string sent = encode(asked());
    CHECK(sent.find("K7QM") == std::string::npos);
    CHECK(sent.find("lan") == std::string::npos);
    CHECK(encode(asked()) != sent);  // not even two boxes of one key look alike
}

TEST_CASE("an answer is opened by who has asked, for what was asked, and by nobody else") {
    const RecoverRequest request = asked();
    const std::string sealed = *seal_data_key(KeyBytes{9}, request);
    CHECK(open_data_key(sealed, request, own) == KeyBytes{9});
    CHECK_FALSE(open_data_key(sealed, request, thief));
    CHECK_FALSE(open_data_key(sealed, asked(), own));  // of another box
    CHECK_FALSE(open_data_key(sealed.substr(1), request, own));
    CHECK_FALSE(open_data_key("", request, own));
}

// The district opens bundles with the same key: neither may be taken for the other.
TEST_CASE("what the district can open is a recovery box only when it says so") {
    for (const std::string& text :
         {std::string(), std::string("nuong recovery 1\n"), std::string("nuong recovery 1\n00000000000000a1 too short"),
          std::string("nuong recovery 2\n00000000000000a1") + std::string(40, 'x'),
          std::string("nuong recovery 1\nnot a device!!!!") + std::string(40, 'x')}) {
        CAPTURE(text);
        CHECK_FALSE(open_recoverable(*seal(text, district.public_key), district));
    }
    CHECK_FALSE(open_recoverable("no box at all", district));
}

TEST_CASE("requests that are not whole are named by the place that is wrong") {
    const RecoverRequest whole = asked();
    CHECK(decode_recover_request(encode(whole)).value() == whole);
    for (const char* const text :
         {R"({"protocol":1,"device":"00000000000000a1","box":"","key":"AA","proof":"AA"})",
          R"({"protocol":1,"device":"zz","box":"AAAA","key":"AA","proof":"AA"})",
          R"({"protocol":1,"device":"00000000000000a1","box":"AAAA","key":"AA"})", R"({"protocol":1})", "[]", ""}) {
        CAPTURE(text);
        CHECK_FALSE(decode_recover_request(text));
    }
    CHECK_FALSE(decode_recover_answer(R"({"protocol":1,"sealed":7})"));
    CHECK(decode_recover_answer(R"({"protocol":2,"sealed":"AAAA"})").error().message.en.find("version") !=
          std::string::npos);
}
