// What a list shows, as files. Reading and writing go on behind; only when everything is written, and the audit says
// so, are the files to be seen.
#include "client/app/phrases.h"
#include "client/app/report_worker.h"
#include "client/app/session.h"

namespace nuong::client {

void Session::on(const OpenListFile&) {
    auto* list = places_.empty() ? nullptr : std::get_if<AtList>(&places_.back());
    if (!workbook_ || !list || !may_take_out(*replica_)) return;
    AtPrint at{.form = {}, .record = {}, .folders = folders_to_write_to(), .list = list->wish};
    at.folders.front().chosen = true;
    go(std::move(at));
}

void Session::on(const SaveList& action) {
    auto* at = places_.empty() ? nullptr : std::get_if<AtPrint>(&places_.back());
    const auto format = exports::parse_format(action.format);
    if (!at || !at->list || !at->folder() || !format || report_.counting == Counting::files) return;
    at->result.reset();
    const ListExport wanted{*at->list, *format, at->folder()->folder, options_.language};
    if (!reports_) return take_files(gather_list(*workbook_, wanted, corrected_now()));  // practice: a few, in memory
    report_.counting = Counting::files;
    report_.progress = {};
    reports_->gather(wanted, corrected_now());
}

void Session::take_files(const Result<std::vector<GatheredExport>>& gathered) {
    report_.counting = Counting::nothing;
    auto* at = places_.empty() ? nullptr : std::get_if<AtPrint>(&places_.back());
    if (!at || !at->list) return;
    const auto told = gathered ? publish_list(*workbook_, *gathered) : Result<Message>(gathered.error());
    at->result = told ? Notice{NoticeKind::success, told->in(options_.language)}
                      : Notice{NoticeKind::error, told.error().message.in(options_.language)};
}

PrintView Session::list_file_view(const AtPrint& at) {
    const ListView list = list_view(*workbook_, *at.list, options_.language, clock_.now());
    PrintView view{.title = list.title,
                   .subject = list.query.empty() ? "" : "“" + list.query + "”",
                   .folders = at.folders,
                   .result = at.result};
    for (const auto& [format, label] : {std::pair{"xlsx", "Excel"}, {"csv", "CSV"}, {"json", "JSON"}})
        view.formats.push_back({label, SaveList{format}, false});
    view.count = count_view(Counting::files, std::nullopt);
    return view;
}

}  // namespace nuong::client
