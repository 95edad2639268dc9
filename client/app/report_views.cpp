#include "client/app/report_views.h"

#include "shared/base/local_text.h"
#include "shared/reports/band_chart.h"
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

BandBar shown_bar(const reports::BandBar& bar) {
    BandBar shown{.name = bar.name, .whole = bar.whole_text, .instead = bar.instead};
    if (!bar.instead.empty()) return shown;
    for (const reports::BandPart& part : bar.parts)
        shown.parts.push_back({reports::level_of_band(part.code), bar.share_of(part), part.name + " " + part.text});
    return shown;
}

// Where units are the lines, a row of the report is a group of columns.
FigureTable table_of(const reports::ReportTable& report, const reports::Grid& grid, Language language,
                     const FigureRights& rights) {
    FigureTable table{.form = grid.form + " · " + grid.form_title, .title = grid.title, .note = grid.note};
    const auto chart_at = [&](std::size_t row) {
        const bool is_drawn = grid.is_numbers && reports::chart_of(report, grid.section, row, language);
        return is_drawn ? std::optional<Action>(OpenChart{grid.section, row}) : std::nullopt;
    };
    for (const reports::HeadCell& head : grid.levels) table.head.push_back({head.group(), head.text});
    for (std::size_t i = 1; i < table.head.size() && !grid.parts.empty(); ++i)
        table.head[i].open = chart_at((i - 1) / grid.parts.size());
    for (std::size_t i = 0; i < grid.lines.size(); ++i) {
        FigureLine shown{.is_total = grid.has_total_line && i + 1 == grid.lines.size()};
        if (grid.parts.empty()) shown.open = chart_at(i);
        for (const reports::GridCell& cell : grid.lines[i]) shown.cells.push_back(cell_of(cell, language, rights));
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
        if (report.is_for_newer_program) choice.only_elsewhere = vi ? "Cần cập nhật Nương" : "Needs a newer Nương";
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
    for (const PeriodKind kind : {PeriodKind::quarter, PeriodKind::half, PeriodKind::year}) {
        const reports::Period whole = period_around(period.first, kind);
        if (whole.first == period.first && whole.last == period.last) return kind;
    }
    return PeriodKind::days;
}

reports::Period stepped(const reports::Period& period, int steps) {
    using namespace std::chrono;
    const PeriodKind kind = kind_of(period);
    if (kind != PeriodKind::days)
        return period_around(sys_days(year_month_day(period.first) + months(steps * months_of(kind))), kind);
    reports::Period there = period;
    for (int step = 0; step != steps; step += steps < 0 ? -1 : 1)
        there = steps < 0 ? reports::period_before(there) : reports::period_after(there);
    return there;
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
    std::optional<std::size_t> drawn;  // the section whose bands are there already
    for (const reports::Grid& grid : reports::grids_of(table, language)) {
        tables.push_back(table_of(table, grid, language, rights));
        if (drawn == grid.section) continue;
        drawn = grid.section;
        for (const reports::BandBar& bar : reports::bands_of(table, grid.section, language))
            tables.back().bands.push_back(shown_bar(bar));
    }
    return tables;
}

ChartMark chart_mark(const reports::ChartMark& drawn, Language language) {
    ChartMark mark{.name = drawn.name,
                   .text = drawn.text,
                   .number = drawn.number,
                   .target = drawn.target,
                   .status = drawn.status_text,
                   .tone = tone_of(drawn.status)};
    if (mark.target) mark.target_text = (language == Language::vi ? "mục tiêu " : "target ") + drawn.target_text;
    return mark;
}

std::vector<Command> table_formats() {
    return {
        {"Excel", SaveReport{"xlsx"}, false}, {"Word", SaveReport{"docx"}, false}, {"CSV", SaveReport{"csv"}, false}};
}

Message told_of_table(const std::string& name, const FolderChoice& folder) {
    const std::string where = (folder.is_stick ? "USB " : "") + folder.name;
    return {"Đã ghi tệp “" + name + "” vào " + where + ".", "Wrote the file \"" + name + "\" to " + where + "."};
}

}  // namespace nuong::client
