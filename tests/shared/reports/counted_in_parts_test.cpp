// A report whose records were shared out, counted apart and put together is the report counted whole: whoever corrects
// another or is the same person as another may be counted in another part.
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "shared/reports/tally.h"
#include "tests/shared/reports/programme_world.h"
#include "tests/shared/reports/small_district.h"

using namespace nuong;
using namespace nuong::reports;
using namespace nuong::test;

namespace {

Tally new_tally() {
    const ReportDefinition definition = parse_report(small_report_text, "T").value();
    auto tally = Tally::make(definition, shipped_programme().areas, "089", small_period(), shipped_programme().forms);
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
