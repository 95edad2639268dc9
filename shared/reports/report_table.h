// ReportTable: a finished report as plain values: sections of rows, one cell per unit below the reporting area and one
// for all of it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/json.h"
#include "shared/base/message.h"
#include "shared/base/result.h"
#include "shared/forms/left_out.h"
#include "shared/model/ids.h"
#include "shared/reports/period.h"
#include "shared/reports/report_areas.h"
#include "shared/reports/row_band.h"
#include "shared/sqlite/new_file.h"
#include "shared/targets/decimal.h"
#include "shared/targets/plan_version.h"

namespace nuong::reports {

enum class CellStatus {
    none,      // nothing is asked of it
    met,       // the target or threshold is reached
    not_met,   // it is not
    running,   // it is not yet, and there is time left: the target is of a longer time than the period
    empty,     // there is nothing to take a share of: "-"
    hidden,    // so few people that they could be recognised
    not_held,  // this device does not hold what is counted, or not all of it
};
const char* name_of(CellStatus status);
std::optional<CellStatus> status_named(std::string_view name);
Message words_of(CellStatus status);
// Whether it says anything of a target: met, not met, under way.
bool is_of_target(CellStatus status);

// One number of a table: of which section and row, in which column (nothing: of the whole area), and which of its
// parts.
enum class FigurePart { numerator, denominator, turns };
struct FigureAt {
    std::size_t section = 0, row = 0;
    std::optional<std::size_t> column = {};
    FigurePart part = FigurePart::numerator;

    auto operator<=>(const FigureAt&) const = default;
};

struct Cell {
    std::optional<double> numerator;    // nothing when hidden
    std::optional<double> denominator;  // nothing when it is no share, or nobody knows
    std::optional<double> turns;        // lượt, beside different people
    std::optional<double> previous;     // the value of the period before, for a trend
    std::optional<Decimal> value;       // as printed: the share cut to its places, or the numerator
    std::optional<Decimal> target;
    std::optional<PlanVersion> plan;  // that assigns the target, or what the share is taken of
    std::optional<Decimal> percent_of_target;
    CellStatus status = CellStatus::none;
    bool previous_is_of_few = false;  // of a share: fewer than `hide_below` above or below its line

    bool operator==(const Cell&) const = default;
};
// A cell of which no number may, or can, be told: its target, and why.
Cell blank_cell(const Cell& cell, CellStatus why);

struct ReportRow {
    std::string id;
    Message label;
    std::vector<Message> head = {};  // of its column where units are the lines, level by level; empty: the label
    std::string unit;                // people, turns, percent, ratio, count ...
    bool is_share = false;
    double hide_below = 0;    // counts below it do not leave the commune; 0: all do
    std::vector<Cell> cells;  // one per column
    Cell total;
    std::optional<RowBand> band = {};

    bool operator==(const ReportRow&) const = default;
};

// A line of a list: one person or record, with what is shown of it.
struct ListLine {
    std::string record;
    AreaCode area;
    std::vector<std::string> fields;
    std::string status;  // late, on_time; restricted: whose data may only be kept, counted and not named

    bool operator==(const ListLine&) const = default;
};

struct ReportSection {
    std::string id;
    Message title;
    bool areas_as_rows = false;
    std::vector<std::string> shown;  // of each figure, when areas are rows: target, actual, percent, turns; previous:
                                     // beside the period before
    std::vector<ReportRow> rows;
    std::vector<Message> list_head;
    std::vector<forms::Mask> list_classes;  // of each field: by which of them it is left out of a file
    bool names_people = false;              // its lines are about people: their files say who took them out
    std::vector<ListLine> list;
    std::size_t list_left_out = 0;  // lines beyond what the list holds
    bool lists_people = false;      // its lines do not leave the commune: of a report that hides small counts
    bool lists_all = true;          // false: of what it lists, this device does not hold all, or nothing
    std::string form;               // which report it is written in: "B01" also within R1
    Message form_title;

    bool operator==(const ReportSection&) const = default;
};

// A plan by which cells of a table are judged: as they name it, and as people do.
struct PlanOfTargets {
    PlanVersion version;
    Message name;

    bool operator==(const PlanOfTargets&) const = default;
};

// Who takes a table out that lists people.
struct Taker {
    UserId user;
    std::string role;
    Instant at{};

    bool operator==(const Taker&) const = default;
};

struct ReportTable {
    std::string report;
    Message title;
    AreaCode area;
    Message area_name;
    Period period;
    std::vector<ReportColumn> columns;
    std::vector<ReportSection> sections;
    Message source;  // from what it was made: when, the state of the data, who has not sent yet; for the foot of a page
    std::vector<ReportColumn> silent = {};  // units from which nothing at all has come in the period
    std::vector<Message> remarks = {};      // more lines under the figures
    std::vector<PlanOfTargets> plans = {};  // each once
    std::optional<Date> as_of = {};         // the day on which it was counted, when its period had not ended by then
    bool is_before_records = false;         // its period was over before anything was written of what is counted
    std::vector<ReportTable> former = {};   // of the periods before, the oldest first: see former_figures.h
    std::optional<Taker> taker = {};        // of a file that lists people; see list_mask.h

    bool operator==(const ReportTable&) const = default;
};

// "Văn Bàn, 6 tháng cuối năm 2026 (tính đến ngày 01/12/2026)": of what it tells.
Message subject_of(const ReportTable& table);

// The contract's JSON; `columns` and `values` stand beside the total.
OrderedJson to_json(const ReportTable& table, Language language);
// For a terminal or a mail: aligned columns.
std::string to_text(const ReportTable& table, Language language);
// A comma-separated table with a header line.
std::string to_csv(const ReportTable& table, Language language);

// An Excel workbook as bytes would need a file: libxlsxwriter writes to a path. True when it was written whole.
bool write_xlsx(const ReportTable& table, Language language, const std::string& path);

// The text of a report as a Word document, with the same figures in sentences. True when it was written whole.
bool write_docx(const ReportTable& table, Language language, const std::string& path);

// Whether write_report() writes a workbook: the one kind of file that draws lines over periods.
bool is_workbook(const std::string& format, const std::string& out);

// What a report command prints: the report in `format` (text, csv, json; empty = by the ending of `out`, else text).
// With `out` it is written there, to be read by its owner alone, and the path is given back; a CSV file begins with a
// byte order mark. xlsx and docx need `out`.
Result<std::string> write_report(const ReportTable& table, std::string format, const std::string& out,
                                 Language language, const FileWatch& watch = {});

}  // namespace nuong::reports
