// After a sync a report is made again from what is remembered of the records that have not changed.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>

#include "shared/reports/tally.h"
#include "tests/shared/reports/programme_world.h"
#include "tests/shared/reports/small_district.h"

using namespace nuong;
using namespace nuong::reports;
using namespace nuong::test;

namespace {

using Records = std::map<std::string, CountedRecord>;

Tally new_tally(const Period& period = small_period()) {
    const ReportDefinition definition = parse_report(small_report_text, "T").value();
    auto tally = Tally::make(definition, shipped_programme().areas, "089", period, shipped_programme().forms);
    if (!tally) FAIL(tally.error().message.en);
    return std::move(*tally);
}

Tally::FindRecord finder(const Records& records) {
    return [&records](const std::string& id) -> std::optional<CountedRecord> {
        const auto at = records.find(id);
        return at == records.end() ? std::nullopt : std::optional(at->second);
    };
}

ReportTable counted_anew(const SmallDistrict& district) {
    Tally tally = new_tally();
    for (const std::string& id : district.order)
        if (const auto at = district.records.find(id); at != district.records.end()) tally.add(at->second);
    return tally.finish(finder(district.records));
}

bool is_same(const CountedRecord& a, const CountedRecord& b) {
    return std::tie(a.area, a.status, a.corrects, a.answers, a.same_as) ==
           std::tie(b.area, b.status, b.corrects, b.answers, b.same_as);
}

std::set<std::string> changed_between(const Records& before, const Records& after) {
    std::set<std::string> changed;
    for (const auto& [id, record] : before)
        if (const auto at = after.find(id); at == after.end() || !is_same(record, at->second)) changed.insert(id);
    for (const auto& [id, record] : after)
        if (!before.contains(id)) changed.insert(id);
    return changed;
}

ReportTable counted_from(CountMemory& memory, const Records& records, const std::set<std::string>& changed) {
    for (const std::string& id : changed) memory.forget(subject_key(id, "record"));
    Tally tally = new_tally();
    tally.recall(memory);
    tally.remember_in(memory);
    for (const std::string& id : changed)
        if (const auto at = records.find(id); at != records.end()) tally.add(at->second);
    return tally.finish(finder(records));
}

// What a sync may bring: somebody moves, a visit turns out otherwise, a correction is taken back, two become one ...
void change_some(SmallDistrict& district, std::mt19937& random) {
    const auto any = [&](auto& list) -> auto& { return list[random() % list.size()]; };
    for (int i = 0; i < 4; ++i) {
        Contact& contact = any(district.contacts);
        switch (random() % 9) {
            case 0: contact.is_void = !contact.is_void; break;
            case 1: contact.is_met = !contact.is_met; break;
            case 2: contact.is_in_time = !contact.is_in_time; break;
            case 3: contact.corrects.clear(); break;
            case 4:
                if (&contact != &district.contacts.front()) contact.corrects = district.contacts.front().id;
                break;
            case 5: any(district.people).area = small_communes[random() % small_communes.size()]; break;
            case 6: any(district.sessions).heads += 5; break;
            case 7: any(district.sessions).area = small_communes[random() % small_communes.size()]; break;
            default:
                for (Person& person : district.people)
                    if (!person.same_as.empty()) {
                        person.same_as.clear();
                        break;
                    }
        }
    }
    if (district.sessions.size() > 3) district.sessions.pop_back();  // erased
    district.write_records();
}

}  // namespace

TEST_CASE("a report brought up to date is the report counted anew, whatever a sync has brought") {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        std::mt19937 random(seed);
        SmallDistrict district = small_district(seed);
        CountMemory memory;
        std::set<std::string> all;
        for (const auto& [id, record] : district.records) all.insert(id);
        CHECK(counted_from(memory, district.records, all) == counted_anew(district));
        for (int sync = 1; sync <= 8; ++sync) {
            INFO("seed " << seed << ", sync " << sync);
            const Records before = district.records;
            change_some(district, random);
            const auto changed = changed_between(before, district.records);
            REQUIRE(changed.size() < district.records.size() / 2);
            CHECK(counted_from(memory, district.records, changed) == counted_anew(district));
        }
    }
}

TEST_CASE("the memory of a count takes no more room for being brought up to date again and again") {
    const SmallDistrict district = small_district(3);
    std::set<std::string> all;
    for (const auto& [id, record] : district.records) all.insert(id);
    CountMemory memory;
    const ReportTable first = counted_from(memory, district.records, all);
    const std::size_t records = memory.size(), bytes = memory.bytes();
    for (int sync = 0; sync < 50; ++sync) CHECK(counted_from(memory, district.records, all) == first);
    CHECK(memory.size() == records);
    CHECK(memory.bytes() <= 4 * bytes);
}

TEST_CASE("a record without a part in the report takes no room") {
    CountMemory memory;
    const SmallDistrict district = small_district(5);
    Records records = district.records;
    for (auto& [id, record] : records) record.status = "void";
    std::set<std::string> all;
    for (const auto& [id, record] : records) all.insert(id);
    counted_from(memory, records, all);
    CHECK(memory.size() == 0);
    CHECK(memory.links().empty());
}

TEST_CASE("counts of other periods or areas have another shape") {
    const Period year{*parse_date("2024-01-01"), *parse_date("2024-12-31"), "2024"};
    CHECK(new_tally().shape() == new_tally().shape());
    CHECK(new_tally().shape() != new_tally(year).shape());
    const ReportDefinition definition = parse_report(small_report_text, "T").value();
    const auto commune =
        Tally::make(definition, shipped_programme().areas, "03061", small_period(), shipped_programme().forms);
    REQUIRE(commune);
    CHECK(commune->shape() != new_tally().shape());
}
