// Of several plans that assign the same thing one counts, whatever order they come in; or none.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/targets/target_plan.h"

using namespace nuong;

namespace {

struct Plan {
    const char* id;
    std::uint32_t version;
    std::int64_t value;
    const char* decided_on = "";
    const char* valid_from = "2024-01-01";
};

TargetPlan made(const Plan& plan) {
    TargetPlan made;
    made.id = plan.id;
    made.version = plan.version;
    made.valid_from = *parse_date(plan.valid_from);
    made.valid_to = *parse_date("2024-12-31");
    made.decided_on = parse_date(plan.decided_on);
    made.targets = {{"I48", "089", "", {plan.value, 0}, "turns"}};
    return made;
}

const Date june = *parse_date("2024-06-30");

}  // namespace

TEST_CASE(
    "of plans that began on one day the last decided counts, then the higher version; never the order they come in") {
    struct Case {
        Plan one, other;
        const char* counts;
    };
    for (const Case& c : {Case{{"a", 1, 5, "2024-03-01"}, {"b", 9, 6, "2024-02-01"}, "a"},
                          Case{{"a", 9, 5}, {"b", 1, 6, "2024-02-01"}, "b"},  // one that says no day comes before
                          Case{{"a", 1, 5}, {"b", 2, 6}, "b"}, Case{{"a", 2, 5}, {"b", 1, 6}, "a"},
                          Case{{"a", 9, 5, "2024-05-01"}, {"b", 1, 6, "", "2024-02-01"}, "b"}}) {
        CAPTURE(c.one.id, c.one.version, c.other.version, c.counts);
        for (const auto& plans : {std::vector{made(c.one), made(c.other)}, std::vector{made(c.other), made(c.one)}}) {
            const TargetBook book(plans);
            REQUIRE(book.find("I48", "089", june));
            CHECK(book.find("I48", "089", june)->plan.id == c.counts);
            CHECK(book.rivals("I48", "089", june).empty());
        }
    }
}

TEST_CASE("plans that are alike in all that they say of themselves and assign different numbers are rivals") {
    const Plan a{"a", 1, 5}, b{"b", 1, 6};
    for (const auto& plans : {std::vector{made(a), made(b)}, std::vector{made(b), made(a)}}) {
        const TargetBook book(plans);
        CHECK_FALSE(book.find("I48", "089", june));
        CHECK(book.rivals("I48", "089", june) == std::vector<PlanVersion>{{"a", 1}, {"b", 1}});
        CHECK(book.rivals("I48", "087", june).empty());
    }
    const TargetBook of_one_mind({made({"b", 1, 5}), made(a)});
    CHECK(of_one_mind.find("I48", "089", june)->plan == PlanVersion{"a", 1});
    CHECK(of_one_mind.rivals("I48", "089", june).empty());
    const TargetBook settled({made(a), made(b), made({"c", 1, 7, "2024-01-02"})});  // a third settles it
    CHECK(settled.find("I48", "089", june)->value == Decimal{7, 0});
    CHECK(settled.rivals("I48", "089", june).empty());
}
