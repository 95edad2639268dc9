// Tally: a report being counted, one record at a time.
#pragma once
#include <functional>

#include "shared/forms/restriction.h"
#include "shared/reports/counter.h"
#include "shared/reports/listed_devices.h"
#include "shared/reports/remainder.h"
#include "shared/reports/report_definition.h"
#include "shared/reports/report_table.h"
#include "shared/targets/target_plan.h"

namespace nuong::reports {

// What a province has published for its figures.
struct Programme {
    IndicatorBook indicators;
    TargetBook targets;
};

// Of those that make up a number, in the order in which they were made.
struct RecordBehind {
    std::string record;
    double adds = 1;  // one person more, so many heads
    bool operator==(const RecordBehind&) const = default;
};

// Answers of one form on which something depends: its nodes.
struct AskedAnswers {
    std::shared_ptr<const forms::CompiledForm> form;  // nothing: no record of it will come
    std::set<int> nodes;
};

class Tally {
public:
    // Fails when an expression does not fit its form; the message names the row. The arguments are copied. `today`: of
    // a period that has not ended the figures are as of this day.
    static Result<Tally> make(const ReportDefinition& definition, const AreaTree& areas, const AreaCode& area,
                              const Period& period, const Forms& forms, const Programme& programme = {},
                              Date today = Date::max());
    // With each of these areas as a column of its own, for sums(). No list, no target.
    static Result<Tally> make_apart(const ReportDefinition& definition, const std::vector<AreaCode>& areas,
                                    const Period& period, const Forms& forms, const Programme& programme);
    Tally(Tally&&) noexcept;
    Tally& operator=(Tally&&) noexcept;
    ~Tally();

    bool wants(const FormId& form) const;
    std::optional<WantedDays> wanted_days(const FormId& form) const;  // see Counter
    // Of a record of this form whatever else it says plays no part in the count (forms::NeededAnswers); lists find it
    // again as a whole.
    std::set<int> answers_asked_of(const FormId& form) const;
    Measures measures_of(const FormId& form) const;  // by which it counts records of this form
    bool wants_devices() const;
    // Lists come without who it is also for a commune: whoever asks may not read the records.
    void keep_lists_nameless();
    // In every list of records they stay without any field: they are counted, and nobody is named.
    void keep_nameless(forms::RestrictedRecords restricted);
    // The forms whose records are listed.
    std::vector<FormId> listed_forms() const;
    void set_devices(std::vector<DeviceFacts> devices);
    // What the report of this period counts of records that are gone. At any time.
    void add_remainder(const Remainder& remainder);
    // See Counter. Lists, devices and the remainder are no part of what is remembered.
    std::string shape() const;
    void remember_in(CountMemory& memory);
    void recall(const CountMemory& memory);
    // Of reports that are counted in one pass: each person has one name in all of them. See Counter.
    void share_names(const Tally& other);
    // In any order.
    void add(const CountedRecord& record);
    void add(const CountedRecord& record, AnswerSheet& sheet);  // see Counter
    // Of the same report, with nothing counted and without remainder, devices or what lists may not tell: for some of
    // the records, to be absorbed. While this one is counting, also on another thread.
    Tally another() const;
    // What another() has counted. Before finish() or what is instead of it.
    void absorb(const Tally& part);
    // Finds a record again by its id: those that were corrected after they were counted, and those on a list.
    using FindRecord = std::function<std::optional<CountedRecord>(const std::string& id)>;
    ReportTable finish(const FindRecord& find);
    // Which records make up one number of the table; the same count as a table's, which then is not made.
    // Before the first record; then instead of finish(). Errors: invalid, of a number that is not made of records.
    void keep_records_behind(const FigureAt& at);
    Result<std::vector<RecordBehind>> records_behind(const FindRecord& find);
    std::string row_at(const FigureAt& at) const;  // its id; empty: there is none
    // The forms of those records; none: it is not made of records.
    std::set<FormId> forms_behind(const FigureAt& at) const;
    // On which it depends that it is these records: who holds their list is told as much.
    std::vector<AskedAnswers> answers_behind(const FigureAt& at) const;
    // ... of the lines of a section's list, and of what chooses them; none: it has no list.
    std::set<FormId> forms_listed(std::size_t section) const;
    // Instead of finish(): what was counted for each figure, by area, as far as it is settled on `day`.
    Remainder sums(Date day, const FindRecord& find);
    std::optional<Date> first_day() const;  // see Counter

private:
    struct Work;
    explicit Tally(std::unique_ptr<Work> work);
    std::unique_ptr<Work> work_;
};

}  // namespace nuong::reports
