// How far a period has come before its figures are handed in, form by form: what was written, what nobody has looked
// over, where it is locked. From what lies on this device.
#pragma once
#include <map>

#include "client/app/period_locks.h"
#include "client/store/desk_store.h"
#include "shared/reports/period.h"

namespace nuong::client {

struct FormOfPeriod {
    FormCount count;                                    // of every form: the sums
    std::vector<AreaCode> units = {}, not_locked = {};  // communes; those in which some day of it is open
    bool is_locked() const { return !units.empty() && not_locked.empty(); }
};

class PeriodStates {
public:
    explicit PeriodStates(Workbook& workbook);  // reads every lock once

    // Every form first, then each that has a record of the period.
    std::vector<FormOfPeriod> forms_of(const reports::Period& period) const;
    // That one; a form of which there is no record has none to be looked over.
    FormOfPeriod form_of(const reports::Period& period, const FormId& form) const;
    // The half years before today that have a record and are not locked, as far as people still hand in.
    std::vector<reports::Period> past_and_open(Date today) const;

private:
    FormOfPeriod state_of(const FormCount& count, const reports::Period& period) const;

    // Those of the area and of what it lies in.
    const std::vector<forms::PeriodLock>& locks_near(const AreaCode& area) const;

    Workbook& workbook_;
    std::map<AreaCode, std::vector<forms::PeriodLock>> locks_;         // of each area
    mutable std::map<AreaCode, std::vector<forms::PeriodLock>> near_;  // once somebody asks
};

// Whether this person reads the locks of periods; and writes them.
bool sees_periods(Workbook& workbook);
bool may_decide_periods(Workbook& workbook);

}  // namespace nuong::client
