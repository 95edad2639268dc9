// Figures: the numbers of one report made of what was counted: sets of subjects, amounts, targets, shares, statuses.
#pragma once
#include "shared/reports/counter.h"
#include "shared/reports/indicator.h"
#include "shared/reports/remainder.h"
#include "shared/reports/report_table.h"
#include "shared/reports/subject_groups.h"
#include "shared/targets/target_plan.h"

namespace nuong::reports {

struct TargetName {
    std::string indicator;  // empty: none
    std::string facility;   // empty: of all
};

class Figures {
public:
    // Asks the counter for what the figures need; both are used again by cells(). Errors name the measure.
    Figures(Counter& counter, ReportAreas& areas, const TargetBook& targets, const Period& period, Date as_of)
        : counter_(counter), areas_(areas), targets_(targets), period_(period), as_of_(as_of) {}
    Status ask_for(const Figure& figure);
    Status ask_for(const SetExpression& set);

    // After the count, before fill() and collect().
    void group_subjects() { groups_.emplace(counter_.subjects()); }
    // `target`: whose are looked up.
    void fill(const Figure& figure, const TargetName& target, ReportRow& row) const;
    std::vector<std::uint32_t> subjects_in(const SetExpression& set) const;

    // Of a figure whose number is made of records, which those are. Nothing: it is made of areas or of a plan, or
    // stands in a document.
    struct Behind {
        std::map<SubjectKey, double> records;                         // what each adds
        std::map<SubjectKey, std::map<SubjectKey, double>> subjects;  // of different people: through which records
    };
    static std::set<MeasureName> measures_behind(const Figure& figure, FigurePart part);
    bool is_of_document(const Figure& figure, FigurePart part, std::optional<std::size_t> column) const;
    std::optional<Behind> behind(const Figure& figure, FigurePart part, std::optional<std::size_t> column) const;
    // What is counted besides, of records that are gone. Before fill().
    void set_remainder(Remainder remainder) { remainder_ = std::move(remainder); }
    // What was counted for the figure, by the areas of the columns: of its sides that are settled on `day`.
    void collect(const Figure& figure, Date day, Remainder& sums) const;

private:
    struct SideValues {
        std::vector<std::optional<double>> of_column;
        std::optional<double> total;
        std::vector<double> turns;
        double turns_total = 0;
        bool has_turns = false;
    };
    SideValues values_of(const Side& side, bool previous) const;
    bool is_settled_on(Date day, const Side& side, bool previous) const;
    void add_remainder(const Side& side, bool previous, SideValues& values) const;
    SideValues counted(const Side& side, bool previous) const;
    SideValues subjects_of(const Side& side, bool previous) const;
    SideValues amounts_of(const Side& side, bool previous) const;
    // A set expression with measures looked up, for a province's people are asked one after the other: the measures
    // among its parts are bits of one word, or of a few.
    struct BitSet {
        struct Mask {
            std::size_t word = 0;
            std::uint64_t bits = 0;
        };
        SetExpression::Op op = SetExpression::Op::all;  // of a measure alone it is all
        std::vector<Mask> masks;
        std::vector<BitSet> parts;  // the others

        void add(std::size_t bit);
    };
    BitSet looked_up(const SetExpression& set, bool previous) const;
    template <class Fulfilled>
    static bool is_in(const BitSet& set, const Fulfilled& fulfilled);
    // `column`: that of all for `columns().size()`.
    Cell cell(const Figure& figure, const TargetName& target, std::size_t column, std::optional<double> numerator,
              std::optional<double> denominator, std::optional<Decimal> previous) const;
    bool adds_up(const Figure& figure) const;
    std::optional<TargetBook::Found> assigned(const Figure& figure, const TargetName& target,
                                              const AreaCode& area) const;
    SideValues planned(const Figure& figure) const;  // what it is a share of
    bool set_target(const Figure& figure, const TargetName& target, std::size_t column, Cell& cell) const;
    std::size_t bit_of(const MeasureName& name, bool previous) const;

    Counter& counter_;
    ReportAreas& areas_;
    const TargetBook& targets_;
    Period period_;
    Date as_of_;
    std::map<MeasureName, std::size_t> bits_, sums_;
    Remainder remainder_;
    std::optional<SubjectGroups> groups_;
};

}  // namespace nuong::reports
