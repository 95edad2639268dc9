// Late records: when a day by which a record counts (reports/counted_days.h) was locked (forms/period_lock.h), somebody
// wrote it after that, or changed in it what a report counts. A lock stops nobody; so the report of that period says
// how many these are, and the one after it says so as well.
//
// When something was written is what the device wrote, however its clock went. What has left a locked period since, to
// another day or another place or erased, is not there to be seen: only a version that was frozen tells it.
#pragma once
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "shared/forms/needed_answers.h"
#include "shared/forms/period_lock.h"
#include "shared/model/area_tree.h"
#include "shared/reports/counted_days.h"
#include "shared/reports/counter.h"

namespace nuong::reports {

class LockedDays {
public:
    struct Locked {
        Date day;
        const forms::PeriodLock* lock;  // lives as long as the days
    };

    // `areas` must outlive it.
    LockedDays(const std::vector<forms::PeriodLock>& locks, const AreaTree& areas);

    bool is_empty() const { return !is_any_locked_; }
    // nullptr: the day is open there.
    const forms::PeriodLock* over(const AreaCode& area, const FormId& form, Date day) const;
    // Every lock over a day of the span, each with its first day there.
    std::vector<Locked> all_over(const AreaCode& area, const FormId& form, const DaySpan& span) const;

private:
    const AreaTree* areas_;
    std::unordered_map<AreaCode, std::vector<forms::PeriodLock>> locks_;
    bool is_any_locked_ = false;
};

// Whether a report that needs these answers counts otherwise for such a write: not when a record was checked or given
// to somebody.
bool changes_a_count(const forms::NeededAnswers& needed, const Path& path, const Value& value);
// Whether what such a report counts of a record was written after `lock` was decided. Not of one that is void and was
// never anything else before: it counts nowhere.
bool was_written_after(const forms::PeriodLock& lock, const RecordState& record, const forms::NeededAnswers& needed);

// What else makes a record late, for whoever knows it.
enum class LateBy { writing, arrival_too };

// How many there are by form: of the period of a report, and of the one before it.
class LateRecords {
public:
    explicit LateRecords(const Period& period) : period_(period), before_(period_before(period)) {}

    // What is locked of the days by which a record counts: in the period, and in the one before it.
    std::vector<std::vector<LockedDays::Locked>> locked_in(const LockedDays& days, const AreaCode& area,
                                                           const FormId& form, const std::vector<DaySpan>& spans) const;
    DaySpan asked_days() const { return {before_.first, period_.last}; }
    bool asks_of(Date day) const { return period_.contains(day) || before_.contains(day); }
    // REQUIRES: asks_of(day).
    void note(const FormId& form, Date day, const forms::PeriodLock& lock);
    void absorb(const LateRecords& part);
    void note_not_all() { are_all_ = false; }  // there may be more than were noted
    // What is to stand under the table. `hides_few`: fewer than `small_count` are not told exactly.
    std::vector<Message> remarks(const Forms& forms, LateBy by, bool hides_few) const;

private:
    struct Late {
        std::size_t records = 0;
        Instant since = Instant::max();  // the earliest of the locks
    };
    using ByForm = std::map<FormId, Late>;
    Message words(const ByForm& late, const Forms& forms, LateBy by, bool hides_few) const;

    Period period_, before_;
    ByForm here_, earlier_;
    bool are_all_ = true;
};

}  // namespace nuong::reports
