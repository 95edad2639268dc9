// Reports as Excel workbooks and Word documents, opened by another program than the one that wrote them.
#include <zip.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <thread>

#include "demo_store.h"
#include "shared/reports/report_grid.h"
#include "shared/sheets/workbook.h"
#include "sync-server/core/make_report.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::test;

namespace {

// Pictures take longer to be opened than the numbers under them.
void leave_out_pictures(std::string& sheet) {
    const std::size_t at = sheet.find("<drawing ");
    if (at != std::string::npos) sheet.erase(at, sheet.find("/>", at) + 2 - at);
}

// Every sum in the workbook forgets what it came to, so that only adding up can bring it back. How many there were.
std::size_t spoil_sums(const std::string& path) {
    int error = 0;
    zip_t* book = zip_open(path.c_str(), 0, &error);
    REQUIRE(book);
    std::vector<std::string> changed;  // alive until the archive is written
    changed.reserve(64);
    std::size_t sums = 0;
    for (zip_int64_t i = 0; i < zip_get_num_entries(book, 0); ++i) {
        zip_stat_t stat;
        zip_stat_index(book, static_cast<zip_uint64_t>(i), 0, &stat);
        if (!std::string(stat.name).starts_with("xl/worksheets/sheet")) continue;
        std::string xml(stat.size, '\0');
        zip_file_t* part = zip_fopen_index(book, static_cast<zip_uint64_t>(i), 0);
        REQUIRE(zip_fread(part, xml.data(), xml.size()) == static_cast<zip_int64_t>(xml.size()));
        zip_fclose(part);
        for (std::size_t at = xml.find("</f><v>"); at != std::string::npos; at = xml.find("</f><v>", at + 1)) {
            const std::size_t value = at + 7;
            xml.replace(value, xml.find("</v>", value) - value, "-1");
            ++sums;
        }
        leave_out_pictures(xml);
        changed.push_back(std::move(xml));
        zip_file_replace(book, static_cast<zip_uint64_t>(i),
                         zip_source_buffer(book, changed.back().data(), changed.back().size(), 0), 0);
    }
    REQUIRE(zip_close(book) == 0);
    return sums;
}

// The charts of a workbook, as they are written.
std::vector<std::string> charts_in(const std::string& path) {
    int error = 0;
    zip_t* book = zip_open(path.c_str(), ZIP_RDONLY, &error);
    REQUIRE(book);
    std::vector<std::string> charts;
    for (int number = 1;; ++number) {
        const std::string name = "xl/charts/chart" + std::to_string(number) + ".xml";
        zip_stat_t stat;
        if (zip_stat(book, name.c_str(), 0, &stat) != 0) break;
        std::string xml(stat.size, '\0');
        zip_file_t* part = zip_fopen(book, name.c_str(), 0);
        REQUIRE(zip_fread(part, xml.data(), xml.size()) == static_cast<zip_int64_t>(xml.size()));
        zip_fclose(part);
        charts.push_back(std::move(xml));
    }
    zip_discard(book);
    return charts;
}

std::string part_of(const std::string& path, const char* name) {
    int error = 0;
    zip_t* book = zip_open(path.c_str(), ZIP_RDONLY, &error);
    REQUIRE(book);
    zip_stat_t stat;
    REQUIRE(zip_stat(book, name, 0, &stat) == 0);
    std::string xml(stat.size, '\0');
    zip_file_t* part = zip_fopen(book, name, 0);
    REQUIRE(zip_fread(part, xml.data(), xml.size()) == static_cast<zip_int64_t>(xml.size()));
    zip_fclose(part);
    zip_discard(book);
    return xml;
}

bool says(const std::string& xml, const std::string& words) { return xml.find(words) != std::string::npos; }

// LibreOffice, told to add up everything it opens.
class Office {
public:
    explicit Office(const TemporaryFolder& folder) : folder_(folder) {
        std::filesystem::create_directories(folder / "profile/user");
        std::ofstream(folder / "profile/user/registrymodifications.xcu") << R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
</oor:items>)";
    }
    // The file as LibreOffice saves it again.
    std::string saved_again(const std::string& path, const std::string& kind = "xlsx") {
        return saved_again(std::vector<std::string>{path}, kind).front();
    }
    // Several at once: most of the time it takes is that of its start.
    std::vector<std::string> saved_again(const std::vector<std::string>& paths, const std::string& kind = "xlsx") {
        const std::string out = folder_ / "again";
        std::vector<std::string> words{"/usr/bin/soffice",
                                       "-env:UserInstallation=file://" + (folder_ / "profile"),
                                       "--headless",
                                       "--convert-to",
                                       kind,
                                       "--outdir",
                                       out};
        words.insert(words.end(), paths.begin(), paths.end());
        CHECK(nuong::testing::run_process(words, {}, {}, std::chrono::minutes(5)).exit_code == 0);
        std::vector<std::string> files;
        for (const std::string& path : paths) files.push_back(out_of(out, path, kind));
        return files;
    }

private:
    static std::string out_of(const std::string& out, const std::string& path, const std::string& kind) {
        const std::string ending = kind.substr(0, kind.find(':'));
        return bytes_of(out + "/" + std::filesystem::path(path).stem().string() + "." + ending);
    }

