// The workbook as an office prints it: which sheets there are, what stands over their columns, and what every page of
// them begins and ends with.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>

#include "shared/reports/printed_table.h"
#include "shared/sheets/workbook.h"
#include "tests/shared/reports/file_part.h"
#include "tests/shared/reports/sample_cells.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::reports;
using nuong::reports::testing::part_of;
using nuong::reports::testing::people;
using nuong::test::TemporaryFolder;

namespace {

using Texts = std::vector<std::string>;

ReportRow figure(const char* label, Cell cell) {
    ReportRow row;
    row.id = label;
    row.label = {label, label};
    row.unit = "people";
    row.cells = {cell, cell};
    row.total = cell;
    if (cell.numerator) row.total.numerator = 2 * *cell.numerator;
    return row;
}

ReportRow share(const char* label) {
    ReportRow row = figure(label, people(1));
    row.is_share = true;
    for (Cell* cell : {&row.cells[0], &row.cells[1], &row.total}) {
        cell->denominator = 3;
        cell->value = Decimal{333, 1};
    }
    return row;
}

ReportSection section_of(const char* form, const char* title, std::vector<ReportRow> rows) {
    ReportSection section;
    section.id = title;
    section.title = {title, title};
    section.form = form;
    section.form_title = {std::string("BIỂU ") + form, form};
    section.rows = std::move(rows);
    return section;
}

ReportSection units_as_lines(ReportSection section, Texts shown) {
    section.areas_as_rows = true;
    section.shown = std::move(shown);
    return section;
}

ReportTable half_year(std::vector<ReportSection> sections) {
    ReportTable table;
    table.report = "R1";
    table.title = {"BÁO CÁO", "REPORT"};
    table.area = "089";
    table.area_name = {"Huyện Văn Bàn", "Van Ban"};
    table.period = *parse_period("2024-H1");
    table.columns = {{"03076", {"Nậm Chầy", "Nam Chay"}}, {"03079", {"Tân An", "Tan An"}}};
    table.source = {"Trích xuất 05/07/2024; 2 máy chưa đồng bộ", "Made on 05/07/2024"};
    table.sections = std::move(sections);
    return table;
}

struct Book {
    TemporaryFolder folder;
    std::string path = folder / "report.xlsx";
    std::vector<sheets::Sheet> pages;

