#include "client/app/late_additions.h"

#include <algorithm>

#include "client/app/period_locks.h"
#include "shared/reports/late_records.h"

namespace nuong::client {
namespace {

// The days that are locked, and since when: what was written before that is not late.
std::optional<LateQuery> query_of(const std::vector<forms::PeriodLock>& locks, const reports::Period& period) {
    const Date from = reports::period_before(period).first;
    LateQuery query{Instant::max(), Date::max(), Date::min()};
    for (const forms::PeriodLock& lock : locks) {
        if (!lock.is_locked || lock.last < from || period.last < lock.first) continue;
        query.written_after = std::min(query.written_after, lock.since);
        query.first = std::min(query.first, std::max(lock.first, from));
        query.last = std::max(query.last, std::min(lock.last, period.last));
    }
    return query.first <= query.last ? std::optional(query) : std::nullopt;
}

bool is_held(const DeviceInfo& device, const FormId& form) {
    return device.may_read(form) && std::find(device.own.begin(), device.own.end(), form) == device.own.end();
}

}  // namespace

std::vector<Message> late_additions(Workbook& workbook, const reports::Tally& tally, const reports::ReportTable& table,
                                    bool hides_few) {
    Replica& replica = workbook.replica();
    const auto locks = known_locks(workbook, std::nullopt);
    const auto query = query_of(locks, table.period);
    auto columns = reports::ReportAreas::make(replica.areas(), table.area, table.period.last);
    if (!query || !columns) return {};
    const DeviceInfo device = replica.device();
    const reports::LockedDays days(locks, replica.areas());
    const reports::Forms& known = replica.forms().all();
    std::map<FormId, forms::NeededAnswers> needed;
    reports::LateRecords late(table.period);
    for (const LateListing& each : replica.records().written_late(*query)) {
        if (!tally.wants(each.form) || !is_held(device, each.form)) continue;
        const auto form = known.find(each.form);
        if (form == known.end() || !form->second) continue;
        if (columns->column_of(each.area) == reports::ReportAreas::outside) continue;
        const auto state = replica.records().shown(each.record);
        const auto locked = state ? days.over(each.area, form->second->definition, *state) : std::nullopt;
        if (!locked || !late.asks_of(locked->day)) continue;
        const auto& asked =
            needed.try_emplace(each.form, form->second, tally.answers_asked_of(each.form)).first->second;
        if (reports::was_written_after(*locked->lock, *state, asked)) late.note(each.form, locked->day, *locked->lock);
    }
    return late.remarks(known, reports::LateBy::writing, hides_few && !columns->is_commune());
}

}  // namespace nuong::client