    const TemporaryFolder& folder_;
};

const sheets::Sheet* sheet_of(const std::vector<sheets::Sheet>& book, const std::string& name) {
    for (const sheets::Sheet& sheet : book)
        if (sheet.name == name) return &sheet;
    return nullptr;
}

bool has_cell(const sheets::Sheet& sheet, const std::string& text) {
    for (const auto& row : sheet.rows)
        for (const std::string& cell : row)
            if (cell == text) return true;
    return false;
}

// Cell by cell, on every sheet.
void check_same_sheets(const std::string& written, const std::string& again) {
    const auto ours = sheets::read_sheets(written), theirs = sheets::read_sheets(again);
    REQUIRE(ours);
    REQUIRE(theirs);
    REQUIRE(theirs->size() == ours->size());
    for (std::size_t i = 0; i < ours->size(); ++i) {
        CAPTURE((*ours)[i].name);
        CHECK((*theirs)[i].name == (*ours)[i].name);
        CHECK((*theirs)[i].rows == (*ours)[i].rows);
    }
}

}  // namespace

TEST_CASE("LibreOffice adds up every total of every report to what the report says, on every sheet") {
    DemoStore demo({.seed = 5, .people = 80, .months = 12, .until = *parse_date("2024-12-31")});
    TemporaryFolder folder;
    std::vector<std::string> paths, written;
    std::map<std::string, std::size_t> sums;
    for (const char* id : {"R1",  "R2",  "R3",  "R4",  "R5",  "R6",  "R7",  "R8",  "R9",  "B01",
                           "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09", "B10", "B11"}) {
        CAPTURE(id);
        const auto table = make_report(*demo.store->read(), id, "089", *reports::parse_period("2024-H1"));
        REQUIRE(table);
        paths.push_back(folder / (std::string(id) + ".xlsx"));
        REQUIRE(reports::write_xlsx(*table, Language::vi, paths.back()));
        written.push_back(bytes_of(paths.back()));
        sums[id] = spoil_sums(paths.back());
    }
    const auto again = Office(folder).saved_again(paths);
    for (std::size_t i = 0; i < paths.size(); ++i) {
        CAPTURE(paths[i]);
        check_same_sheets(written[i], again[i]);
    }
    CHECK(sums["R1"] > 100);
    std::set<std::string> without;
    for (const auto& [id, count] : sums)
        if (count == 0) without.insert(id);
    CHECK(without == std::set<std::string>{"R7", "R8"});  // lists alone
}

