// Every shipped indicator against records that somebody counted by hand (indicator_cases.json).
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "programme_world.h"
#include "shared/base/hash.h"
#include "shared/base/json.h"
#include "shared/base/uuid.h"
#include "shared/forms/fields_json.h"

using namespace nuong;
using namespace nuong::reports;

namespace {

// A name in the cases -> the id of its record.
std::string id_of(const std::string& name) {
    const Hash hash = sha256(name);
    Uuid id;
    std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
    return to_string(id);
}

void resolve_names(Json& json) {
    if (json.is_string() && json.get_ref<const std::string&>().starts_with('@'))
        json = id_of(json.get<std::string>().substr(1));
    if (json.is_structured())
        for (Json& inner : json) resolve_names(inner);
}

CountedRecord record_of(Json written, std::size_t number) {
    const std::string form = written[0];
    resolve_names(written[3]);
    const auto answers = forms::fields_from_json(*test::shipped_programme().forms.at(form), written[3]);
    if (!answers) FAIL(form + ": " + answers.error().message.en);
    CountedRecord record{id_of(written[1].is_string() ? written[1].get<std::string>() : "#" + std::to_string(number)),
                         form,
                         written[2],
                         "submitted",
                         "",
                         *answers};
    if (!find(record.answers, "occurred_on")) set(record.answers, "occurred_on", "2024-03-01");
    if (written.size() < 5) return record;
    resolve_names(written[4]);
    record.status = written[4].value("status", record.status);
    record.corrects = written[4].value("corrects", "");
    record.same_as = written[4].value("same_as", "");
    return record;
}

std::vector<CountedRecord> records_of(const Json& people, const Json& one) {
    std::vector<CountedRecord> records;
    for (const Json& group : one.value("with", Json::array()))
        for (const Json& record : people.at(group.get<std::string>()))
            records.push_back(record_of(record, records.size()));
    for (const Json& record : one["records"]) records.push_back(record_of(record, records.size()));
    return records;
}

TargetBook targets_of(const Json& one) {
    std::vector<TargetPlan> plans;
    for (const Json& written : one.value("targets", Json::array())) {
        TargetPlan plan;
        plan.year = written.size() > 4 ? written[4].get<int>() : 2024;
        plan.valid_from = *parse_date(std::to_string(plan.year) + "-01-01");
        plan.valid_to = *parse_date(std::to_string(plan.year) + "-12-31");
        for (const Json& each : one["targets"])
            plan.targets.push_back({each[0],
                                    each[1],
                                    each.size() > 3 && each[3].is_string() ? each[3] : "",
                                    {each[2].get<std::int64_t>(), 0},
                                    "count"});
        plans.push_back(std::move(plan));
        break;
    }
    return TargetBook(std::move(plans));
}

Cell counted(const Json& one, const std::vector<CountedRecord>& records) {
    const test::ShippedProgramme& shipped = test::shipped_programme();
    Programme programme{shipped.programme.indicators, targets_of(one)};
    const auto report = parse_report(
        R"({"id":"T","version":1,"title":{"vi":"T","en":"T"},"small_counts":"exact","duty":["x"],"sections":[
        {"id":"s","indicators":[")" +
            one["indicator"].get<std::string>() + R"("]}]})",
        "T");
    auto tally =
        Tally::make(*report, shipped.areas, one["area"], *parse_period(one["period"].get<std::string>()), shipped.forms,
                    programme, parse_date(one.value("today", std::string())).value_or(Date::max()));
    if (!tally) FAIL(tally.error().message.en);
    for (const CountedRecord& record : records) tally->add(record);
    const ReportTable table = tally->finish([&](const std::string& id) -> std::optional<CountedRecord> {
        for (const CountedRecord& record : records)
            if (record.record == id) return record;
        return std::nullopt;
    });
    return table.sections[0].rows[0].total;
}

std::optional<double> number_in(const Json& expect, const char* key) {
    return expect.contains(key) ? std::optional(expect[key].get<double>()) : std::nullopt;
}

}  // namespace

TEST_CASE("every indicator counts what somebody counted by hand, whatever the order of the records") {
    const auto file = parse_json(test::file_text("tests/shared/reports/indicator_cases.json"), "cases");
    REQUIRE(file);
    std::set<std::string> seen;
    for (const Json& one : (*file)["cases"]) {
        INFO(one["indicator"].get<std::string>() << ": " << one["story"].get<std::string>());
        seen.insert(one["indicator"].get<std::string>());
        std::vector<CountedRecord> records = records_of((*file)["people"], one);
        for (const bool backwards : {false, true}) {
            CAPTURE(backwards);
            if (backwards) std::reverse(records.begin(), records.end());
            const Cell cell = counted(one, records);
            const Json& expect = one["expect"];
            CHECK(cell.numerator == number_in(expect, "numerator"));
            CHECK(cell.denominator == number_in(expect, "denominator"));
            if (expect.contains("turns")) CHECK(cell.turns == number_in(expect, "turns"));
            if (expect.contains("previous")) CHECK(cell.previous == number_in(expect, "previous"));
            if (expect.contains("target"))
                CHECK((cell.target ? Json(cell.target->number()) : Json()) == expect["target"]);
            CHECK((cell.value ? to_string(*cell.value) : "none") == expect.value("value", std::string("none")));
            if (expect.contains("status")) CHECK(name_of(cell.status) == expect["status"].get<std::string>());
        }
    }
    for (const Indicator& indicator : test::shipped_programme().programme.indicators.indicators) {
        CAPTURE(indicator.id);
        CHECK(seen.contains(indicator.id));
    }
}
