// A heat table on paper: every number stands in words, whatever its tint, and nothing that was written becomes markup.
#include "shared/charts/heat_page.h"

#include <catch2/catch_test_macros.hpp>
#include <pugixml.hpp>

using namespace nuong;
using namespace nuong::charts;

TEST_CASE("each cell of a heat table on paper has its number and its tint, and names stay words") {
    HeatPaper paper{.title = "Xã theo tuần",
                    .subject = "Văn Bàn",
                    .about = "Ô đậm hơn là nhiều hơn.",
                    .head = {"Xã", "Tuần 48", "Cả"},
                    .foot = "Lập lúc"};
    paper.lines.push_back({.name = "Cả địa bàn", .is_sum = true, .numbers = {{"12", 0}, {"12", 0}}});
    paper.lines.push_back({.name = "<Võ Lao>", .remark = "2 tuần chưa có gì", .numbers = {{"12", 4}, {"12", 9}}});
    const std::string page = page_of_heat(paper, Language::vi);
    pugi::xml_document parsed;
    REQUIRE(parsed.load_string(page.substr(page.find("<html")).c_str()));
    const auto lines = parsed.select_nodes("//tbody/tr");
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].node().attribute("class").value() == std::string("sum"));
    const auto commune = lines[1].node();
    CHECK(commune.child("th").text().get() == std::string("<Võ Lao>"));
    CHECK(commune.child("th").child("span").text().get() == std::string("2 tuần chưa có gì"));
    for (const pugi::xml_node cell : commune.children("td")) {
        CHECK(cell.text().get() == std::string("12"));
        CHECK(cell.attribute("class").value() == std::string("level4"));  // there is nothing darker
    }
    CHECK(parsed.select_nodes("//thead//th").size() == 3);
}
