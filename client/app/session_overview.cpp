// Session, for whoever looks after an area: the overview, a file of its table, and the lists behind its numbers. Shown
// only to roles that may see it; what it is made of lies on this device or was told by the server.
#include "client/app/commune_table.h"
#include "client/app/file_name.h"
#include "client/app/phrases.h"
#include "client/app/report_views.h"
#include "client/app/session.h"

namespace nuong::client {

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
    const reports::ReportTable table = commune_table(*workbook_, options_.language, corrected_now());
    const std::string name = name_of_file("communes-by-week", std::nullopt, corrected_now(), format);
    note("report", std::nullopt, "overview " + table.area + " " + table.period.code + " file " + format);
    const auto written = reports::write_report(table, format, folder->folder + "/" + name, options_.language,
                                               replica_->unfinished_files().watch());
    at.result = written ? Notice{NoticeKind::success, told_of_table(name, *folder).in(options_.language)}
                        : Notice{NoticeKind::error, written.error().message.in(options_.language)};
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
    return view;
}

}  // namespace nuong::client
