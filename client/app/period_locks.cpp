#include "client/app/period_locks.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

#include "client/app/phrases.h"
#include "client/store/listing.h"
#include "shared/base/time_zone.h"
#include "shared/forms/record_day.h"
#include "shared/reports/late_records.h"

namespace nuong::client {
namespace {

constexpr std::size_t every_lock = 1'000'000;

// Only those of the wanted areas are opened; of the others the line is read.
std::vector<forms::PeriodLock> locks_where(Workbook& workbook, const std::function<bool(const AreaCode&)>& wanted) {
    std::vector<forms::PeriodLock> locks;
    ListQuery query;
    query.form = forms::period_lock_form;
    query.limit = every_lock;
    for (const Listing& listing : workbook.replica().records().list(query)) {
        if (!wanted(listing.area)) continue;
        const auto sheet = workbook.open(listing.record);
        if (!sheet || !sheet->form) continue;
        if (auto lock = forms::period_lock_of(sheet->form->definition, sheet->state)) locks.push_back(std::move(*lock));
    }
    return locks;
}

std::vector<forms::PeriodLock> locks_near(Workbook& workbook, const AreaCode& area) {
    const auto& near = workbook.replica().areas().self_and_above(area);
    return locks_where(workbook,
                       [&](const AreaCode& where) { return std::find(near.begin(), near.end(), where) != near.end(); });
}

using Spans = std::function<std::vector<reports::DaySpan>()>;

std::optional<RecordSheet> opened(Workbook& workbook, const RecordId& record) {
    auto sheet = workbook.open(record);
    return sheet ? std::optional(std::move(*sheet)) : std::nullopt;
}

// Read once for all that is asked of an area, and nothing more where it has none.
class NearLocks {
public:
    explicit NearLocks(Workbook& workbook) : workbook_(workbook) {}

    bool are_none(const AreaCode& area) { return near(area).is_empty(); }
    std::optional<forms::PeriodLock> over(const LockQuestion& asked, const Spans& spans) {
        if (asked.form == forms::period_lock_form || are_none(asked.area)) return std::nullopt;
        for (const reports::DaySpan& span : spans())
            if (const auto locked = near(asked.area).all_over(asked.area, asked.form, span); !locked.empty())
                return *locked.front().lock;
        return std::nullopt;
    }
    std::optional<forms::PeriodLock> over(const LockQuestion& asked) {
        return over(asked, [&] {
            const auto day = parse_date(asked.day);
            return day ? std::vector{reports::DaySpan{*day, *day}} : std::vector<reports::DaySpan>();
        });
    }

private:
    const reports::LockedDays& near(const AreaCode& area) {
        auto& days = days_[area];
        if (!days) days.emplace(locks_near(workbook_, area), workbook_.replica().areas());
        return *days;
    }

