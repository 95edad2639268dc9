// A report counted on several cores is the one that a single pass counts: visits, people, a correction on another core
// than what it corrects, and which communes have sent nothing.
#include "sync-server/core/report_count.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

#include "district.h"
#include "shared/forms/compile.h"
#include "sync-server/core/report_sources.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

constexpr const char* visit = R"({"id":"visit","version":1,"title":{"vi":"Gặp","en":"Visit"},"survey":[
  {"type":"date","name":"occurred_on","label":{"vi":"Ngày"}},
  {"type":"text","name":"who","label":{"vi":"Ai"}},
  {"type":"integer","name":"hours","label":{"vi":"Số giờ"}}]})";
constexpr const char* visits = R"({"kind":"report","id":"P","version":1,"title":{"vi":"Báo cáo","en":"Report"},
  "small_counts":"exact","duty":["worker"],"sections":[{"id":"visits","title":{"vi":"Gặp","en":"Visits"},"rows":[
  {"id":"count","label":{"vi":"Lần gặp","en":"Visits"},"unit":"count","numerator":{"count":{"form":"visit"}}},
  {"id":"people","label":{"vi":"Người","en":"People"},"unit":"people",
   "numerator":{"distinct":{"form":"visit","key":"${who}"},"turns":{"form":"visit"}}},
  {"id":"hours","label":{"vi":"Số giờ","en":"Hours"},"unit":"count",
   "numerator":{"sum":{"form":"visit","sum":"${hours}"}}}]}]})";

class Count {
public:
    Count() {
        known_["visit"] = forms::compile_package(visit).form;
        REQUIRE(known_["visit"]);
        district_.publish_more({{"visit.json", "forms", visit}});
    }

    RecordId add(const AreaCode& area, std::vector<std::pair<Path, Value>> values) {
        const RecordId record = make_uuid_v7(district_.clock.now());
        lay(record, area, protocol::encode(state_of(record, "visit", std::move(values))));
        return record;
    }
    void add_broken() { lay(make_uuid_v7(district_.clock.now()), "03076", R"({"record":)"); }

    Result<reports::ReportTable> made(std::size_t rows_of_a_batch) {
        const auto reader = district_.store->read();
        const auto book = make_book(reader->documents_in_force());
        const auto definition = reports::parse_report(visits, "P");
        REQUIRE(book);
        REQUIRE(definition);
        const reports::Period period = *reports::parse_period("2024-H1");
        auto tally = reports::Tally::make(*definition, (*book)->areas, "089", period, known_);
        REQUIRE(tally);
        std::vector<ReportCount> counts;
        counts.push_back({std::move(*tally), reports::AreasHeard(period)});
        if (const Status done = count_records(*reader, known_, counts, rows_of_a_batch); !done) return done.error();
        auto table = counts.front().tally.finish([&](const std::string& id) {
            const auto row = reader->record(*parse_uuid(id));
            return row ? std::optional(*counted(*known_["visit"], *row)) : std::nullopt;
        });
        table.silent = counts.front().heard.silent_in(table, (*book)->areas);
        return table;
    }

private:
    void lay(const RecordId& record, const AreaCode& area, const std::string& state) {
        const auto transaction = district_.store->begin();
        transaction->put_record({record, "visit", area, state}, std::nullopt);
        transaction->commit();
    }

    District district_;
    reports::Forms known_;
};

}  // namespace

TEST_CASE("a report counted a few records at a time, on every core, is the report counted in one go") {
    for (unsigned seed = 1; seed <= 6; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        Count count;
        std::vector<RecordId> made;
        for (int i = 0; i < 150; ++i) {
            std::vector<std::pair<Path, Value>> values{
                {"occurred_on", "2024-0" + std::to_string(1 + random() % 9) + "-11"},
                {"who", "người " + std::to_string(random() % 20)},
                {"hours", static_cast<int>(random() % 8)}};
            if (!made.empty() && random() % 5 == 0)
                values.push_back({Path(reserved::corrects), to_string(made[random() % made.size()])});
            made.push_back(count.add("03076", std::move(values)));
        }
        const auto whole = count.made(1000);
        REQUIRE(whole);
        CHECK(*whole->sections[0].rows[0].total.numerator > 20);
        REQUIRE(whole->silent.size() == 1);
        CHECK(whole->silent[0].area == "03079");
        for (const std::size_t rows : {1u, 3u, 50u}) CHECK(*count.made(rows) == *whole);
    }
}

TEST_CASE("a record that cannot be read stops the count on every core, wherever it lies") {
    Count count;
    for (int i = 0; i < 40; ++i) {
        count.add("03076", {{"occurred_on", "2024-03-11"}, {"who", "Vàng Seo Phử"}});
        if (i == 25) count.add_broken();
    }
    for (const std::size_t rows : {1u, 3u, 1000u}) {
        const auto made = count.made(rows);
        REQUIRE_FALSE(made);
        CHECK(made.error().code == ErrorCode::invalid);
    }
}
