// What a clerk opens in Excel: real numbers and days, and nothing that runs.
#include <catch2/catch_test_macros.hpp>

#include "shared/base/harmless_text.h"
#include "shared/sheets/package_parts.h"
#include "tests/shared/exports/export_world.h"

using namespace nuong;
using namespace nuong::exports;

namespace {

const std::vector<std::string> attacks{"=cmd|' /C calc'!A0",
                                       "=1+1",
                                       "+1+cmd|' /C calc'!A0",
                                       "-2+3+cmd|' /C calc'!A0",
                                       "@SUM(A1:A9)",
                                       "\t=1+1",
                                       "\r=1+1",
                                       "  =1+1",
                                       "＝1+1"};

const sheets::Sheet& sheet_named(const std::vector<sheets::Sheet>& sheets, const std::string& name) {
    for (const sheets::Sheet& sheet : sheets)
        if (sheet.name == name) return sheet;
    FAIL("no sheet " << name);
    return sheets.front();
}

std::string json_text(const std::string& text) { return Json(text).dump(); }

}  // namespace

TEST_CASE("text that a spreadsheet would run begins with an apostrophe; numbers and words stay as they are") {
    for (const std::string& attack : attacks) {
        CAPTURE(attack);
        CHECK(harmless_text(attack).starts_with("'" + attack.substr(0, 1)));
    }
    for (const char* plain :
         {"-", "-5", "+1.5", "", "Vàng Seo Phử", "a=b", "1-2", "3 + 4", "lan@xa.vn", "'=1", "- mua xà phòng; -5"}) {
        CAPTURE(plain);
        const std::string text = plain;
        CHECK((harmless_text(text) == text || text.starts_with("- ")));
    }
    CHECK(harmless_text("=1+1") == "'=1+1");
    CHECK(harmless_text("\t=1+1") == "'\t'=1+1");
    // A program that separates by semicolons begins a new cell there, quotes or not.
    CHECK(harmless_text("x;=cmd()") == "x;'=cmd()");
    CHECK(harmless_text("x; \"@cmd()") == "x; \"'@cmd()");
    CHECK(harmless_text("x\n-cmd()") == "x\n'-cmd()");
    CHECK(harmless_text("mua:\n- xà phòng\n- 5 chai; -3") == "mua:\n- xà phòng\n- 5 chai; -3");
    CHECK(csv_field("a,\"b\"") == "\"a,\"\"b\"\"\"");
    CHECK(csv_field("a;b") == "\"a;b\"");
    CHECK(csv_field("ab") == "ab");
}

TEST_CASE("no cell of a CSV begins with what a spreadsheet runs, answers and labels alike") {
    const TemporaryFolder folder;
    const auto form = forms::compiled(forms::package(
        R"~([{"type":"text","name":"note","label":{"vi":"=HYPERLINK(1)"
}
},{"type":"integer","name":"n","label":"Số"}])~"));
    std::vector<RecordState> records;
    for (const std::string& attack : attacks)
        records.push_back(
            record_of(form, R"({"n":-7,"note":)" + json_text(attack) + "}", static_cast<int>(records.size()) + 1));
    Order order = order_of(form, folder / "a.csv");
    order.wish.labels = "vi";
    REQUIRE(export_all(order, records));
    const Lines lines = lines_of_csv(bytes_of(folder / "a.csv"));
    for (const auto& line : lines)
        for (const std::string& cell : line) {
            CAPTURE(cell);
            CHECK((cell.empty() || cell == "-7" || std::string("=+-@\t\r").find(cell[0]) == std::string::npos));
        }
    CHECK(cell_at(lines, 0, "Số") == "-7");
    CHECK(cell_at(lines, 0, "'=HYPERLINK(1)") == "'" + attacks[0]);
}

TEST_CASE("a workbook opens with numbers as numbers, days as days, a sheet per repeat, and says whose it is") {
    const TemporaryFolder folder;
    const auto form = forms::compiled(visit);
    const auto exported = export_all(
        order_of(form, folder / "v.xlsx", {Sensitivity::health}),
        {record_of(form,
                   R"~({"full_name":"=cmd()","age":39,"weight":51.5,"seen":"2024-06-03","members":[{"name":"Súa"}]})~"),
         record_of(form, R"({"age":-3,"phone":"0912345678"})", 2)});
    REQUIRE(exported);
    const auto sheets = sheets::read_sheets(bytes_of(folder / "v.xlsx"));
    REQUIRE(sheets);
    REQUIRE(sheets->size() == 4);
    const Lines& visits = sheet_named(*sheets, "trial").rows;
    CHECK(cell_at(visits, 0, "full_name") == "=cmd()");
    CHECK(cell_at(visits, 0, "age") == "39");
    CHECK(cell_at(visits, 0, "seen") == "2024-06-03");
    CHECK(cell_at(visits, 1, "age") == "-3");
    CHECK(cell_at(visits, 1, "phone") == "0912345678");
    CHECK(cell_at(sheet_named(*sheets, "members").rows, 0, "members/name") == "Súa");
    const Lines& about = (*sheets)[0].rows;
    CHECK(about[1][1] == exported->stamp.number);
    CHECK(about[2][1] == "lan");
    CHECK(about[8][1] == "2");
    CHECK(about[9][1] == "hiv, risk, clinic");

    const std::string bytes = bytes_of(folder / "v.xlsx");
    auto parts = sheets::PackageParts::open(bytes);
    REQUIRE(parts);
    const std::string xml = parts->part("xl/worksheets/sheet2.xml").value().value();
    CHECK(xml.find("<f>") == std::string::npos);
    CHECK(xml.find("<v>39</v>") != std::string::npos);
    CHECK(xml.find("lan outreach_worker 2024-06-30") != std::string::npos);  // printed on every page
}
