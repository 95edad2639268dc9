// A report whose records were shared out, counted apart and put together is the report counted whole: whoever corrects
// another or is the same person as another may be counted in another part.
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <random>
#include <set>

#include "shared/reports/subject_names.h"
#include "shared/reports/tally.h"
#include "tests/shared/reports/programme_world.h"
#include "tests/shared/reports/small_district.h"

using namespace nuong;
using namespace nuong::reports;
using namespace nuong::test;

namespace {

Tally new_tally(const Period& period = small_period()) {
    const ReportDefinition definition = parse_report(small_report_text, "T").value();
    auto tally = Tally::make(definition, shipped_programme().areas, "089", period, shipped_programme().forms);
    if (!tally) FAIL(tally.error().message.en);
    return std::move(*tally);
}

Tally counted_whole(const SmallDistrict& district, Tally tally) {
    for (const std::string& id : district.order) tally.add(district.records.at(id));
    return tally;
}

// Each record goes to any part; the parts come back in any order.
Tally counted_in_parts(const SmallDistrict& district, Tally whole, std::size_t count, std::mt19937& random) {
    std::vector<Tally> parts;
    for (std::size_t i = 1; i < count; ++i) parts.push_back(whole.another());
    for (const std::string& id : district.order) {
        const std::size_t at = random() % count;
        (at == 0 ? whole : parts[at - 1]).add(district.records.at(id));
    }
    std::shuffle(parts.begin(), parts.end(), random);
    for (const Tally& part : parts) whole.absorb(part);
    return whole;
}

}  // namespace

TEST_CASE("a report counted in parts is the report counted whole, whichever record went where") {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        std::mt19937 random(seed);
        const SmallDistrict district = small_district(seed);
        const auto find = [&](const std::string& id) { return district.find(id); };
        const ReportTable whole = counted_whole(district, new_tally()).finish(find);
        for (const std::size_t parts : {1u, 2u, 5u, 40u}) {
            INFO("seed " << seed << ", parts " << parts);
            Tally tally = counted_in_parts(district, new_tally(), parts, random);
            CHECK(tally.finish(find) == whole);
        }
    }
}

TEST_CASE("the records behind a number are found in whichever part they were counted") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        std::mt19937 random(seed);
        const SmallDistrict district = small_district(seed);
        const auto find = [&](const std::string& id) { return district.find(id); };
        for (std::size_t row = 0; row < 4; ++row) {
            INFO("seed " << seed << ", row " << row);
            const auto asking = [&] {
                Tally tally = new_tally();
                tally.keep_records_behind({0, row, std::nullopt, FigurePart::numerator});
                return tally;
            };
            const auto whole = counted_whole(district, asking()).records_behind(find);
            const auto parts = counted_in_parts(district, asking(), 3, random).records_behind(find);
            REQUIRE(whole);
            REQUIRE(parts);
            CHECK(*parts == *whole);
        }
    }
}

TEST_CASE("what will be left of the erased is the same, counted in parts") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        std::mt19937 random(seed);
        const SmallDistrict district = small_district(seed);
        const auto find = [&](const std::string& id) { return district.find(id); };
        const auto apart = [&] {
            auto tally = Tally::make_apart(parse_report(small_report_text, "T").value(), small_communes, small_period(),
                                           shipped_programme().forms, {});
            if (!tally) FAIL(tally.error().message.en);
            return std::move(*tally);
        };
        const Date day = small_period().last + std::chrono::days(400);
        const Remainder whole = counted_whole(district, apart()).sums(day, find);
        CHECK_FALSE(whole.empty());
        CHECK(counted_in_parts(district, apart(), 4, random).sums(day, find) == whole);
    }
}

TEST_CASE("what the parts remember, put together, brings the whole report up to date after a sync") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        INFO("seed " << seed);
        SmallDistrict district = small_district(seed);
        const auto find = [&](const std::string& id) { return district.find(id); };
        CountMemory memory, other;
        Tally tally = new_tally(), part = tally.another();
        tally.remember_in(memory);
        part.remember_in(other);
        bool to_part = false;
        for (const std::string& id : district.order) ((to_part = !to_part) ? part : tally).add(district.records.at(id));
        memory.absorb(other);

        Session& changed = district.sessions.front();
        changed.heads += 7;
        district.write_records();
        memory.forget(subject_key(changed.id, "record"));
        Tally again = new_tally();
        again.recall(memory);
        again.add(district.records.at(changed.id));
        CHECK(again.finish(find) == counted_whole(district, new_tally()).finish(find));
    }
}

namespace {

// Counts of these periods that are made in one pass.
std::vector<Tally> of_periods(const std::vector<Period>& periods) {
    std::vector<Tally> tallies;
    for (const Period& period : periods) tallies.push_back(new_tally(period));
    for (Tally& each : tallies) each.share_names(tallies.front());
    return tallies;
}

std::vector<Period> with_those_before(const Period& period) {
    std::vector<Period> periods = periods_before(period, 3);
    periods.push_back(period);
    return periods;
}

}  // namespace

TEST_CASE("periods that are counted in one pass share the names of people, and each comes out as counted alone") {
    const std::vector<Period> periods = with_those_before(small_period());
    std::set<double> totals;
    for (unsigned seed = 1; seed <= 30; ++seed) {
        std::mt19937 random(seed);
        const SmallDistrict district = small_district(seed);
        const auto find = [&](const std::string& id) { return district.find(id); };
        std::vector<Tally> whole = of_periods(periods), part = of_periods(periods);
        for (const std::string& id : district.order)
            for (Tally& each : random() % 2 == 0 ? whole : part) each.add(district.records.at(id));
        for (std::size_t i = 0; i < periods.size(); ++i) whole[i].absorb(part[i]);
        for (std::size_t i = 0; i < periods.size(); ++i) {
            INFO("seed " << seed << ", period " << periods[i].code);
            const ReportTable table = whole[i].finish(find);
            CHECK(table == counted_whole(district, new_tally(periods[i])).finish(find));
            totals.insert(table.sections[0].rows[0].total.numerator.value_or(0));
        }
    }
    CHECK(totals.size() > 3);  // the periods have something to be told apart by
}

TEST_CASE("a name keeps its number however many come after it, and no two share one") {
    SubjectNames names;
    std::map<SubjectKey, std::uint32_t> given;
    std::mt19937 random(7);
    for (int i = 0; i < 20'000; ++i) {
        SubjectKey key{};
        key[0] = static_cast<std::uint8_t>(random() % 4);  // the ends of several are the same, as are their hashes
        for (std::size_t at = 12; at < key.size(); ++at) key[at] = static_cast<std::uint8_t>(random() % 9);
        const auto [at, is_new] = given.emplace(key, static_cast<std::uint32_t>(given.size()));
        CHECK(names.find_or_make(key) == at->second);
    }
    REQUIRE(names.size() == given.size());
    for (const auto& [key, number] : given) {
        CHECK(names.find_or_make(key) == number);
        CHECK(names.key(number) == key);
    }
    CHECK(names.size() == given.size());
}
