// What stays of records that go: by which periods, under which name, and when a figure is settled.
#include <catch2/catch_test_macros.hpp>

#include "shared/reports/remainder.h"

using namespace nuong;
using namespace nuong::reports;

namespace {

Measure met(const std::string& where, When when = When::within) {
    Measure measure;
    measure.form = "outreach_contact";
    measure.where = where;
    measure.when = when;
    return measure;
}

Side people(const std::string& measure) {
    Side side;
    side.kind = Side::Kind::distinct;
    side.set.measure = {measure, false};
    return side;
}

std::string codes(const char* first, const char* last) {
    std::string all;
    for (const Period& period : calendar_periods(*parse_date(first), *parse_date(last))) all += period.code + " ";
    return all;
}

std::string calendar_code(const char* text) {
    const auto known = calendar_period(*parse_period(text));
    return known ? known->code : "";
}

}  // namespace

TEST_CASE("years and half years between two days") {
    CHECK(codes("2023-08-01", "2024-03-01") == "2023 2023-H2 2024 2024-H1 ");
    CHECK(codes("2024-06-30", "2024-06-30") == "2024 2024-H1 ");
    CHECK(codes("2024-06-30", "2024-07-01") == "2024 2024-H1 2024-H2 ");
}

TEST_CASE("the days of a half-year are that half-year, however they are written; other days are no such period") {
    CHECK(calendar_code("2024-H2") == "2024-H2");
    CHECK(calendar_code("2024-01-01..2024-06-30") == "2024-H1");
    CHECK(calendar_code("2024-01-01..2024-12-31") == "2024");
    CHECK(calendar_code("2024-01-01..2024-03-31").empty());
    CHECK(calendar_code("2023-07-01..2024-06-30").empty());
}

TEST_CASE("a figure's mark is what it means: not what it is called, but each part of its definition") {
    const Measures measures{{"met", met("${outcome} = 'met'")},
                            {"seen", met("${outcome} = 'met'")},
                            {"helped", met("${outcome} = 'helped'")},
                            {"ever", met("${outcome} = 'met'", When::until)}};
    const FigureMark mark = mark_of(people("met"), false, measures);
    CHECK(mark == mark_of(people("seen"), false, measures));
    CHECK(mark != mark_of(people("helped"), false, measures));
    CHECK(mark != mark_of(people("ever"), false, measures));
    CHECK(mark != mark_of(people("met"), true, measures));
    Side with_turns = people("met");
    with_turns.turns = MeasureName{"met", false};
    CHECK(mark != mark_of(with_turns, false, measures));
    Side others = people("met");
    others.set = {SetExpression::Op::none_of, {}, {people("met").set}};
    CHECK(mark != mark_of(others, false, measures));
    Side count;
    count.kind = Side::Kind::count;
    count.measures = {{"met", false}};
    CHECK(mark != mark_of(count, false, measures));
}

TEST_CASE("what happened is settled at once, a stock when its period is over") {
    const Measures measures{{"met", met("")},
                            {"ever", met("", When::until)},
                            {"stock", met("", When::covers_end)},
                            {"treated", met("", When::overlaps)},
                            {"open", met("", When::always)}};
    const Date day = *parse_date("2024-03-01");
    const auto settled = [&](const char* measure, bool previous, const char* period) {
        return is_settled({measure, previous}, measures, *parse_period(period), day);
    };
    for (const char* measure : {"met", "ever", "stock", "treated", "open"}) {
        CHECK(settled(measure, false, "2023-H2"));
        CHECK(settled(measure, true, "2024-H1"));
        CHECK_FALSE(settled(measure, false, "2024-H2"));
    }
    for (const char* running : {"2024-H1", "2024"}) {
        CHECK(settled("met", false, running));
        CHECK(settled("treated", false, running));
        CHECK_FALSE(settled("ever", false, running));
        CHECK_FALSE(settled("stock", false, running));
        CHECK_FALSE(settled("open", false, running));
    }
    CHECK(settled("met", true, "2024-H2"));
    CHECK_FALSE(settled("stock", true, "2024-H2"));
}