    explicit Book(const ReportTable& table) {
        REQUIRE(write_xlsx(table, Language::vi, path));
        std::ifstream file(path, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        pages = sheets::read_sheets(bytes).value();
    }
    Texts names() const {
        Texts all;
        for (const sheets::Sheet& sheet : pages) all.push_back(sheet.name);
        return all;
    }
    std::string part(std::size_t sheet) const {
        return part_of(path, "xl/worksheets/sheet" + std::to_string(sheet + 1) + ".xml");
    }
    // The line of a sheet that has this text in its second column.
    Texts line(std::size_t sheet, const std::string& label) const {
        for (const Texts& row : pages[sheet].rows)
            if (row.size() > 1 && row[1] == label) return row;
        FAIL("no line " << label);
        return {};
    }
};

bool says(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_CASE(
    "parts of a form stand under one head that each page repeats, numbered I, II, also where only one has shares") {
    const Book book(half_year({section_of("B03", "I. Tiếp cận", {figure("Lượt", people(4))}),
                               section_of("B03", "II. Chuyển gửi", {figure("Đã đến", people(2)), share("Tỷ lệ")})}));
    CHECK(book.names() == Texts{"B03"});
    CHECK(book.line(0, "Tiếp cận").front() == "I");
    CHECK(book.line(0, "Chuyển gửi").front() == "II");
    CHECK(book.line(0, "Đã đến").front() == "1");
    CHECK(book.line(0, "Lượt") == Texts{"1", "Lượt", "4", "4", "8", "8", "-", "-", "-"});
    CHECK(book.line(0, "Tỷ lệ") == Texts{"2", "Tỷ lệ", "33.3", "33.3", "33.3", "2", "3", "-", "-"});
    CHECK(book.line(0, "B") == Texts{"A", "B", "(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "C"});
    CHECK(says(part_of(book.path, "xl/workbook.xml"), "!$8:$10</definedName>"));
}

TEST_CASE("the one figure of a second table of units is the last column of the first, as in the printed annex") {
    const Book book(half_year(
        {units_as_lines(section_of("B01", "Chỉ tiêu và kết quả", {figure("Tổng số", people(4, Decimal{5, 0}))}),
                        {"target", "actual", "percent"}),
         units_as_lines(section_of("B01", "Tỷ lệ chuyển duy trì", {share("Duy trì")}), {"target", "percent"})}));
    REQUIRE_FALSE(book.pages.empty());
    CHECK(book.pages.front().name == "B01");
    const Texts sheet_names = book.names();
    CHECK(std::count(sheet_names.begin(), sheet_names.end(), "B01 (2)") == 0);
    CHECK(book.line(0, "Tân An") == Texts{"2", "Tân An", "5", "4", "-", "-", "33.3"});
    CHECK(book.line(0, "Tổng cộng") == Texts{"", "Tổng cộng", "5", "8", "-", "-", "33.3"});
    CHECK(says(part_of(book.path, "xl/workbook.xml"), "!$9:$11</definedName>"));
    const Texts& heads = book.pages.front().rows.at(8);
    CHECK(std::find(heads.begin(), heads.end(), "Duy trì") != heads.end());
}

TEST_CASE("what needs another head stands on a sheet of its own, and each sheet repeats its own head") {
    ReportSection list = section_of("B03", "III. Chưa đến", {});
    list.list_head = {{"Dịch vụ", "Service"}};
    list.list = {{"", "03076", {"Y tế"}, ""}};
    const Book book(half_year(
        {units_as_lines(section_of("B03", "I. Theo đơn vị", {figure("Lượt", people(4)), figure("Người", people(3))}),
                        {"actual"}),
         section_of("B03", "II. Tiếp cận", {figure("Đã gặp", people(2))}), list}));
    CHECK(book.names() == Texts{"B03", "B03 (2)", "B03 (3)"});
    const std::string names = part_of(book.path, "xl/workbook.xml");
    for (const char* titles :
         {">B03!$9:$10</definedName>", ">'B03 (2)'!$9:$11</definedName>", ">'B03 (3)'!$9:$10</definedName>"}) {
        CAPTURE(titles);
        CHECK(says(names, titles));
    }
    CHECK(book.line(2, "(2)") == Texts{"(1)", "(2)", "(3)"});  // a list has no columns of numbers
}

TEST_CASE("every sheet is printed on A4, as wide as a page, with the state of the data at its foot; pictures too") {
    ReportRow judged = figure("Được tiếp cận", people(4, Decimal{5, 0}));
    judged.band = RowBand{{"Thuốc lá", "Tobacco"}, {"thấp", "low"}, "low"};
    ReportTable table = half_year({section_of("B11", "Chỉ tiêu", {judged})});
    ReportTable before = table;
    before.period = *parse_period("2023-H2");
    before.source = {};
    table.former = {before};
    const Book book(table);
    REQUIRE(book.names() == Texts{"B11", "B11 biểu đồ", "B11 mức nguy cơ", "B11 bảng màu", "B11 xu hướng"});
    for (std::size_t sheet = 0; sheet < book.pages.size(); ++sheet) {
        CAPTURE(book.pages[sheet].name);
        const std::string xml = book.part(sheet);
        CHECK(says(xml, R"(paperSize="9")"));
        CHECK(says(xml, R"(<pageSetUpPr fitToPage="1"/>)"));
        CHECK(says(xml, R"(fitToHeight="0")"));
        const std::string& name = book.pages[sheet].name;
        const bool is_of_pictures = name == "B11 xu hướng" || name == "B11 biểu đồ";  // several, one below the other
        CHECK(says(xml, R"(orientation="landscape")") == !is_of_pictures);
        CHECK(says(xml, "2 máy chưa đồng bộ"));
        CHECK(says(xml, "Trang &amp;P/&amp;N"));
    }
}

TEST_CASE("three pictures stand on a page, and every figure that has a target keeps its own") {
    std::vector<ReportRow> judged;
    for (const char* name : {"Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy"})
        judged.push_back(figure(name, people(4, Decimal{5, 0})));
    judged.push_back(figure("Không có mục tiêu", people(4)));
    const Book book(half_year({section_of("B11", "Chỉ tiêu", judged)}));
    REQUIRE(book.names() == Texts{"B11", "B11 biểu đồ", "B11 bảng màu"});
    const std::string xml = book.part(1);
    CHECK(says(xml, R"(<rowBreaks count="2" manualBreakCount="2"><brk id="89" max="16383" man="1"/><brk id="179")"));
    CHECK(says(part_of(book.path, "xl/charts/chart7.xml"), "Bảy"));
    const auto has_picture = [&](int number) {
        const std::string drawing = part_of(book.path, "xl/drawings/drawing1.xml");
        return says(drawing, "name=\"Chart " + std::to_string(number) + "\"");
    };
    CHECK(has_picture(7));
    CHECK_FALSE(has_picture(8));
}

TEST_CASE("a line of a table is as high as its words need, broken between words") {
    const Book book(half_year({section_of("B02", "Đầu kỳ",
                                          {figure("Người nghiện có hồ sơ, nam: đầu kỳ", people(3)),
                                           figure("Người nghiện có hồ sơ, giới khác: giảm trong kỳ", people(3))})}));
    const std::string xml = book.part(0);
    const auto height_of = [&](const std::string& number) {
        const auto& rows = book.pages[0].rows;
        const auto line =
            std::find_if(rows.begin(), rows.end(), [&](const Texts& row) { return !row.empty() && row[0] == number; });
        const std::size_t row = xml.find("<row r=\"" + std::to_string(line - rows.begin() + 1) + "\""),
                          at = xml.find(" ht=\"", row) + 5;
        return xml.substr(at, xml.find('"', at) - at);
    };
    CHECK(height_of("1") == "16");
    CHECK(height_of("2") == "32");
}

TEST_CASE("a table of many units is read on paper: over two pages, each with the names of its lines") {
    ReportTable table = half_year({section_of("B02", "Đầu kỳ", {figure("Nam", people(3))})});
    while (table.columns.size() < 23) table.columns.push_back(table.columns.back());
    table.sections[0].rows[0].cells.assign(23, people(3));
    const Book book(table);
    CHECK(says(book.part(0), R"(<colBreaks count="1" manualBreakCount="1">)"));
    CHECK(says(book.part(0), "scale=\""));
    CHECK_FALSE(says(book.part(0), "fitToPage"));  // a sheet that is fitted is cut wherever a program likes
    CHECK(says(part_of(book.path, "xl/workbook.xml"), "B02!$A:$B,B02!$9:$11</definedName>"));
    // The heads stand on the first page, left and right; nothing of them is cut. Each page has the title.
    const Texts& heads = book.pages[0].rows[0];
    REQUIRE(heads.size() > 4);
    CHECK(heads.back() == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    const std::string break_mark = "<brk id=\"";
    const std::string xml = book.part(0);
    CHECK(heads.size() + 4 < std::stoul(xml.substr(xml.find(break_mark) + break_mark.size())));  // five columns wide
    const Texts& titles = book.pages[0].rows[4];
    CHECK(std::count(titles.begin(), titles.end(), "BIỂU B02") == 1);
    CHECK(titles.back() == "BIỂU B02 (tiếp theo)");
    const Book small(half_year({section_of("B02", "Đầu kỳ", {figure("Nam", people(3))})}));
    CHECK_FALSE(says(small.part(0), "colBreaks"));
    CHECK(says(small.part(0), "fitToPage"));
}

TEST_CASE("a page ends where a group of figures ends, and who signs does so under the end of the table") {
    std::vector<ReportRow> figures;
    for (int i = 0; i < 14; ++i) {
        figures.push_back(figure("Người", people(4, Decimal{5, 0})));
        figures.back().id = std::to_string(i);
        figures.back().head = {{i < 6 ? "Tập trung" : "Cộng đồng", ""}, {"Nhóm " + std::to_string(i), ""}};
    }
    const Book book(half_year(
        {units_as_lines(section_of("B01", "Chỉ tiêu", std::move(figures)), {"target", "actual", "percent"})}));
    CHECK(says(book.part(0), "<brk id=\"20\" "));  // two columns, and six figures of three parts
    const auto& rows = book.pages[0].rows;
    const auto column_of = [&](const std::string& words) {
        for (const Texts& row : rows)
            if (const auto at = std::find(row.begin(), row.end(), words); at != row.end()) return at - row.begin();
        FAIL("nowhere: " << words);
        return std::ptrdiff_t{0};
    };
    CHECK(column_of("BIỂU B01 (tiếp theo)") == 20);
    CHECK(column_of("NGƯỜI LẬP BIỂU") == 20);
    CHECK(column_of("THỦ TRƯỞNG ĐƠN VỊ") > 30);
    CHECK(column_of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") < 20);
}

TEST_CASE("a figure that is a part of another is numbered as its part") {
    const Book book(
        half_year({section_of("B11", "Chỉ tiêu",
                              {figure("I20", people(4)), figure("I20a", people(3)), figure("I20b", people(1)),
                               figure("I21", people(2)), figure("I22c", people(2))})}));
    Texts numbers;
    for (const char* label : {"I20", "I20a", "I20b", "I21", "I22c"}) numbers.push_back(book.line(0, label).front());
    CHECK(numbers == Texts{"1", "1.1", "1.2", "2", "3"});
}

TEST_CASE("the number that a title begins with is its own, another is counted") {
    CHECK(numbered("IV. Theo dân tộc", 1) == NumberedTitle{"IV", "Theo dân tộc"});
    CHECK(numbered("Tập huấn", 9) == NumberedTitle{"IX", "Tập huấn"});
    CHECK(numbered("Vận động", 14) == NumberedTitle{"XIV", "Vận động"});
    CHECK(numbered("II", 3) == NumberedTitle{"III", "II"});
}
