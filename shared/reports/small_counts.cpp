#include "shared/reports/small_counts.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace nuong::reports {
namespace {

constexpr double near_zero = 1e-9;
constexpr std::size_t signed_rows_max = 5;  // opening + new - left = closing

enum Part { numerator, denominator, turns };

// One line of numbers: a part of a row over all columns, the total last.
struct Series {
    std::size_t row = 0, section = 0;
    Part part = numerator;
    std::vector<double> values;
};

struct Term {
    std::size_t series = 0, column = 0;
    double sign = 1;
};
using Equation = std::vector<Term>;  // adds up to nothing

std::optional<double> part_of(const Cell& cell, Part part) {
    return part == numerator ? cell.numerator : part == denominator ? cell.denominator : cell.turns;
}

class Hider {
public:
    explicit Hider(ReportTable& table) {
        for (std::size_t section = 0; section < table.sections.size(); ++section)
            for (ReportRow& row : table.sections[section].rows)
                if (row.hide_below > 0) add(row, section);
    }

    void hide() {
        for (std::size_t row = 0; row < rows_.size(); ++row)
            for (std::size_t column = 0; column < width(row); ++column) hidden_[row][column] = is_few(row, column);
        find_equations();
        for (auto told = told_cells(); !told.empty() && hide_one_more(told);) told = told_cells();
        blank();
    }

private:
    struct Place {
        std::size_t row = 0, column = 0;

        bool operator==(const Place&) const = default;
    };

    void add(ReportRow& row, std::size_t section) {
        const std::size_t number = rows_.size();
        rows_.push_back(&row);
        hidden_.emplace_back(row.cells.size() + 1, false);
        for (const Part part : {numerator, denominator, turns}) {
            Series series{number, section, part, {}};
            for (std::size_t column = 0; column < width(number); ++column)
                if (const auto value = part_of(cell(number, column), part)) series.values.push_back(*value);
            if (series.values.size() == width(number)) series_.push_back(std::move(series));
        }
    }

    std::size_t width(std::size_t row) const { return rows_[row]->cells.size() + 1; }
    Cell& cell(std::size_t row, std::size_t column) {
        return column < rows_[row]->cells.size() ? rows_[row]->cells[column] : rows_[row]->total;
    }
    bool is_few(std::size_t row, std::size_t column) {
        for (const Part part : {numerator, denominator})
            if (const auto value = part_of(cell(row, column), part))
                if (*value > 0 && *value < rows_[row]->hide_below) return true;
        return false;
    }

    // Whatever adds up here, by meaning or by chance: a reader may know that it does.
    void find_equations() {
        std::map<std::vector<double>, std::vector<std::size_t>> equal;
        for (std::size_t i = 0; i < series_.size(); ++i) {
            const auto& values = series_[i].values;
            double sum = -values.back();
            for (std::size_t column = 0; column + 1 < values.size(); ++column) sum += values[column];
            if (values.size() > 1 && std::abs(sum) < near_zero) add_sum_of_columns(i);
            if (!is_nothing(values)) equal[values].push_back(i);
        }
        for (const auto& [values, same] : equal)
            for (std::size_t i = 1; i < same.size(); ++i) add_rows({same[0], same[i]}, {1, -1});
        for (const Part part : {numerator, denominator, turns}) find_sums_of_rows(part, equal);
    }

    void find_sums_of_rows(Part part, const std::map<std::vector<double>, std::vector<std::size_t>>& equal) {
        std::vector<std::size_t> line;  // series of this part, in the order of the rows
        for (std::size_t i = 0; i < series_.size(); ++i)
            if (series_[i].part == part) line.push_back(i);
        for (std::size_t from = 0; from < line.size(); ++from) {
            std::vector<double> sum = series_[line[from]].values;
            std::vector<std::size_t> block{line[from]};
            for (std::size_t to = from + 1; to < line.size(); ++to) {
                const Series& next = series_[line[to]];
                if (next.section != series_[line[from]].section || next.values.size() != sum.size()) break;
                for (std::size_t column = 0; column < sum.size(); ++column) sum[column] += next.values[column];
                block.push_back(line[to]);
                if (const auto at = equal.find(sum); at != equal.end()) add_sum(block, at->second.front());
                if (block.size() >= 3 && block.size() <= signed_rows_max) add_signed(block);
            }
        }
    }

    void add_sum(const std::vector<std::size_t>& block, std::size_t total) {
        if (std::find(block.begin(), block.end(), total) != block.end()) return;
        std::vector<std::size_t> all = block;
        std::vector<double> signs(block.size(), 1);
        all.push_back(total);
        signs.push_back(-1);
        add_rows(all, signs);
    }

