// RowChart: a row of a report as a picture: whether there is anything to draw, and which values. The workbook, the
// window and the page of the office draw the same.
#pragma once
#include "shared/reports/report_table.h"

namespace nuong::reports {

// One value of it: of a unit, or of the whole area in one period.
struct ChartMark {
    std::string name = {};
    std::optional<double> number = {};  // nothing: hidden, or there is nothing to take a share of
    std::string text = {};              // the number as people here write it; else its mark: "<5*", "-"
    std::optional<double> target = {};  // of a plan: no secret, also where the number is one
    std::string target_text = {};
    CellStatus status = CellStatus::none;  // met, not_met; else none
    std::string status_text = {};
};
// How far its number is from what is asked; near: by no more than a fifth of it.
enum class Standing { none, met, near, far };
Standing standing_of(const ChartMark& mark);
Message words_of(Standing standing);     // "" of none
std::string sign_of(Standing standing);  // that stands before a number, for nothing is told by colour alone
ChartMark mark_of(const ReportRow& row, const Cell& cell, std::string name, Language language);

struct RowChart {
    const ReportRow* row = nullptr;  // of the table that was asked
    std::vector<ChartMark> units = {};
    ChartMark whole = {};

    // Paper shows no row unasked that only says what the table says: more than one unit, and a target beside it.
    bool is_for_paper() const;
    // Something is asked of its units, and of one at least it is known how it stands.
    bool judges_units() const;
};
// Nothing: no number of the row may be seen.
std::optional<RowChart> chart_of(const ReportTable& table, std::size_t section, std::size_t row, Language language);

// What has become of the number of the whole area: a value for each former period that the table keeps and its own, the
// oldest first. Empty: less than two of them can be seen, which is no line.
std::vector<ChartMark> trend_of(const ReportTable& table, std::size_t section, std::size_t row, Language language);

}  // namespace nuong::reports
