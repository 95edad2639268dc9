// PeriodLock: the figures of an area's period were handed in, as a record of the form "period_lock" says. It refuses
// nothing: what comes late is kept, whoever writes it is told, and reports that were handed in stay as they are.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "shared/forms/form_definition.h"
#include "shared/model/record_state.h"

namespace nuong::forms {

inline const FormId period_lock_form = "period_lock";
inline const FormId every_form = "all";

struct PeriodLock {
    RecordId record;
    AreaCode area;
    FormId form;  // or every_form
    Date first{}, last{};
    bool is_locked = true;  // also while people disagree: only a decision that was agreed on opens it again
    std::string reason;
    Instant since{};  // when it was decided, as the device wrote it; of a disagreement the first of what is said

    bool operator==(const PeriodLock&) const = default;
};

// Nothing: it is void, or says no period.
std::optional<PeriodLock> period_lock_of(const FormDefinition& form, const RecordState& record);

// Whoever locks the same period of the same area, on whatever device, writes the same record.
RecordId period_lock_id(const AreaCode& area, const FormId& form, Date first, Date last);

// The one that decides for a day of a form: of the nearest area (`areas`, nearest first), there the one for this form
// before one for every form, there one that is locked. nullptr: nobody has decided.
const PeriodLock* deciding_lock(const std::vector<PeriodLock>& locks, const std::vector<AreaCode>& areas,
                                const FormId& form, Date day);

// Whether each of these days, both within, is decided by a lock.
bool is_locked_throughout(const std::vector<PeriodLock>& locks, const std::vector<AreaCode>& areas, const FormId& form,
                          Date first, Date last);

}  // namespace nuong::forms
