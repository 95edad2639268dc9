#include "shared/charts/report_pictures.h"

#include <algorithm>

#include "shared/charts/chart.h"
#include "shared/reports/report_grid.h"

namespace nuong::charts {
namespace {

using reports::RowChart;
using reports::Standing;

constexpr const char* style_of_page = R"(
@page { size: A4 landscape; margin: 12mm; }
* { box-sizing: border-box; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
body { font: 10.5pt/1.35 "Noto Sans", "DejaVu Sans", Arial, sans-serif; color: #000; background: #fff; margin: 0 auto; max-width: 260mm; }
h1 { font-size: 15pt; line-height: 1.2; margin: 0 0 1mm; } h2 { font-size: 12pt; margin: 5mm 0 1mm; border-bottom: .4mm solid #000; break-after: avoid; }
h3 { font-size: 10.5pt; margin: 4mm 0 1mm; break-after: avoid; } p { margin: 0 0 1mm; }
.foot { margin-top: 5mm; padding-top: 1mm; border-top: .2mm solid #888; font-size: 8.5pt; color: #333; }
.picture { break-inside: avoid; } svg.chart { display: block; width: 100%; max-width: 120mm; height: auto; max-height: 155mm; margin: 1mm 0 3mm; } svg.broad { max-width: 178mm; }
.beside { columns: 2; column-gap: 12mm; } .beside .picture { padding-top: 3mm; } .beside h3 { margin-top: 0; }
.chart text { font-size: 11px; fill: #000; } .chart .ground { fill: #fff; stroke: #777; stroke-width: .6; } .chart .floor { fill: #000; }
.chart .bar { fill: #2f5d46; } .chart .short { fill: #c2683b; } .chart .target { stroke: #111; stroke-width: 2; }
.chart .path { stroke: #0b5c92; stroke-width: 2.2; } .chart .point { fill: #0b5c92; stroke: #fff; }
.chart .band0 { fill: #fff; stroke: #55635a; } .chart .band1 { fill: #b9dbc6; stroke: #55635a; } .chart .band2 { fill: #e09a3e; stroke: #55635a; } .chart .band3 { fill: #7d1515; }
.heat { border-collapse: collapse; width: 100%; font-size: 7pt; }
.heat th, .heat td { border: .2mm solid #777; padding: .5mm .6mm; text-align: left; vertical-align: top; }
.heat td { text-align: right; } .heat thead { background: #eee; } .heat tr { break-inside: avoid; }
.met { background: #dcebe0; } .near { background: #f7d9a8; } .far { background: #c2683b; color: #000; font-weight: bold; }
.key { display: inline-block; padding: .2mm 1.5mm; margin-right: 4mm; border: .2mm solid #777; font-size: 8.5pt; }
)";
const Message figure_word{"Chỉ tiêu", "Indicator"}, whole_word{"Cả địa bàn", "Whole area"},
    heat_word{"Đơn vị nào đạt, đơn vị nào chưa", "Which units meet it"}, units_word{"Theo đơn vị", "By unit"},
    periods_word{"Cả địa bàn qua các kỳ", "The whole area over the periods"}, bands_word{"Mức nguy cơ", "Risk bands"},
    target_word{"Vạch đen: mục tiêu.", "The black tick: the target."},
    hidden_word{"“<5*”: ẩn vì quá ít người, hoặc để không ai tính ra số ẩn khác.",
                "\"<5*\": hidden because there are very few people, or so that nobody computes another hidden number."};

const char* class_of(Standing standing) {
    switch (standing) {
        case Standing::met: return "met";
        case Standing::near: return "near";
        case Standing::far: return "far";
        case Standing::none: break;
    }
    return "plain";
}

// The rows of a section that can be drawn at all.
std::vector<RowChart> drawn_rows(const reports::ReportTable& table, std::size_t section, Language language) {
    std::vector<RowChart> rows;
    for (std::size_t row = 0; row < table.sections[section].rows.size(); ++row)
        if (auto chart = reports::chart_of(table, section, row, language)) rows.push_back(std::move(*chart));
    return rows;
}

Html in_picture(const std::string& title, const Html& drawn) {
    return element("div", {{"class", "picture"}}, element("h3", title) + drawn);
}

Html bands_drawn(const reports::ReportTable& table, std::size_t section, Language language) {
    const auto bars = reports::bands_of(table, section, language);
    if (bars.empty()) return {};
    const std::string& title = bands_word.in(language);
    return in_picture(title, band_chart(title, bars));
}

Html heat_cell(const ChartMark& mark) {
    const Standing standing = reports::standing_of(mark);
    const std::string sign = reports::sign_of(standing);
    return element("td", {{"class", class_of(standing)}}, sign + (sign.empty() ? "" : " ") + mark.text);
}

Html key_of_heat(Language language) {
    Html key;
    for (const Standing standing : {Standing::met, Standing::near, Standing::far})
        key += element("span", {{"class", std::string("key ") + class_of(standing)}},
                       reports::sign_of(standing) + " " + reports::words_of(standing).in(language));
    return element("p", key);
}

Html heat_drawn(const std::vector<RowChart>& rows, Language language) {
    Html lines;
    const RowChart* first = nullptr;
    for (const RowChart& row : rows) {
        if (!row.judges_units()) continue;
        first = first ? first : &row;
        Html cells = element("th", {{"scope", "row"}}, row.row->label.in(language));
        for (const ChartMark& unit : row.units) cells += heat_cell(unit);
        lines += element("tr", cells + heat_cell(row.whole));
    }
    if (!first) return {};
    Html head = element("th", figure_word.in(language));
    for (const ChartMark& unit : first->units) head += element("th", unit.name);
    head += element("th", whole_word.in(language));
    return element("h3", heat_word.in(language)) + key_of_heat(language) +
           element("table", {{"class", "heat"}}, element("thead", element("tr", head)) + element("tbody", lines));
}

// Those in which there is anything: a page of empty bars says less than none.
std::vector<ChartMark> units_with_something(const RowChart& row) {
    std::vector<ChartMark> units = row.units;
    std::erase_if(units, [](const ChartMark& unit) {
        return unit.number.value_or(0) == 0 && unit.status != reports::CellStatus::not_met;
    });
    return units;
}

Html bars_drawn(const std::vector<RowChart>& rows, Language language) {
    Html bars;
    for (const RowChart& row : rows) {
        const auto units = row.is_for_paper() ? units_with_something(row) : std::vector<ChartMark>();
        if (units.empty()) continue;
        const std::string title = row.row->label.in(language) + ": " + units_word.in(language);
        bars += in_picture(title, bar_chart(title, units));
    }
    return bars;
}

Html beside_each_other(const Html& pictures) {
    return pictures.is_empty() ? pictures : element("div", {{"class", "beside"}}, pictures);
}

Html lines_drawn(const reports::ReportTable& table, std::size_t section, Language language) {
    Html lines;
    for (std::size_t row = 0; row < table.sections[section].rows.size(); ++row) {
        const auto periods = reports::trend_of(table, section, row, language);
        if (periods.empty()) continue;
        const std::string title =
            table.sections[section].rows[row].label.in(language) + ": " + periods_word.in(language);
        lines += in_picture(title, line_chart(title, periods));
    }
    return lines;
}

Html pictures_of(const reports::ReportTable& table, std::size_t section, Language language) {
    const auto rows = drawn_rows(table, section, language);
    return bands_drawn(table, section, language) + heat_drawn(rows, language) +
           beside_each_other(bars_drawn(rows, language) + lines_drawn(table, section, language));
}

Html all_pictures(const reports::ReportTable& table, Language language) {
    Html all;
    for (std::size_t section = 0; section < table.sections.size(); ++section)
        if (const Html drawn = pictures_of(table, section, language); !drawn.is_empty())
            all += element("h2", table.sections[section].title.in(language)) + drawn;
    return all;
}

bool holds_all(const reports::ReportTable& table) {
    for (const reports::ReportSection& section : table.sections)
        if (!std::all_of(section.rows.begin(), section.rows.end(), reports::holds_all)) return false;
    return true;
}

// The whole file, around what is drawn.
std::string page_around(const reports::ReportTable& table, const Html& drawn, const std::string& printed,
                        Language language) {
    const std::string title = table.report + " · " + table.title.in(language);
    Html head = lone_element("meta", {{"charset", "utf-8"}});
    head += lone_element("meta", {{"http-equiv", "Content-Security-Policy"},
                                  {"content", "default-src 'none'; style-src 'unsafe-inline'"}});
    head += element("title", title) + style_sheet(style_of_page);
    const std::string marks = hidden_word.in(language) + " " + reports::blank_words(holds_all(table)).in(language);
    Html foot = element("p", target_word.in(language)) + element("p", marks);
    for (const std::string& line : reports::lines_below(table, language)) foot += element("p", line);
    foot += element("p", table.source.in(language)) + element("p", printed);
    const Html body = element("h1", title) + element("p", reports::subject_of(table).in(language)) + drawn +
                      element("div", {{"class", "foot"}}, foot);
    const std::string code = language == Language::vi ? "vi" : "en";
    return document(element("html", {{"lang", code}}, element("head", head) + element("body", body))).markup();
}

}  // namespace

bool has_pictures(const reports::ReportTable& table) { return !all_pictures(table, Language::vi).is_empty(); }

std::string page_of_pictures(const reports::ReportTable& table, const std::string& printed, Language language) {
    return page_around(table, all_pictures(table, language), printed, language);
}

std::string page_of_row(const reports::ReportTable& table, const reports::FigureAt& row,
                        const std::vector<ChartMark>& periods, const std::string& printed, Language language) {
    const std::string label = table.sections[row.section].rows[row.row].label.in(language);
    const auto units = reports::chart_of(table, row.section, row.row, language);
    Html drawn = element("h2", label);
    if (units && !units->units.empty())
        drawn += in_picture(units_word.in(language), bar_chart(label + ": " + units_word.in(language), units->units));
    if (!periods.empty())
        drawn += in_picture(periods_word.in(language), line_chart(label + ": " + periods_word.in(language), periods));
    return page_around(table, drawn, printed, language);
}

}  // namespace nuong::charts