TEST_CASE("a half-year report is a workbook with a sheet for each form and its pictures beside it") {
    DemoStore demo({.seed = 5, .people = 80, .months = 12, .until = *parse_date("2024-12-31")});
    TemporaryFolder folder;
    auto table = make_report(*demo.store->read(), "R1", "089", *reports::parse_period("2024-H1"));
    REQUIRE(table);
    table->source = {"Trích xuất 01/07/2024 & dữ liệu đến vị trí 7", ""};
    const std::string path = folder / "r1.xlsx";
    REQUIRE(reports::write_xlsx(*table, Language::vi, path));
    const auto written = sheets::read_sheets(bytes_of(path));
    REQUIRE(written);
    const auto forms = std::count_if(written->begin(), written->end(),
                                     [](const auto& sheet) { return sheet.name.find(' ') == std::string::npos; });
    CHECK(forms == 11);
    CHECK(sheet_of(*written, "B05 biểu đồ"));  // whose figures have targets
    const sheets::Sheet* bands = sheet_of(*written, "B03 mức nguy cơ");
    REQUIRE(bands);
    for (const char* words : {"Thuốc lá, thuốc lào", "nguy cơ thấp", "nguy cơ cao", "chưa đủ câu trả lời", "Tổng"})
        CHECK(has_cell(*bands, words));
    for (const char* words :
         {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "STT", "(3)", "Tổng cộng", "Ghi chú", "NGƯỜI LẬP BIỂU"})
        CHECK(has_cell(*sheet_of(*written, "B02"), words));
}

TEST_CASE(
    "an indicator is drawn as a line over the periods, from numbers that stand beneath and that each period has") {
    DemoStore demo({.seed = 5, .people = 80, .months = 30, .until = *parse_date("2024-12-31")});
    TemporaryFolder folder;
    const auto period = *reports::parse_period("2024-H2");
    const auto table = make_report(*demo.store->read(), "B11", "089", period, Former::counted);
    REQUIRE(table);
    REQUIRE(table->former.size() == 5);
    const auto before = make_report(*demo.store->read(), "B11", "089", *reports::parse_period("2023-H2"));
    for (std::size_t row = 0; row < table->sections[0].rows.size(); ++row)
        CHECK(table->former[3].sections[0].rows[row].total == before->sections[0].rows[row].total);
    const std::string path = folder / "b11.xlsx";
    REQUIRE(reports::write_xlsx(*table, Language::vi, path));
    const auto again = sheets::read_sheets(Office(folder).saved_again(path));
    REQUIRE(again);
    const sheets::Sheet* trends = sheet_of(*again, "B11 xu hướng");
    REQUIRE(trends);
    const std::vector<std::string> head{"Kỳ",        "đầu 2022", "cuối 2022", "đầu 2023",
                                        "cuối 2023", "đầu 2024", "cuối 2024"};
    std::size_t lines = 0, checked = 0;
    for (std::size_t i = 0; i + 1 < trends->rows.size(); ++i) {
        if (trends->rows[i] != head) continue;
        ++lines;
        const std::string& now = trends->rows[i + 1].back();
        for (const reports::ReportRow& row : table->sections[0].rows)
            if (reports::shown_text(row, row.total) == now) {
                ++checked;
                break;
            }
    }
    CHECK(lines > 10);
    CHECK(checked > 3);
    std::size_t drawn = 0;
    for (const std::string& chart : charts_in(path)) drawn += says(chart, "<c:lineChart>");
    CHECK(drawn == lines);
    const sheets::Sheet* heat = sheet_of(*again, "B11 bảng màu");
    REQUIRE(heat);
    CHECK(has_cell(*heat, "✓ đạt"));
    CHECK(has_cell(*heat, "Số đơn vị đạt"));
}