    void add_signed(const std::vector<std::size_t>& block) {
        for (std::size_t mask = 1; mask < (std::size_t{1} << (block.size() - 1)); ++mask) {
            std::vector<double> signs{1};
            for (std::size_t i = 0; i + 1 < block.size(); ++i) signs.push_back(mask >> i & 1 ? -1 : 1);
            bool adds_up = true, is_empty = true;
            for (std::size_t column = 0; column < series_[block[0]].values.size() && adds_up; ++column) {
                double sum = 0;
                for (std::size_t i = 0; i < block.size(); ++i) sum += signs[i] * series_[block[i]].values[column];
                adds_up = std::abs(sum) < near_zero;
                is_empty = is_empty && series_[block[0]].values[column] == 0;
            }
            if (adds_up && !is_empty) add_rows(block, signs);
        }
    }

    static bool is_nothing(const std::vector<double>& values) {
        return std::all_of(values.begin(), values.end(), [](double value) { return value == 0; });
    }

    void add_sum_of_columns(std::size_t series) {
        Equation equation;
        const std::size_t last = series_[series].values.size() - 1;
        for (std::size_t column = 0; column <= last; ++column)
            equation.push_back({series, column, column == last ? -1.0 : 1.0});
        equations_.push_back(std::move(equation));
    }

    void add_rows(const std::vector<std::size_t>& series, const std::vector<double>& signs) {
        for (std::size_t column = 0; column < series_[series[0]].values.size(); ++column) {
            Equation equation;
            for (std::size_t i = 0; i < series.size(); ++i) equation.push_back({series[i], column, signs[i]});
            equations_.push_back(std::move(equation));
        }
    }

    bool is_hidden(const Term& term) const { return hidden_[series_[term.series].row][term.column]; }
    double value(const Term& term) const { return series_[term.series].values[term.column]; }
    Place place(const Term& term) const { return {series_[term.series].row, term.column}; }

    using Key = std::pair<std::size_t, std::size_t>;  // series, column
    struct Unknown {
        Term term;
        double value = 0, least = 0;
    };
    using Vector = std::vector<double>;

    // Nobody is fewer than none; what is hidden and no share of anything is at least one.
    double least(const Term& term) const {
        const Series& series = series_[term.series];
        return series.part == numerator && rows_[series.row]->is_share ? 0 : 1;
    }

    // Hidden numbers of which it cannot be shown that they could be others.
    std::vector<Place> told_cells() const {
        std::map<Key, std::size_t> numbers;
        std::vector<Unknown> unknowns;
        std::vector<std::vector<std::pair<std::size_t, double>>> rows;
        for (const Equation& equation : equations_) {
            std::vector<std::pair<std::size_t, double>> row;
            for (const Term& term : equation) {
                if (!is_hidden(term)) continue;
                const auto [at, is_new] = numbers.try_emplace({term.series, term.column}, unknowns.size());
                if (is_new) unknowns.push_back({term, value(term), least(term)});
                row.emplace_back(at->second, term.sign);
            }
            if (!row.empty()) rows.push_back(std::move(row));
        }
        std::vector<Vector> matrix;
        for (const auto& row : rows) {
            matrix.emplace_back(unknowns.size(), 0.0);
            for (const auto& [number, sign] : row) matrix.back()[number] += sign;
        }
        std::vector<bool> is_free(unknowns.size(), false);
        const std::vector<Vector> ways = ways_to_change(std::move(matrix), unknowns.size());
        for (const Vector& way : ways) note_change(way, unknowns, is_free);
        const auto is_open = [&](const Vector& way) {  // it changes a number that nothing has changed yet
            for (std::size_t i = 0; i < way.size(); ++i)
                if (!is_free[i] && std::abs(way[i]) > near_zero) return true;
            return false;
        };
        for (std::size_t i = 0; i < ways.size(); ++i)
            for (std::size_t j = 0; j < ways.size() && is_open(ways[i]); ++j)
                for (const double sign : {1.0, -1.0}) {
                    Vector both = ways[i];
                    for (std::size_t k = 0; i != j && k < both.size(); ++k) both[k] += sign * ways[j][k];
                    note_change(both, unknowns, is_free);
                }
        std::vector<Place> told;
        for (std::size_t i = 0; i < unknowns.size(); ++i)
            if (!is_free[i]) told.push_back(place(unknowns[i].term));
        return told;
    }

    // The hidden numbers could be changed so, and everything that is shown would stay: each of them could be another.
    static void note_change(const Vector& change, const std::vector<Unknown>& unknowns, std::vector<bool>& is_free) {
        for (const double direction : {1.0, -1.0}) {
            bool fits = true;
            for (std::size_t i = 0; i < change.size() && fits; ++i)
                fits = std::abs(change[i] - std::round(change[i])) < near_zero &&
                       unknowns[i].value + direction * change[i] >= unknowns[i].least - near_zero;
            if (!fits) continue;
            for (std::size_t i = 0; i < change.size(); ++i)
                if (std::abs(change[i]) > near_zero) is_free[i] = true;
        }
    }

