#include "sync-server/web/figure_table.h"

#include "shared/base/local_text.h"
#include "shared/charts/chart.h"

namespace nuong::web {
namespace {

using reports::Grid;
using reports::GridCell;

Html head_cell(const reports::HeadBox& box, bool is_number) {
    std::vector<Attribute> attributes{{"scope", box.columns > 1 ? "colgroup" : "col"}};
    if (box.columns > 1) attributes.push_back({"colspan", std::to_string(box.columns)});
    if (box.lines > 1) attributes.push_back({"rowspan", std::to_string(box.lines)});
    if (is_number && box.columns == 1) attributes.push_back({"class", "number"});
    return element("th", attributes, box.text);
}

Html head_of(const Grid& grid) {
    std::vector<Html> lines(reports::head_lines(grid.levels));
    for (const reports::HeadBox& box : reports::head_boxes(grid.levels))
        lines[box.line] += head_cell(box, grid.is_numbers && box.column > 0);
    Html rows;
    for (const Html& line : lines) rows += element("tr", line);
    return element("thead", rows);
}

Html cell_of(const GridCell& cell, bool is_number, Language language) {
    if (reports::is_of_target(cell.status)) return element("td", status_words(cell.status, language));
    const std::string text = cell.is_number ? number_text(language, cell.text) : cell.text;
    if (!is_number && !cell.is_number) return element("td", text);
    return element("td", {{"class", "number"}}, text);
}

Html bands_in(const reports::ReportTable& table, const Grid& grid, Language language) {
    const auto bars = reports::bands_of(table, grid.section, language);
    return bars.empty() ? Html() : charts::band_chart(grid.title, bars);
}

// `above`: between its title and its lines.
Html table_of(const Grid& grid, Language language, const Html& above) {
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
    return element("h3", grid.title) + above + wide(grid.title, table) +
           (grid.note.empty() ? Html() : remark(grid.note));
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
    std::optional<std::size_t> drawn;  // the section whose bands are there already
    for (const Grid& grid : reports::grids_of(table, language)) {
        if (grid.form != form) {
            const std::string title = grid.form + " · " + grid.form_title;
            html += element("h2", {{"id", grid.form}}, title);
            contents += element("li", link("#" + grid.form, title));
        }
        form = grid.form;
        html += table_of(grid, language, drawn == grid.section ? Html() : bands_in(table, grid, language));
        drawn = grid.section;
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
