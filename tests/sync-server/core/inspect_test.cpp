// The server looks at what devices send with the form that they used: what that form should have caught is kept apart,
// everything else is merged; and a supervisor has the last word.
#include <catch2/catch_test_macros.hpp>

#include "sync-server/core/quarantine.h"
#include "sync-server/core/verify.h"
#include "tests/sync-server/core/district.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

const char* const visit_1 = R"j({"id":"visit","version":1,"title":{"vi":"Thăm","en":"Visit"},
  "choices":{"yn":[{"name":"yes","label":{"vi":"Có","en":"Yes"}},{"name":"no","label":{"vi":"Không","en":"No"}}]},
  "survey":[{"type":"text","name":"who","label":{"vi":"Ai","en":"Who"},"required":true},
    {"type":"integer","name":"minutes","label":{"vi":"Phút","en":"Minutes"},"constraint":". > 0 and . < 600","constraint_message":{"vi":"1 đến 599","en":"1 to 599"}},
    {"type":"date","name":"day","label":{"vi":"Ngày","en":"Day"},"constraint":". <= today()","constraint_message":{"vi":"Chưa tới","en":"Not yet"}},
    {"type":"select_one yn","name":"met","label":{"vi":"Gặp","en":"Met"}},
    {"type":"text","name":"why","label":{"vi":"Vì sao","en":"Why"},"relevant":"${met} = 'no'","required":true}]})j";
// Monday's version asks for one thing more.
const char* const visit_2 = R"j({"id":"visit","version":2,"title":{"vi":"Thăm","en":"Visit"},
  "survey":[{"type":"text","name":"who","label":{"vi":"Ai","en":"Who"},"required":true},
    {"type":"text","name":"place","label":{"vi":"Ở đâu","en":"Where"},"required":true}]})j";

// As the shipped screenings are: one register, filled for a purpose that somebody agrees to.
const char* const screening = R"j({"id":"screening","version":1,"title":{"vi":"Sàng lọc","en":"Screening"},
  "settings":{"merge":"record","consent_purpose":"screening"},
  "choices":{"yn":[{"name":"yes","label":{"vi":"Có","en":"Yes"}},{"name":"no","label":{"vi":"Không","en":"No"}}]},
  "survey":[{"type":"select_one yn","name":"consent","label":{"vi":"Đồng ý","en":"Agrees"},"required":true},
    {"type":"date","name":"occurred_on","label":{"vi":"Ngày","en":"Day"},"required":true},
    {"type":"integer","name":"score","label":{"vi":"Điểm","en":"Score"},"relevant":"${consent} = 'yes'","required":true}]})j";

Value whole(Fields answers) { return Value(std::move(answers)); }

struct Ward : District {
    Ward() {
        publish_more({{"visit.json", "forms", visit_1},
                      {"screening.json", "forms", screening},
                      document("roles", R"({"id":"roles","version":2,"roles":[
                        {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","contact","visit","screening"],"read":[]}]})")});
        add_user("lan", "worker", {"089"});
    }
};

using Values = std::vector<std::pair<Path, Value>>;

// A new record with these answers, as the device with this version of the form sends it.
RecordId made(Ward& ward, Device& device, Values values, std::uint32_t version = 1) {
    const RecordId record = make_uuid_v7(ward.clock.now());
    values.push_back({Path(reserved::area), "03076"});
    device.write(record, "visit", std::move(values)).form_version = version;
    return record;
}

std::string refusal(Device& device) {
    const auto answer = std::get<protocol::SyncAnswer>(device.sync());
    std::string all;
    for (const protocol::Verdict& verdict : answer.verdicts) all += verdict.code + ": " + verdict.message.en;
    return all;
}

}  // namespace

