// Targets that were entered one by one, as forms: they become plans, and count as published ones do.
#include "shared/targets/entered_targets.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace nuong;

namespace {

struct Form {
    const char* record;
    std::int64_t value;
    const char* valid_from = "2020-01-10";
    std::uint32_t version = 1;
    const char* replaces = "";
    const char* facility = "";
    int year = 2020;
    const char* indicator = "I21";
    const char* plan_no = "06/KH-UBND";
};

EnteredTarget entered(const Form& form) {
    return {.record = form.record,
            .replaces = form.replaces,
            .plan_no = form.plan_no,
            .version = form.version,
            .year = form.year,
            .valid_from = *parse_date(form.valid_from),
            .decided_on = parse_date("2020-01-10"),
            .target = {form.indicator, "089", form.facility, {form.value, 0}, "turns"}};
}

TargetBook book_of(const std::vector<Form>& forms, std::vector<TargetPlan> published = {}) {
    std::vector<EnteredTarget> targets;
    for (const Form& form : forms) targets.push_back(entered(form));
    for (TargetPlan& plan : entered_plans(targets)) published.push_back(std::move(plan));
    return TargetBook(std::move(published));
}

// "245", "-" when nothing is assigned, "?" when nothing chooses.
std::string asked(const TargetBook& book, const char* day, const char* facility = "") {
    const auto found = book.find("I21", "089", *parse_date(day), facility);
    if (found) return to_string(found->value);
    return book.rivals("I21", "089", *parse_date(day), facility).empty() ? "-" : "?";
}

TargetPlan published(std::int64_t value, const char* valid_from = "2020-01-10") {
    TargetPlan plan;
    plan.id = "lao_cai_2020";
    plan.version = 1;
    plan.plan_no = "06/KH-UBND";
    plan.year = 2020;
    plan.valid_from = *parse_date(valid_from);
    plan.valid_to = *parse_date("2020-12-31");
    plan.decided_on = parse_date("2020-01-10");
    plan.targets = {{"I21", "089", "", {value, 0}, "turns"}};
    return plan;
}

}  // namespace

TEST_CASE("an entered target holds from its day to the end of its year, in a plan that people know by its number") {
    const TargetBook book = book_of({{"a", 245}});
    CHECK(asked(book, "2020-01-09") == "-");
    CHECK(asked(book, "2020-01-10") == "245");
    CHECK(asked(book, "2020-12-31") == "245");
    CHECK(asked(book, "2021-01-01") == "-");
    REQUIRE(book.plans().size() == 1);
    const TargetPlan& plan = book.plans()[0];
    CHECK(plan.id == "a");
    CHECK(plan.version == 1);
    CHECK(plan.title == Message{"06/KH-UBND, nhập bằng phiếu", "06/KH-UBND, entered as forms"});
    CHECK(plan.plan_no.empty());  // reports would call it by that alone, like a published one
}

TEST_CASE("the targets of one decision are one plan, whatever order they come in") {
    std::vector<Form> forms{{"b", 245},
                            {.record = "a", .value = 20, .indicator = "I25"},
                            {.record = "c", .value = 7, .plan_no = "99/QĐ-UBND"}};
    for (int turn = 0; turn < 3; ++turn) {
        std::rotate(forms.begin(), forms.begin() + 1, forms.end());
        const TargetBook book = book_of(forms);
        REQUIRE(book.plans().size() == 2);
        CHECK(book.plans()[0].id == "a");
        CHECK(book.plans()[0].targets.size() == 2);
        CHECK(book.plans()[1].id == "c");
    }
}

TEST_CASE("a target that takes another one's place does so from its day; before that the first one holds") {
    const TargetBook middle = book_of({{"a", 245}, {"b", 300, "2020-07-01", 2, "a"}});
    CHECK(asked(middle, "2020-06-30") == "245");
    CHECK(asked(middle, "2020-07-01") == "300");
    CHECK(asked(book_of({{"a", 245}, {"b", 300, "2020-01-10", 2, "a"}}), "2020-12-31") == "300");
    // It was assigned to the wrong indicator: with the other one it is gone.
    const TargetBook moved =
        book_of({{"a", 245}, {.record = "b", .value = 245, .version = 2, .replaces = "a", .indicator = "I25"}});
    CHECK(asked(moved, "2020-12-31") == "-");
    // Its first day was mistyped, and is put right to an earlier one.
    const TargetBook earlier = book_of({{"a", 245, "2020-10-01"}, {"b", 300, "2020-01-10", 2, "a"}});
    CHECK(asked(earlier, "2020-12-31") == "300");
    CHECK(asked(book_of({{"a", 245, "2020-01-10", 2, "a"}}), "2020-12-31") == "245");  // by itself: nonsense
    CHECK(asked(book_of({{"b", 300, "2020-01-10", 2, "nowhere"}}), "2020-12-31") == "300");
    // Two took its place, apart from each other.
    const TargetBook two = book_of({{"a", 245}, {"b", 300, "2020-07-01", 2, "a"}, {"c", 310, "2020-07-01", 2, "a"}});
    CHECK(asked(two, "2020-06-30") == "245");
    CHECK(asked(two, "2020-12-31") == "?");
}

