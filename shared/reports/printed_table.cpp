#include "shared/reports/printed_table.h"

namespace nuong::reports {
namespace {

bool has_same_head(const Grid& one, const Grid& other) {
    return one.levels == other.levels && one.unit_columns == other.unit_columns;
}

std::string roman(std::size_t number) {
    std::string text;
    for (const auto& [value, letters] :
         {std::pair<std::size_t, const char*>{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}})
        for (; number >= value; number -= value) text += letters;
    return text;
}

// "II. Cuối kỳ": 2; 0 when it begins with no number.
std::size_t end_of_number(const std::string& title) {
    const std::size_t end = title.find_first_not_of("IVX");
    return end != std::string::npos && title.compare(end, 2, ". ") == 0 ? end : 0;
}

bool is_one_figure_of_units(const Grid& grid) {
    return grid.has_total_line && grid.levels.size() == 1 + grid.parts.size();
}

}  // namespace

bool PrintedTable::take(const Grid& grid) {
    const Grid& before = first();
    if (grid.form != before.form || grid.is_numbers != before.is_numbers) return false;
    Part& last = parts_.back();
    if (last.size() == 1 && has_same_head(before, grid)) {
        parts_.push_back({&grid});
        return true;
    }
    const bool stands_beside = parts_.size() == 1 && before.has_total_line && is_one_figure_of_units(grid) &&
                               grid.ids == before.ids && grid.levels.front() == before.levels.front();
    if (stands_beside) last.push_back(&grid);
    return stands_beside;
}

std::vector<const Grid*> PrintedTable::grids() const {
    std::vector<const Grid*> all;
    for (const Part& part : parts_) all.insert(all.end(), part.begin(), part.end());
    return all;
}

std::vector<HeadCell> PrintedTable::head() const {
    std::vector<HeadCell> head{first().levels.front()};
    for (const Grid* grid : parts_.front()) head.insert(head.end(), grid->levels.begin() + 1, grid->levels.end());
    return head;
}

std::size_t PrintedTable::shift_of(const Part& part, std::size_t at) {
    std::size_t shift = 0;
    for (std::size_t i = 0; i < at; ++i) shift += part[i]->levels.size() - 1;
    return shift;
}

std::vector<PrintedTable> printed_tables(const std::vector<Grid>& grids) {
    std::vector<PrintedTable> tables;
    for (const Grid& grid : grids)
        if (tables.empty() || !tables.back().take(grid)) tables.emplace_back(grid);
    return tables;
}

std::vector<std::string> order_numbers(const Grid& grid) {
    std::vector<std::string> numbers;
    std::size_t whole = 0, part = 0;
    std::string above;
    for (std::size_t i = 0; i < grid.lines.size(); ++i) {
        const std::string id = i < grid.ids.size() ? grid.ids[i] : "";
        const bool is_part = !above.empty() && id.size() == above.size() + 1 && id.starts_with(above) &&
                             id.back() >= 'a' && id.back() <= 'z';
        if (is_part) {
            numbers.push_back(std::to_string(whole) + "." + std::to_string(++part));
            continue;
        }
        numbers.push_back(std::to_string(++whole));
        above = id;
        part = 0;
    }
    return numbers;
}

NumberedTitle numbered(const std::string& title, std::size_t count) {
    const std::size_t end = end_of_number(title);
    return end > 0 ? NumberedTitle{title.substr(0, end), without_number(title)} : NumberedTitle{roman(count), title};
}

std::string without_number(const std::string& title) {
    const std::size_t end = end_of_number(title);
    return end > 0 ? title.substr(end + 2) : title;
}

}  // namespace nuong::reports
