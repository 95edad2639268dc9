// The demo district: the same for the same seed, believable to the forms, and with what real life brings.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <set>

#include "demo_store.h"
#include "shared/base/text.h"
#include "shared/forms/instance.h"
#include "shared/forms/record_fields.h"
#include "sync-server/core/verify.h"

using namespace nuong;
using namespace nuong::test;

namespace {

// Everything that was sent and everything that came of it, as one text.
std::string all_bytes(DemoStore& demo) {
    std::string bytes;
    demo.each_change([&](const ChangeRow& row) {
        bytes += to_string(row.device) + row.body + to_hex(row.link) + to_string(row.received) + "\n";
    });
    demo.each_record(
        [&](const RecordRow& row) { bytes += to_string(row.id) + row.form + row.area + row.state + "\n"; });
    return bytes;
}

}  // namespace

TEST_CASE("the same seed gives the same changes and states, another seed others") {
    DemoStore one({.seed = 7, .people = 60, .months = 6, .until = *parse_date("2024-12-31")}),
        again({.seed = 7, .people = 60, .months = 6, .until = *parse_date("2024-12-31")}),
        other({.seed = 8, .people = 60, .months = 6, .until = *parse_date("2024-12-31")});
    const std::string first = all_bytes(one);
    CHECK(first.size() > 100'000);
    CHECK(first == all_bytes(again));
    CHECK(first != all_bytes(other));
}

TEST_CASE("nothing is refused, the store is what its history says, and the size follows the people") {
    DemoStore small({.seed = 1, .people = 5, .months = 1, .until = *parse_date("2024-12-31")});
    DemoStore large({.seed = 1, .people = 300, .months = 24, .until = *parse_date("2024-12-31")});
    for (DemoStore* demo : {&small, &large}) {
        CHECK(demo->sent.refused == 0);
        const Verification verified = verify(*demo->store->read());
        CHECK(verified.ok());
    }
    CHECK(small.store->read()->record_count() < 250);
    CHECK(large.store->read()->record_count() > 2'500);
}

TEST_CASE("what the demo's people wrote down is what the forms accept") {
    DemoStore demo({.seed = 3, .people = 150, .months = 12, .until = *parse_date("2024-12-31")});
    const forms::Environment later{.today = *parse_date("2025-01-31"),
                                   .now = Instant(*parse_date("2025-01-31")),
                                   .language = "vi",
                                   .user = {},
                                   .device = {},
                                   .utc_offset_min = 420};
    std::map<FormId, std::size_t> seen, wrong;
    std::string examples;
    demo.each_record([&](const RecordRow& row) {
        const auto form = demo.forms.at(row.form);
        const auto state = protocol::decode_state(row.state);
        const forms::Instance opened(form, later, forms::shown_answers(form->definition, *state));
        ++seen[row.form];
        if (opened.is_valid()) return;
        if (wrong[row.form]++ == 0)
            for (const forms::AnswerError& error : opened.problems())
                examples += row.form + " " + error.path + ": " + error.message.en + "\n";
    });
    CHECK(examples == "");
    for (const auto& [form, count] : wrong) {
        CAPTURE(form, count);
        CHECK(count == 0);
    }
    // Every form of a district is in it.
    for (const auto& [form, compiled] : demo.forms) {
        CAPTURE(form);
        const std::set<std::string> not_made{"activity_roster", "data_request",        "facility_incidents",
                                             "hotline_report",  "inspection_followup", "period_lock",
                                             "post_rehab_test", "target_plan",         "victim_identity"};
        CHECK((seen.contains(form) || not_made.contains(form)));
    }
}

TEST_CASE("life is in it: late, left out, contradictory, entered twice, corrected, voided") {
    DemoStore demo({.seed = 5, .people = 600, .months = 24, .until = *parse_date("2024-12-31")});
    std::size_t late = 0, without_address = 0, people = 0, conflicts = 0, linked = 0, corrected = 0, voided = 0;
    std::set<std::string> names, groups;
    std::size_t same_name = 0;
    demo.each_change([&](const ChangeRow& row) {
        const auto change = protocol::decode_change(row.body);
        const Date entered = date_of(change->at, std::chrono::minutes(420));
        for (const Write& write : change->writes)
            late += write.path == "occurred_on" && *parse_date(write.value.text()) + std::chrono::days(2) < entered;
    });
    demo.each_record([&](const RecordRow& row) {
        const auto form = demo.forms.at(row.form);
        const auto state = protocol::decode_state(row.state);
        const Fields answers = forms::shown_answers(form->definition, *state);
        conflicts += !forms::conflicts_of(form->definition, *state).empty();
        linked += !forms::shown_text(*state, reserved::same_as).empty();
        corrected += !forms::shown_text(*state, reserved::corrects).empty();
        voided += forms::shown_text(*state, reserved::status) == "void";
        if (row.form != "person_register") return;
        ++people;
        const Value* name = find(answers, "full_name");
        same_name += !names.insert(fold_for_search(name->text())).second;
        if (const Value* group = find(answers, "ethnicity")) groups.insert(group->text());
        without_address += !find(answers, "address");
        CHECK(find(answers, "note")->text() == "Dữ liệu mẫu, không có thật");
        if (const Value* phone = find(answers, "phone")) CHECK(phone->text().starts_with("0000"));
    });
    CHECK(people > 600);
    CHECK(late > 100);
    CHECK(without_address > 20);
    CHECK(conflicts > 2);
    CHECK(linked > 2);
    CHECK(same_name > linked);
    CHECK(corrected > 2);
    CHECK(voided > 2);
    CHECK(groups.size() == 8);
}

TEST_CASE("a second demo in one store is refused; a broken plan says where") {
    DemoStore demo({.seed = 1, .people = 5, .months = 1, .until = *parse_date("2024-12-31")});
    CHECK_FALSE(demo.run({.seed = 1, .people = 5, .months = 1, .until = *parse_date("2024-12-31")}, {}));
    const auto plan = demo::parse_demo_plan(
        R"({"kind":"demo","id":"demo","version":1,"area":"089","ethnic_groups":[],"rates":{"late_percent":"often"}})",
        "demo.json");
    REQUIRE_FALSE(plan);
    for (const char* says : {"demo.json: note: needs words", "demo.json: ethnic_groups: needs a group",
                             "demo.json: rates/male_percent: needs a number", "demo.json: hamlets: needs a name"})
        CHECK(plan.error().message.en.find(says) != std::string::npos);
}

TEST_CASE("the head of a report names treatment centres, and a form about people is refused there at publishing") {
    const DemoStore demo({.seed = 1, .people = 5, .months = 1, .until = *parse_date("2024-12-31")});
    std::vector<DocumentRow> documents = demo.store->read()->documents_in_force();
    REQUIRE(check_reports(documents));
    for (DocumentRow& document : documents)
        if (document.kind == "report" && document.id == "R6")
            for (std::size_t at; (at = document.body.find("facility_profile")) != std::string::npos;)
                document.body.replace(at, 16, "person_register");
    const Status refused = check_reports(documents);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.en.find("R6: for_each: \"person_register\" is about people") != std::string::npos);
}
