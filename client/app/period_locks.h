// Periods whose figures were handed in: what is told to whoever writes into one, and how one is locked and reopened. A
// lock stops nobody: what comes late is saved and sent as always.
#pragma once
#include "client/app/open_form.h"
#include "client/app/view_parts.h"
#include "shared/forms/period_lock.h"

namespace nuong::client {

// Where and when something happened.
struct LockQuestion {
    AreaCode area;
    FormId form;
    std::string day;  // ISO date
};
// Nothing: the period is open, or nobody has said anything of it.
std::optional<Restriction> locked_period(Workbook& workbook, const LockQuestion& asked, Language language);
// The same for a record with these answers, by every day that the indicators in force count it by
// (reports/counted_days.h). `day` is that of the record.
std::optional<Restriction> locked_period_of(Workbook& workbook, const LockQuestion& asked,
                                            const FormLibrary::Form& form, const Fields& answers, Language language);
// ... and for a change of its answers, when it changes what is counted.
std::optional<Restriction> locked_period_of_change(Workbook& workbook, const RecordSheet& before, const Fields& answers,
                                                   Language language);
// The same for a form that is being filled: of the day that its record had, else of the day that it has by now.
std::optional<Restriction> locked_period_of(Workbook& workbook, const OpenForm& open, Language language);

// Those of an area and all below it that this device knows of, or of everywhere.
std::vector<forms::PeriodLock> known_locks(Workbook& workbook, const std::optional<AreaCode>& area);

struct PeriodDecision {
    AreaCode area;
    FormId form = forms::every_form;
    Date first{}, last{};
    bool locks = true;  // else it is opened again
    std::string reason;
};
// One record for the area and for each one below it, because a commune's devices do not receive the district's. Again
// after a crash in the middle it goes on. Errors: refused (the role may not, or not there), not_found (no such area or
// form), invalid (no reason, the days the wrong way round). Nothing was stored then.
Result<std::vector<forms::PeriodLock>> decide_period(Workbook& workbook, const PeriodDecision& decision);

}  // namespace nuong::client