TEST_CASE("a target is of its year: a day of another year in it means the first day") {
    for (const char* typed_in : {"2024-06-30", "2019-12-20"}) {
        const TargetBook book = book_of({{"a", 245, typed_in}});
        CHECK(asked(book, typed_in) == "-");
        CHECK(asked(book, "2020-01-01") == "245");
    }
    // Both years of a plan, typed in on one day.
    const TargetBook both =
        book_of({{"a", 245, "2019-12-20"}, {.record = "b", .value = 200, .valid_from = "2019-12-20", .year = 2019}});
    CHECK(asked(both, "2019-12-31") == "200");
    CHECK(asked(both, "2020-12-31") == "245");
}

TEST_CASE("one target entered twice is one; two that differ are rivals, with each other and with a published plan") {
    CHECK(asked(book_of({{"a", 245}, {"b", 245}}), "2020-12-31") == "245");
    const TargetBook at_odds = book_of({{"a", 245}, {"b", 254}, {"c", 245}});
    CHECK(asked(at_odds, "2020-12-31") == "?");
    CHECK(at_odds.rivals("I21", "089", *parse_date("2020-12-31")) == std::vector<PlanVersion>{{"a", 1}, {"b", 1}});
    // One of the two that are the same was taken back: the other holds on.
    const TargetBook one_moved = book_of(
        {{"a", 245},
         {"b", 245},
         {.record = "c", .value = 9, .valid_from = "2020-07-01", .version = 2, .replaces = "a", .indicator = "I25"}});
    CHECK(asked(one_moved, "2020-12-31") == "245");

    CHECK(asked(book_of({{"a", 245}}, {published(245)}), "2020-12-31") == "245");
    CHECK(asked(book_of({{"a", 245}}, {published(260)}), "2020-12-31") == "?");
    CHECK(asked(book_of({{"a", 245}}, {published(260, "2020-01-01")}), "2020-12-31") == "245");
    CHECK(asked(book_of({{"a", 245}}, {published(260, "2020-07-01")}), "2020-12-31") == "260");
    CHECK(asked(book_of({{"a", 245, "2020-01-10", 2}}, {published(260)}), "2020-12-31") == "245");
}

TEST_CASE("facilities are added up; one of them assigned anew leaves the others of its plan as they are") {
    const Form first{.record = "a", .value = 100, .facility = "no1"},
        second{.record = "b", .value = 200, .facility = "city"};
    const TargetBook book = book_of({first, second});
    CHECK(asked(book, "2020-12-31") == "300");
    CHECK(asked(book, "2020-12-31", "no1") == "100");

    const Form more{"c", 150, "2020-07-01", 2, "a", "no1"};
    const TargetBook later = book_of({first, second, more});
    CHECK(asked(later, "2020-06-30") == "300");
    CHECK(asked(later, "2020-12-31") == "350");
    CHECK(asked(later, "2020-12-31", "no1") == "150");
    CHECK(asked(later, "2020-12-31", "city") == "200");
    const TargetBook both = book_of({first, second, more, {"d", 250, "2020-10-01", 2, "b", "city"}});
    CHECK(asked(both, "2020-09-30") == "350");
    CHECK(asked(both, "2020-12-31") == "400");

    // Entered on different days, as the form proposes; and beside the figure of the whole area.
    const TargetBook days = book_of({first, {"b", 200, "2020-01-12", 1, "", "city"}});
    CHECK(asked(days, "2020-12-31") == "300");
    const TargetBook whole = book_of({{"w", 650}, {"b", 200, "2020-01-12", 1, "", "city"}});
    CHECK(asked(whole, "2020-12-31") == "650");
    CHECK(asked(whole, "2020-12-31", "city") == "200");
    // Of another plan nothing is known but that it came later.
    const TargetBook other = book_of({first, {"b", 200, "2020-01-12", 1, "", "city", 2020, "I21", "99/QĐ-UBND"}});
    CHECK(asked(other, "2020-12-31") == "200");
}