TEST_CASE(
    "what was hidden in a former period is no point of the line and no number in a cell; the heat table has signs") {
    reports::ReportTable table;
    table.report = "R9";
    table.title = {"CHỈ SỐ", "INDICATORS"};
    table.area_name = {"Huyện Văn Bàn", "Van Ban"};
    table.period = *reports::parse_period("2024");
    for (const char* name : {"Võ Lao", "Sơn Thủy", "Nậm Mả", "Nậm Xé"}) table.columns.push_back({name, {name, name}});
    const auto cell = [](std::optional<double> number) {
        reports::Cell made;
        made.numerator = number;
        made.target = Decimal{100, 0};
        made.status = !number         ? reports::CellStatus::hidden
                      : *number < 100 ? reports::CellStatus::not_met
                                      : reports::CellStatus::met;
        return made;
    };
    reports::ReportSection section;
    section.title = {"Cai nghiện", "Treatment"};
    reports::ReportRow row;
    row.id = "reached";
    row.label = {"Số người được tiếp cận", "Reached"};
    row.unit = "people";
    row.cells = {cell(120), cell(85), cell(31), cell(std::nullopt)};
    row.total = cell(240);
    section.rows = {row};
    table.sections = {section};
    for (const auto& [code, number] : {std::pair<const char*, std::optional<double>>{"2022", 64}, {"2023", {}}}) {
        reports::ReportTable before;
        before.period = *reports::parse_period(code);
        before.sections = {section};
        before.sections[0].rows[0].cells.clear();
        before.sections[0].rows[0].total = cell(number);
        table.former.push_back(before);
    }
    TemporaryFolder folder;
    const std::string path = folder / "r9.xlsx";
    REQUIRE(reports::write_xlsx(table, Language::vi, path));
    const auto charts = charts_in(path);
    REQUIRE(charts.size() == 2);  // the units, and the line
    for (const char* words : {"<c:lineChart>", "'R9 xu hướng'!$B$10:$D$10", "Số người được tiếp cận", "<a:prstDash"})
        CHECK(says(charts[1], words));
    const auto again = sheets::read_sheets(Office(folder).saved_again(path));
    REQUIRE(again);
    const auto& trend = sheet_of(*again, "R9 xu hướng")->rows;
    REQUIRE(trend.size() >= 4);
    const auto at = [&](std::size_t from_end) { return trend[trend.size() - from_end]; };
    CHECK(at(4) == std::vector<std::string>{"Kỳ", "2022", "2023", "2024"});
    CHECK(at(3) == std::vector<std::string>{"Kết quả", "64", "", "240"});
    CHECK(at(1) == std::vector<std::string>{"Đánh giá", "chưa đạt", "<5*", "đạt"});
    const auto& heat = sheet_of(*again, "R9 bảng màu")->rows;
    CHECK(heat.back() ==
          std::vector<std::string>{"Số người được tiếp cận", "người", "120", "85", "31", "<5*", "240", "1 trong 3"});
    const std::string formats = part_of(path, "xl/styles.xml");
    for (const char* sign : {"✓", "▽", "▼"}) CHECK(says(formats, sign));  // before numbers that stay numbers
}

TEST_CASE(
    "what a device does not hold stands in the workbook in words: no bar of it is drawn, and the legend says so") {
    reports::ReportTable table;
    table.report = "R9";
    table.title = {"CHỈ SỐ", "INDICATORS"};
    table.area_name = {"Huyện Văn Bàn", "Van Ban"};
    table.period = *reports::parse_period("2024");
    for (const char* name : {"Võ Lao", "Sơn Thủy"}) table.columns.push_back({name, {name, name}});
    const auto cell = [](double number) {
        reports::Cell made;
        made.numerator = number;
        made.target = Decimal{100, 0};
        made.status = reports::CellStatus::met;
        return made;
    };
    const auto not_held = [&](double number) { return blank_cell(cell(number), reports::CellStatus::not_held); };
    reports::ReportSection& section = table.sections.emplace_back();
    section.title = {"Sàng lọc", "Screening"};
    const auto add = [&](const char* bar, const char* code, const reports::Cell& total) {
        reports::ReportRow row;
        row.id = std::string(bar) + code;
        row.label = {row.id, row.id};
        row.unit = "people";
        row.cells = {cell(120), total};
        row.total = total;
        row.band = reports::RowBand{{bar, bar}, {code, code}, code};
        section.rows.push_back(row);
    };
    add("Thuốc lá", "low", not_held(50));
    add("Thuốc lá", "high", not_held(7));
    add("Rượu", "low", cell(120));
    add("Rượu", "high", cell(140));
    TemporaryFolder folder;
    const std::string path = folder / "r9.xlsx";
    REQUIRE(reports::write_xlsx(table, Language::vi, path));
    const auto written = sheets::read_sheets(bytes_of(path));
    REQUIRE(written);
    CHECK(has_cell(*sheet_of(*written, "R9 mức nguy cơ"), "không giữ trên máy này"));
    std::size_t drawn = 0;
    for (const std::string& chart : charts_in(path))
        if (says(chart, "percentStacked")) {
            ++drawn;
            CHECK(says(chart, "Rượu"));
            CHECK_FALSE(says(chart, "Thuốc lá"));
        }
    CHECK(drawn == 1);
    bool is_said = false;
    for (const auto& line : sheet_of(*written, "R9 bảng màu")->rows)
        for (const std::string& words : line) is_said = is_said || says(words, "hoặc không giữ trên máy này");
    CHECK(is_said);
}

