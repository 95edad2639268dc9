// Session, for whoever looks after an area: the periods of its figures, and locking or reopening one for all of it or
// for one commune.
#include "client/app/period_locks.h"
#include "client/app/period_states.h"
#include "client/app/period_views.h"
#include "client/app/session.h"

namespace nuong::client {

// From one period to another stays on the same screen.
void Session::on(const OpenPeriods& action) {
    const auto period = reports::parse_period(action.period);
    if (!workbook_ || !period || !sees_periods(*workbook_)) return;
    if (!places_.empty() && std::holds_alternative<AtPeriods>(places_.back())) places_.pop_back();
    go(AtPeriods{*period});
}

void Session::on(const OpenPeriod& action) {
    const auto period = reports::parse_period(action.period);
    if (workbook_ && period && sees_periods(*workbook_)) go(AtPeriod{*period, action.form});
}

// A decision for each area that the person looks after and all below, each a record that says who, when and why.
void Session::on(const DecidePeriod& action) {
    const auto period = reports::parse_period(action.period);
    if (!workbook_ || !period || !sees_periods(*workbook_)) return;
    const bool is_for_all = action.area.empty();
    const std::string missing =
        is_for_all ? missing_in_audit(*workbook_, *period, action.form, corrected_now()) : std::string();
    std::size_t decided = 0;
    for (const AreaCode& area :
         is_for_all ? replica_->areas().outermost(replica_->device().areas) : std::vector{action.area}) {
        const auto done =
            decide_period(*workbook_, {area, action.form, period->first, period->last, action.locks, action.reason});
        if (!done) return tell(done.error());
        decided += done->size();
        replica_->note({.what = action.locks ? "period_lock" : "period_reopen",
                        .detail = action.form + " " + area + " " + period->code + missing,
                        .form = forms::period_lock_form},
                       clock_.now());
    }
    const std::string count = std::to_string(decided);
    tell(NoticeKind::success,
         action.locks ? Message{"Đã khóa kỳ ở " + count + " địa bàn. Các máy khác biết sau lần đồng bộ tới.",
                                "Locked in " + count + " areas. Other devices hear of it with the next sync."}
                      : Message{"Đã mở lại kỳ ở " + count + " địa bàn. Các máy khác biết sau lần đồng bộ tới.",
                                "Reopened in " + count + " areas. Other devices hear of it with the next sync."});
}

}  // namespace nuong::client