    Workbook& workbook_;
    std::map<AreaCode, std::optional<reports::LockedDays>> days_;
};

bool changes_what_counts(const forms::NeededAnswers& needed, const Fields& before, const Fields& after) {
    const auto differs = [&](const Fields& from, const Fields& to) {
        return std::any_of(from.begin(), from.end(), [&](const NamedValue& each) {
            const Value* other = find(to, each.name);
            const bool is_same = other ? *other == each.value : each.value.is_blank();
            return !is_same && needed.has(each.name);
        });
    };
    return differs(before, after) || differs(after, before);
}

bool says(const forms::PeriodLock& lock, const PeriodDecision& decision) {
    return lock.is_locked == decision.locks && lock.reason == decision.reason;
}

Fields answers_of(const PeriodDecision& decision) {
    return {{"for_form", Value(decision.form)},
            {"first_day", Value(to_string(decision.first))},
            {"last_day", Value(to_string(decision.last))},
            {"decision/state", Value(decision.locks ? "locked" : "reopened")},
            {"decision/reason", Value(decision.reason)}};
}

Error not_valid(const Filled& filled) {
    const forms::AnswerError& first = filled.problems.front();
    return {ErrorCode::invalid, {first.path + ": " + first.message.vi, first.path + ": " + first.message.en}};
}

Status decide_one(Workbook& workbook, const FormLibrary::Form& form, const AreaCode& area,
                  const PeriodDecision& decision) {
    const RecordId id = forms::period_lock_id(area, decision.form, decision.first, decision.last);
    const auto store = [&](forms::Instance instance, auto save) -> Status {
        for (const NamedValue& answer : answers_of(decision))
            if (const Status set = instance.set(answer.name, answer.value); !set) return set;
        const Result<Filled> filled = save(instance);
        if (!filled) return filled.error();
        return filled->status == "invalid" ? Status(not_valid(*filled)) : Status(Done{});
    };
    const auto sheet = workbook.open(id);
    if (!sheet || !sheet->form)
        return store(workbook.new_instance(form, Language::vi),
                     [&](forms::Instance& instance) { return workbook.submit(instance, area, id); });
    if (sheet->status == status::void_)
        if (const Status back = workbook.set_status(id, std::string(status::submitted), ""); !back) return back;
    const auto now = forms::period_lock_of(form->definition, sheet->state);
    if (now && says(*now, decision)) return Done{};
    return store(workbook.instance_over(form, sheet->answers, Language::vi),
                 [&](forms::Instance& instance) { return workbook.correct(sheet->state, instance, std::nullopt); });
}

Status check_decision(Workbook& workbook, const PeriodDecision& decision) {
    if (decision.reason.empty())
        return Error{ErrorCode::invalid,
                     {"Khóa hay mở lại một kỳ phải có lý do.", "Locking or reopening a period needs a reason."}};
    if (decision.last < decision.first)
        return Error{ErrorCode::invalid,
                     {"Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.", "The last day must not be before the first."}};
    if (decision.form != forms::every_form)
        if (const auto known = workbook.form(decision.form); !known) return known.error();
    if (const auto area = workbook.area_or_own(decision.area); !area) return area.error();
    return Done{};
}

std::optional<Restriction> notice_of(const std::optional<forms::PeriodLock>& lock, Language language) {
    if (!lock) return std::nullopt;
    const Message title{"Kỳ đã khóa", "Period locked"},
        allowed{
            "Vẫn ghi, vẫn sửa và lưu được. Báo cáo đã nộp không đổi; điều ghi từ nay hiện là “bổ sung kỳ trước”. "
            "Cần sửa nhiều thì xin mở lại kỳ.",
            "It can be written, corrected and saved all the same. Reports that were handed in stay; what is written "
            "from now on shows as late additions. For more than that ask to have the period reopened."};
    const std::string days = date_text(to_string(lock->first)) + " – " + date_text(to_string(lock->last));
    return Restriction{title.in(language), joined(days, lock->reason), allowed.in(language)};
}

}  // namespace

std::optional<Restriction> locked_period(Workbook& workbook, const LockQuestion& asked, Language language) {
    return notice_of(NearLocks(workbook).over(asked), language);
}

namespace {

std::optional<forms::PeriodLock> lock_of(Workbook& workbook, NearLocks& locks, const LockQuestion& asked,
                                         const FormLibrary::Form& form, const Fields& answers) {
    if (!form) return locks.over(asked);
    return locks.over(asked, [&] { return workbook.counted(form).days.of(answers, parse_date(asked.day)); });
}

std::optional<forms::PeriodLock> lock_of_change(Workbook& workbook, NearLocks& locks, const RecordSheet& before,
                                                const Fields& answers) {
    if (!before.form) return std::nullopt;
    return locks.over({before.area, before.state.form, ""}, [&] {
        auto& counted = workbook.counted(before.form);
        if (!changes_what_counts(counted.needed, before.answers, answers)) return std::vector<reports::DaySpan>();
        auto touched = counted.days.of(before.answers, std::nullopt);
        for (const reports::DaySpan& span : counted.days.of(answers, std::nullopt)) touched.push_back(span);
        return touched;
    });
}

// An edit touches what the stored record counts for, and its day as it was and as it is.
std::optional<forms::PeriodLock> lock_of_edit(Workbook& workbook, NearLocks& locks, const Listing& listing,
                                              const OpenForm& open, const LockQuestion& asked) {
    const auto before = locks.are_none(listing.area) ? std::nullopt : opened(workbook, listing.record);
    if (before)
        if (auto lock = lock_of_change(workbook, locks, *before, open.instance().answers())) return lock;
    const Draft& draft = open.draft();
    if (draft.form == person_form) return std::nullopt;
    if (auto lock = locks.over({draft.area, draft.form, listing.occurred_on})) return lock;
    return locks.over(asked);
}

}  // namespace

std::optional<Restriction> locked_period_of(Workbook& workbook, const LockQuestion& asked,
                                            const FormLibrary::Form& form, const Fields& answers, Language language) {
    NearLocks locks(workbook);
    return notice_of(lock_of(workbook, locks, asked, form, answers), language);
}

std::optional<Restriction> locked_period_of_change(Workbook& workbook, const RecordSheet& before, const Fields& answers,
                                                   Language language) {
    NearLocks locks(workbook);
    return notice_of(lock_of_change(workbook, locks, before, answers), language);
}

std::optional<Restriction> locked_period_of(Workbook& workbook, const OpenForm& open, Language language) {
    const Draft& draft = open.draft();
    const Fields answers = open.instance().answers();
    const auto own = workbook.area_or_own(draft.area);
    const LockQuestion asked{own ? *own : draft.area, draft.form, forms::day_of_record(answers, workbook.now())};
    const auto listing = draft.record ? workbook.replica().records().listing(*draft.record) : std::nullopt;
    NearLocks locks(workbook);
    return notice_of(listing ? lock_of_edit(workbook, locks, *listing, open, asked)
                             : lock_of(workbook, locks, asked, workbook.replica().forms().find(draft.form), answers),
                     language);
}

std::vector<forms::PeriodLock> known_locks(Workbook& workbook, const std::optional<AreaCode>& area) {
    const AreaTree& areas = workbook.replica().areas();
    auto locks = locks_where(workbook, [&](const AreaCode& where) { return !area || areas.is_within(where, *area); });
    std::sort(locks.begin(), locks.end(), [](const forms::PeriodLock& one, const forms::PeriodLock& other) {
        return std::tie(one.first, one.last, one.area, one.form) <
               std::tie(other.first, other.last, other.area, other.form);
    });
    return locks;
}

Result<std::vector<forms::PeriodLock>> decide_period(Workbook& workbook, const PeriodDecision& decision) {
    const auto form = workbook.form_to_fill(forms::period_lock_form);
    if (!form) return form.error();
    if (const Status may = check_decision(workbook, decision); !may) return may.error();
    std::vector<forms::PeriodLock> decided;
    for (const AreaCode& area : workbook.replica().areas().self_and_below(decision.area)) {
        if (const Status done = decide_one(workbook, *form, area, decision); !done) return done.error();
        decided.push_back({forms::period_lock_id(area, decision.form, decision.first, decision.last), area,
                           decision.form, decision.first, decision.last, decision.locks, decision.reason,
                           workbook.now()});
    }
    return decided;
}

}  // namespace nuong::client
