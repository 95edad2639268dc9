#include "shared/protocol/codec.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/merge/merge.h"
#include "shared/protocol/compression.h"

using namespace nuong;
using namespace nuong::protocol;

namespace {

const DeviceId lan{0xA1}, binh{0xB2};

Change registration() {
    return {.device = lan,
            .seq = 1,
            .group = std::nullopt,
            .record = *parse_uuid("0190a3b2-1111-7222-8333-444455556666"),
            .form = "person_register",
            .form_version = 1,
            .at = *parse_instant("2024-03-01T02:00:00.000Z"),
            .author = "lan",
            .n0 = 1,
            .writes = {{"full_name", "Nguyễn Văn \"A\"\n", {}},
                       {"birth_year", 1990, {}},
                       {"weight", 52.0, {}},
                       {"phone", Missing{"refused"}, {}},
                       {"~area", "02953", {}}}};
}

Change correction() {
    Change change = registration();
    change.device = binh;
    change.seq = 7;
    change.n0 = 3;
    change.writes = {{"full_name", "Nguyễn Văn Á", {{lan, 1}}, Value("Nguyễn Văn A")}};
    return change;
}

RecordState record() {
    RecordState state{registration().record, {}, {}, {}};
    apply(state, registration());
    Change other = correction();
    other.writes[0].replaces.clear();
    apply(state, other);
    return state;
}

SyncAnswer answer() {
    return {.epoch = "e1",
            .time = *parse_instant("2024-03-02T00:00:00.000Z"),
            .acked = 9,
            .chain = mark_of(sha256("y")),
            .verdicts = {{8, "no_right", {"không có quyền", "no right"}}},
            .grants = Grants{"lan",
                             "outreach_worker",
                             {"089"},
                             std::vector<FormId>{"person_register", "staff_register"},
                             {"person_register"},
                             std::vector<FormId>{"person_register"}},
            .catalogue = std::vector<SchemaEntry>{{"form", "person_register", 1, "aa"}},
            .areas = {{"089", {record()}, {registration().record}, 44, true}},
            .retry_after = std::chrono::seconds(5)};
}

}  // namespace

TEST_CASE("every message reads back as it was written") {
    SyncRequest request{.device = lan,
                        .epoch = "e1",
                        .cursors = {{"089", 12}},
                        .catalogue = "c",
                        .grants = "g",
                        .clock = *parse_instant("2034-01-01T00:00:00.000Z"),
                        .previous = mark_of(sha256("x")),
                        .changes = {registration(), correction()},
                        .page_bytes = 1000,
                        .heard = 12,
                        .sign = KeyBytes{1, 2, 3},
                        .doubted = {registration().record}};
    CHECK(decode_sync_request(encode(request)).value() == request);
    CHECK(decode_sync_answer(encode(answer())).value() == answer());
    SyncAnswer with_key = answer();
    with_key.seal = KeyBytes{4, 5, 6};
    CHECK(decode_sync_answer(encode(with_key)).value() == with_key);
    const BundleAnswer bundle{{{lan, 12, "", {}}, {binh, 0, "revoked", {"không", "no"}}}};
    CHECK(decode_bundle_answer(encode(bundle)).value() == bundle);
    CHECK(decode_change(encode(correction())).value() == correction());
    CHECK(decode_state(encode(record())).value() == record());
    const EnrollRequest enroll{"code", lan, "máy của Lan"};
    CHECK(decode_enroll_request(encode(enroll)).value() == enroll);
}

TEST_CASE("a state with gaps in what was seen keeps them") {
    RecordState state = record();
    CHECK(state.context.cloud() == std::vector<Dot>{{binh, 3}});
    CHECK(decode_state(encode(state)).value().context == state.context);
}

TEST_CASE("a page of stored states is the same bytes as a page of decoded ones") {
    SyncAnswer bare = answer();
    bare.areas.clear();
    const EncodedPage page{"089", {encode(record())}, {registration().record}, 44, true};
    CHECK(encode(bare, {page}) == encode(answer()));
}

TEST_CASE("a request with changes as they lie in the log is the same bytes as one with decoded changes") {
    SyncRequest request{.device = lan,
                        .epoch = "e1",
                        .cursors = {{"089", 12}},
                        .catalogue = "c",
                        .grants = "g",
                        .clock = {},
                        .previous = mark_of(sha256("x")),
                        .changes = {registration(), correction()}};
    const std::string decoded = encode(request);
    request.changes.clear();
    CHECK(encode(request, {encode(registration()), encode(correction())}) == decoded);
    CHECK(encode(request, std::vector<std::string>{}) == encode(request));
}