TEST_CASE("what the device's own form should have caught is kept in quarantine, with the question and the reason") {
    Ward ward;
    Device lan = ward.device("lan");
    struct Case {
        Values values;
        const char* reason;  // "" = accepted
    };
    for (const Case& one : {Case{{{"who", "Mai"}, {"minutes", 30}}, ""},
                            Case{{{"minutes", 30}}, "\"Who\": This question must be answered."},
                            Case{{{"who", "Mai"}, {"minutes", 700}}, "\"Minutes\": 1 to 599"},
                            Case{{{"who", "Mai"}, {"minutes", "lâu"}}, "\"Minutes\": The answer must be a number."},
                            Case{{{"who", "Mai"}, {"met", "maybe"}}, "\"Met\": \"maybe\" is not in the list"},
                            Case{{{"who", "Mai"}, {"met", "no"}}, "\"Why\": This question must be answered."},
                            Case{{{"who", "Mai"}, {"met", "yes"}, {"unknown_yet", "kept"}}, ""},
                            Case{{{"who", Missing{"refused"}}}, "\"Who\""}}) {
        INFO(one.reason);
        const RecordId record = made(ward, lan, one.values);
        const std::string told = refusal(lan);
        if (*one.reason == '\0') {
            CHECK(told.empty());
            CHECK(ward.record(record)->find("who"));
        } else {
            CHECK(told.starts_with("invalid: "));
            CHECK(told.find(one.reason) != std::string::npos);
            CHECK_FALSE(ward.record(record)->find("minutes"));
        }
    }
    CHECK(verify(*ward.store->read()).ok());
}

TEST_CASE("a screening without consent, or with answers that are none, is not taken, in whichever order it comes") {
    Ward ward;
    Device lan = ward.device("lan");
    const Fields good{{"consent", "yes"}, {"occurred_on", "2024-02-11"}, {"score", 7}},
        asked_nobody{{"occurred_on", "2024-02-11"}, {"score", 7}},
        rubbish{{"consent", "banana"}, {"occurred_on", "not a day"}},
        grown{{"consent", "yes"}, {"occurred_on", "2024-02-11"}};  // the form has asked for no score then
    struct Case {
        Fields answers;
        bool is_taken_made, is_taken_later;  // "later": as a correction, or after the record was made without answers
    };
    for (const Case& one :
         {Case{good, true, true}, Case{{{"consent", "no"}, {"occurred_on", "2024-02-11"}}, true, true},
          Case{asked_nobody, false, false}, Case{rubbish, false, false}, Case{grown, false, true}}) {
        const auto area = std::pair(Path(reserved::area), Value("03076"));
        const auto answers = std::pair(Path(reserved::whole), whole(one.answers));
        const auto told_of = [&](Values values, const RecordId& record) {
            lan.write(record, "screening", std::move(values)).form_version = 1;
            return refusal(lan);
        };
        const auto fresh = [&] { return make_uuid_v7(ward.clock.now()); };
        CAPTURE(one.answers.size(), one.answers.front().value.text());
        CHECK(told_of({area, answers}, fresh()).empty() == one.is_taken_made);
        const RecordId in_two = fresh();
        CHECK(told_of({area}, in_two).empty());
        CHECK(told_of({answers}, in_two).empty() == one.is_taken_later);
        const auto corrects = std::pair(Path(reserved::corrects), Value(to_string(in_two)));
        CHECK(told_of({area, corrects, answers}, fresh()).empty() == one.is_taken_later);
    }
}

TEST_CASE("a screening without consent does not get in under the name of a version that nobody has published") {
    Ward ward;
    Device lan = ward.device("lan");
    const auto told_of = [&](Fields answers) {
        const RecordId record = make_uuid_v7(ward.clock.now());
        lan.write(record, "screening",
                  {{Path(reserved::area), "03076"}, {Path(reserved::whole), whole(std::move(answers))}})
            .form_version = 4'000'000'000;
        return refusal(lan);
    };
    CHECK(told_of({{"occurred_on", "2024-02-11"}, {"score", 7}}).find("\"Agrees\"") != std::string::npos);
    CHECK(told_of({{"consent", "banana"}, {"score", 7}}).find("\"Agrees\"") != std::string::npos);
    CHECK(told_of({{"consent", "yes"}, {"asked_since", "kept"}}).empty());
}

TEST_CASE("a version that the server does not hold, or a newer one that asks for more, refuses nothing") {
    Ward ward;
    Device lan = ward.device("lan");
    made(ward, lan, {{"who", "Mai"}}, 7);
    CHECK(refusal(lan).empty());
    ward.publish_more({{"visit.json", "forms", visit_2}});
    made(ward, lan, {{"who", "Mai"}}, 1);
    CHECK(refusal(lan).empty());
    made(ward, lan, {{"who", "Mai"}}, 2);
    CHECK(refusal(lan).find("\"Where\"") != std::string::npos);
}

