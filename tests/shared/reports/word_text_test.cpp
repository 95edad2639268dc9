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

TEST_CASE("a long list of what did not occur is a number, for all that is not told is in it") {
    ReportSection section;
    for (int i = 0; i < 13; ++i) section.rows.push_back(row_of(("Nhóm " + std::to_string(i)).c_str(), 0.0));
    CHECK(says(text_of(table_with(section), Language::vi), "Không phát sinh: mọi nội dung của phần này."));
    section.rows.push_back(row_of("Nhóm khác", 4.0));
    const std::string text = text_of(table_with(section), Language::vi);
    CHECK(says(text, "Nhóm khác: 4 người."));
    CHECK(says(text, "Không phát sinh: 13 nội dung còn lại của phần này."));
    CHECK_FALSE(says(text, "Nhóm 7"));
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

TEST_CASE("the text tells the situation, then each sub-project with its forms and parts, numbered as offices do") {
    ReportTable table;
    table.report = "R1";
    table.title = {"Báo cáo", "Report"};
    table.area_name = {"Văn Bàn", "Van Ban"};
    table.period = *parse_period("2024-H1");
    const auto add = [&](const char* form, const char* title, const char* row, double number) {
        ReportSection section;
        section.form = form;
        section.form_title = {std::string("BIỂU ") + form, form};
        section.title = {title, title};
        section.rows = {row_of(row, number)};
        table.sections.push_back(std::move(section));
    };
    add("B01", "Kết quả điều trị", "Được điều trị", 245);
    add("B02", "I. Đầu kỳ", "Đầu kỳ", 31);
    add("B02", "II. Theo giới", "Nữ", 2);
    add("B03", "I. Tiếp cận", "Lượt", 7);
    add("B06", "I. Quản lý sau cai", "Được quản lý", 9);
    add("B09", "I. Giảm hại", "Nhận dịch vụ", 5);
    add("B11", "Chỉ tiêu", "I01", 3);
    std::string text = text_of(table, Language::vi);
    std::size_t at = 0;
    for (const char* words : {"II. KẾT QUẢ THỰC HIỆN",
                              "A. Tình hình chung",
                              "1. BIỂU B02",
                              "1.1. Đầu kỳ",
                              "- Đầu kỳ: 31 người.",
                              "1.2. Theo giới",
                              "- Nữ: 2 người.",
                              "B. Tiểu dự án 1: Nâng cao hiệu quả công tác cai nghiện ma túy",
                              "1. BIỂU B01",
                              "1.1. Kết quả điều trị",
                              "- Được điều trị: 245 người.",
                              "2. BIỂU B06",
                              "2.1. Quản lý sau cai",
                              "C. Tiểu dự án 2: Phòng ngừa nghiện ma túy",
                              "1. BIỂU B03",
                              "- Lượt: 7 người.",
                              "D. Nội dung khác",
                              "1. BIỂU B09",
                              "E. Chỉ tiêu theo kế hoạch",
                              "- I01: 3 người.",
                              "III. KHÓ KHĂN, VƯỚNG MẮC"}) {
        CAPTURE(words);
        const std::size_t found = text.find(words, at);
        REQUIRE(found != std::string::npos);
        at = found;
    }
    // A report that is no collection of forms has its own parts alone.
    table.report = "B02";
    std::erase_if(table.sections, [](const ReportSection& section) { return section.form != "B02"; });
    text = text_of(table, Language::vi);
    CHECK(says(text, ">1. Đầu kỳ<"));
    CHECK(says(text, ">2. Theo giới<"));
    CHECK_FALSE(says(text, "Tình hình chung"));
}

TEST_CASE("what a Word report tells of the same people stands in one line, which names them once") {
    ReportSection section;
    section.rows = {row_of("Người sau cai: đầu kỳ", 13.0),        row_of("Người sau cai: tăng trong kỳ", 16.0),
                    row_of("Người sau cai: giảm trong kỳ", 0.0),  row_of("Người sau cai: cuối kỳ", 29.0),
                    row_of("Người có nguy cơ cao: đầu kỳ", 50.0), row_of("Người có nguy cơ cao: cuối kỳ", 67.0),
                    row_of("Người được sàng lọc", 45.0)};
    section.rows[5].total.previous = 44;  // beside another figure it has a line of its own
    const std::string text = text_of(table_with(section), Language::vi);
    CHECK(says(text, "- Người sau cai: đầu kỳ: 13 người; tăng trong kỳ: 16 người; cuối kỳ: 29 người."));
    CHECK(says(text, "- Người có nguy cơ cao: đầu kỳ: 50 người."));
    CHECK(says(text, "- Người có nguy cơ cao: cuối kỳ: 67 người; kỳ trước 44"));
    CHECK(says(text, "- Người được sàng lọc: 45 người."));
    CHECK(says(text, "Không phát sinh: Người sau cai: giảm trong kỳ."));
}
