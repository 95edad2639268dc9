// What happens to changes that devices bring: verdicts, quarantine, retries and copies.
#include <catch2/catch_test_macros.hpp>

#include "district.h"
#include "shared/merge/policy.h"
#include "sync-server/core/verify.h"

using namespace nuong;
using namespace nuong::testing;
using namespace std::chrono_literals;

namespace {

const Path name_path = "full_name";

Value shown(const RecordState& state, const Path& path) {
    const Register* reg = state.find(path);
    return reg ? view_of(Policy::latest, *reg).shown : Value();
}

std::vector<std::string> codes(const protocol::SyncAnswer& answer) {
    std::vector<std::string> found;
    for (const protocol::Verdict& verdict : answer.verdicts)
        found.push_back(std::to_string(verdict.seq) + " " + verdict.code);
    return found;
}

}  // namespace

TEST_CASE("two workers edit different fields of one person while apart: both edits arrive") {
    District district;
    district.add_user("lan", "worker", {"089"});
    district.add_user("minh", "worker", {"089"});
    Device lan = district.device("lan"), minh = district.device("minh");
    const RecordId person = lan.make("person", "03076", "Giàng A Páo");
    lan.catch_up();
    minh.catch_up();
    lan.write(person, "person", {{"phone", "0912"}});
    minh.write(person, "person", {{"address", "Bản Nậm Chầy"}});
    lan.catch_up();
    minh.catch_up();
    lan.catch_up();
    CHECK(lan.shown[person] == minh.shown[person]);
    CHECK(shown(minh.shown[person], "phone") == Value("0912"));
    CHECK(shown(lan.shown[person], "address") == Value("Bản Nậm Chầy"));
    CHECK(verify(*district.store->read()).problems == std::vector<std::string>{});
}

TEST_CASE("a retry after a lost answer is taken once and answered the same way") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan");
    const RecordId person = lan.make("person", "03076", "A");
    lan.write(person, "unknown_form", {{name_path, "B"}});
    const auto request = lan.request();
    const auto first = answer_of(district.exchange(lan.token, request));
    const auto again = answer_of(district.exchange(lan.token, request));
    CHECK(first.acked == 2);
    CHECK(codes(first) == std::vector<std::string>{"2 unknown_form"});
    CHECK(again.acked == first.acked);
    CHECK(again.verdicts == first.verdicts);
    CHECK(district.store->read()->changes_of(person).size() == 2);
}

TEST_CASE("a second copy of a device is found by the hash of its change, and nothing after it is taken") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan");
    Device copy = lan;  // the store was cloned before anything was sent
    lan.make("person", "03076", "A");
    const RecordId other = copy.make("person", "03076", "B");
    copy.write(other, "person", {{"phone", "1"}});
    lan.catch_up();
    const auto answer = answer_of(copy.sync());
    CHECK(codes(answer) == std::vector<std::string>{"1 fork"});
    CHECK(answer.acked == 1);
    CHECK(answer.areas.empty());
    CHECK_FALSE(district.record(other));

    SECTION("it takes a new identity under the same account and sends its work again") {
        const auto enrolled = district.enrol("", DeviceId{0xBEEF}, copy.token);
        const auto& answer_to_copy = std::get<protocol::EnrollAnswer>(enrolled);
        CHECK(answer_to_copy.grants.user == "lan");
        Device fresh(district, DeviceId{0xBEEF}, "lan");
        fresh.token = answer_to_copy.token;
        const RecordId again = fresh.make("person", "03076", "B");
        CHECK(answer_of(fresh.sync()).verdicts.empty());
        CHECK(district.record(again));
        CHECK(district.store->read()->device(DeviceId{0xBEEF})->cloned_from == lan.id);
        lan.make("person", "03076", "C");  // the original goes on unchanged
        CHECK(answer_of(lan.sync()).verdicts.empty());
    }
}

TEST_CASE("a copy whose earlier history differs is found by its chain") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan");
    lan.make("person", "03076", "A");
    lan.catch_up();
    lan.make("person", "03076", "B");
    auto request = lan.request();
    request.previous[0] ^= 1;
    CHECK(codes(answer_of(district.exchange(lan.token, request))) == std::vector<std::string>{"2 fork"});
}

TEST_CASE("a gap in the numbers stops the batch: the device sends again from there") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan");
    const RecordId a = lan.make("person", "03076", "A");
    const RecordId b = lan.make("person", "03076", "B");
    lan.make("person", "03076", "C");
    auto request = lan.request();
    request.changes.erase(request.changes.begin() + 1);
    const auto answer = answer_of(district.exchange(lan.token, request));
    CHECK(answer.acked == 1);
    CHECK(answer.verdicts.empty());
    CHECK(district.record(a));
    CHECK_FALSE(district.record(b));
    lan.take(answer);
    CHECK(answer_of(lan.sync()).acked == 3);
}

