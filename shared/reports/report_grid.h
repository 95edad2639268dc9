// Grid: one section of a report as it is laid out for reading: head, lines of cells. Text, CSV and Excel show the same.
#pragma once
#include "shared/reports/report_table.h"

namespace nuong::reports {

struct GridCell {
    std::string text;  // numbers with a decimal point
    bool is_number = false;
    double number = 0;
    bool is_sum = false;              // the total of the units beside it, or of the lines above it, and it is just that
    int places = 0;                   // of a number
    std::optional<FigureAt> of = {};  // the number of the table that it shows, when that can be counted again
    CellStatus status = CellStatus::none;  // that its words tell
};

// A column of a head in several levels: columns side by side that begin with the same `groups` share them.
struct HeadCell {
    std::vector<std::string> groups;  // from the outermost in
    std::string text;
    std::string part = {};  // of a figure: target, actual, percent, turns, previous

    std::string group() const;  // all of them in a line
    bool operator==(const HeadCell&) const = default;
};

struct Grid {
    std::string title;
    std::vector<std::string> head;
    std::vector<std::vector<GridCell>> lines;  // each as long as the head
    std::vector<std::string> ids;              // of the lines
    std::string note;
    bool is_numbers = false;                 // all columns but the first hold numbers
    std::size_t unit_columns = 0;            // of the head, from the second on
    std::vector<HeadCell> levels = {};       // the head, level by level
    bool has_total_line = false;             // the last one
    bool names_people = false;               // as of the section
    std::string form = {}, form_title = {};  // as of the section
    std::size_t section = 0;                 // of the table
    std::vector<std::string> parts = {};     // of each figure, side by side, where units are the lines

    std::size_t column_of(std::size_t row, std::size_t part) const { return 1 + row * parts.size() + part; }
};

// A head as it is written in lines: which words stand from which column to which, in which line and how many lines
// high. Each column has as many lines as the deepest one: what has fewer is higher, at its bottom.
struct HeadBox {
    std::size_t column = 0, columns = 1, line = 0, lines = 1;
    std::string text;

    bool operator==(const HeadBox&) const = default;
};
std::size_t head_lines(const std::vector<HeadCell>& head);
std::vector<HeadBox> head_boxes(const std::vector<HeadCell>& head);  // line by line

// Width on a terminal or in a cell: a Vietnamese letter is one, whatever its bytes.
std::size_t letters_in(const std::string& text);

// What stands under the figures: who has sent nothing at all, whose targets they are held against, and the remarks.
std::vector<std::string> lines_below(const ReportTable& table, Language language);
// What a cell shows: its share or its count, the mark of a hidden one, or "-".
std::string shown_text(const ReportRow& row, const Cell& cell);
bool holds_all(const ReportRow& row);  // no cell of it is blank for want of records on this device
// What "-" means, for a legend; `holds_all`: of every row that it stands under.
Message blank_words(bool holds_all);

// The lines of a section's list.
Grid grid_of_list(const ReportTable& table, const ReportSection& section, Language language);
std::vector<Grid> grids_of(const ReportTable& table, Language language);
// The same with one head for all figures of a form, as a form is printed.
std::vector<Grid> grids_on_paper(const ReportTable& table, Language language);
// The same with a line per figure wherever a unit has one number of it: text is narrow, and a program that reads CSV
// knows the figures by the ids of its lines.
std::vector<Grid> grids_in_lines(const ReportTable& table, Language language);

}  // namespace nuong::reports
