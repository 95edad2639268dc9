#include "client/app/report_views.h"

#include "shared/base/local_text.h"
#include "shared/reports/report_grid.h"

namespace nuong::client {
namespace {

int months_of(PeriodKind kind) { return kind == PeriodKind::quarter ? 3 : kind == PeriodKind::half ? 6 : 12; }

Tone tone_of(reports::CellStatus status) {
    if (status == reports::CellStatus::met) return Tone::good;
    return status == reports::CellStatus::not_met ? Tone::warning : Tone::neutral;
}

FigureCell cell_of(const reports::GridCell& cell, Language language, const FigureRights& rights) {
    FigureCell shown{cell.is_number ? number_text(language, cell.text) : cell.text, cell.is_number,
                     tone_of(cell.status)};
    if (cell.of && cell.number != 0 && rights.may_open(*cell.of))
        shown.open = OpenFigure{cell.of->section, cell.of->row, cell.of->column, static_cast<int>(cell.of->part)};
    return shown;
}

// Of a line that shows one row; where units are lines every one shows all of them.
std::optional<Action> chart_of(const reports::Grid& grid, const std::vector<reports::GridCell>& line) {
    if (grid.has_total_line) return std::nullopt;
    for (const reports::GridCell& cell : line)
        if (cell.of) return OpenChart{cell.of->section, cell.of->row};
    return std::nullopt;
}

FigureTable table_of(const reports::Grid& grid, Language language, const FigureRights& rights) {
    FigureTable table{.form = grid.form + " · " + grid.form_title, .title = grid.title, .note = grid.note};
    for (const reports::HeadCell& head : grid.levels) table.head.push_back({head.group, head.text});
    for (const auto& line : grid.lines) {
        FigureLine shown{.is_total = grid.has_total_line && &line == &grid.lines.back(), .open = chart_of(grid, line)};
        for (const reports::GridCell& cell : line) shown.cells.push_back(cell_of(cell, language, rights));
        table.lines.push_back(std::move(shown));
    }
    return table;
}

}  // namespace

ReportListView report_list_view(Workbook& workbook, Language language) {
    const bool vi = language == Language::vi;
    ReportListView view{.title = vi ? "Báo cáo" : "Reports"};
    for (const KnownReport& report : known_reports(workbook.replica())) {
        ReportChoice choice{.report = report.id, .title = report.id + " · " + report.title.in(language)};
        if (report.only_at_server) choice.only_elsewhere = vi ? "Chỉ lập trên máy chủ" : "On the server only";
        view.reports.push_back(std::move(choice));
    }
    view.empty_text = vi ? "Vai trò này không lập báo cáo nào trên máy. Hãy hỏi người phụ trách ở huyện."
                         : "This role makes no report on this device. Ask at the district.";
    return view;
}

reports::Period period_around(Date day, PeriodKind kind) {
    using namespace std::chrono;
    const year_month_day date(day);
    const unsigned length = static_cast<unsigned>(months_of(kind));
    const unsigned first_month = (static_cast<unsigned>(date.month()) - 1) / length * length + 1;
    const Date first = sys_days(date.year() / month(first_month) / 1);
    const Date last = sys_days(year_month_day(first) + months(static_cast<int>(length))) - std::chrono::days(1);
    const std::string year = to_string(first).substr(0, 4);
    if (kind == PeriodKind::year) return {first, last, year};
    if (kind == PeriodKind::half) return {first, last, year + (first_month == 1 ? "-H1" : "-H2")};
    return {first, last, to_string(first) + ".." + to_string(last)};
}

PeriodKind kind_of(const reports::Period& period) {
    const auto length = (period.last - period.first).count();
    return length < 100 ? PeriodKind::quarter : length < 200 ? PeriodKind::half : PeriodKind::year;
}

reports::Period stepped(const reports::Period& period, int steps) {
    using namespace std::chrono;
    const PeriodKind kind = kind_of(period);
    return period_around(sys_days(year_month_day(period.first) + months(steps * months_of(kind))), kind);
}

std::string period_text(const reports::Period& period, Language language) {
    if (kind_of(period) != PeriodKind::quarter) return title_of(period).in(language);
    const std::chrono::year_month_day first(period.first);
    const std::string quarter = std::to_string((static_cast<unsigned>(first.month()) - 1) / 3 + 1),
                      year = to_string(period.first).substr(0, 4);
    return language == Language::vi ? "quý " + quarter + " năm " + year : "quarter " + quarter + " of " + year;
}

std::vector<FigureTable> figure_tables(const reports::ReportTable& table, Language language,
                                       const FigureRights& rights) {
    std::vector<FigureTable> tables;
    for (const reports::Grid& grid : reports::grids_of(table, language))
        tables.push_back(table_of(grid, language, rights));
    return tables;
}

ChartMark chart_mark(const reports::ReportRow& row, const reports::Cell& cell, std::string name, Language language) {
    ChartMark mark{.name = std::move(name)};
    const std::string shown = reports::shown_text(row, cell);
    const bool is_hidden = cell.status == reports::CellStatus::hidden;
    if (!is_hidden && row.is_share && cell.value) mark.number = cell.value->number();
    if (!is_hidden && !row.is_share) mark.number = cell.numerator;
    mark.text = mark.number ? number_text(language, shown) : shown;
    if (mark.number && row.unit == "percent") mark.text += "%";
    if (!cell.target || is_hidden) return mark;
    mark.target = cell.target->number();
    mark.target_text =
        (language == Language::vi ? "mục tiêu " : "target ") + number_text(language, to_string(*cell.target));
    mark.status = words_of(cell.status).in(language);
    mark.tone = tone_of(cell.status);
    return mark;
}

std::string short_period_text(const reports::Period& period, Language language) {
    const std::string year = to_string(period.first).substr(0, 4);
    const auto month = static_cast<unsigned>(std::chrono::year_month_day(period.first).month());
    switch (kind_of(period)) {
        case PeriodKind::quarter: return "Q" + std::to_string((month - 1) / 3 + 1) + "/" + year;
        case PeriodKind::half:
            return language == Language::vi ? (month < 7 ? "đầu " : "cuối ") + year
                                            : (month < 7 ? "H1 " : "H2 ") + year;
        case PeriodKind::year: break;
    }
    return year;
}

}  // namespace nuong::client
