// A table as a file, and the same on a screen.
#include <catch2/catch_test_macros.hpp>

#include "shared/base/harmless_text.h"
#include "tests/support/temporary_folder.h"

#include "shared/reports/report_table.h"

using namespace nuong;
using namespace nuong::reports;

TEST_CASE("a CSV file of a report says that it is UTF-8, so that Excel shows Vietnamese; what is printed does not") {
    const test::TemporaryFolder folder;
    const std::string file = folder / "R1.csv";
    ReportTable table;
    table.report = "R1";
    table.area_name = {"Văn Bàn", "Van Ban"};
    const auto printed = write_report(table, "csv", "", Language::vi);
    REQUIRE(printed);
    CHECK_FALSE(printed->starts_with(byte_order_mark));
    REQUIRE(write_report(table, "csv", file, Language::vi));
    CHECK(test::bytes_of(file) == std::string(byte_order_mark) + *printed);
}
