// Paper: what stands on a printed form, as values: questions with room for their answers, or with the answers. Made by
// blank_form.h and filled_form.h, written by html_page.h.
#pragma once
#include <string>
#include <variant>
#include <vector>

namespace nuong::printing {

struct Tick {
    std::string label;
    bool is_ticked = false;

    bool operator==(const Tick&) const = default;
};

// Boxes to tick, in two columns when their labels are short.
struct Ticks {
    std::vector<Tick> ticks;
    bool in_columns = false;

    bool operator==(const Ticks&) const = default;
};

struct Lines {
    int count = 1;

    bool operator==(const Lines&) const = default;
};

// One box per digit: {2, 2, 4} and "/" is a day.
struct DigitBoxes {
    std::vector<int> groups;
    std::string between;

    bool operator==(const DigitBoxes&) const = default;
};

struct Written {
    std::string text;

    bool operator==(const Written&) const = default;
};

// A signature, a sketch, a photo: the bytes of a file that a browser shows.
struct Picture {
    std::string type;   // "png", "jpeg"
    std::string bytes;  // as in the file
    std::string words;  // for whom cannot see it

    bool operator==(const Picture&) const = default;
};

using Space = std::variant<Ticks, Lines, DigitBoxes, Written, Picture>;

struct Heading {
    std::string number, label, condition;
    int depth = 0;

    bool operator==(const Heading&) const = default;
};

// Read out or kept in mind, not answered.
struct Remark {
    std::string text, condition;

    bool operator==(const Remark&) const = default;
};

struct Question {
    std::string number, label, hint, condition;
    std::string missing;  // codes that may be written instead of an answer: "KR, TC"
    bool is_required = false;
    Space space;

    bool operator==(const Question&) const = default;
};

// Questions with the same choices: a line each, a column per choice.
struct GridRow {
    std::string number, label, condition;
    std::vector<bool> ticked;  // one per column
    std::string instead;       // written instead of a tick

    bool operator==(const GridRow&) const = default;
};
struct Grid {
    std::vector<std::string> columns;
    std::vector<GridRow> rows;

    bool operator==(const Grid&) const = default;
};

// Rows of a repeat. The first cell of a row says which row it is.
struct Column {
    std::string number, label, hint, condition;

    bool operator==(const Column&) const = default;
};
struct TableRow {
    std::string name;
    std::vector<Space> cells;

    bool operator==(const TableRow&) const = default;
};
struct Table {
    std::string corner;
    std::vector<Column> columns;
    std::vector<TableRow> rows;

    bool operator==(const Table&) const = default;
};

using Block = std::variant<Heading, Remark, Question, Grid, Table>;

// Above the questions; a blank text is room to write.
struct HeadLine {
    std::string label, text;

    bool operator==(const HeadLine&) const = default;
};

struct Paper {
    std::string language;
    std::string title, version;
    std::vector<HeadLine> head;
    std::vector<std::string> legend;  // how to read and fill the paper
    std::vector<Block> blocks;
    std::vector<std::string> foot;  // on every page

    bool operator==(const Paper&) const = default;
};

// Puts blocks on a paper. A heading is written only when something stands under it.
class PaperWriter {
public:
    explicit PaperWriter(Paper& paper) : paper_(paper) {}

    void open(Heading heading);  // "" as label: no heading, only what is in it
    void close();
    void add(Block block);
    int depth() const { return static_cast<int>(open_.size()); }

private:
    struct Open {
        Heading heading;
        bool is_written = false;
    };
    Paper& paper_;
    std::vector<Open> open_;
};

}  // namespace nuong::printing
