// Session, for whoever looks after an area: the overview, a file of its table, and the lists behind its numbers. Shown
// only to roles that may see it; what it is made of lies on this device or was told by the server.
#include "client/app/commune_table.h"
#include "client/app/file_name.h"
#include "client/app/phrases.h"
#include "client/app/report_views.h"
#include "client/app/session.h"
#include "shared/charts/heat_page.h"
#include "shared/sqlite/new_file.h"

namespace nuong::client {
namespace {

const std::string format_of_paper = "html";

charts::HeatNumber number_on_paper(const HeatCell& cell, Language language) {
    return {grouped(language, cell.count), cell.level};
}

// The table of the screen, every week of it.
charts::HeatPaper heat_on_paper(const HeatTable& heat, const reports::ReportTable& written, Language language) {
    const bool vi = language == Language::vi;
    charts::HeatPaper paper{
        .title = heat.title,
        .subject = written.area_name.in(language) + ", " + reports::title_of(written.period).in(language),
        .about = vi ? "Số phiếu theo ngày ghi trên phiếu (ngày xảy ra việc, không phải ngày gửi). Ô "
                      "đậm hơn là nhiều hơn."
                    : "Records by the day that stands on them (when it happened, not when it was "
                      "sent). Darker is more.",
        .head = {vi ? "Xã" : "Commune"},
        .foot = written.source.in(language)};
    for (const HeatWeek& week : heat.weeks) paper.head.push_back(week.title + " (" + week.days + ")");
    paper.head.push_back(heat.total_title);
    for (const HeatRow& row : heat.rows) {
        charts::HeatLine line{.name = row.name, .remark = row.remark, .is_sum = row.is_sum};
        for (const HeatCell& cell : row.cells) line.numbers.push_back(number_on_paper(cell, language));
        line.numbers.push_back(number_on_paper(row.total, language));
        paper.lines.push_back(std::move(line));
    }
    return paper;
}

}  // namespace

void Session::on(const OpenOverview&) {
    if (workbook_ && replica_->sees_desk()) go(AtOverview{});
}

void Session::on(const OpenDevices& action) {
    if (!workbook_ || !replica_->sees_desk()) return;
    go(AtOverview{action.only_refused ? OverviewOf::refusing_devices : OverviewOf::devices});
}

void Session::on(const OpenDays& action) { go(AtList{{.kind = ListKind::days, .days = action}}); }
void Session::on(const OpenGathered& action) { go(AtList{{.kind = action.kind}}); }

void Session::open_overview_file() {
    const auto* at = std::get_if<AtOverview>(&places_.back());
    if (!workbook_ || !replica_->sees_desk() || !at || at->what != OverviewOf::all) return;
    if (!takes_anything_out(*workbook_)) return;
    AtPrint file{.form = {}, .record = {}, .folders = folders_to_write_to(), .is_report = true, .is_overview = true};
    file.folders.front().chosen = true;
    go(std::move(file));
}

// Counted as it is written; noted before.
void Session::save_overview(AtPrint& at, const std::string& format) {
    const FolderChoice* folder = at.folder();
    if (!folder || !replica_->sees_desk() || !takes_anything_out(*workbook_)) return;
    const Language language = options_.language;
    const Instant now = corrected_now();
    const reports::ReportTable table = commune_table(*workbook_, language, now);
    const std::string name = name_of_file("communes-by-week", std::nullopt, now, format),
                      path = folder->folder + "/" + name;
    note("report", std::nullopt, "overview " + table.area + " " + table.period.code + " file " + format);
    const FileWatch watch = replica_->unfinished_files().watch();
    Status written = Done{};
    if (format == format_of_paper) {
        const HeatTable heat = overview_view(*workbook_, OverviewOf::all, language, now).heat;
        written = write_new_file(path, charts::page_of_heat(heat_on_paper(heat, table, language), language), watch);
    } else if (const auto done = reports::write_report(table, format, path, language, watch); !done) {
        written = done.error();
    }
    Message told = written ? told_of_table(name, *folder) : written.error().message;
    if (written && format == format_of_paper) add_how_to_print(told);
    at.result = Notice{written ? NoticeKind::success : NoticeKind::error, told.in(language)};
}

PrintView Session::overview_file_view(const AtPrint& at) {
    const bool vi = options_.language == Language::vi;
    PrintView view{
        .title = vi ? "Xã theo tuần" : "Communes by week",
        .subject = vi ? "Mỗi xã một dòng, mỗi tuần một cột." : "A line for each commune, a column for each week.",
        .folders = at.folders,
        .result = at.result};
    for (const auto& [format, label] : {std::pair{"xlsx", "Excel"}, {"csv", "CSV"}})
        view.formats.push_back({label, SaveReport{format}, false});
    view.formats.push_back({vi ? "Hình để in" : "Pictures to print", SaveReport{format_of_paper}, false});
    return view;
}

}  // namespace nuong::client