TEST_CASE("a rule that speaks of today holds when it held on the day of writing or on the day of arrival") {
    Ward ward;
    Device lan = ward.device("lan");
    const Date today = date_of(ward.clock.now(), std::chrono::hours(7));
    made(ward, lan, {{"who", "Mai"}, {"day", to_string(today)}});
    lan.log.back().at -= std::chrono::years(10);  // a clock long behind
    CHECK(refusal(lan).empty());
    made(ward, lan, {{"who", "Mai"}, {"day", to_string(today + std::chrono::days(2))}});
    CHECK(refusal(lan).find("\"Day\": Not yet") != std::string::npos);
}

TEST_CASE("a rule that speaks of today holds on the newest day that a server has seen, when its clock fell back") {
    Ward ward;
    Device lan = ward.device("lan");
    const Date today = date_of(ward.clock.now(), std::chrono::hours(7));
    ward.clock.advance(-std::chrono::years(8));
    made(ward, lan, {{"who", "Mai"}, {"day", to_string(today)}});
    CHECK(refusal(lan).empty());
    made(ward, lan, {{"who", "Mai"}, {"day", to_string(today + std::chrono::days(2))}});
    CHECK(refusal(lan).find("\"Day\": Not yet") != std::string::npos);
}

TEST_CASE("two corrections that are right alone and wrong together are both accepted") {
    Ward ward;
    Device lan = ward.device("lan"), binh = ward.device("lan");
    const RecordId record = made(ward, lan, {{"who", "Mai"}, {"met", "yes"}});
    lan.catch_up();
    binh.catch_up();
    lan.write(record, "visit", {{"met", "no"}, {"why", "Đi vắng"}});
    binh.write(record, "visit", {{"why", Value()}});
    CHECK(refusal(lan).empty());
    CHECK(refusal(binh).empty());
    binh.write(record, "visit", {{"minutes", "lâu"}});  // what no version takes is another matter
    CHECK(refusal(binh).find("invalid") != std::string::npos);
}

TEST_CASE("nobody lets a screening through to which nobody has agreed; what else is wrong with it a person may judge") {
    Ward ward;
    Device lan = ward.device("lan");
    const auto refused = [&](Fields answers) {
        const auto& change = lan.write(make_uuid_v7(ward.clock.now()), "screening",
                                       {{Path(reserved::area), "03076"}, {Path(reserved::whole), whole(answers)}});
        const std::uint64_t seq = change.seq;
        CHECK_FALSE(refusal(lan).empty());
        return seq;
    };
    const auto release = [&](std::uint64_t seq) {
        const auto transaction = ward.store->begin();
        return release_from_quarantine(*transaction, lan.id, seq, "district", ward.clock.now());
    };
    CHECK(release(refused({{"consent", "yes"}, {"occurred_on", "2024-02-11"}})));  // without a score
    const Status without_consent = release(refused({{"occurred_on", "2024-02-11"}, {"score", 7}}));
    REQUIRE_FALSE(without_consent);
    CHECK(without_consent.error().message.en.find("Ask the person again") != std::string::npos);
    CHECK_FALSE(release(refused({{"consent", "banana"}, {"occurred_on", "2024-02-11"}, {"score", 7}})));
}

TEST_CASE("a supervisor lets a refused record through, and everybody is told of it") {
    Ward ward;
    Device lan = ward.device("lan"), other = ward.device("lan");
    const RecordId record = made(ward, lan, {{"who", "Mai"}, {"minutes", 700}});
    CHECK_FALSE(refusal(lan).empty());
    other.catch_up();
    CHECK_FALSE(other.told.contains(record));
    const auto release = [&](std::uint64_t seq) {
        const auto transaction = ward.store->begin();
        const Status released = release_from_quarantine(*transaction, lan.id, seq, "district", ward.clock.now());
        if (released) ward.service.committed(transaction->commit());
        return released;
    };
    CHECK(release(1));
    CHECK_FALSE(release(1));  // once is enough
    CHECK_FALSE(release(99));
    other.catch_up();
    CHECK(other.told.at(record).find("minutes")->heads[0].value == Value(700));
    lan.write(record, "visit", {{"minutes", 70}});
    CHECK(refusal(lan).empty());
    CHECK(verify(*ward.store->read()).ok());
}
