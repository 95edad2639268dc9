// One number of a report, and one row of it: the records behind the number, the row drawn by units and over periods.
#include "client/app/area_choice.h"
#include "client/app/phrases.h"
#include "client/app/report_views.h"
#include "client/app/report_worker.h"
#include "client/app/session.h"
#include "client/app/views.h"
#include "shared/reports/former_figures.h"

namespace nuong::client {
namespace {

constexpr std::size_t records_at_once = 100;

bool is_in(const reports::ReportTable& table, const reports::FigureAt& at) {
    if (at.section >= table.sections.size() || at.row >= table.sections[at.section].rows.size()) return false;
    return !at.column || *at.column < table.sections[at.section].rows[at.row].cells.size();
}

}  // namespace

void Session::look_at_figure(const reports::FigureAt& at) {
    on(StopCount{});
    report_.figure = at;
    report_.figure_problem.reset();
    report_.records.reset();
    report_.trend.reset();
    report_.records_shown = records_at_once;
}

void Session::on(const OpenFigure& action) {
    const reports::FigureAt at{action.section, action.row, action.column,
                               static_cast<reports::FigurePart>(action.part)};
    if (!workbook_ || !is_at_report() || !report_.table || !is_in(*report_.table, at)) return;
    if (!report_.rights.may_open(at)) return;
    look_at_figure(at);
    go(AtFigure{});
    find_records_anew();
}

void Session::find_records_anew() {
    report_.figure_problem.reset();
    report_.progress = {};
    if (!reports_) return take_records(records_behind(*workbook_, wish_of_figure(), report_.figure));
    report_.counting = Counting::records;
    reports_->find_records(wish_of_figure(), report_.figure);
}

void Session::take_records(const Result<FigureRecords>& found) {
    report_.counting = Counting::nothing;
    if (!found) {
        report_.figure_problem = found.error().message;
        return;
    }
    report_.records = *found;
    report_.file_right = figure_file_right(*workbook_, report_.rights, report_.figure);
    note_records_behind(*replica_, report_.wish, *found, clock_.now());
}

void Session::on(const OpenChart& action) {
    const reports::FigureAt at{action.section, action.row};
    if (!workbook_ || !is_at_report() || !report_.table || !is_in(*report_.table, at)) return;
    look_at_figure(at);
    go(AtChart{});
    report_.periods.clear();
    FigureTrend known;
    for (const reports::FormerValue& before : reports::former_values(*report_.table, at.section, at.row)) {
        report_.periods.push_back(before.period);
        known.push_back(before.cell);
    }
    if (!known.empty()) return take_trend(known);
    report_.periods = reports::periods_before(report_.wish.period, reports::former_periods);
    count_trend_anew();
}

void Session::count_trend_anew() {
    report_.figure_problem.reset();
    report_.progress = {};
    if (!reports_)
        return take_trend(client::count_trend(*workbook_, wish_of_figure(), report_.periods, report_.figure));
    report_.counting = Counting::trend;
    reports_->count_trend(wish_of_figure(), report_.periods, report_.figure);
}

void Session::take_trend(const Result<FigureTrend>& trend) {
    report_.counting = Counting::nothing;
    if (!trend) {
        report_.figure_problem = trend.error().message;
        return;
    }
    report_.trend = *trend;
    for (const reports::Period& period : report_.periods)
        note_report(*replica_, {report_.wish.report, report_.wish.area, period}, clock_.now());
}

ReportWish Session::wish_of_figure() const {
    ReportWish wish = report_.wish;
    wish.row = row_at_figure().id;
    return wish;
}

FigureWish Session::figure_here() const {
    const auto column = report_.figure.column;
    return {wish_of_figure(), report_.figure, column ? report_.table->columns[*column].area : AreaCode()};
}

const reports::ReportRow& Session::row_at_figure() const {
    return report_.table->sections[report_.figure.section].rows[report_.figure.row];
}

std::string Session::subject_of_figure(bool with_column) const {
    const Language language = options_.language;
    const auto column = with_column ? report_.figure.column : std::nullopt;
    const std::string area = column ? report_.table->columns[*column].name.in(language)
                                    : area_text(replica_->areas(), report_.wish.area, language);
    return joined(area, period_text(report_.wish.period, language));
}

FigureView Session::figure_records_view() {
    const Language language = options_.language;
    const bool vi = language == Language::vi;
    const reports::ReportRow& row = row_at_figure();
    const reports::Cell& cell = report_.figure.column ? row.cells[*report_.figure.column] : row.total;
    FigureView view{.title = row.label.in(language), .subject = subject_of_figure(true)};
    std::optional<double> number = cell.numerator;
    if (report_.figure.part == reports::FigurePart::denominator) number = cell.denominator;
    if (report_.figure.part == reports::FigurePart::turns) number = cell.turns;
    if (number) view.number = number_text(language, plain_number(*number));
    view.count = count_view(Counting::records, report_.figure_problem);
    view.count.is_ready = report_.records.has_value();
    if (!report_.records) return view;
    const FigureRecords& records = *report_.records;
    view.about = (vi ? "từ " : "from ") + grouped(language, static_cast<std::int64_t>(records.size())) +
                 (vi ? " phiếu trên máy này" : " records on this device");
    view.empty_text = vi ? "Không có phiếu nào." : "No record.";
    bool adds_differ = false;
    for (const reports::RecordBehind& each : records) adds_differ = adds_differ || each.adds != 1;
    for (std::size_t i = 0; i < std::min(records.size(), report_.records_shown); ++i) {
        const auto record = parse_uuid(records[i].record);
        auto rows = record ? rows_of_records(*workbook_, {*record}, language) : std::vector<Row>();
        for (Row& shown : rows) {
            if (adds_differ)
                shown.badges.push_back(
                    {(vi ? "góp " : "adds ") + number_text(language, plain_number(records[i].adds)), Tone::neutral});
            view.rows.push_back(std::move(shown));
        }
    }
    view.more = records.size() > report_.records_shown;
    if (records.empty()) return view;
    view.may_be_written = report_.file_right.is_given;
    view.why_not_written = report_.file_right.why_not.in(language);
    return view;
}

// Of the whole area, the oldest first and this period last.
std::vector<reports::ChartMark> Session::marks_of_trend(const reports::ReportRow& row, const FigureTrend& trend) const {
    const Language language = options_.language;
    const auto mark = [&](const reports::Cell& cell, const reports::Period& period) {
        return reports::mark_of(row, cell, reports::short_title_of(period).in(language), language);
    };
    std::vector<reports::ChartMark> marks;
    for (std::size_t i = 0; i < std::min(report_.periods.size(), trend.size()); ++i)
        marks.push_back(mark(trend[i], report_.periods[i]));
    marks.push_back(mark(row.total, report_.wish.period));
    return marks;
}

ChartView Session::chart_view() {
    const Language language = options_.language;
    const bool vi = language == Language::vi;
    const reports::ReportRow& row = row_at_figure();
    ChartView view{.title = row.label.in(language),
                   .subject = subject_of_figure(false),
                   .bars_title = vi ? "Theo đơn vị" : "By unit",
                   .trend_title = vi ? "Cả địa bàn qua các kỳ" : "The whole area over the periods"};
    const auto drawn = reports::chart_of(*report_.table, report_.figure.section, report_.figure.row, language);
    if (drawn)
        for (const reports::ChartMark& unit : drawn->units) view.bars.push_back(chart_mark(unit, language));
    view.whole =
        chart_mark(reports::mark_of(row, row.total, period_text(report_.wish.period, language), language), language);
    view.count = count_view(Counting::trend, report_.figure_problem);
    view.count.is_ready = report_.trend.has_value();
    if (!report_.trend) return view;
    for (const reports::ChartMark& mark : marks_of_trend(row, *report_.trend))
        view.trend.push_back(chart_mark(mark, language));
    return view;
}

}  // namespace nuong::client
