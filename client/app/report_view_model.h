// What the screens of reports show: which there are, one of them, the records behind a number, a row of it drawn. Part
// of the view model (view_model.h).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "client/app/view_parts.h"

namespace nuong::client {

struct ReportChoice {
    std::string report = {}, title = {};
    std::string only_elsewhere = {};  // not empty: it is not made here, and why
    bool operator==(const ReportChoice&) const = default;
};

struct ReportListView {
    std::string title = {};
    std::vector<ReportChoice> reports = {};
    std::string empty_text = {};  // shown instead of them
    bool operator==(const ReportListView&) const = default;
};

struct FigureCell {
    std::string text = {};
    bool is_number = false;
    Tone tone = Tone::neutral;        // good or warning: with its sign before the words
    std::optional<Action> open = {};  // what a tap on it does
    bool operator==(const FigureCell&) const = default;
};

struct FigureHead {
    std::string group = {}, text = {};  // cells side by side of one group share it
    std::optional<Action> open = {};    // of the group; of the cell when it stands alone
    bool operator==(const FigureHead&) const = default;
};

struct FigureLine {
    std::vector<FigureCell> cells = {};  // one for each head; the first is its name
    bool is_total = false;
    std::optional<Action> open = {};  // of its name
    bool operator==(const FigureLine&) const = default;
};

// A band of a bar: its part of the whole, and the number that it stands for.
struct BandPart {
    int level = 0;          // 0 incomplete, 1 low, 2 moderate, 3 high
    float share = 0;        // 0..1
    std::string text = {};  // "nguy cơ cao 12"
    bool operator==(const BandPart&) const = default;
};

struct BandBar {
    std::string name = {}, whole = {};  // "Thuốc lá", "120 lượt"; no whole: nothing is drawn
    std::vector<BandPart> parts = {};
    std::string instead = {};  // not empty: nobody here can count it, and this is said in its place
    bool operator==(const BandBar&) const = default;
};

struct FigureTable {
    std::string form = {}, title = {}, note = {};  // the form that it belongs to
    std::vector<FigureHead> head = {};
    std::vector<FigureLine> lines = {};
    std::vector<BandBar> bands = {};  // drawn above it
    bool operator==(const FigureTable&) const = default;
};

// A count that goes on behind, or why there is nothing to see.
struct CountView {
    bool counts = false, is_ready = false;
    float progress = 0;  // 0..1
    std::string progress_text = {}, problem = {};
    bool operator==(const CountView&) const = default;
};

// Days that are being chosen as its period, from one to another.
struct DaysView {
    std::string from = {}, until = {};  // what is offered: 01/01/2024
    std::string problem = {};           // with what was chosen last
    bool operator==(const DaysView&) const = default;
};

// A report: of which area and period; while it is counted, how far that is; then its figures.
struct ReportView {
    std::string report = {}, title = {}, area = {}, period = {};
    Action earlier = {};
    std::optional<Action> later = {};  // nothing: it would not have begun yet
    std::vector<Command> kinds = {};   // quarter, half year, year, days; the one that is shown is primary
    std::optional<DaysView> days = {};
    std::string no_days = {};  // why none may be chosen, where somebody asked
    CountView count = {};
    std::vector<FigureTable> tables = {};
    std::vector<std::string> below = {};  // who has sent nothing, and what the figures rest on
    bool has_versions = false;            // that may be asked for at the district (OpenVersions)
    bool operator==(const ReportView&) const = default;
};

// The records behind one number of a report.
struct FigureView {
    std::string title = {}, subject = {};  // the row; area and period
    std::string number = {}, about = {};   // as it stands in the table; of how many records it is made
    CountView count = {};
    std::vector<Row> rows = {};
    bool more = false;                 // ShowMore brings the next rows
    bool may_be_written = false;       // into files (OpenListFile)
    std::string why_not_written = {};  // where that is offered of other numbers
    std::string empty_text = {};
    bool operator==(const FigureView&) const = default;
};

struct ChartMark {
    std::string name = {}, text = {};   // "Võ Lao", "72,5"
    std::optional<double> number = {};  // nothing: hidden, or nothing to take a share of
    std::optional<double> target = {};
    std::string target_text = {};  // "mục tiêu 80"
    std::string status = {};       // "đạt"
    Tone tone = Tone::neutral;
    bool operator==(const ChartMark&) const = default;
};

// One row of a report drawn: its units side by side, and the whole area over periods.
struct ChartView {
    std::string title = {}, subject = {};
    ChartMark whole = {};
    std::string bars_title = {};
    std::vector<ChartMark> bars = {};
    std::string trend_title = {};
    CountView count = {};
    std::vector<ChartMark> trend = {};  // the oldest first
    bool operator==(const ChartView&) const = default;
};

// A frozen version: how far it has come, and what may be done with it here.
struct VersionRow {
    std::uint32_t version = 0;
    std::string title = {};               // "Phiên bản 2"
    Badge state = {};                     // "đã kiểm tra"
    std::vector<std::string> steps = {};  // "bản nháp: lan, 01/03/2024 14:00"
    std::string note = {}, replaces = {};
    std::optional<Command> next = {};  // one step on
    std::string no_next = {};          // why it is not for this person
    std::optional<Command> with_before = {};
    Command with_now = {}, save = {};
    bool operator==(const VersionRow&) const = default;
};

// The frozen versions of one report, area and period, as the district's server told them.
struct VersionsView {
    std::string title = {}, subject = {};
    std::string asking = {};  // what the server is asked just now; empty: nothing
    bool may_stop = false;
    std::optional<Badge> result = {};       // what came of the last question
    std::string heard = {};                 // when the list was told; empty: it is not known
    std::vector<VersionRow> versions = {};  // the newest first
    std::string empty_text = {};            // shown instead of them
    bool may_ask = false, may_freeze = false;
    std::size_t note_bytes_max = 1'000;      // of the version that is frozen
    std::vector<std::string> freezing = {};  // what freezing means, and what to think of before
    bool operator==(const VersionsView&) const = default;
};

// How two versions differ, or a version from the report as it stands now.
struct DifferenceView {
    std::string title = {}, subject = {}, about = {};
    std::vector<FigureTable> tables = {};
    std::vector<std::string> below = {};
    bool operator==(const DifferenceView&) const = default;
};

}  // namespace nuong::client
