// Charts as pictures: they say in words what they show.
#include "shared/charts/chart.h"

#include <catch2/catch_test_macros.hpp>

using namespace nuong::charts;

TEST_CASE("bands of risk are a picture that says its numbers in words, and a hidden one draws no bar") {
    using nuong::reports::BandBar;
    BandBar bar{.name = "Thuốc lá", .whole = 4.0, .whole_text = "4"};
    bar.parts = {{"low", "nguy cơ thấp", 1.0, "1"}, {"high", "nguy cơ cao", 3.0, "3"}};
    const std::string seen = band_chart("Sàng lọc", {bar}).markup();
    CHECK(seen.find("aria-label=\"Sàng lọc\"") != std::string::npos);
    CHECK(seen.find("nguy cơ cao 3") != std::string::npos);
    CHECK(seen.find("class=\"band3\" x=\"155\"") != std::string::npos);  // three quarters of it
    bar.whole.reset();
    bar.whole_text.clear();
    bar.parts[1] = {"high", "nguy cơ cao", std::nullopt, "<5*"};
    const std::string hidden = band_chart("Sàng lọc", {bar}).markup();
    CHECK(hidden.find("&lt;5*") != std::string::npos);
    CHECK(hidden.find("x=\"155\"") == std::string::npos);
}

TEST_CASE("a bar that nobody here can count is words on the page, and no empty bar") {
    using nuong::reports::BandBar;
    BandBar bar{.name = "Thuốc lá", .instead = "không giữ trên máy này"};
    bar.parts = {{"high", "nguy cơ cao", std::nullopt, "-"}};
    const std::string seen = band_chart("Sàng lọc", {bar}).markup();
    CHECK(seen.find("Thuốc lá") != std::string::npos);
    CHECK(seen.find("không giữ trên máy này") != std::string::npos);
    CHECK(seen.find("<rect") == std::string::npos);
}

TEST_CASE(
    "a line has a point for each number that may be seen, a dash for each target, and a gap where one is hidden") {
    const auto count = [](const std::string& text, const std::string& what) {
        std::size_t found = 0;
        for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
        return found;
    };
    std::vector<ChartMark> marks{{.name = "2021", .number = 10.0, .text = "10"},
                                 {.name = "2022", .number = 20.0, .text = "20", .target = 25.0},
                                 {.name = "2023", .text = "<5*"},
                                 {.name = "2024", .number = 30.0, .text = "30"}};
    const std::string drawn = line_chart("Qua các kỳ", marks).markup();
    CHECK(count(drawn, "class=\"point\"") == 3);
    CHECK(count(drawn, "class=\"path\"") == 1);
    CHECK(count(drawn, "class=\"target\"") == 1);
    CHECK(count(drawn, "&lt;5*") == 1);
    CHECK(line_chart("", {}).is_empty());
}
