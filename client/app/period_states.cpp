#include "client/app/period_states.h"

#include <algorithm>

#include "client/app/report_views.h"
#include "shared/model/commune_weeks.h"

namespace nuong::client {
namespace {

constexpr std::size_t past_periods = 4;  // two years: reports that are late are not later than that

void add(FormCount& sum, const FormCount& each) {
    sum.records += each.records;
    sum.unchecked += each.unchecked;
    sum.returned += each.returned;
    sum.to_decide += each.to_decide;
}

}  // namespace

PeriodStates::PeriodStates(Workbook& workbook) : workbook_(workbook) {
    for (forms::PeriodLock& lock : known_locks(workbook, std::nullopt)) locks_[lock.area].push_back(std::move(lock));
}

const std::vector<forms::PeriodLock>& PeriodStates::locks_near(const AreaCode& area) const {
    const auto [at, is_new] = near_.try_emplace(area);
    if (is_new)
        for (const AreaCode& each : workbook_.replica().areas().self_and_above(area))
            if (const auto own = locks_.find(each); own != locks_.end())
                at->second.insert(at->second.end(), own->second.begin(), own->second.end());
    return at->second;
}

FormOfPeriod PeriodStates::state_of(const FormCount& count, const reports::Period& period) const {
    const AreaTree& areas = workbook_.replica().areas();
    FormOfPeriod form{.count = count, .units = communes(areas, workbook_.replica().device().areas, {}, period.last)};
    for (const AreaCode& unit : form.units) {
        const auto& chain = areas.self_and_above(unit);
        if (!forms::is_locked_throughout(locks_near(unit), chain, count.form, period.first, period.last))
            form.not_locked.push_back(unit);
    }
    return form;
}

std::vector<FormOfPeriod> PeriodStates::forms_of(const reports::Period& period) const {
    const std::vector<FormId> review = workbook_.replica().device().review;
    FormOfPeriod all = state_of({.form = forms::every_form}, period);
    std::vector<FormOfPeriod> found;
    bool is_each_locked = true;
    for (FormCount count : workbook_.replica().desk().form_counts(to_string(period.first), to_string(period.last))) {
        if (count.form == forms::period_lock_form) continue;
        const bool looks_over = std::find(review.begin(), review.end(), count.form) != review.end();
        if (!looks_over) count.unchecked = 0;
        add(all.count, count);
        found.push_back(state_of(count, period));
        is_each_locked = is_each_locked && found.back().is_locked();
    }
    if (!found.empty() && is_each_locked) all.not_locked.clear();
    found.insert(found.begin(), std::move(all));
    return found;
}

FormOfPeriod PeriodStates::form_of(const reports::Period& period, const FormId& form) const {
    for (FormOfPeriod& each : forms_of(period))
        if (each.count.form == form) return std::move(each);
    return state_of({.form = form}, period);
}

std::vector<reports::Period> PeriodStates::past_and_open(Date today) const {
    std::vector<reports::Period> open;
    const reports::Period running = period_around(today, PeriodKind::half);
    for (const reports::Period& period : reports::periods_before(running, past_periods)) {
        const FormOfPeriod all = forms_of(period).front();
        if (all.count.records > 0 && !all.is_locked()) open.push_back(period);
    }
    return open;
}

bool sees_periods(Workbook& workbook) {
    Replica& replica = workbook.replica();
    return replica.sees_desk() && replica.forms().find(forms::period_lock_form) &&
           replica.device().may_read(forms::period_lock_form);
}

bool may_decide_periods(Workbook& workbook) { return bool(workbook.form_to_fill(forms::period_lock_form)); }

}  // namespace nuong::client
