// Reports in the window: which one, of what area and period, its figures, and the file. Counting goes on behind; what
// it tells is taken with the other news.
#include <algorithm>
#include <filesystem>

#include "client/app/area_choice.h"
#include "client/app/overview_file.h"
#include "client/app/phrases.h"
#include "client/app/report_views.h"
#include "client/app/report_worker.h"
#include "client/app/session.h"
#include "client/app/written_report.h"
#include "shared/base/local_text.h"
#include "shared/base/time_zone.h"
#include "shared/charts/report_pictures.h"
#include "shared/reports/chosen_days.h"
#include "shared/reports/report_file_name.h"
#include "shared/reports/report_grid.h"
#include "shared/sqlite/new_file.h"

namespace nuong::client {
namespace {

const std::string pictures_format = "html";

// Whatever their sources say of when they were made.
bool shows_the_same(const reports::ReportTable& shown, reports::ReportTable made) {
    made.source = shown.source;
    return made == shown;
}

}  // namespace

void Session::on(const OpenReports&) { go(AtReports{}); }

void Session::on(const OpenReport& action) {
    if (!workbook_) return;
    const auto granted = replica_->areas().outermost(replica_->device().areas);
    if (granted.empty()) return;
    report_ = ReportAtDesk{.wish = {action.report, granted.front(),
                                    period_around(date_of(corrected_now(), viet_nam_offset), PeriodKind::half), true}};
    for (const KnownReport& known : known_reports(*replica_))
        if (known.id == action.report) {
            report_.title = known.title;
            report_.may_be_of_chosen_days = known.may_be_of_chosen_days;
        }
    go(AtReport{});
    count_report_anew();
}

// The figures stay on the screen until the new ones are there.
void Session::catch_up_report() {
    if (!report_.is_behind || !is_at_report() || !report_.table || report_.counting != Counting::nothing) return;
    report_.is_behind = false;
    report_.progress = {};
    changed_ = true;
    begin_count_of_report();
}

void Session::count_report_anew() {
    report_.is_behind = false;
    report_.table.reset();
    report_.problem.reset();
    report_.progress = {};
    begin_count_of_report();
}

void Session::begin_count_of_report() {
    if (!reports_) return take_report(count_report(*workbook_, report_.wish));  // practice: a few people, in memory
    report_.counting = Counting::table;
    reports_->count(report_.wish);
}

void Session::take_report(const Result<reports::ReportTable>& made) {
    report_.counting = Counting::nothing;
    if (!made) {
        report_.problem = made.error().message;
        report_.table.reset();
        return;
    }
    const bool are_new = !report_.table || !shows_the_same(*report_.table, *made);
    report_.table = *made;
    if (!are_new) return;
    report_.rights = FigureRights::of(*workbook_, report_.wish);
    note_report(*replica_, report_.wish, clock_.now());
}

void Session::take_report_news() {
    const auto news = reports_ ? reports_->take_news() : std::nullopt;
    if (!news || report_.counting == Counting::nothing) return;
    changed_ = true;
    report_.progress = {news->seen, news->all};  // files that could not get their names go with the news
    if (news->made) take_report(*news->made);
    if (news->found) take_records(*news->found);
    if (news->trend) take_trend(*news->trend);
    if (news->gathered) take_files(*news->gathered);
}

void Session::on(const StopCount&) {
    if (!reports_ || report_.counting == Counting::nothing) return;
    reports_->stop();
    report_.is_behind |= report_.counting == Counting::table;
    report_.counting = Counting::nothing;
}

void Session::on(const CountAgain&) {
    if (!workbook_ || places_.empty()) return;
    if (is_at_report()) count_report_anew();
    if (std::holds_alternative<AtFigure>(places_.back())) find_records_anew();
    if (std::holds_alternative<AtChart>(places_.back())) count_trend_anew();
}

void Session::on(const ChoosePeriod& action) {
    if (const auto period = reports::parse_period(action.period)) choose_period(*period);
}

void Session::on(const AskDays&) {
    report_.asks_days = !report_.asks_days;
    report_.days_problem.reset();
}

void Session::on(const ChooseDays& action) {
    const auto days = reports::chosen_days(action.from, action.until);
    if (days) return choose_period(*days);
    report_.days_problem = days.error().message;
}

void Session::choose_period(const reports::Period& period) {
    const bool may = report_.may_be_of_chosen_days || kind_of(period) != PeriodKind::days;
    if (!workbook_ || !is_at_report() || !may) return;
    report_.wish.period = period;
    report_.asks_days = false;
    report_.days_problem.reset();
    count_report_anew();
}

bool Session::is_at_report() const { return !places_.empty() && std::holds_alternative<AtReport>(places_.back()); }

bool Session::is_where_counts_show() const {
    if (places_.empty()) return false;
    const auto* print = std::get_if<AtPrint>(&places_.back());
    return is_at_report() || std::holds_alternative<AtFigure>(places_.back()) ||
           std::holds_alternative<AtChart>(places_.back()) || (print && print->is_list());
}

void Session::on(const OpenReportAreas&) {
    if (!workbook_ || !is_at_report()) return;
    const AreaTree& areas = replica_->areas();
    AtAreas at{.path = "",
               .question = options_.language == Language::vi ? "Địa bàn của báo cáo" : "Area of the report",
               .roots = areas.outermost(replica_->device().areas)};
    at.inside = first_inside(areas, at.roots, report_.wish.area);
    go(std::move(at));
}

// True: the area was chosen for a report.
bool Session::choose_report_area(const AreaCode& area) {
    if (places_.size() < 2 || !std::holds_alternative<AtReport>(places_[places_.size() - 2])) return false;
    places_.pop_back();
    if (!workbook_->area_or_own(area)) return true;
    report_.wish.area = area;
    count_report_anew();
    return true;
}

void Session::on(const OpenReportFile&) {
    const bool is_row = !places_.empty() && std::holds_alternative<AtChart>(places_.back());
    const bool is_overview = !places_.empty() && std::holds_alternative<AtOverview>(places_.back());
    if (workbook_ && is_overview && replica_->sees_desk()) {
        AtPrint at{.form = {}, .record = {}, .folders = folders_to_write_to(), .is_report = true, .is_overview = true};
        at.folders.front().chosen = true;
        return go(std::move(at));
    }
    if (!workbook_ || !report_.table || !(is_at_report() || (is_row && report_.trend))) return;
    AtPrint at{.form = {}, .record = {}, .folders = folders_to_write_to(), .is_report = true, .is_row = is_row};
    at.folders.front().chosen = true;
    go(std::move(at));
}

// Before anything leaves, and before the periods are drawn that lie behind it.
void Session::note_report_file(const std::string& format, bool is_row) {
    note_report(*replica_, report_.wish, clock_.now(), format);
    if (is_row)
        for (const reports::Period& period : report_.periods)
            note_report(*replica_, {report_.wish.report, report_.wish.area, period}, clock_.now(), format);
    else if (format == pictures_format || reports::is_workbook(format, ""))
        note_former(*replica_, *report_.table, clock_.now());
}

// The same bytes as the command line writes; or the pictures of the table, for paper.
Status Session::write_report_file(const reports::ReportTable& table, const std::string& format, bool is_row,
                                  const std::string& path) const {
    const Language language = options_.language;
    const FileWatch watch = replica_->unfinished_files().watch();
    if (format != pictures_format) {
        const auto written = reports::write_report(table, format, path, language, watch);
        return written ? Status(Done{}) : Status(written.error());
    }
    const DeviceInfo device = replica_->device();
    const std::string printed = device.user + " (" + role_text(replica_->role_names(), device.role, language) + "), " +
                                day_and_time(corrected_now());
    if (!is_row) return write_new_file(path, charts::page_of_pictures(table, printed, language), watch);
    const reports::FigureAt& at = report_.figure;
    const auto marks = marks_of_trend(table.sections[at.section].rows[at.row],
                                      written_trend(*replica_, *report_.table, at, *report_.trend));
    return write_new_file(path, charts::page_of_row(table, at, marks, printed, language), watch);
}

void Session::on(const SaveReport& action) {
    auto* at = places_.empty() ? nullptr : std::get_if<AtPrint>(&places_.back());
    if (at && at->is_version) return save_version(*at, action.format);
    const FolderChoice* folder = at ? at->folder() : nullptr;
    if (folder && at->is_overview && action.format == "xlsx" && replica_->sees_desk()) {
        const auto table = overview_table(*replica_, corrected_now());
        const std::string name = reports::file_name_of(table, {.format = action.format});
        note("report", std::nullopt, "overview " + table.period.code + " file " + action.format);
        const auto written = reports::write_report(table, action.format, folder->folder + "/" + name, options_.language,
                                                   replica_->unfinished_files().watch());
        at->result = written ? Notice{NoticeKind::success, told_of_table(name, *folder).in(options_.language)}
                             : Notice{NoticeKind::error, written.error().message.in(options_.language)};
        return;
    }
    if (!at || !at->is_report || at->is_overview || !report_.table) return;
    if (!folder || (at->is_row && (action.format != pictures_format || !report_.trend))) return;
    const auto [table, kept_back] = written_report(*replica_, *report_.table, clock_.now());
    const std::string name =
        reports::file_name_of(table, {.format = action.format, .row = at->is_row ? row_at_figure().id : std::string()});
    note_report_file(action.format, at->is_row);
    const Status written = write_report_file(table, action.format, at->is_row, folder->folder + "/" + name);
    if (!written) {
        at->result = Notice{NoticeKind::error, written.error().message.in(options_.language)};
        return;
    }
    Message told = told_of_table(name, *folder);
    if (kept_back) {
        told.vi += " " + kept_back->vi;
        told.en += " " + kept_back->en;
    }
    if (action.format == pictures_format) {
        told.vi += " Mở tệp đó trên máy có máy in, rồi chọn In.";
        told.en += " Open it on a computer with a printer and choose Print.";
    }
    at->result = Notice{NoticeKind::success, told.in(options_.language)};
}

PrintView Session::report_file_view(const AtPrint& at) {
    if (at.is_version) return version_file_view(at);
    if (at.is_overview) return overview_file_view(*replica_, at.folders, at.result, options_.language);
    const ReportWish& wish = report_.wish;
    PrintView view{.title = wish.report + (report_.table ? " · " + report_.table->title.in(options_.language) : ""),
                   .subject = joined(area_text(replica_->areas(), wish.area, options_.language),
                                     period_text(wish.period, options_.language)),
                   .folders = at.folders,
                   .result = at.result};
    const Command pictures{options_.language == Language::vi ? "Hình để in" : "Pictures to print",
                           SaveReport{pictures_format}, false};
    if (at.is_row) {
        view.title = joined(wish.report, row_at_figure().label.in(options_.language));
        view.formats = {pictures};
        return view;
    }
    view.formats = table_formats();
    if (report_.table && charts::has_pictures(*report_.table)) view.formats.push_back(pictures);
    return view;
}

ReportView Session::report_view() {
    const Language language = options_.language;
    const bool vi = language == Language::vi;
    const ReportWish& wish = report_.wish;
    ReportView view{.report = wish.report,
                    .title = joined(wish.report, report_.title.in(language)),
                    .area = area_text(replica_->areas(), wish.area, language),
                    .period = period_text(wish.period, language),
                    .earlier = ChoosePeriod{stepped(wish.period, -1).code},
                    .has_versions = district_ != nullptr};
    const Date today = date_of(corrected_now(), viet_nam_offset);
    if (const auto next = stepped(wish.period, 1); next.first <= today) view.later = ChoosePeriod{next.code};
    for (const auto& [kind, label] : {std::pair{PeriodKind::quarter, vi ? "Quý" : "Quarter"},
                                      {PeriodKind::half, vi ? "6 tháng" : "Half year"},
                                      {PeriodKind::year, vi ? "Năm" : "Year"}})
        view.kinds.push_back({label, ChoosePeriod{period_around(std::min(wish.period.last, today), kind).code},
                              kind == kind_of(wish.period)});
    view.kinds.push_back(
        {vi ? "Từ ngày đến ngày" : "From day to day", AskDays{}, kind_of(wish.period) == PeriodKind::days});
    if (report_.asks_days && !report_.may_be_of_chosen_days)
        view.no_days = reports::only_of_official_periods().message.in(language);
    else if (report_.asks_days)
        view.days = DaysView{date_text(to_string(wish.period.first)), date_text(to_string(wish.period.last)),
                             report_.days_problem ? report_.days_problem->in(language) : ""};
    view.count = count_view(Counting::table, report_.problem);
    if (!report_.table) return view;
    view.tables = figure_tables(*report_.table, language, report_.rights);
    view.below = reports::lines_below(*report_.table, language);
    view.below.push_back(report_.table->source.in(language));
    view.count.is_ready = true;
    return view;
}

CountView Session::count_view(Counting what, const std::optional<Message>& problem) const {
    CountView view{.counts = report_.counting == what};
    const ReportProgress& progress = report_.progress;
    if (view.counts && progress.all > 0) {
        view.progress = static_cast<float>(progress.seen) / static_cast<float>(progress.all);
        view.progress_text =
            grouped(options_.language, progress.seen) + " / " + grouped(options_.language, progress.all);
    }
    if (problem) view.problem = problem->in(options_.language);
    return view;
}

}  // namespace nuong::client