    // What may be added to the unknowns so that every equation holds as before: a basis of all ways.
    static std::vector<Vector> ways_to_change(std::vector<Vector> matrix, std::size_t width) {
        std::vector<std::size_t> pivots;
        std::vector<bool> is_pivot(width, false);
        for (std::size_t column = 0; column < width && pivots.size() < matrix.size(); ++column) {
            const std::size_t done = pivots.size();
            std::size_t best = done;
            for (std::size_t i = done; i < matrix.size(); ++i)
                if (std::abs(matrix[i][column]) > std::abs(matrix[best][column])) best = i;
            if (std::abs(matrix[best][column]) < near_zero) continue;
            std::swap(matrix[best], matrix[done]);
            const double pivot = matrix[done][column];
            for (double& value : matrix[done]) value /= pivot;
            for (std::size_t i = 0; i < matrix.size(); ++i) {
                const double factor = matrix[i][column];
                if (i == done || std::abs(factor) < near_zero) continue;
                for (std::size_t j = column; j < width; ++j) matrix[i][j] -= factor * matrix[done][j];
            }
            pivots.push_back(column);
            is_pivot[column] = true;
        }
        std::vector<Vector> ways;
        for (std::size_t column = 0; column < width; ++column) {
            if (is_pivot[column]) continue;
            Vector way(width, 0.0);
            way[column] = 1;
            for (std::size_t i = 0; i < pivots.size(); ++i) way[pivots[i]] = -matrix[i][column];
            ways.push_back(std::move(way));
        }
        return ways;
    }

    // The smallest shown number of the equation that says most of a told one; else of its row, else of any.
    bool hide_one_more(const std::vector<Place>& told) {
        std::optional<Place> best;
        const auto consider = [&](const Place& place) {
            const auto number = part_of(cell(place.row, place.column), numerator);
            if (hidden_[place.row][place.column] || !number || *number == 0) return;
            const auto now = best ? part_of(cell(best->row, best->column), numerator) : std::nullopt;
            if (!now || *number < *now) best = place;
        };
        std::multimap<std::size_t, const Equation*> by_unknowns;
        for (const Equation& equation : equations_) {
            const auto is_told = [&](const Term& term) {
                return std::find(told.begin(), told.end(), place(term)) != told.end();
            };
            if (std::none_of(equation.begin(), equation.end(), is_told)) continue;
            const auto unknown =
                std::count_if(equation.begin(), equation.end(), [&](const Term& term) { return is_hidden(term); });
            by_unknowns.emplace(static_cast<std::size_t>(unknown), &equation);
        }
        for (auto at = by_unknowns.begin(); at != by_unknowns.end() && !best; ++at)
            for (const Term& term : *at->second) consider(place(term));
        for (std::size_t column = 0; !best && column < width(told[0].row); ++column) consider({told[0].row, column});
        for (std::size_t row = 0; !best && row < rows_.size(); ++row)
            for (std::size_t column = 0; column < width(row); ++column) consider({row, column});
        if (best) hidden_[best->row][best->column] = true;
        return best.has_value();
    }

    static bool was_of_few(const ReportRow& row, const Cell& cell) {
        if (row.is_share) return cell.previous_is_of_few;
        return cell.previous && *cell.previous > 0 && *cell.previous < row.hide_below;
    }

    void blank() {
        for (std::size_t row = 0; row < rows_.size(); ++row) {
            bool keeps_before = true;  // what stood there in the period before tells of now
            for (std::size_t column = 0; column < width(row); ++column) {
                if (hidden_[row][column] || was_of_few(*rows_[row], cell(row, column))) keeps_before = false;
            }
            for (std::size_t column = 0; column < width(row); ++column) {
                Cell& shown = cell(row, column);
                if (!keeps_before) shown.previous.reset();
                shown.previous_is_of_few = false;  // that tells as much
                if (!hidden_[row][column]) continue;
                shown = blank_cell(shown, CellStatus::hidden);
            }
        }
    }

    std::vector<ReportRow*> rows_;
    std::vector<std::vector<bool>> hidden_;  // by row and column
    std::vector<Series> series_;
    std::vector<Equation> equations_;
};

}  // namespace

void hide_small_counts(ReportTable& table) {
    Hider(table).hide();
    for (ReportTable& before : table.former) hide_small_counts(before);
}

void hide_rows_of_few(ReportTable& table) {
    for (ReportSection& section : table.sections)
        for (ReportRow& row : section.rows) {
            if (row.hide_below <= 0) continue;
            for (Cell& cell : row.cells) cell = blank_cell(cell, CellStatus::hidden);
            row.total = blank_cell(row.total, CellStatus::hidden);
        }
    for (ReportTable& before : table.former) hide_rows_of_few(before);
}

}  // namespace nuong::reports
