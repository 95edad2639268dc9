// A period that has not ended: who is due is asked of today, not of a day that has not come.
#include <catch2/catch_test_macros.hpp>

#include "session_report.h"
#include "shared/reports/count_memory.h"

using namespace nuong;
using namespace nuong::reports;
using namespace nuong::test;

namespace {

CountedRecord written(const std::string& name, const char* form, Fields answers) {
    set(answers, "kind", form == std::string("person_register") ? "register" : "event");
    return {id_named(name), form, village, "submitted", "", std::move(answers)};
}

// Three people under supervision: visited in April, visited in February, and one whose year ends in May. A referral
// that is due in May.
std::vector<CountedRecord> village_records() {
    std::vector<CountedRecord> records;
    const std::pair<const char*, const char*> people[]{
        {"An", "2024-01-10"}, {"Binh", "2024-01-10"}, {"Chi", "2023-05-02"}};
    for (const auto& [name, start] : people) {
        records.push_back(written(name, "person_register", {{"full_name", name}, {"occurred_on", start}}));
        records.push_back(written(
            std::string("dossier of ") + name, "post_rehab_dossier",
            {{"occurred_on", start}, {"person", id_named(name)}, {"start", start}, {"months", std::int64_t{12}}}));
    }
    for (const auto& [name, day] : {std::pair{"An", "2024-04-01"}, {"Binh", "2024-02-10"}, {"Chi", "2024-04-10"}})
        records.push_back(written(std::string("visit to ") + name, "post_rehab_visit",
                                  {{"occurred_on", day}, {"person", id_named(name)}, {"met", "yes"}}));
    records.push_back(written("referral", "service_referral",
                              {{"occurred_on", "2024-04-20"},
                               {"person", id_named("An")},
                               {"service", "medical"},
                               {"due_days", std::int64_t{14}}}));
    return records;
}

Tally due(const char* today) {
    const ShippedProgramme& shipped = shipped_programme();
    auto tally = Tally::make(shipped.report("R7"), shipped.areas, village, *parse_period("2024-H1"), shipped.forms,
                             shipped.programme, parse_date(today).value_or(Date::max()));
    if (!tally) FAIL(tally.error().message.en);
    return std::move(*tally);
}

std::vector<std::string> names_in(const ReportTable& table, const char* section) {
    std::vector<std::string> names;
    for (const ReportSection& each : table.sections)
        if (each.id == section)
            for (const ListLine& line : each.list) names.push_back(line.fields.at(0));
    return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("R7 in April lists who is due in April, and nobody for a day in June that has not come") {
    const ReportTable now = finished(due("2024-04-15"), village_records());
    CHECK(names_in(now, "unvisited") == Names{"Binh"});
    CHECK(names_in(now, "ending") == Names{"Chi"});  // on the second of May
    CHECK(names_in(now, "referred").empty());
    const ReportTable later = finished(due("2024-07-20"), village_records());  // as of the end of June, for good
    CHECK(names_in(later, "unvisited") == Names{"An", "Binh"});
    CHECK(names_in(later, "ending").empty());
    CHECK(names_in(later, "referred") == Names{"An"});
    CHECK_FALSE(later.as_of);
}

TEST_CASE("what was counted yesterday is not remembered as today's, and a period that is over is counted once") {
    CHECK(due("2024-04-15").shape() != due("2024-04-16").shape());
    CHECK(due("2024-04-15").shape() == due("2024-04-15").shape());
    CHECK(due("2024-07-01").shape() == due("2026-01-01").shape());
}
