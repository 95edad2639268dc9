// ReportDifference: which figures two versions of one report do not share, figure by figure and unit by unit. A pure
// comparison of what both show: what is hidden in one stays hidden here.
#pragma once
#include "shared/reports/report_table.h"

namespace nuong::reports {

// Of a figure in a unit: its share or count as it is shown, or what stands beside it.
struct PartDifference {
    std::string part;           // actual, numerator, denominator, turns, target, previous, status
    std::string before, after;  // as written; "" where there is no such unit

    bool operator==(const PartDifference&) const = default;
};

struct FigureDifference {
    std::string section, row;  // ids; row "list": how many lines a list has
    Message section_title, label;
    AreaCode area;  // of the column; that of the report for the total
    Message unit;
    std::vector<PartDifference> parts;

    bool operator==(const FigureDifference&) const = default;
};

// A row that only one of the two has.
struct LoneRow {
    std::string section, row;
    Message label;

    bool operator==(const LoneRow&) const = default;
};

struct ReportDifference {
    std::vector<FigureDifference> figures;  // in the order of the report
    std::vector<ReportColumn> units_new, units_gone;
    std::vector<LoneRow> rows_new, rows_gone;

    bool is_empty() const {
        return figures.empty() && units_new.empty() && units_gone.empty() && rows_new.empty() && rows_gone.empty();
    }
    bool operator==(const ReportDifference&) const = default;
};

// Sections, rows and units are matched by what they are called, wherever they stand.
ReportDifference difference_between(const ReportTable& before, const ReportTable& after);

// In the words of the office: one line per part of a figure; then units and rows that came or went.
struct DifferenceLine {
    std::string section, row, unit, part, before, after;

    bool operator==(const DifferenceLine&) const = default;
};
std::vector<DifferenceLine> lines_of(const ReportDifference& difference, Language language);
std::vector<std::string> came_and_went(const ReportDifference& difference, Language language);

OrderedJson to_json(const ReportDifference& difference, Language language);
// The same for a terminal.
std::string to_text(const ReportDifference& difference, Language language);

}  // namespace nuong::reports