TEST_CASE("no cut, flipped bit or swapped type in a message crashes its reader") {
    const std::string request = encode(SyncRequest{.device = lan,
                                                   .epoch = "e",
                                                   .cursors = {{"1", 2}},
                                                   .catalogue = "",
                                                   .grants = "",
                                                   .clock = {},
                                                   .previous = {},
                                                   .changes = {registration()},
                                                   .page_bytes = 1});
    const std::string reply = encode(answer());
    for (const std::string& text : {request, reply})
        for (std::size_t i = 0; i < text.size(); ++i) {
            std::string broken = text.substr(0, i);
            CHECK_FALSE(decode_sync_request(broken));
            broken = text;
            for (int bit = 0; bit < 8; ++bit) {
                broken[i] = static_cast<char>(text[i] ^ (1 << bit));
                (void)decode_sync_request(broken);
                (void)decode_sync_answer(broken);
            }
        }
}

TEST_CASE("what a state says of itself is checked before it is believed") {
    for (
        const char* lie :
        {R"({"record":"AAAAAAAAAAAAAAAAAAAAAA","form":"f","seen":{},"saves":[{"device":"00000000000000a1","n":1,"at":0,"author":"a","heads":[["p",1]]}]})",
         R"({"record":"AAAA","form":"f","seen":{},"saves":[]})",
         R"({"record":"AAAAAAAAAAAAAAAAAAAAAA","form":"f","seen":{"x":1},"saves":[]})",
         R"({"record":"AAAAAAAAAAAAAAAAAAAAAA","form":"f","seen":{"00000000000000a1":99999999999999999999},"saves":[]})"}) {
        CAPTURE(lie);
        CHECK_FALSE(decode_state(lie));
    }
}

TEST_CASE("a server of another protocol version is told apart from a broken one") {
    const auto later = decode_sync_answer(R"({"protocol":2})");
    REQUIRE_FALSE(later);
    CHECK(later.error().message.en.find("version") != std::string::npos);
}

TEST_CASE("bodies shrink on the wire and come back whole") {
    std::string json = "{";
    for (int i = 0; i < 1000; ++i) json += "\"full_name\":\"Vàng Seo Phử\",";
    CHECK(pack(json).size() < json.size() / 20);
    CHECK(unpack(pack(json)).value() == json);
    CHECK(pack("{}") == "{}");
    CHECK(unpack("{}").value() == "{}");
    CHECK(unpack(pack("")).value().empty());
}

TEST_CASE("a small packet that would unfold into gigabytes is refused") {
    std::string bomb;
    for (int i = 0; i < 40; ++i) bomb += std::string(1 << 20, '0');
    CHECK_FALSE(unpack(pack(bomb)));
}

TEST_CASE("nothing is packed so small that nobody would unpack it") {
    const std::string monotonous(1'000'000, 'a');
    const auto back = unpack(pack(monotonous));
    REQUIRE(back);
    CHECK(*back == monotonous);
}

TEST_CASE("units in units that a request may bring can be read in an answer, where they lie deeper") {
    Value value = 1;
    for (int i = 0; i < 4; ++i) value = Fields{{"a", value}};
    Change change = registration();
    change.writes = {{"unit", value, {}}};
    REQUIRE(decode_change(encode(change)).value() == change);
    RecordState state{change.record, {}, {}, {}};
    apply(state, change);
    SyncAnswer deep = answer();
    deep.areas[0].states = {SentState(state)};
    const auto read = decode_sync_answer(encode(deep));
    REQUIRE(read);
    CHECK(read->areas[0].states[0].state == state);
}

TEST_CASE("a packed body cut anywhere is refused") {
    std::string json;
    for (int i = 0; i < 200; ++i) json += "{\"n\":" + std::to_string(i * 7919) + "}";
    const std::string packed = pack(json);
    for (std::size_t size = 4; size < packed.size(); ++size) CHECK_FALSE(unpack(packed.substr(0, size)));
    CHECK_FALSE(unpack(packed + "x"));
}

TEST_CASE("a sync with nothing to say costs at most 250 bytes both ways together") {
    const std::string quiet = encode(SyncRequest{.device = lan,
                                                 .epoch = "0123456789abcdef",
                                                 .cursors = {{"089", 123456}},
                                                 .catalogue = "01234567",
                                                 .grants = "01234567",
                                                 .clock = *parse_instant("2024-03-01T02:00:00.000Z"),
                                                 .previous = {},
                                                 .changes = {},
                                                 .page_bytes = 65536});
    SyncAnswer nothing;
    nothing.epoch = "0123456789abcdef";
    nothing.time = *parse_instant("2024-03-01T02:00:00.000Z");
    nothing.acked = 123456;
    CHECK(quiet.size() + encode(nothing).size() <= 250);
}
