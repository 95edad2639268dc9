// Whoever holds a published table and a pencil cannot find out a hidden number. The reader here is another program than
// the one that hides: it tries every number that fits, knowing what every reader knows of the table.
#include "shared/reports/small_counts.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace nuong;
using namespace nuong::reports;

namespace {

using Numbers = std::vector<std::vector<int>>;  // rows of units; the total of each at its end, the sum of all rows last

// Adds the total of each row and the row of totals.
Numbers with_totals(Numbers numbers) {
    for (auto& row : numbers) {
        int sum = 0;
        for (const int number : row) sum += number;
        row.push_back(sum);
    }
    std::vector<int> last(numbers[0].size(), 0);
    for (const auto& row : numbers)
        for (std::size_t i = 0; i < row.size(); ++i) last[i] += row[i];
    numbers.push_back(last);
    return numbers;
}

Cell cell_of(int number) {
    Cell cell;
    cell.numerator = number;
    cell.value = Decimal{number, 0};
    return cell;
}

ReportTable table_of(const Numbers& numbers) {
    ReportTable table;
    table.sections.emplace_back();
    for (const auto& row : numbers) {
        ReportRow shown;
        shown.hide_below = small_count;
        for (std::size_t i = 0; i + 1 < row.size(); ++i) shown.cells.push_back(cell_of(row[i]));
        shown.total = cell_of(row.back());
        table.sections[0].rows.push_back(std::move(shown));
    }
    return table;
}

const Cell& cell_at(const ReportTable& table, std::size_t row, std::size_t column) {
    const ReportRow& shown = table.sections[0].rows[row];
    return column < shown.cells.size() ? shown.cells[column] : shown.total;
}

// Tries numbers for the hidden cells so that all rows and columns add up.
class Reader {
public:
    Reader(const ReportTable& table, const Numbers& size) : guesses_(size) {
        for (std::size_t row = 0; row < size.size(); ++row)
            for (std::size_t column = 0; column < size[row].size(); ++column) {
                const Cell& cell = cell_at(table, row, column);
                if (cell.numerator) guesses_[row][column] = static_cast<int>(*cell.numerator);
                else if (cell.status == CellStatus::hidden)
                    hidden_.push_back({row, column}), guesses_[row][column] = -1;
            }
    }

    const std::vector<std::pair<std::size_t, std::size_t>>& hidden() const { return hidden_; }

    // Whether that hidden cell could hold anything but `number`.
    bool can_be_other(std::size_t row, std::size_t column, int number) {
        for (int other = 1; other <= most; ++other) {
            if (other == number) continue;
            steps_left_ = 200'000;
            guesses_[row][column] = other;
            const bool fits = fits_from(0);
            guesses_[row][column] = -1;
            if (fits) return true;
        }
        return false;
    }

private:
    static constexpr int most = 60;

    // What a line says of its last open cell; -1: more are open; -2: it does not add up.
    template <class At>
    static int line_says(std::size_t length, At at, std::size_t& open) {
        int sum = 0, count = 0;
        for (std::size_t i = 0; i + 1 < length; ++i) {
            if (at(i) < 0) ++count, open = i;
            else sum += at(i);
        }
        if (at(length - 1) < 0) return count > 0 ? -1 : (open = length - 1, sum);
        const int rest = at(length - 1) - sum;
        if (rest < count) return -2;  // a hidden number is at least one
        if (count == 0) return rest == 0 ? -3 : -2;
        return count == 1 ? rest : -1;
    }

    // Fills what follows; false when something does not fit.
    bool follow(std::vector<int*>& filled) {
        for (bool moved = true; moved;) {
            moved = false;
            const std::size_t rows = guesses_.size(), columns = guesses_[0].size();
            for (std::size_t line = 0; line < rows + columns; ++line) {
                std::size_t open = 0;
                const bool is_row = line < rows;
                const auto at = [&](std::size_t i) { return is_row ? guesses_[line][i] : guesses_[i][line - rows]; };
                const int said = line_says(is_row ? columns : rows, at, open);
                if (said == -2) return false;
                if (said < 0) continue;
                if (said < 1) return false;
                int& cell = is_row ? guesses_[line][open] : guesses_[open][line - rows];
                cell = said;
                filled.push_back(&cell);
                moved = true;
            }
        }
        return true;
    }

