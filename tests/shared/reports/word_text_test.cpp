// The text of a report as a Word document: what it says of numbers and lists that nobody here could count.
#include <catch2/catch_test_macros.hpp>

#include "shared/reports/report_table.h"
#include "tests/shared/reports/file_part.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::reports;
using nuong::test::TemporaryFolder;

namespace {

std::string text_of(const ReportTable& table, Language language) {
    const TemporaryFolder folder;
    const std::string path = folder / "report.docx";
    REQUIRE(write_docx(table, language, path));
    return reports::testing::part_of(path, "word/document.xml");
}

bool says(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

ReportRow row_of(const char* label, std::optional<double> number) {
    ReportRow row;
    row.id = label;
    row.label = {label, label};
    row.unit = "people";
    row.total.numerator = number;
    if (!number) row.total.status = CellStatus::not_held;
    return row;
}

ReportTable table_with(ReportSection section) {
    ReportTable table;
    table.report = "R1";
    table.title = {"Báo cáo quản lý", "Management"};
    table.area_name = {"Văn Bàn", "Van Ban"};
    table.period = *parse_period("2024-H1");
    section.title = {"Sàng lọc", "Screening"};
    table.sections.push_back(std::move(section));
    return table;
}

}  // namespace

TEST_CASE(
    "a Word report says that something did not occur only of what was counted; what is not held is said to be so") {
    ReportSection section;
    section.rows = {row_of("Số buổi", 0.0), row_of("Người sàng lọc", std::nullopt)};
    ReportRow share = row_of("Nam trên số sàng lọc", std::nullopt);
    share.is_share = true;
    share.total.numerator = 0;
    section.rows.push_back(share);
    const ReportTable table = table_with(section);
    const std::string text = text_of(table, Language::vi);
    CHECK(says(text, "Không phát sinh: Số buổi."));
    CHECK(says(text, "Người sàng lọc: không giữ trên máy này."));
    CHECK(says(text, "Nam trên số sàng lọc: 0 người (mẫu số không giữ trên máy này)."));
    CHECK(says(text_of(table, Language::en), "Người sàng lọc: not held on this device."));
}

TEST_CASE("a list that the device does not hold is not said to have nobody on it") {
    ReportSection section;
    section.list_head = {{"Ngày", "Day"}};
    CHECK(says(text_of(table_with(section), Language::vi), "Không có."));
    section.lists_all = false;
    const std::string not_held = text_of(table_with(section), Language::vi);
    CHECK_FALSE(says(not_held, "Không có."));
    CHECK(says(not_held, "không giữ trên máy này"));
    section.list.push_back({"", "03061", {"01/02/2024"}, ""});
    const std::string in_part = text_of(table_with(section), Language::vi);
    CHECK(says(in_part, "01/02/2024"));
    CHECK(says(in_part, "Chỉ gồm những dòng giữ trên máy này."));
}
