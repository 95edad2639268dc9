// Changes that this server cannot read, from a newer program or a broken one: kept, refused with a reason, and never in
// the way of the rest.
#include <catch2/catch_test_macros.hpp>

#include "district.h"
#include "sync-server/core/verify.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

std::vector<std::string> codes(const protocol::SyncAnswer& answer) {
    std::vector<std::string> found;
    for (const protocol::Verdict& verdict : answer.verdicts)
        found.push_back(std::to_string(verdict.seq) + " " + verdict.code);
    return found;
}

std::vector<std::string> problems(District& district) { return verify(*district.store->read()).problems; }

// The request as it travels, with `from` in its text said differently.
protocol::SyncRequest with(const protocol::SyncRequest& request, const std::string& from, const std::string& to) {
    std::string text = protocol::encode(request);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return protocol::decode_sync_request(text.replace(at, from.size(), to)).value();
}

}  // namespace

TEST_CASE("one save that the server cannot read is kept in quarantine, and the rest of the day is taken") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan");
    const RecordId a = lan.make("person", "03076", "Giàng A Páo");
    const RecordId b = lan.make("person", "03076", "Sùng Thị Mẩy");
    const RecordId c = lan.make("person", "03076", "Lò Văn Ơn");
    const auto request = with(lan.request(), "\"Sùng Thị Mẩy\"", R"({"picture":"of a newer kind"})");
    const auto answer = answer_of(district.exchange(lan.token, request));
    CHECK(answer.acked == 3);
    CHECK(codes(answer) == std::vector<std::string>{"2 malformed"});
    CHECK(answer.verdicts[0].message.en.find("value") != std::string::npos);
    CHECK(district.record(a)->registers.size() == 2);
    CHECK(district.record(c)->registers.size() == 2);
    const auto kept = district.quarantine();
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].body == request.changes[1].text);
    CHECK(kept[0].record == b);
    CHECK(problems(district).empty());

    SECTION("its dots are used up: what is written next to the record is not taken for it") {
        CHECK(district.record(b)->context.last_of(lan.id) == 2);
        CHECK(district.record(b)->registers.empty());
    }
    SECTION("the same request again is answered the same") {
        CHECK(codes(answer_of(district.exchange(lan.token, request))) == codes(answer));
        CHECK(district.quarantine().size() == 1);
    }
}

TEST_CASE("a save over several records of which one cannot be read is not taken by half") {
    for (const bool group_is_readable : {true, false}) {
        District district;
        district.add_user("lan", "worker", {"089"});
        Device lan = district.device("lan");
        const Uuid group = make_uuid_v7(district.clock.now());
        const RecordId a = lan.make("person", "03076", "Giàng A Páo");
        const RecordId b = lan.make("person", "03076", "Sùng Thị Mẩy");
        const RecordId alone = lan.make("person", "03076", "Lò Văn Ơn");
        lan.log[0].group = lan.log[1].group = group;
        auto request = with(lan.request(), "\"Sùng Thị Mẩy\"", "[1]");
        if (!group_is_readable) {
            request.changes[1].change.group = Uuid{};
            std::string& text = request.changes[1].text;
            text.replace(text.find("\"group\":\"") + 9, 22, "not a group");
            request = protocol::decode_sync_request(protocol::encode(request)).value();
        }
        const auto answer = answer_of(district.exchange(lan.token, request));
        CHECK(codes(answer) == std::vector<std::string>{"1 group_refused", "2 malformed"});
        CHECK(district.record(a)->registers.empty());
        CHECK(district.record(b)->registers.empty());
        CHECK(district.record(alone)->registers.size() == 2);
        CHECK(problems(district).empty());
    }
}

TEST_CASE("a save of which not even the record is known is kept all the same") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan");
    lan.make("person", "03076", "Giàng A Páo");
    const RecordId next = lan.make("person", "03076", "Sùng Thị Mẩy");
    const auto answer = answer_of(district.exchange(lan.token, with(lan.request(), "\"record\":\"", "\"record\":\"?")));
    CHECK(codes(answer) == std::vector<std::string>{"1 malformed"});
    CHECK(district.record(next)->registers.size() == 2);
    CHECK(district.store->read()->record_count() == 1);
    CHECK(district.quarantine().size() == 1);
    CHECK(problems(district).empty());
}

TEST_CASE("what a newer program wrote beside the known parts of a save stays in the history, and its hash holds") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan");
    const RecordId person = lan.make("person", "03076", "Giàng A Páo");
    const auto request = with(lan.request(), "\"writes\":", "\"weather\" : \"rain\", \"writes\":");
    CHECK(codes(answer_of(district.exchange(lan.token, request))).empty());
    const auto history = district.store->read()->changes_of(person);
    REQUIRE(history.size() == 1);
    CHECK(history[0].body == request.changes[0].text);
    CHECK(history[0].body.find("\"weather\" : \"rain\"") != std::string::npos);
    CHECK(problems(district).empty());
}
