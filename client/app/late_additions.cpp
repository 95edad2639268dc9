#include "client/app/late_additions.h"

#include <algorithm>

#include "client/app/held_figures.h"
#include "client/app/period_locks.h"
#include "shared/forms/record_day.h"
#include "shared/forms/record_fields.h"
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

std::map<FormId, reports::CountedForm> asked_by(const reports::Tally& tally, const reports::Forms& known,
                                                const reports::Period& period) {
    std::map<FormId, reports::CountedForm> asked;
    for (const auto& [id, form] : known)
        if (form && tally.wants(id)) asked.emplace(id, reports::counted_form(tally, form, period));
    return asked;
}

}  // namespace

std::vector<Message> late_additions(Workbook& workbook, const reports::Tally& tally, const reports::ReportTable& table,
                                    bool hides_few) {
    Replica& replica = workbook.replica();
    const auto locks = known_locks(workbook, std::nullopt);
    auto query = query_of(locks, table.period);
    auto columns = reports::ReportAreas::make(replica.areas(), table.area, table.period.last);
    if (!query || !columns) return {};
    const DeviceInfo device = replica.device();
    const reports::LockedDays days(locks, replica.areas());
    const reports::Forms& known = replica.forms().all();
    auto asked = asked_by(tally, known, table.period);
    for (const auto& [id, of_form] : asked)
        if (of_form.days.has_own()) query->whenever.insert(id);
    reports::LateRecords late(table.period);
    for (const LateListing& each : replica.records().written_late(*query)) {
        const auto of_form = asked.find(each.form);
        if (of_form == asked.end() || !holds_whole(device, each.form)) continue;
        if (columns->column_of(each.area) == reports::ReportAreas::outside) continue;
        const auto state = replica.records().shown(each.record);
        if (!state) continue;
        const Fields answers = forms::shown_answers(known.at(each.form)->definition, *state);
        const auto day = parse_date(forms::day_of_record(answers, forms::newest_write(*state)));
        for (const auto& locked : late.locked_in(days, each.area, each.form, of_form->second.days.of(answers, day))) {
            const auto at = std::find_if(locked.begin(), locked.end(), [&](const auto& lock) {
                return reports::was_written_after(*lock.lock, *state, of_form->second.needed);
            });
            if (at != locked.end()) late.note(each.form, at->day, *at->lock);
        }
    }
    return late.remarks(known, reports::LateBy::writing, hides_few && !columns->is_commune());
}

}  // namespace nuong::client
