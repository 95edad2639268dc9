// LateRows: on the way through the records of a report, those that came, or were changed, after their day was locked
// (reports/late_records.h). Here it is known besides when something arrived: what somebody wrote in time, and sent when
// the period was locked already, is late as well, whatever the clocks said.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "shared/reports/late_records.h"
#include "shared/reports/tally.h"
#include "sync-server/core/counted_rows.h"

namespace nuong {

// Those of everywhere, also those that were opened again; where each lies among the records.
struct StoredLocks {
    std::vector<forms::PeriodLock> locks;
    std::map<RecordId, std::uint64_t> positions;
};
StoredLocks read_locks(StoreReader& reader, const reports::Forms& known);

// What is the same for all reports that are made at a time, on every thread.
struct LocksOfCount {
    reports::LockedDays days;
    std::map<RecordId, std::uint64_t> positions;
    const AreaTree* areas;  // these outlive it
    const reports::Forms* known;

    // Nothing while no day is locked.
    static std::shared_ptr<const LocksOfCount> of(StoreReader& reader, const AreaTree& areas,
                                                  const reports::Forms& known);
};

class LateRows {
public:
    // Of the report of that area and period.
    LateRows(std::shared_ptr<const LocksOfCount> locks, const AreaCode& area, const reports::Period& period);
    LateRows another() const { return {locks_, area_, period_}; }

    // REQUIRES: `tally`, of that report, wants the form.
    void note(const CountedRow& row, const reports::Tally& tally);
    void absorb(LateRows&& part);
    // After the last record: to stand under the table. `hides_few`: see LateRecords. Looks into the history of the
    // records that may have arrived late.
    std::vector<Message> remarks(StoreReader& reader, const reports::Tally& tally, bool hides_few);

private:
    // What was written before the lock, in a record that has changed since the lock arrived.
    struct Doubtful {
        RecordId record;
        FormId form;
        std::vector<reports::LockedDays::Locked> days;
        bool is_void;
        bool is_quiet;  // nothing in it was written after the lock: something arrived
    };
    reports::CountedForm* asked_of(const FormId& form, const reports::Tally& tally);
    bool is_changed_since(const CountedRow& row, const forms::PeriodLock& lock) const;
    bool may_be_late(const CountedRow& row, const reports::CountedForm& asked);
    bool touches_a_lock(const CountedRow& row, reports::CountedForm& asked) const;
    const std::vector<reports::LockedDays::Locked>& locks_near(const AreaCode& area, const FormId& form);
    void look_into(StoreReader& reader, const reports::Tally& tally);

    std::shared_ptr<const LocksOfCount> locks_;
    AreaCode area_;
    reports::Period period_;
    std::optional<reports::ReportAreas> columns_;
    std::map<FormId, reports::CountedForm> asked_;
    std::map<FormId, std::unordered_map<AreaCode, std::vector<reports::LockedDays::Locked>>> near_;
    reports::LateRecords late_;
    std::vector<Doubtful> doubtful_;
};

}  // namespace nuong
