#include "sync-server/web/figure_table.h"

#include <algorithm>

#include "shared/base/local_text.h"

namespace nuong::web {
namespace {

using reports::Grid;
using reports::GridCell;
using reports::HeadCell;

Html head_cell(const std::string& words, std::size_t columns, bool is_number) {
    std::vector<Attribute> attributes{{"scope", columns > 1 ? "colgroup" : "col"}};
    if (columns > 1) attributes.push_back({"colspan", std::to_string(columns)});
    if (is_number && columns == 1) attributes.push_back({"class", "number"});
    return element("th", attributes, words);
}

Html tall_head_cell(const std::string& words, bool is_number) {
    std::vector<Attribute> attributes{{"scope", "col"}, {"rowspan", "2"}};
    if (is_number) attributes.push_back({"class", "number"});
    return element("th", attributes, words);
}

// In two lines where cells side by side share a group.
Html head_of(const Grid& grid) {
    const bool has_groups =
        std::any_of(grid.levels.begin(), grid.levels.end(), [](const HeadCell& cell) { return !cell.group.empty(); });
    Html upper, lower;
    for (std::size_t i = 0; i < grid.levels.size();) {
        const HeadCell& cell = grid.levels[i];
        const bool is_number = grid.is_numbers && i > 0;
        if (cell.group.empty()) {
            upper += has_groups ? tall_head_cell(cell.text, is_number) : head_cell(cell.text, 1, is_number);
            ++i;
            continue;
        }
        std::size_t end = i;
        for (; end < grid.levels.size() && grid.levels[end].group == cell.group; ++end)
            lower += head_cell(grid.levels[end].text, 1, is_number);
        upper += head_cell(cell.group, end - i, is_number);
        i = end;
    }
    return element("thead", element("tr", upper) + (has_groups ? element("tr", lower) : Html()));
}

Html cell_of(const GridCell& cell, bool is_number, Language language) {
    if (cell.status == reports::CellStatus::met || cell.status == reports::CellStatus::not_met)
        return element("td", status_words(cell.status, language));
    const std::string text = cell.is_number ? number_text(language, cell.text) : cell.text;
    if (!is_number && !cell.is_number) return element("td", text);
    return element("td", {{"class", "number"}}, text);
}

Html table_of(const Grid& grid, Language language) {
    Html lines;
    for (std::size_t at = 0; at < grid.lines.size(); ++at) {
        const auto& line = grid.lines[at];
        Html cells;
        for (std::size_t i = 0; i < line.size(); ++i)
            cells +=
                i == 0 ? element("th", {{"scope", "row"}}, line[i].text) : cell_of(line[i], grid.is_numbers, language);
        const bool is_total = grid.has_total_line && at + 1 == grid.lines.size();
        lines += element("tr", is_total ? std::vector<Attribute>{{"class", "total"}} : std::vector<Attribute>{}, cells);
    }
    const Html table = element("table", {{"class", "figures"}}, head_of(grid) + element("tbody", lines));
    return element("h3", grid.title) + wide(grid.title, table) + (grid.note.empty() ? Html() : remark(grid.note));
}

}  // namespace

Html status_words(reports::CellStatus status, Language language) {
    const Message words = words_of(status);
    if (words.vi.empty()) return "";
    return element("span", {{"class", name_of(status)}}, words.in(language));
}

Html figures_of(const reports::ReportTable& table, Language language) {
    Html html, contents;
    std::string form = table.report;
    for (const Grid& grid : reports::grids_of(table, language)) {
        if (grid.form != form) {
            const std::string title = grid.form + " · " + grid.form_title;
            html += element("h2", {{"id", grid.form}}, title);
            contents += element("li", link("#" + grid.form, title));
        }
        form = grid.form;
        html += table_of(grid, language);
    }
    for (const std::string& line : reports::lines_below(table, language)) html += remark(line);
    if (!table.source.vi.empty()) html += remark(table.source.in(language));
    if (contents.is_empty()) return html;
    const Message words{"Các biểu trong báo cáo", "Forms in this report"};
    return element("details", {{"class", "no-print"}},
                   element("summary", words.in(language)) + element("ul", contents)) +
           html;
}

}  // namespace nuong::web
