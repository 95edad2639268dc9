#include "sync-server/web/indicator_page.h"

#include <algorithm>

#include "shared/base/local_text.h"
#include "shared/base/time_zone.h"
#include "shared/charts/chart.h"
#include "shared/model/value.h"
#include "shared/reports/chosen_days.h"
#include "shared/reports/former_figures.h"
#include "shared/reports/report_grid.h"
#include "sync-server/core/make_report.h"
#include "sync-server/core/report_rights.h"
#include "sync-server/core/report_sources.h"
#include "sync-server/web/figure_table.h"
#include "sync-server/web/report_choice.h"
#include "sync-server/web/report_pages.h"

namespace nuong::web {
namespace {

using reports::Cell;
using reports::ChartMark;
using reports::ReportRow;
using reports::ReportTable;

constexpr std::size_t trend_periods = 5;  // as many as have room side by side on a phone
const Message indicators_title{"Chỉ tiêu", "Indicators"};

struct Wish {
    ReportSubject subject;
    std::string row;  // one indicator; "": all of them
};

// The page knows years and half years alone; beside any other period stand none.
std::vector<reports::Period> periods_until(const reports::Period& period) {
    const bool is_known = reports::calendar_period(period).has_value();
    auto periods = reports::periods_before(period, is_known ? trend_periods - 1 : 0);
    periods.push_back(period);
    return periods;
}

std::string decimal_text(const Visitor& visitor, const std::optional<Decimal>& value) {
    return value ? number_text(visitor.language, to_string(*value)) : "-";
}

Html number_cell(const Html& inner) { return element("td", {{"class", "number"}}, inner); }

// What a table shows beside the result of its lines.
struct Columns {
    bool shares = false;  // what the result is a share of
    bool turns = false;
};

void note_cell(Columns& columns, const ReportRow& row, const Cell& cell) {
    columns.shares = columns.shares || row.is_share;
    columns.turns = columns.turns || cell.turns.has_value();
}

Html count_cell(const Visitor& visitor, const std::optional<double>& value) {
    return number_cell(value ? number_text(visitor.language, plain_number(*value)) : "-");
}

// What one cell says: value, of what, target, difference, per cent, and how it stands in words.
Html cells_of(const Visitor& visitor, const Columns& columns, const ReportRow& row, const Cell& cell) {
    const ChartMark mark = reports::mark_of(row, cell, "", visitor.language);
    const auto difference = cell.value && cell.target && cell.status != reports::CellStatus::hidden
                                ? std::optional(*cell.value - *cell.target)
                                : std::nullopt;
    Html percent = decimal_text(visitor, cell.percent_of_target);
    if (cell.percent_of_target) percent += Html(" ") + charts::percent_bar(cell.percent_of_target->number());
    Html cells = number_cell(mark.text);
    if (columns.shares)
        cells += count_cell(visitor, row.is_share ? cell.numerator : std::nullopt) +
                 count_cell(visitor, row.is_share ? cell.denominator : std::nullopt);
    if (columns.turns) cells += count_cell(visitor, cell.turns);
    return cells + number_cell(decimal_text(visitor, cell.target)) + number_cell(decimal_text(visitor, difference)) +
           number_cell(percent) + element("td", status_words(cell.status, visitor.language));
}

Html head_of(const Visitor& visitor, const Columns& columns, const std::string& first) {
    const auto say = [&](const char* vi, const char* en) { return visitor.say({vi, en}); };
    std::vector<std::string> names{say("Kết quả", "Result")};
    if (columns.shares) names.insert(names.end(), {say("Tử số", "Numerator"), say("Mẫu số", "Denominator")});
    if (columns.turns) names.push_back(say("Lượt", "Turns"));
    names.insert(names.end(),
                 {say("Mục tiêu", "Target"), say("Chênh lệch", "Difference"), say("% mục tiêu", "% of target")});
    Html cells = element("th", {{"scope", "col"}}, first);
    for (const std::string& name : names) cells += element("th", {{"scope", "col"}, {"class", "number"}}, name);
    cells += element("th", {{"scope", "col"}}, say("Đánh giá", "Status"));
    return element("thead", element("tr", cells));
}

// A table of figures under a title of its own.
Html figures_table(const Visitor& visitor, const Columns& columns, const std::string& title, const std::string& first,
                   const Html& lines) {
    return wide(title,
                element("table", {{"class", "figures"}}, head_of(visitor, columns, first) + element("tbody", lines)));
}

std::string address_of_row(const Wish& wish, const std::string& row) {
    Fields fields{{"area", wish.subject.area}, {"period", wish.subject.period.code}};
    if (!row.empty()) fields["row"] = row;
    return address("/indicators", fields);
}

Html all_indicators(const Visitor& visitor, const Wish& wish, const ReportTable& table) {
    Html html;
    for (const reports::ReportSection& section : table.sections) {
        Columns columns;
        for (const ReportRow& row : section.rows) note_cell(columns, row, row.total);
        Html lines;
        for (const ReportRow& row : section.rows)
            lines += element(
                "tr", element("th", {{"scope", "row"}}, link(address_of_row(wish, row.id), visitor.say(row.label))) +
                          cells_of(visitor, columns, row, row.total));
        const std::string title = visitor.say(section.title);
        html += heading(title) + figures_table(visitor, columns, title, visitor.say(indicators_title), lines);
    }
    html +=
        remark(visitor.say({"Bấm vào tên một chỉ tiêu để xem theo đơn vị và qua các kỳ. Vạch trên thanh: mục tiêu.",
                            "Open an indicator to see it by unit and over periods. The tick on a bar is the target."}));
    return html;
}

std::optional<reports::FigureAt> find_row(const ReportTable& table, const std::string& id) {
    for (std::size_t section = 0; section < table.sections.size(); ++section)
        for (std::size_t row = 0; row < table.sections[section].rows.size(); ++row)
            if (table.sections[section].rows[row].id == id) return reports::FigureAt{section, row};
    return std::nullopt;
}

const ReportRow& row_at(const ReportTable& table, const reports::FigureAt& at) {
    return table.sections[at.section].rows[at.row];
}

Html by_units(const Visitor& visitor, const ReportTable& table, const reports::FigureAt& at) {
    const ReportRow& row = row_at(table, at);
    Columns columns;
    note_cell(columns, row, row.total);
    for (const Cell& cell : row.cells) note_cell(columns, row, cell);
    Html lines;
    for (std::size_t i = 0; i <= table.columns.size() && i <= row.cells.size(); ++i) {
        const bool is_total = i == row.cells.size();
        const Cell& cell = is_total ? row.total : row.cells[i];
        const std::string name =
            is_total ? visitor.say({"Cả địa bàn", "Whole area"}) : visitor.say(table.columns[i].name);
        lines += element("tr", is_total ? std::vector<Attribute>{{"class", "total"}} : std::vector<Attribute>{},
                         element("th", {{"scope", "row"}}, name) + cells_of(visitor, columns, row, cell));
    }
    const std::string title = visitor.say({"Theo đơn vị", "By unit"});
    const auto drawn = reports::chart_of(table, at.section, at.row, visitor.language);
    return heading(title) + (drawn ? charts::bar_chart(title + ": " + visitor.say(row.label), drawn->units) : Html()) +
           figures_table(visitor, columns, title, visitor.say({"Đơn vị", "Unit"}), lines);
}

// One row in one period of several.
struct RowThen {
    const ReportTable* table;
    const ReportRow* row;
    Cell cell;
};

std::vector<RowThen> row_over_periods(const std::vector<ReportTable>& tables, const std::string& id) {
    std::vector<RowThen> rows;
    bool is_before = true;  // as all until then
    for (const ReportTable& table : tables) {
        is_before = is_before && table.is_before_records && &table != &tables.back();
        if (const auto at = find_row(table, id)) {
            const ReportRow& row = row_at(table, *at);
            rows.push_back({&table, &row, reports::over_periods(row.total, is_before)});
        }
    }
    return rows;
}

Html over_periods(const Visitor& visitor, const std::vector<ReportTable>& tables, const std::string& id) {
    const std::vector<RowThen> rows = row_over_periods(tables, id);
    Columns columns;
    for (const RowThen& each : rows) note_cell(columns, *each.row, each.cell);
    std::vector<ChartMark> marks;
    Html lines;
    for (const auto& [table, row, cell] : rows) {
        marks.push_back(reports::mark_of(*row, cell, visitor.say(short_title_of(table->period)), visitor.language));
        lines += element("tr", element("th", {{"scope", "row"}}, visitor.say(title_of(table->period))) +
                                   cells_of(visitor, columns, *row, cell));
    }
    const std::string title = visitor.say({"Qua các kỳ", "Over periods"});
    return heading(title) + charts::trend_chart(title, marks) +
           figures_table(visitor, columns, title, visitor.say({"Kỳ", "Period"}), lines);
}

Html one_indicator(const Visitor& visitor, const Wish& wish, const std::vector<ReportTable>& tables) {
    const ReportTable& table = tables.back();
    const auto at = find_row(table, wish.row);
    if (!at) return notice(visitor.say({"Không có chỉ tiêu này.", "There is no such indicator."}));
    return paragraph(link(address_of_row(wish, ""), visitor.say({"← Mọi chỉ tiêu", "← All indicators"}))) +
           element("h2", visitor.say(row_at(table, *at).label)) +
           remark(visitor.say({"Vạch: mục tiêu.", "The tick: the target."})) + over_periods(visitor, tables, wish.row) +
           by_units(visitor, table, *at);
}

Result<std::vector<ReportTable>> tables_of(StoreReader& reader, const Visitor& visitor, const Wish& wish) {
    const auto& [report, area, period] = wish.subject;
    const auto periods = wish.row.empty() ? std::vector{period} : periods_until(period);
    auto tables =
        make_reports_for(reader, visitor.principal.user, report, area, periods, date_of(visitor.now, viet_nam_offset));
    if (!tables) return tables;
    for (ReportTable& table : *tables)
        if (const Status kept = keep_within_page(visitor, table); !kept) return kept.error();
    tables->back().source = source_of_report(reader, wish.subject, visitor.now);
    return tables;
}

}  // namespace

std::optional<std::string> report_of_indicators(const std::vector<reports::ReportDefinition>& reports) {
    for (const reports::ReportDefinition& report : reports) {
        const auto is_all = [](const reports::SectionDefinition& section) { return section.all_indicators; };
        if (!report.sections.empty() && std::all_of(report.sections.begin(), report.sections.end(), is_all))
            return report.id;
    }
    return std::nullopt;
}

WebTurn indicator_page(StoreReader& reader, const Visitor& visitor, const WebRequest& request, Counting& counting) {
    const Frame frame{visitor.language, indicators_title, Place::indicators, &visitor, address_of(request)};
    const auto report = report_of_indicators(reports_of_role(reader.documents_in_force(), visitor.principal.role.id));
    const auto period = asked_period(request.query);
    if (!period) return page_of_error(frame, period.error());
    const bool may_choose_days = is_of_communes(visitor.principal, visitor.book->areas);
    if (*period && !may_choose_days && !reports::calendar_period(**period))
        return page_of_error(frame, reports::only_of_official_periods());
    const auto& roots = visitor.principal.roots;
    const AreaCode asked = field(request.query, "area"), area = !asked.empty() || roots.empty() ? asked : roots.front();
    const Wish wish{{report.value_or(""), area, period->value_or(period_now(visitor.now))},
                    field(request.query, "row")};
    const auto turn = counting.begin(visitor.session.hash);
    if (!turn) return already_counting(frame);
    const auto tables = tables_of(reader, visitor, wish);
    if (!tables) return page_of_error(frame, tables.error());
    const ReportTable& table = tables->back();
    Html body = get_form("/indicators", area_and_period(visitor, wish.subject.area, wish.subject.period) +
                                            (wish.row.empty() ? Html() : hidden_field("row", wish.row)) +
                                            element("p", {{"class", "actions"}}, button(visitor.say({"Xem", "Show"}))) +
                                            (may_choose_days ? days_choice(visitor, wish.subject.period) : Html()));
    body += paragraph(visitor.say(subject_of(table)));
    body += wish.row.empty() ? all_indicators(visitor, wish, table) : one_indicator(visitor, wish, *tables);
    for (const std::string& line : reports::lines_below(table, visitor.language)) body += remark(line);
    body += remark(visitor.say(table.source));
    const ReportSubject& subject = wish.subject;
    return noted(visitor, "report", subject.report + " " + subject.area + " " + subject.period.code + " web",
                 page(frame, body));
}

}  // namespace nuong::web