TEST_CASE("the same report has the same bytes, whenever it is written") {
    DemoStore demo({.seed = 5, .people = 20, .months = 6, .until = *parse_date("2024-12-31")});
    TemporaryFolder folder;
    const auto table = make_report(*demo.store->read(), "R3", "089", *reports::parse_period("2024-H2"));
    REQUIRE(table);
    REQUIRE(reports::write_xlsx(*table, Language::vi, folder / "one.xlsx"));
    std::this_thread::sleep_for(std::chrono::milliseconds(2'100));  // archives count time in steps of two seconds
    REQUIRE(reports::write_xlsx(*table, Language::vi, folder / "two.xlsx"));
    CHECK(bytes_of(folder / "one.xlsx") == bytes_of(folder / "two.xlsx"));
}

TEST_CASE("targets and results stand side by side as bars, and what is hidden is in no sum") {
    reports::ReportTable table;
    table.report = "B01";
    table.title = {"BIỂU 01", "FORM 01"};
    table.area_name = {"Huyện Văn Bàn", "Van Ban"};
    table.period = *reports::parse_period("2024");
    reports::ReportSection section;
    section.title = {"Cai nghiện", "Treatment"};
    section.areas_as_rows = true;
    section.shown = {"target", "actual", "percent"};
    const auto row = [&](const char* id, std::optional<double> last) {
        reports::ReportRow figure;
        figure.id = id;
        figure.label = {std::string("Tại ") + id, id};
        for (const std::optional<double> value : {std::optional(120.0), std::optional(80.0), last}) {
            reports::Cell cell;
            cell.numerator = value;
            cell.target = Decimal{100, 0};
            if (!value) cell.status = reports::CellStatus::hidden;
            figure.cells.push_back(cell);
        }
        figure.total.numerator = 203;
        figure.total.target = Decimal{300, 0};
        return figure;
    };
    section.rows = {row("centre", 3), row("home", std::nullopt)};
    for (const char* name : {"Võ Lao", "Sơn Thủy", "Nậm Mả"}) table.columns.push_back({name, {name, name}});
    table.sections = {section};
    TemporaryFolder folder;
    const std::string path = folder / "b01.xlsx";
    REQUIRE(reports::write_xlsx(table, Language::vi, path));
    const auto charts = charts_in(path);
    REQUIRE(charts.size() == 2);
    CHECK(says(charts[0], "B01!$C$12:$C$14"));  // the targets, and the results beside them
    CHECK(says(charts[0], "B01!$D$12:$D$14"));
    CHECK(says(charts[0], "Tại centre"));
    CHECK_FALSE(says(charts[0], "&lt;5*"));
    CHECK(says(charts[1], "&lt;5*"));  // hidden: no bar, and no "0" over it
    for (const std::string& chart : charts)
        for (const char* words : {"Chỉ tiêu", "Kết quả", "Đơn vị", "[$-42A]#,##0"}) CHECK(says(chart, words));
    REQUIRE(spoil_sums(path) == 3);  // both targets and the one result
    const auto again = sheets::read_sheets(Office(folder).saved_again(path));
    REQUIRE(again);
    CHECK(sheet_of(*again, "B01 biểu đồ"));
    const auto& rows = sheet_of(*again, "B01")->rows;
    const auto total = std::find_if(rows.begin(), rows.end(),
                                    [](const auto& cells) { return cells.size() > 1 && cells[1] == "Tổng cộng"; });
    REQUIRE(total != rows.end());
    CHECK(*total == std::vector<std::string>{"", "Tổng cộng", "300", "203", "-", "300", "203", "-"});
}

TEST_CASE("units side by side are drawn beside the target of each, and nobody reads from it what is hidden") {
    reports::ReportTable table;
    table.report = "R9";
    table.title = {"CHỈ SỐ", "INDICATORS"};
    table.area_name = {"Huyện Văn Bàn", "Van Ban"};
    table.period = *reports::parse_period("2024");
    reports::ReportSection section;
    section.title = {"Cai nghiện", "Treatment"};
    reports::ReportRow row;
    row.id = "reached";
    row.label = {"Tỷ lệ được tiếp cận", "Reached"};
    row.unit = "percent";
    row.is_share = true;
    const std::optional<Decimal> values[] = {Decimal{725, 1}, Decimal{913, 1}, std::nullopt};
    for (std::size_t i = 0; i < 3; ++i) {
        reports::Cell cell;
        cell.value = values[i];
        cell.target = Decimal{800 + 7 * static_cast<int>(i), 1};
        if (!cell.value) cell.status = reports::CellStatus::hidden;
        row.cells.push_back(cell);
    }
    row.total.value = Decimal{818, 1};
    row.total.target = Decimal{800, 1};
    reports::ReportRow unknown = row;  // hidden in every unit: targets alone are no picture
    for (reports::Cell& cell : unknown.cells) {
        cell.value.reset();
        cell.status = reports::CellStatus::hidden;
    }
    section.rows = {row, row, unknown};
    for (reports::Cell& cell : section.rows[1].cells) cell.target.reset();  // without a target there is no picture
    for (const char* name : {"Võ Lao", "Sơn Thủy", "Nậm Mả"}) table.columns.push_back({name, {name, name}});
    table.sections = {section};
    TemporaryFolder folder;
    const std::string path = folder / "r9.xlsx";
    REQUIRE(reports::write_xlsx(table, Language::vi, path));
    const auto charts = charts_in(path);
    REQUIRE(charts.size() == 1);
    for (const char* words : {"Tỷ lệ được tiếp cận", "R9!$C$10:$E$10", "R9!$C$12:$E$12", "'R9 biểu đồ'!$B$28:$D$28",
                              "&lt;5*", "[$-42A]#,##0.0"}) {
        CAPTURE(words);
        CHECK(says(charts.front(), words));
    }
    const auto again = sheets::read_sheets(Office(folder).saved_again(path));
    REQUIRE(again);
    const sheets::Sheet* pictures = sheet_of(*again, "R9 biểu đồ");
    REQUIRE(pictures);
    CHECK(pictures->rows.back() == std::vector<std::string>{"Mục tiêu", "80", "80.7", "81.4"});
}

TEST_CASE("the text for the committee says the same figures, and an office can open it and write on") {
    DemoStore demo({.seed = 5, .people = 80, .months = 12, .until = *parse_date("2024-12-31")});
    TemporaryFolder folder;
    auto table = make_report(*demo.store->read(), "R2", "089", *reports::parse_period("2024"));
    REQUIRE(table);
    table->source = {"Trích xuất 02/01/2025 <thử> & hết", ""};
    reports::ReportRow& large = table->sections.front().rows.front();
    large.label = {"Người \"được\" <cai nghiện> & điều trị", ""};
    large.total.numerator = 1'234'567;
    const std::string path = folder / "r2.docx";
    REQUIRE(reports::write_report(*table, "", path, Language::vi));
    const std::string text = Office(folder).saved_again(path, "txt:Text (encoded):UTF8");
    for (const char* words :
         {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI", "V. KIẾN NGHỊ, ĐỀ XUẤT",
          "Nơi nhận:", "- Người \"được\" <cai nghiện> & điều trị: 1.234.567"}) {
        CAPTURE(words);
        CHECK(text.find(words) != std::string::npos);
    }
    std::size_t told = 0;
    for (const reports::ReportSection& section : table->sections)
        for (const reports::ReportRow& row : section.rows) {
            if (row.total.status == reports::CellStatus::hidden || row.total.numerator.value_or(0) == 0) continue;
            CAPTURE(row.label.vi);
            CHECK(text.find(row.label.vi + ": ") != std::string::npos);
            ++told;
        }
    CHECK(told > 50);
    REQUIRE(reports::write_docx(*table, Language::vi, folder / "again.docx"));
    CHECK(bytes_of(folder / "again.docx") == bytes_of(path));
}