TEST_CASE("a correction that arrives before its record waits in no area, and is in force when the record has come") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan"), other = district.device("lan");
    const RecordId record = lan.make("person", "03076", "Vàng Seo Phử");
    other.shown[record] = lan.shown[record];  // seen before the server was restored
    other.write(record, "person", {{"phone", "0987"}});
    CHECK(answer_of(other.sync()).verdicts.empty());
    CHECK(district.store->read()->record(record)->area.empty());
    Device third = district.device("lan");
    third.catch_up();
    CHECK_FALSE(third.told.contains(record));
    lan.catch_up();
    third.catch_up();
    CHECK(third.told.at(record).find("phone"));
    CHECK(third.told.at(record).find("full_name"));
}

TEST_CASE("a correction that came before its record does not have the record refused for what it replaced") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan"), other = district.device("lan");
    const RecordId record = lan.make("person", "03076", "Vàng Seo Phử");
    other.shown[record] = lan.shown[record];                         // seen before the server was restored
    other.write(record, "person", {{"full_name", "Vàng Seo Phừ"}});  // names lan's first write as replaced
    other.catch_up();
    CHECK(answer_of(lan.sync()).verdicts.empty());
    const RecordState made = district.record(record).value();
    REQUIRE(made.find("full_name")->heads.size() == 1);
    CHECK(made.find("full_name")->heads[0].value == Value("Vàng Seo Phừ"));
    CHECK(area_of(made) == "03076");
    CHECK(verify(*district.store->read()).ok());
}

TEST_CASE("one bad change never blocks the rest: each reason, with good changes around it") {
    District district;
    district.add_user("lan", "worker", {"089"});
    district.add_user("police", "police", {"089"});
    district.add_user("far", "worker", {"080"});
    Device lan = district.device("lan"), far = district.device("far");
    const RecordId foreign = far.make("person", "02635", "Người xa");
    far.catch_up();
    const RecordId contact = lan.make("contact", "03076", "một lần gặp");
    lan.catch_up();

    const auto fresh = [&] { return make_uuid_v7(district.clock.now()); };
    const Path area(reserved::area);
    struct Case {
        const char* code;
        std::function<Change&()> write;
    };
    const Case cases[] = {
        {"unknown_form",
         [&]() -> Change& {
             return lan.write(fresh(), "no_such_form", {{name_path, "x"}, {area, "03076"}});
         }},
        {"unknown_area",
         [&]() -> Change& {
             return lan.write(fresh(), "person", {{name_path, "x"}, {area, "99999"}});
         }},
        {"unknown_area",
         [&]() -> Change& {
             return lan.write(fresh(), "person", {{name_path, "x"}, {area, Null{}}});
         }},
        {"no_right",
         [&]() -> Change& {
             return lan.write(fresh(), "person", {{name_path, "x"}, {area, "02635"}});
         }},
        {"no_right",
         [&]() -> Change& {
             return lan.write(foreign, "person", {{name_path, "x"}});
         }},
        {"no_right",
         [&]() -> Change& {
             return lan.write(foreign, "person", {{name_path, "x"}, {area, "03076"}});
         }},
        {"other_form",
         [&]() -> Change& {
             return lan.write(contact, "person", {{name_path, "x"}});
         }},
        {"malformed",
         [&]() -> Change& {
             return lan.write(fresh(), "person", {{"a//b", "x"}, {area, "03076"}});
         }},
        {"malformed",
         [&]() -> Change& {
             return lan.write(fresh(), "person", {{name_path, "x"}, {name_path, "y"}, {area, "03076"}});
         }},
        {"malformed",
         [&]() -> Change& {
             Change& change = lan.write(fresh(), "person", {{name_path, "x"}, {area, "03076"}});
             change.writes[0].replaces.push_back({lan.id, change.n0 + 1});  // replaces what it has yet to write
             return change;
         }},
        {"wrong_author",
         [&]() -> Change& {
             Change& change = lan.write(fresh(), "person", {{name_path, "x"}, {area, "03076"}});
             change.author = "far";
             return change;
         }},
        {"dots_used",
         [&]() -> Change& {
             Change& change = lan.write(contact, "contact", {{name_path, "x"}});
             change.n0 = 1;
             change.writes[0].replaces.clear();
             return change;
         }},
    };
    std::vector<std::string> expected;
    std::vector<RecordId> good;
    for (const Case& c : cases) {
        good.push_back(lan.make("person", "03079", "tốt"));
        expected.push_back(std::to_string(c.write().seq) + " " + c.code);
    }
    const auto answer = answer_of(lan.sync());
    CHECK(answer.acked == lan.log.size());
    CHECK(codes(answer) == expected);
    for (const protocol::Verdict& verdict : answer.verdicts) {
        CHECK_FALSE(verdict.message.vi.empty());
        CHECK_FALSE(verdict.message.en.empty());
    }
    for (const RecordId& record : good) CHECK(district.record(record));
    CHECK(shown(*district.record(foreign), name_path) == Value("Người xa"));
    CHECK(shown(*district.record(contact), name_path) == Value("một lần gặp"));
    CHECK(district.quarantine().size() == std::size(cases));
    CHECK(verify(*district.store->read()).problems == std::vector<std::string>{});
}

