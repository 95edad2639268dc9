// Days as a period: read as people write them, refused in words, and never of what hides small counts.
#include "shared/reports/chosen_days.h"

#include <catch2/catch_test_macros.hpp>

using namespace nuong;
using namespace nuong::reports;

namespace {

std::string refused(const char* from, const char* until) {
    const auto days = chosen_days(from, until);
    return days ? "taken: " + days->code : days.error().message.vi;
}

}  // namespace

TEST_CASE("two days make a period, as people write them and as programs do; the days that a calendar names are its") {
    CHECK(chosen_days("15/1/2024", "31/03/2024")->code == "2024-01-15..2024-03-31");
    CHECK(*chosen_days("2024-01-15", "2024-03-31") == *parse_period("2024-01-15..2024-03-31"));
    CHECK(chosen_days("29/02/2024", "29/02/2024")->code == "2024-02-29..2024-02-29");
    CHECK(chosen_days("01/01/2024", "30/06/2024")->code == "2024-H1");
    CHECK(chosen_days("1/1/2024", "31/12/2024")->code == "2024");
}

TEST_CASE("days that are none, that are missing or the wrong way round are refused in words that say what to do") {
    CHECK(refused("30/02/2024", "31/03/2024") ==
          "“30/02/2024” không phải là một ngày. Hãy ghi ngày đầu theo ngày/tháng/năm, ví dụ 05/03/2024.");
    CHECK(refused("01/01/2024", "03/2024").find("Hãy ghi ngày cuối") != std::string::npos);  // a month is no day
    CHECK(refused("", "31/03/2024") == "Hãy ghi ngày đầu, ví dụ 05/03/2024.");
    CHECK(refused("01/01/2024", "") == "Hãy ghi ngày cuối, ví dụ 05/03/2024.");
    CHECK(refused("31/03/2024", "15/01/2024") ==
          "Ngày cuối (15/01/2024) đứng trước ngày đầu (31/03/2024). Hãy sửa lại một trong hai ngày.");
    CHECK(chosen_days("x", "y").error().code == ErrorCode::usage);
    CHECK(refused(std::string(5'000, '9').c_str(), "1/1/2024").size() < 200);
}

TEST_CASE("only a report that hides no small count is made of chosen days") {
    ReportDefinition report;
    CHECK_FALSE(may_be_of_chosen_days(report));  // as long as its layout does not say otherwise
    const auto may = [&](const char* code) { return static_cast<bool>(check_period(report, *parse_period(code))); };
    for (const char* official : {"2024", "2024-H1", "2024-07-01..2024-12-31", "2024-01-01..2024-03-31"})
        CHECK(may(official));
    for (const char* chosen : {"2024-01-01..2024-06-29", "2024-02-01..2024-04-30", "2024-01-01..2024-01-31"})
        CHECK_FALSE(may(chosen));
    report.hides_small_counts = false;
    CHECK(may_be_of_chosen_days(report));
    CHECK(may("2024-01-01..2024-06-29"));
}

TEST_CASE("the days after are as many as those chosen, and whole months are followed by whole months") {
    const auto after = [](const char* code) { return period_after(*parse_period(code)).code; };
    CHECK(after("2024-01-15..2024-01-21") == "2024-01-22..2024-01-28");
    CHECK(after("2024-01-01..2024-01-31") == "2024-02-01..2024-02-29");
    CHECK(after("2024-10-01..2024-12-31") == "2025-01-01..2025-03-31");
    CHECK(after("2023-H2") == "2024-H1");
    CHECK(after("2023") == "2024");
    for (const char* code : {"2024-01-15..2024-01-21", "2024-02-01..2024-02-29", "2024-H1"})
        CHECK(period_before(period_after(*parse_period(code))) == *parse_period(code));
}
