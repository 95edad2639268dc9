// Questions about frozen reports and their answers, on the wire: what was written reads the same, and what is broken is
// named by its place and not believed.
#include "shared/protocol/report_desk.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/base/hash.h"

using namespace nuong;
using namespace nuong::protocol;

namespace {

using Ask = ReportsRequest::Ask;

const ReportsRequest freezing{Ask::freeze, "R1", "089", "2024-H1", 0, "", "kỳ này"};

ReportsAnswer two_versions() {
    const Instant at = *parse_instant("2024-07-10T01:00:00.000Z");
    return {.versions = {{1, std::nullopt, "", sha256("a"), {{"draft", "lan", at}, {"checked", "hoa", at}}},
                         {2, 1, "bổ sung", sha256("b"), {{"draft", "lan", at}}}},
            .is_there_already = true,
            .unlocked = {"03076", "03079"},
            .table = "{\"format\":1}"};
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

}  // namespace

TEST_CASE("a question and its answer read as they were written") {
    for (const ReportsRequest& request : {freezing, ReportsRequest{Ask::list, "R1", "089", "2024", 0, "", ""},
                                          ReportsRequest{Ask::advance, "R1", "089", "2024-H1", 3, "signed", ""},
                                          ReportsRequest{Ask::table, "R1", "089", "2024-H1", 0, "", ""},
                                          ReportsRequest{Ask::table, "R1", "089", "2024-H1", 2, "", ""}}) {
        const auto read = decode_reports_request(encode(request));
        REQUIRE(read);
        CHECK(*read == request);
    }
    const auto read = decode_reports_answer(encode(two_versions()));
    REQUIRE(read);
    CHECK(*read == two_versions());
    CHECK(decode_reports_answer(encode(ReportsAnswer{})).value() == ReportsAnswer{});
    // What a newer program says besides is passed over.
    CHECK(decode_reports_request(replaced(encode(freezing), R"("ask")", R"("colour":["red"],"ask")")));
}

TEST_CASE("a broken question is refused, whatever part of it is broken") {
    const std::string text = encode(freezing);
    REQUIRE(decode_reports_request(text));
    for (const auto& [what, by] : std::initializer_list<std::pair<const char*, std::string>>{
             {R"("protocol":1)", R"("protocol":7)"},
             {R"("protocol":1,)", ""},
             {R"("freeze")", R"("burn")"},
             {R"("freeze")", "7"},
             {R"("R1")", R"("")"},
             {R"("R1")", "null"},
             {R"("R1")", "\"" + std::string(5000, 'R') + "\""},
             {R"("089")", R"(["089"])"},
             {R"("2024-H1")", "2024"},
             {R"("note":"kỳ này")", R"("note":")" + std::string(note_bytes_max + 1, 'x') + "\""},
             {R"("note":"kỳ này")", R"("note":"kỳ\nnày")"},
             {R"("note":"kỳ này")", R"("version":1)"},       // of a version that is only now made
             {R"("note":"kỳ này")", R"("state":"signed")"},  // a draft is what it becomes
             {R"("ask":"freeze")", R"("ask":"list")"},       // with a note
             {R"("ask":"freeze")", R"("ask":"advance")"},    // without a version
             {R"("ask":"freeze")", R"("ask":"list","ask":"list")"},
             {R"("period")", R"("area":"089","period")"},
             {"}", ""},
             {"{", "["}}) {
        CAPTURE(what, by.substr(0, 40));
        CHECK_FALSE(decode_reports_request(replaced(text, what, by)));
    }
    const std::string advance = encode(ReportsRequest{Ask::advance, "R1", "089", "2024-H1", 3, "signed", ""});
    for (const char* number : {"0", "-1", "1.5", "1001", "4294967299", "99999999999999999999", "\"3\"", "null"})
        CHECK_FALSE(decode_reports_request(replaced(advance, R"("version":3)", std::string("\"version\":") + number)));
    CHECK_FALSE(decode_reports_request(replaced(advance, R"("state":"signed")", R"("state":"")")));
    for (const std::string& nothing :
         {std::string(), std::string("null"), std::string("[]"), std::string(100'000, '[')})
        CHECK_FALSE(decode_reports_request(nothing));
    for (std::size_t length = 0; length < text.size(); ++length)
        CHECK_FALSE(decode_reports_request(text.substr(0, length)));
}

TEST_CASE("a broken answer is not believed, whatever part of it is broken") {
    const std::string text = encode(two_versions());
    for (const auto& [what, by] :
         std::initializer_list<std::pair<const char*, std::string>>{{R"("protocol":1)", R"("protocol":2)"},
                                                                    {R"("versions":[{)", R"("versions":[7,{)"},
                                                                    {R"("version":1)", R"("version":0)"},
                                                                    {R"("version":1)", R"("version":-1)"},
                                                                    {R"("version":1,)", ""},
                                                                    {R"("replaces":1)", R"("replaces":"1")"},
                                                                    {R"("hash":")", R"("hash":"xyz)"},
                                                                    {R"("state":"draft")", R"("state":"")"},
                                                                    {R"("state":"draft")", R"("state":null)"},
                                                                    {R"("who":"lan")", R"("who":7)"},
                                                                    {R"("at":)", R"("at":9e99,"then":)"},
                                                                    {R"("unlocked":["03076")", R"("unlocked":[3076)"},
                                                                    {R"("table":")", R"("table":7,"was":")"}}) {
        CAPTURE(what, by);
        CHECK_FALSE(decode_reports_answer(replaced(text, what, by)));
    }
    ReportsAnswer without_steps = two_versions();
    without_steps.versions[0].steps.clear();
    CHECK_FALSE(decode_reports_answer(encode(without_steps)));
    ReportsAnswer endless = two_versions();
    endless.versions.resize(versions_max + 1, endless.versions[0]);
    CHECK_FALSE(decode_reports_answer(encode(endless)));
    for (std::size_t length = 0; length < text.size(); ++length)
        CHECK_FALSE(decode_reports_answer(text.substr(0, length)));
}
