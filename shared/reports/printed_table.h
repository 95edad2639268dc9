// PrintedTable: what of a form stands under one head. Its parts stand one below the other, each named by a line; a
// single figure of each unit stands as a column more of the part before it, as in the printed annexes.
#pragma once
#include "shared/reports/report_grid.h"

namespace nuong::reports {

class PrintedTable {
public:
    using Part = std::vector<const Grid*>;  // side by side, a line per unit in each; never empty

    explicit PrintedTable(const Grid& first) : parts_{{&first}} {}
    // False: it has a head of its own.
    bool take(const Grid& grid);

    const std::vector<Part>& parts() const { return parts_; }
    const Grid& first() const { return *parts_.front().front(); }
    std::vector<const Grid*> grids() const;
    std::vector<HeadCell> head() const;  // of a part
    // Where the columns of the grid at `at` begin, after its first one, which is that of the part.
    static std::size_t shift_of(const Part& part, std::size_t at);

private:
    std::vector<Part> parts_;
};

// In order, each of one form and of one kind: figures or a list.
std::vector<PrintedTable> printed_tables(const std::vector<Grid>& grids);

// Of the lines: "1", "1.1", "1.2", "2". A figure that is named after another ("I20a" after "I20") is a part of it.
std::vector<std::string> order_numbers(const Grid& grid);

// "II. Cuối kỳ theo giới": the number stands in a column of its own. A title without one is counted: 1 is "I".
struct NumberedTitle {
    std::string number, words;

    bool operator==(const NumberedTitle&) const = default;
};
NumberedTitle numbered(const std::string& title, std::size_t count);
std::string without_number(const std::string& title);

}  // namespace nuong::reports
