// A one-time code on the wire: it does not travel, and whoever passes the exchange on can change nothing in it.
#include "shared/protocol/code_proof.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/base/encoding.h"
#include "shared/protocol/codec.h"

using namespace nuong;
using namespace nuong::protocol;

namespace {

const DeviceId lan{0xA1}, binh{0xB2};
const KeyBytes own_key = signing_key_of(KeyBytes{1}).public_key, of_relay = signing_key_of(KeyBytes{2}).public_key;
const char* const code = "K7QM-2XJD-9RTV";

const CodeKeys& keys() {
    static const CodeKeys made = keys_of_code(code);
    return made;
}

EnrollRequest asked() { return enroll_request(keys(), lan, "máy của Lan", own_key); }

EnrollAnswer answered() {
    EnrollAnswer answer{"dG9rZW4",
                        {"lan", "worker", {"089"}, std::vector<FormId>{"person"}},
                        "epoch",
                        seal_key_of(KeyBytes{0x10}).public_key};
    answer.code_proof = proof_of(answer, asked(), keys().key);
    return answer;
}

}  // namespace

TEST_CASE("a code is the same however it is typed, and another code is another") {
    for (const char* typed : {"k7qm2xjd9rtv", " K7QM 2XJD 9RTV "}) {
        CAPTURE(typed);
        CHECK(keys_of_code(typed).name == keys().name);
        CHECK(keys_of_code(typed).key == keys().key);
    }
    CHECK(keys_of_code("K7QM-2XJD-9RTW").name != keys().name);
    CHECK(keys().name != keys().key);  // what is told tells nothing of what proves
}

// Devices of this version enrol at servers of every later one.
TEST_CASE("what is made of a code stays what it is") {
    CHECK(to_hex(keys().name) == "@NAME@");
    CHECK(to_hex(asked().code_proof.value()) == "@PROOF@");
    CHECK(to_hex(answered().code_proof.value()) == "@ANSWER@");
}

TEST_CASE("a relay that passes an enrolment on does not learn the code, and can change neither device nor key") {
    const std::string sent = encode(asked());
    CHECK(sent.find("K7QM") == std::string::npos);
    CHECK(sent.find("K7QM2XJD9RTV") == std::string::npos);
    CHECK(decode_enroll_request(sent).value() == asked());
    REQUIRE(is_proven(asked(), keys().key));
    EnrollRequest changed = asked();
    changed.key = of_relay;
    CHECK_FALSE(is_proven(changed, keys().key));
    changed = asked();
    changed.key.reset();
    CHECK_FALSE(is_proven(changed, keys().key));
    changed = asked();
    changed.device = binh;
    CHECK_FALSE(is_proven(changed, keys().key));
    changed = asked();
    changed.device_name = "máy của Bình";
    CHECK_FALSE(is_proven(changed, keys().key));
    changed = asked();
    changed.code_proof.reset();
    CHECK_FALSE(is_proven(changed, keys().key));
    CHECK_FALSE(is_proven(asked(), keys_of_code("K7QM-2XJD-9RTW").key));
}

TEST_CASE("an answer is believed only from who knows the code, with the district's key as it was said, and only once") {
    CHECK(decode_enroll_answer(encode(answered())).value() == answered());
    REQUIRE(is_proven(answered(), asked(), keys().key));
    EnrollAnswer changed = answered();
    changed.seal = seal_key_of(KeyBytes{0x20}).public_key;
    CHECK_FALSE(is_proven(changed, asked(), keys().key));
    changed = answered();
    changed.seal.reset();
    CHECK_FALSE(is_proven(changed, asked(), keys().key));
    changed = answered();
    changed.grants.user = "binh";
    CHECK_FALSE(is_proven(changed, asked(), keys().key));
    changed = answered();
    changed.code_proof.reset();
    CHECK_FALSE(is_proven(changed, asked(), keys().key));
    CHECK_FALSE(is_proven(answered(), enroll_request(keys(), binh, "máy của Lan", own_key), keys().key));
    // Nor does the proof of the request stand for one of the answer.
    changed = answered();
    changed.code_proof = asked().code_proof;
    CHECK_FALSE(is_proven(changed, asked(), keys().key));
}
