// Where a table that is wider than a page is cut for paper.
#include <catch2/catch_test_macros.hpp>

#include "shared/reports/page_cuts.h"

using namespace nuong::reports;

namespace {

// Columns of ten points; the first two stand on each page.
struct Case {
    const char* about;
    std::size_t columns;
    std::vector<HeadBox> head;
    std::size_t pages;
    PageCuts wanted;
};

std::vector<double> tens(std::size_t columns) { return std::vector<double>(columns, 10.0); }

}  // namespace

TEST_CASE("a wide table is cut between its groups, on as few pages as are said, in letters as large as they get") {
    const HeadBox six{2, 6, 0, 1, "sáu"}, eight{8, 8, 0, 1, "tám"};
    const HeadBox all{2, 14, 0, 1, "tất cả"}, left{2, 5, 1, 1, "trái"}, right{7, 9, 1, 1, "phải"};
    for (const Case& each :
         {Case{"no groups: as far as the page goes", 16, {}, 2, {{9}, 100}},
          Case{"between two groups, though a column more would fit", 16, {six, eight}, 2, {{8}, 90}},
          Case{"within the group of all, between those in it", 16, {all, left, right}, 2, {{7}, 81}},
          Case{"a group as wide as three pages is cut", 30, {{2, 28, 0, 1, "rộng"}}, 4, {{9, 16, 23}, 100}},
          Case{"what fits is not cut", 9, {}, 1, {{}, 100}}}) {
        CAPTURE(each.about);
        const auto widths = tens(each.columns);
        const PageCuts cuts = page_cuts({widths, 2, 3, each.head}, 90, each.pages);
        CHECK(cuts.begins == each.wanted.begins);
        CHECK(cuts.percent == each.wanted.percent);
    }
}

TEST_CASE("a table is cut into more pages rather than written too small to be read") {
    const auto widths = tens(100);
    const PageCuts cuts = page_cuts({widths, 2, 3, {}}, 90, 2);
    CHECK(cuts.begins.size() > 2);
    CHECK(cuts.percent >= 54);
}

TEST_CASE("the first page holds what stands around the table, also where its first group is narrow") {
    const auto widths = tens(16);
    const HeadBox narrow{2, 1, 0, 1, "hẹp"}, rest{3, 13, 0, 1, "còn lại"};
    const PageCuts cuts = page_cuts({widths, 2, 6, std::vector{narrow, rest}}, 90, 2);
    REQUIRE(cuts.begins.size() == 1);
    CHECK(cuts.begins.front() >= 6);
}

TEST_CASE("every column of a table stands on one page, and every page on the paper, whatever its widths") {
    for (std::size_t columns = 4; columns < 60; columns += 3)
        for (std::size_t step = 1; step < 5; ++step) {
            std::vector<double> widths;
            for (std::size_t i = 0; i < columns; ++i) widths.push_back(8.0 + static_cast<double>(i * step % 7));
            const PageCuts cuts = page_cuts({widths, 2, 3, {}}, 90, 1);
            CAPTURE(columns, step, cuts.percent);
            std::size_t from = 2;
            for (std::size_t page = 0; page <= cuts.begins.size(); ++page) {
                const std::size_t to = page < cuts.begins.size() ? cuts.begins[page] : columns;
                REQUIRE(from < to);
                double points = widths[0] + widths[1];
                for (std::size_t i = from; i < to; ++i) points += widths[i];
                CHECK(points * cuts.percent / 100 <= 90 + 1e-9);
                from = to;
            }
        }
}