TEST_CASE("a refused change uses up its dots, and devices learn it from the feed") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan");
    const RecordId person = lan.make("person", "03076", "A");
    lan.catch_up();
    lan.write(person, "person", {{std::string(reserved::area), "02635"}});  // not hers to give away
    const auto answer = answer_of(lan.sync());
    CHECK(codes(answer) == std::vector<std::string>{"2 no_right"});
    REQUIRE(lan.told.contains(person));
    CHECK(lan.told[person].context.has_seen({lan.id, 3}));
    CHECK(shown(lan.told[person], Path(reserved::area)) == Value("03076"));
}

TEST_CASE("a save over several records is taken whole or not at all") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan");
    const Uuid group = make_uuid_v7(district.clock.now());
    const RecordId person = lan.make("person", "03076", "A");
    lan.log.back().group = group;
    const RecordId contact = lan.make("contact", "02635", "B");  // outside her area
    lan.log.back().group = group;
    const RecordId later = lan.make("person", "03076", "C");
    const auto answer = answer_of(lan.sync());
    CHECK(codes(answer) == std::vector<std::string>{"1 group_refused", "2 no_right"});
    CHECK(answer.acked == 3);
    CHECK(district.record(person)->registers.empty());
    CHECK(district.record(contact)->registers.empty());
    CHECK(shown(*district.record(later), name_path) == Value("C"));
    CHECK(verify(*district.store->read()).problems == std::vector<std::string>{});
}

TEST_CASE("a wrong clock is never a reason to refuse: a time far ahead is taken back when it arrives") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan");
    const RecordId person = lan.make("person", "03076", "A");
    lan.log.back().at = district.clock.now() + std::chrono::hours(24 * 365 * 10);
    const auto answer = answer_of(lan.sync());
    CHECK(answer.verdicts.empty());
    CHECK(district.record(person)->find(name_path)->heads[0].at == district.clock.now() + 5min);
    CHECK(lan.told[person] == *district.record(person));  // and the device is told
    CHECK(verify(*district.store->read()).problems == std::vector<std::string>{});
}

TEST_CASE("fields that nobody here knows are kept and passed on") {
    District district;
    district.add_user("lan", "worker", {"089"});
    district.add_user("minh", "worker", {"089"});
    Device lan = district.device("lan"), minh = district.device("minh");
    const RecordId person = lan.make("person", "03076", "A");
    lan.write(person, "person", {{"field_of_2031/x", "mới"}, {"~of_2031", "y"}});
    lan.catch_up();
    minh.catch_up();
    CHECK(shown(minh.told[person], "field_of_2031/x") == Value("mới"));
    CHECK(shown(minh.told[person], "~of_2031") == Value("y"));
}

TEST_CASE("two people share one device: each writes with their own rights, whoever presses sync") {
    District district;
    district.add_user("lan", "worker", {"03076"});
    district.add_user("minh", "police", {"03079"});
    Device lan = district.device("lan");
    const auto second = district.enrol(district.code_for("minh"), lan.id, lan.token);
    REQUIRE(std::holds_alternative<protocol::EnrollAnswer>(second));
    const RecordId of_lan = lan.make("person", "03076", "A");
    const RecordId of_minh = lan.make("person", "03079", "B");
    lan.log.back().author = "minh";
    const RecordId beyond = lan.make("contact", "03079", "C");  // minh is police: no contacts
    lan.log.back().author = "minh";
    const auto answer = answer_of(lan.sync());
    CHECK(codes(answer) == std::vector<std::string>{"3 no_right"});
    CHECK(district.record(of_lan));
    CHECK(district.record(of_minh));
    CHECK(district.record(beyond)->registers.empty());
}

TEST_CASE("a record that would grow beyond all bounds is refused, the rest goes on") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan");
    const RecordId big = lan.make("person", "03076", "A");
    for (int i = 0; i < 6; ++i) lan.write(big, "person", {{"note" + std::to_string(i), std::string(200'000, 'x')}});
    const auto answer = answer_of(lan.sync());
    CHECK(codes(answer) == std::vector<std::string>{"7 too_large"});
    CHECK(district.record(big)->find("note4"));
    CHECK_FALSE(district.record(big)->find("note5"));
    CHECK(verify(*district.store->read()).problems == std::vector<std::string>{});
}

TEST_CASE("a save that somebody says to have replaced unseen is not swallowed in silence") {
    District district;
    district.add_user("lan", "worker", {"089"});
    district.add_user("binh", "worker", {"089"});
    auto lan = district.device("lan"), binh = district.device("binh");
    const RecordId record = lan.make("person", "03076", "Vàng Seo Phử");
    lan.catch_up();
    binh.catch_up();
    Change& mine = lan.write(record, "person", {{"full_name", "tên lan sửa"}});
    const Dot dot = mine.dot_of(0);
    Change& theirs = binh.write(record, "person", {{"phone", "0900"}});
    theirs.writes[0].replaces.push_back(dot);
    binh.catch_up();
    const auto answer = std::get<protocol::SyncAnswer>(lan.sync());
    const RecordState state = district.record(record).value();
    const Register* name = state.find("full_name");
    CHECK((answer.verdicts.size() == 1 || (name && name->heads.back().value == Value("tên lan sửa"))));
}
