// The names of written reports: an office knows the paper by them, and any computer takes them.
#include "shared/reports/report_file_name.h"

#include <catch2/catch_test_macros.hpp>

using namespace nuong;
using namespace nuong::reports;

TEST_CASE("a file says of which report, period, area and version it is, in letters that every computer takes") {
    struct Case {
        const char *report, *period, *area, *area_name;
        ReportFile file;
        const char* name;
    };
    const std::vector<Case> cases{
        {"R1", "2024-H1", "089", "Văn Bàn", {.format = "xlsx"}, "BC_R1_6T_2024_VanBan-089.xlsx"},
        {"R1", "2024-H1", "089", "Văn Bàn", {.format = "docx", .version = 2}, "BC_R1_6T_2024_VanBan-089_v2.docx"},
        {"R3", "2024-H2", "083", "Mường Khương", {.format = "csv"}, "BC_R3_6TCuoi_2024_MuongKhuong-083.csv"},
        {"R2", "2024-01-01..2024-12-31", "10", "Lào Cai", {.format = "xlsx"}, "BC_R2_Nam_2024_LaoCai-10.xlsx"},
        {"B11",
         "2026-H1",
         "2025.15",
         "Lào Cai",
         {.format = "html", .row = "I01a"},
         "BC_B11_6T_2026_LaoCai-2025-15_I01a.html"},
        {"R4",
         "2024-02-10..2024-03-01",
         "080",
         "TP. Lào Cai",
         {.format = "xlsx"},
         "BC_R4_20240210_20240301_TpLaoCai-080.xlsx"},
        {"../x", "2024", "a/b", "Đặng", {.format = "csv"}, "BC_---x_Nam_2024_Dang-a-b.csv"},
    };
    for (const Case& each : cases) {
        CAPTURE(each.name);
        ReportTable table;
        table.report = each.report;
        table.period = *parse_period(each.period);
        table.area = each.area;
        table.area_name = {each.area_name, "someone's words"};
        CHECK(file_name_of(table, each.file) == each.name);
    }
}