    bool fits_from(std::size_t next) {
        if (--steps_left_ < 0) return false;
        std::vector<int*> filled;
        bool fits = follow(filled);
        if (fits) {
            while (next < hidden_.size() && guesses_[hidden_[next].first][hidden_[next].second] >= 0) ++next;
            if (next < hidden_.size()) {
                int& cell = guesses_[hidden_[next].first][hidden_[next].second];
                fits = false;
                for (int guess = 1; guess <= most && !fits && steps_left_ > 0; ++guess) {
                    cell = guess;
                    fits = fits_from(next + 1);
                    cell = -1;
                }
            }
        }
        for (int* cell : filled) *cell = -1;
        return fits;
    }

    Numbers guesses_;
    std::vector<std::pair<std::size_t, std::size_t>> hidden_;
    int steps_left_ = 0;
};

std::string told_by(const ReportTable& table, const Numbers& numbers) {
    Reader reader(table, numbers);
    std::string told;
    for (const auto& [row, column] : reader.hidden())
        if (!reader.can_be_other(row, column, numbers[row][column]))
            told += "(" + std::to_string(row) + "," + std::to_string(column) +
                    ")=" + std::to_string(numbers[row][column]) + " ";
    return told;
}

std::size_t hidden_in(const ReportTable& table, const Numbers& numbers) {
    return Reader(table, numbers).hidden().size();
}

}  // namespace

TEST_CASE("the reader with the pencil finds what is hidden carelessly") {
    const Numbers numbers = with_totals({{3, 20, 30}, {10, 11, 12}});
    ReportTable careless = table_of(numbers);
    careless.sections[0].rows[0].cells[0] = Cell{};
    careless.sections[0].rows[0].cells[0].status = CellStatus::hidden;
    CHECK(told_by(careless, numbers) == "(0,0)=3 ");
    careless.sections[0].rows[0].cells[1] =
        careless.sections[0].rows[0].cells[0];  // a second one does not help: columns
    CHECK(told_by(careless, numbers) == "(0,0)=3 (0,1)=20 ");
}

TEST_CASE("a single small number takes others along, so that totals do not tell it") {
    const Numbers numbers = with_totals({{3, 20, 30}, {10, 11, 12}});
    ReportTable table = table_of(numbers);
    hide_small_counts(table);
    CHECK(hidden_in(table, numbers) == 4);  // a square: two in its row, two in their columns
    CHECK(told_by(table, numbers) == "");
    CHECK(table.sections[0].rows[0].cells[2].numerator == 30.0);
    CHECK(table.sections[0].rows[2].total.numerator == 86.0);
}

TEST_CASE("several ones are not told by their sum being as small as can be") {
    const Numbers numbers = with_totals({{1, 1, 8, 9}});
    ReportTable table = table_of(numbers);
    hide_small_counts(table);
    CHECK(told_by(table, numbers) == "");
    CHECK(hidden_in(table, numbers) >= 6);  // the sum of all rows is the same line once more
}

TEST_CASE("what holds no small number stays whole, and zeros are no secret") {
    const Numbers numbers = with_totals({{0, 20, 30}, {10, 0, 12}});
    ReportTable table = table_of(numbers);
    hide_small_counts(table);
    CHECK(hidden_in(table, numbers) == 0);
    CHECK(table == table_of(numbers));
}

TEST_CASE("opening and new less left is closing, and does not tell") {
    Numbers numbers{{40, 60, 100}, {12, 2, 14}, {6, 7, 13}, {46, 55, 101}};
    ReportTable table = table_of(numbers);
    hide_small_counts(table);
    std::size_t in_column = 0;
    for (std::size_t row = 0; row < 4; ++row)
        if (cell_at(table, row, 1).status == CellStatus::hidden) ++in_column;
    CHECK(cell_at(table, 1, 1).status == CellStatus::hidden);
    CHECK(in_column >= 2);
    CHECK(cell_at(table, 1, 0).status == CellStatus::hidden);
}

