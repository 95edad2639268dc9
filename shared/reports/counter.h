// Counter: one pass over records, counting every measure that was asked for. What it keeps does not grow with the
// records, only with the different subjects.
#pragma once
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "shared/reports/count_memory.h"
#include "shared/reports/counted_record.h"
#include "shared/reports/measure.h"
#include "shared/reports/period.h"
#include "shared/reports/report_areas.h"
#include "shared/reports/subjects.h"

namespace nuong::reports {

class AnswerSheet;

// By id. Nothing behind an id: a form of which no record will come, so that nobody has to compile it.
using Forms = std::map<FormId, std::shared_ptr<const forms::CompiledForm>>;

// How often records of an area fulfilled a measure that is about areas (key "area:commune").
struct AreaTimes {
    MeasureName measure;
    AreaCode area;
    int times = 0;
};

// On which days a record must have happened (its occurred_on) so that it can change any figure.
struct WantedDays {
    bool is_any = false;  // whenever it did, and also if it tells no day
    Date first = Date::max(), last = Date::min();

    bool has(Date day) const { return is_any || (first <= day && day <= last); }
    bool has_any_of(const std::vector<Date>& days) const {
        return std::any_of(days.begin(), days.end(), [this](Date day) { return has(day); });
    }
};

// One match as it was counted: of which record, and for whom, or how much.
struct Match {
    MeasureName measure;
    SubjectKey record;
    std::uint16_t column = 0;              // of an amount; of a subject see Subjects
    std::optional<std::uint32_t> subject;  // nothing: an amount
    double amount = 0;                     // taken back when negative
};

class Counter {
public:
    // `areas` must outlive it. `as_of`: see as_of_day().
    Counter(Measures measures, const Forms& forms, ReportAreas& areas, const Period& period, Date as_of);
    Counter(Counter&&) noexcept;
    ~Counter();

    // Before the first record. A measure may be asked for in both ways; the answer is where its result is found.
    Result<std::size_t> count_subjects(const MeasureName& name);  // a measure of subjects()
    Result<std::size_t> count_amounts(const MeasureName& name);   // an index of amounts()

    // Before the first record: the matches of these are kept, to be told one by one. Otherwise none is.
    void keep_matches(std::set<MeasureName> of) { kept_ = std::move(of); }
    const std::vector<Match>& matches() const { return matches_; }

    // Of counts that one thread makes of the same records: see SubjectNames. Before the first record; later it does
    // nothing.
    void share_names(const Counter& other) { subjects_->share_names(*other.subjects_); }

    // What of two counts must be the same so that the memory of one serves the other: the measures, their periods and
    // the columns. Their forms are the caller's to compare.
    std::string shape() const;
    // Before the first record: what each adds is kept in `memory` as well, which must outlive the count.
    void remember_in(CountMemory& memory) { memory_ = &memory; }
    // Counts what is remembered, before any record is added. Of first_day() it knows nothing.
    void recall(const CountMemory& memory);

    bool wants(const FormId& form) const;
    // A caller who knows the day of a record saves itself the answers. Nothing: no record of the form is wanted.
    std::optional<WantedDays> wanted_days(const FormId& form) const;
    // In any order. A record that another one corrects is taken back: by itself when it comes after its correction,
    // otherwise by a call of retract() for each of corrected().
    void add(const CountedRecord& record);
    // When several counts are made of the same records: `sheet`, of the record's form, holds its answers already.
    void add(const CountedRecord& record, AnswerSheet& sheet);
    std::vector<std::string> corrected() const;
    void retract(const CountedRecord& record);
    // What another counter of the same shape has counted of other records. Before anything is retracted or finished.
    void absorb(const Counter& part);
    // After the last record: duplicates of one person become one.
    void finish();

    // What was counted by area, where areas are kept apart; and what another count found, added to this one.
    std::vector<AreaTimes> area_times();
    void add(const AreaTimes& found);
    std::vector<MeasureName> area_measures() const;  // those asked for
    const Measures& measures() const { return measures_; }
    Measures measures_of(const FormId& form) const;  // those asked for
    // The answers on which it depends whether, when and for whom a measure that was asked for takes a record: nodes of
    // its form.
    std::set<int> answers_asked(const MeasureName& name) const;
    std::set<int> answers_asked_of(const FormId& form) const;  // by all its measures
    // The earliest day on which anything happened that a measure asks the day of.
    std::optional<Date> first_day() const { return first_day_; }
    // The earliest day of which a record was written (its occurred_on), whatever is counted of it: a register that is
    // begun today may tell of years ago. Of records that were forgotten since, their day stays.
    std::optional<Date> first_written() const { return first_written_; }

    const Subjects& subjects() const { return *subjects_; }
    const std::vector<double>& amounts(std::size_t index) const { return amounts_[index]; }  // one per column

private:
    static constexpr std::string_view own_kind = "record";  // of the key of a record
    struct Task;
    struct FormTasks;
    Result<Task*> task_of(const MeasureName& name);
    Result<std::unique_ptr<Task>> compiled(const MeasureName& name, const Measure& measure) const;
    void add_evaluated(const CountedRecord& record, FormTasks& tasks, AnswerSheet& sheet);
    bool is_left_out(const CountedRecord& record);
    void note_written(std::optional<Date> day);
    // Into additions_.
    void take_numbers(FormTasks& tasks, AnswerSheet& sheet);
    void evaluate(FormTasks& tasks, AnswerSheet& sheet, const CountedRecord& record);
    void evaluate(const Task& task, const AnswerSheet& sheet, const CountedRecord& record);
    bool is_in_time(const Task& task, const AnswerSheet& sheet, forms::Place place) const;
    void note(const Task& task, const AnswerSheet& sheet, const CountedRecord& record, forms::Place place);
    void count(const SubjectKey& record, std::span<const Addition> additions, int times);
    void count(const SubjectKey& record, const Addition& addition, int times);
    std::optional<SubjectKey> key_of(const Task& task, const AnswerSheet& sheet, const CountedRecord& record,
                                     forms::Place place);

    Measures measures_;
    const Forms& forms_;
    ReportAreas& areas_;
    Period period_, previous_;
    Date as_of_;
    std::map<MeasureName, std::unique_ptr<Task>> tasks_;
    std::vector<Task*> numbered_;  // as their additions name them
    std::unordered_map<FormId, std::unique_ptr<FormTasks>> by_form_;
    std::size_t subject_measures_ = 0;
    std::unique_ptr<Subjects> subjects_;
    std::vector<std::vector<double>> amounts_;
    SubjectKey own_{};                 // of the record that is being evaluated
    std::vector<Addition> additions_;  // and what it adds
    CountMemory* memory_ = nullptr;
    std::map<std::string, bool> corrected_;  // id -> was left out already
    std::map<std::string, std::string> same_as_;
    mutable std::optional<Date> first_day_;
    std::optional<Date> first_written_;
    std::set<MeasureName> kept_;
    std::vector<Match> matches_;
};

}  // namespace nuong::reports
