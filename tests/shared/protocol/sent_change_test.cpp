// Changes and states as they travel: kept byte for byte, and one that cannot be read does not spoil the rest.
#include <catch2/catch_test_macros.hpp>

#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"

using namespace nuong;
using namespace nuong::protocol;

namespace {

const DeviceId lan{0xA1};

std::string request_with(const std::string& changes, const std::string& previous = R"("previous":"AAAAAAAAAAA",)") {
    return R"({"protocol":1,"device":"00000000000000a1","cursors":[],"catalogue":"","grants":"","clock":0,)" +
           previous + R"("changes":[)" + changes + "]}";
}

std::string change_with(const std::string& more, const std::string& writes = R"([["full_name","Lan"]])") {
    return R"({"device":"00000000000000a1","seq":1,"record":"AAAAAAAAAAAAAAAAAAAAAQ","form":"person","version":1,)"
           R"("at":0,"author":"lan","n":1,)" +
           more + R"("writes":)" + writes + "}";
}

}  // namespace

// {"fields":{"a":{"fields":{"a": ... 1}}}}
std::string nested_units(int depth) {
    std::string value = "1";
    for (int i = 0; i < depth; ++i) value = R"({"fields":{"a":)" + value + "}}";
    return value;
}

TEST_CASE("a change is kept byte for byte, with what a newer program wrote into it") {
    const std::string text =
        change_with(R"("weather" : {"rain":[true, 1.50]}, )", "[ [\"full_name\",\"Đa\\u0300o\"] ]");
    const auto request = decode_sync_request(request_with(text));
    REQUIRE(request);
    REQUIRE(request->changes.size() == 1);
    CHECK(request->changes[0].text == text);
    CHECK(request->changes[0].wrong.empty());
    CHECK(request->changes[0].change.writes[0].value == Value("Đào"));  // composed when it is read
    const auto again = decode_sync_request(encode(*request));
    REQUIRE(again);
    CHECK(again->changes[0].text == text);
}

TEST_CASE("a state is kept byte for byte, with what a newer server wrote into it") {
    const std::string state =
        R"({"record":"AAAAAAAAAAAAAAAAAAAAAQ","form":"person","shape":"round","seen":{"00000000000000a1":1},)"
        R"("saves":[{"device":"00000000000000a1","n":1,"at":0,"author":"lan","heads":[["full_name", "Lan"]]}]})";
    const auto answer = decode_sync_answer(
        R"({"protocol":1,"epoch":"e","time":0,"acked":0,"areas":[{"area":"089","states":[)" + state + R"(],"at":1}]})");
    REQUIRE(answer);
    CHECK(answer->areas[0].states[0].text == state);
    CHECK(answer->areas[0].states[0].state.registers.size() == 1);
}

TEST_CASE("a change that cannot be read says where, and what is known of it nevertheless") {
    struct Case {
        std::string text, wrong;
        std::size_t dots;
    };
    const std::string healthy = change_with("");
    const auto spoiled = [&](const std::string& from, const std::string& to) {
        std::string text = healthy;
        return text.replace(text.find(from), from.size(), to);
    };
    const Case cases[] = {
        {change_with("", R"([["full_name",["a","list"]],["phone","09"]])"), "value", 2},
        {change_with("", R"([["full_name","x",["no dot"]]])"), "dot", 1},
        {change_with("", R"([["full_name","x",["00000000000000b2:9223372036854775807"]]])"), "dot", 1},
        {change_with("", "[[\"unit\"," + nested_units(5) + "]]"), "value", 1},
        {change_with("", R"([["",1]])"), "path", 1},
        {change_with("", R"([["x",1e999]])"), "value", 1},
        {change_with("", R"([["only a path"]])"), "writes", 1},
        {change_with("", "[]"), "writes", 0},
        {change_with("", "7"), "writes", 0},
        {change_with(R"("n":1,)"), "n", 0},  // twice: nobody can tell which is meant
        {spoiled(R"("n":1)", R"("n":-1)"), "n", 0},
        {spoiled(R"("form":"person")", R"("form":5)"), "form", 1},
        {spoiled(R"("author":"lan")", R"("nobody":"lan")"), "author", 1},
        {spoiled("AAAAAAAAAAAAAAAAAAAAAQ", "AAAA"), "record", 0},
    };
    for (const Case& each : cases) {
        CAPTURE(each.text);
        const auto request = decode_sync_request(request_with(each.text + "," + healthy));
        REQUIRE(request);
        REQUIRE(request->changes.size() == 2);
        const SentChange& sent = request->changes[0];
        CHECK(sent.wrong == each.wrong);
        CHECK(sent.text == each.text);
        CHECK(sent.change.device == lan);
        CHECK(sent.change.seq == 1);
        CHECK(sent.change.writes.size() == each.dots);
        CHECK(request->changes[1].wrong.empty());
        CHECK_FALSE(decode_change(each.text));
        CHECK(*decode_sent_change(each.text) == sent);
    }
}

TEST_CASE("a group that cannot be read is told apart from none") {
    CHECK(decode_sent_change(change_with(R"("group":"??",)"))->change.group == Uuid{});
    CHECK(decode_sent_change(change_with(""))->change.group == std::nullopt);
}

TEST_CASE("a request of which nobody can tell whose changes it brings is refused as a whole") {
    const std::string healthy = change_with("");
    for (const char* member : {R"("seq":1)", R"("device":"00000000000000a1")"}) {
        std::string anonymous = healthy;
        anonymous.replace(anonymous.find(member), std::string_view(member).size(), R"("other":1)");
        CHECK_FALSE(decode_sync_request(request_with(anonymous)));
    }
    CHECK_FALSE(decode_sync_request(request_with("5")));
    CHECK_FALSE(decode_sync_request(request_with(healthy.substr(0, healthy.size() - 1))));
    CHECK_FALSE(decode_sync_request(request_with(healthy, "")));                       // no link before it
    CHECK_FALSE(decode_sync_request(request_with(healthy, R"("previous":"AAAA",)")));  // too short a one
}

TEST_CASE("an answer with a state that cannot be read is refused as a whole: without it the record would be lost") {
    CHECK_FALSE(decode_sync_answer(R"({"protocol":1,"epoch":"e","time":0,"acked":0,"areas":[{"area":"089","states":[
        {"record":"AAAAAAAAAAAAAAAAAAAAAQ","form":"person","seen":{"x":1},"saves":[]}],"at":1}]})"));
}

TEST_CASE("a sync with nothing to say takes less than half of its letters on the wire") {
    const std::string quiet = encode(SyncRequest{.device = lan,
                                                 .epoch = "0123456789ab",
                                                 .cursors = {{"089", 123456}},
                                                 .catalogue = "01234567",
                                                 .grants = "89abcdef",
                                                 .clock = *parse_instant("2024-03-01T02:00:00.000Z"),
                                                 .previous = {},
                                                 .changes = {},
                                                 .page_bytes = page_bytes_usual});
    CHECK(pack(quiet).size() < 100);
    CHECK(unpack(pack(quiet)).value() == quiet);
}