TEST_CASE("the period before, shares and lượt go with a hidden number") {
    ReportTable table = table_of({{3, 20, 23}, {9, 9, 18}});
    for (ReportRow& row : table.sections[0].rows) {
        row.is_share = true;
        for (Cell* cell : {&row.cells[0], &row.cells[1], &row.total}) {
            cell->denominator = *cell->numerator * 2;
            cell->turns = *cell->numerator * 3;
            cell->previous = 50;
        }
    }
    hide_small_counts(table);
    const Cell& hidden = table.sections[0].rows[0].cells[0];
    CHECK(hidden.status == CellStatus::hidden);
    CHECK_FALSE(hidden.numerator);
    CHECK_FALSE(hidden.denominator);
    CHECK_FALSE(hidden.turns);
    CHECK_FALSE(hidden.value);
    CHECK_FALSE(table.sections[0].rows[0].total.previous);
    CHECK(table.sections[0].rows[1].total.previous == 50.0);
}

// Two of three victims in the spring, and six of eight in the autumn: 66.67 % beside 75 % told of the two.
TEST_CASE("the share of the period before is not told when it was one of few") {
    ReportTable table = table_of({{6, 40, 46}});
    ReportRow& row = table.sections[0].rows[0];
    row.is_share = true;
    for (Cell* cell : {&row.cells[0], &row.cells[1], &row.total}) {
        cell->denominator = *cell->numerator + 20;
        cell->previous = 66.67;
    }
    SECTION("in one of its units") { row.cells[0].previous_is_of_few = true; }
    SECTION("in all") { row.total.previous_is_of_few = true; }
    hide_small_counts(table);
    for (const Cell& cell : {row.cells[0], row.cells[1], row.total}) {
        CHECK(cell.numerator);
        CHECK_FALSE(cell.previous);
        CHECK_FALSE(cell.previous_is_of_few);
    }
}

TEST_CASE("a province of many communes keeps what is large, and shows no row with a single hidden number") {
    std::mt19937 random(1);
    Numbers inner(12, std::vector<int>(160));
    for (auto& row : inner)
        for (int& number : row) number = static_cast<int>(random() % 12 == 0 ? random() % 5 : 5 + random() % 500);
    const Numbers numbers = with_totals(inner);
    ReportTable table = table_of(numbers);
    hide_small_counts(table);
    const std::size_t all = numbers.size() * numbers[0].size(), hidden = hidden_in(table, numbers);
    CHECK(hidden > all / 20);
    CHECK(hidden < all / 2);
    CHECK(table.sections[0].rows.back().total.numerator == numbers.back().back());
    const auto is_hidden = [&](std::size_t row, std::size_t column) {
        return cell_at(table, row, column).status == CellStatus::hidden;
    };
    for (std::size_t column = 0; column < numbers[0].size(); ++column) {
        std::size_t count = 0;
        for (std::size_t row = 0; row < numbers.size(); ++row) count += is_hidden(row, column) ? 1 : 0;
        CHECK(count != 1);
    }
}

TEST_CASE("from no table of many can anybody compute a hidden number, by rows, columns, totals or bounds") {
    std::mt19937 random(20240630);
    std::size_t hidden = 0, tables = 0;
    for (int round = 0; round < 500; ++round) {
        Numbers inner(1 + random() % 4, std::vector<int>(2 + random() % 3));
        const auto range = 1 + random() % 14;
        for (auto& row : inner)
            for (int& number : row) number = static_cast<int>(random() % range);
        const Numbers numbers = with_totals(inner);
        ReportTable table = table_of(numbers);
        hide_small_counts(table);
        for (std::size_t row = 0; row < numbers.size(); ++row)
            for (std::size_t column = 0; column < numbers[row].size(); ++column) {
                const Cell& cell = cell_at(table, row, column);
                if (numbers[row][column] > 0 && numbers[row][column] < 5) CHECK(cell.status == CellStatus::hidden);
                if (cell.numerator) CHECK(*cell.numerator == numbers[row][column]);
            }
        CAPTURE(round);
        CHECK(told_by(table, numbers) == "");
        hidden += hidden_in(table, numbers);
        ++tables;
    }
    CHECK(hidden > tables);  // it had something to find
}
