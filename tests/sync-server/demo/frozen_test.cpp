// The reports of a whole demo district, kept and written again: the same figures, the same bytes, in every zone.
#include <time.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "demo_store.h"
#include "shared/reports/frozen_table.h"
#include "sync-server/core/make_report.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::test;

namespace {

// The machine that it is written on stands somewhere else.
class Elsewhere {
public:
    explicit Elsewhere(const char* zone) {
        if (const char* here = std::getenv("TZ")) before_ = here;
        ::setenv("TZ", zone, 1);
        ::tzset();
    }
    ~Elsewhere() {
        if (before_) ::setenv("TZ", before_->c_str(), 1);
        else ::unsetenv("TZ");
        ::tzset();
    }

private:
    std::optional<std::string> before_;
};

std::string written(const reports::ReportTable& table, const TemporaryFolder& folder, const std::string& format) {
    const std::string path = folder / ("report." + format);
    REQUIRE(reports::write_report(table, format, path, Language::vi));
    return bytes_of(path);
}

}  // namespace

TEST_CASE("every report of a district and a commune is kept whole and written again in the same bytes, anywhere") {
    const DemoStore demo({.seed = 3, .people = 40, .months = 6, .until = *parse_date("2024-06-30")});
    const TemporaryFolder folder;
    const reports::Period period = *reports::parse_period("2024-H1");
    std::size_t figures = 0;
    for (const char* id : {"R1",  "R2",  "R3",  "R4",  "R5",  "R6",  "R7",  "R8",  "R9",  "B01",
                           "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09", "B10", "B11"})
        for (const char* area : {"089", "03061"}) {
            CAPTURE(id, area);
            auto table = make_report(*demo.store->read(), id, area, period, Former::counted);
            REQUIRE(table);
            table->source =
                source_of_report(*demo.store->read(), {id, area, period}, Instant(*parse_date("2024-07-05")));
            reports::keep_figures_alone(*table);
            const auto kept = reports::decode_table(reports::encode_table(*table));
            REQUIRE(kept);
            CHECK(*kept == *table);
            for (const reports::ReportSection& section : kept->sections)
                for (const reports::ReportRow& row : section.rows) figures += row.total.numerator.value_or(0) > 0;
            for (const char* format : {"text", "csv", "json", "xlsx", "docx"}) {
                CAPTURE(format);
                const std::string bytes = written(*table, folder, format);
                const Elsewhere zone("America/Phoenix");
                CHECK((written(*kept, folder, format) == bytes));  // nobody reads these as text
            }
        }
    CHECK(figures > 300);
}
