// Which lock decides for a day, and that whoever locks the same period writes the same record.
#include "shared/forms/period_lock.h"

#include <catch2/catch_test_macros.hpp>

using namespace nuong;
using namespace nuong::forms;

namespace {

const Date first = *parse_date("2024-01-01"), last = *parse_date("2024-06-30");
const std::vector<AreaCode> village{"03076", "089", "10"};  // nearest first

PeriodLock lock(const AreaCode& area, const FormId& form, bool is_locked) {
    return {.record = {},
            .area = area,
            .form = form,
            .first = first,
            .last = last,
            .is_locked = is_locked,
            .reason = "đã nộp",
            .since = {}};
}

// "089 all": whose word it is; "": nobody's.
std::string decides(const std::vector<PeriodLock>& locks, const FormId& form, const char* day = "2024-03-05") {
    const PeriodLock* found = deciding_lock(locks, village, form, *parse_date(day));
    return found ? found->area + " " + found->form + (found->is_locked ? "" : " reopened") : "";
}

}  // namespace

TEST_CASE("the nearest area decides, there the form's own lock, and a period ends with its last day") {
    CHECK(decides({}, "visit") == "");
    const std::vector<PeriodLock> district{lock("089", every_form, true)};
    CHECK(decides(district, "visit") == "089 all");
    CHECK(decides(district, "visit", "2024-01-01") == "089 all");
    CHECK(decides(district, "visit", "2024-06-30") == "089 all");
    CHECK(decides(district, "visit", "2023-12-31") == "");
    CHECK(decides(district, "visit", "2024-07-01") == "");
    CHECK(decides({lock("03079", every_form, true)}, "visit") == "");  // beside it

    const std::vector<PeriodLock> reopened{lock("089", every_form, true), lock("03076", every_form, false)};
    CHECK(decides(reopened, "visit") == "03076 all reopened");
    const std::vector<PeriodLock> one_form{lock("03076", every_form, true), lock("03076", "visit", false)};
    CHECK(decides(one_form, "visit") == "03076 visit reopened");
    CHECK(decides(one_form, "survey") == "03076 all");
    // Two that say otherwise of the same form, as of two periods that share days: locked, in either order.
    for (const bool is_first : {true, false}) {
        const std::vector<PeriodLock> both{lock("089", "visit", is_first), lock("089", "visit", !is_first)};
        CHECK(decides(both, "visit") == "089 visit");
    }
}

TEST_CASE("the same period of the same area is the same record wherever it is locked, and no other") {
    const RecordId id = period_lock_id("089", every_form, first, last);
    CHECK(id == period_lock_id("089", "all", first, last));
    CHECK(parse_uuid(to_string(id)) == id);
    CHECK(id != period_lock_id("03076", every_form, first, last));
    CHECK(id != period_lock_id("089", "visit", first, last));
    CHECK(id != period_lock_id("089", every_form, first, *parse_date("2024-12-31")));
}
