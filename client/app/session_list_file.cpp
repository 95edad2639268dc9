// A list as files. Reading and writing go on behind; only when everything is written, and the audit says so, are the
// files to be seen.
#include "client/app/list_records.h"
#include "client/app/phrases.h"
#include "client/app/report_worker.h"
#include "client/app/session.h"

namespace nuong::client {
namespace {

// What the files hold, where it is not all of one form.
std::string about_files(const ListWish& list, Language language) {
    const bool vi = language == Language::vi;
    if (list.kind == ListKind::found)
        return vi ? "Chỉ những phiếu tìm thấy; mỗi biểu mẫu một tệp." : "Only what was found; one file for each form.";
    if (is_searched(list)) return vi ? "Chỉ những phiếu tìm thấy." : "Only what was found.";
    if (is_gathered(list.kind)) return vi ? "Mỗi biểu mẫu một tệp." : "One file for each form.";
    return "";
}

const Message title_of_search{"Kết quả tìm trong mọi phiếu", "Found in all forms"};

}  // namespace

// A search that lies over a form is a look in between: from there only back leads on.
SearchView Session::search_here(const std::string& query) {
    SearchView view = search_view(*workbook_, query, options_.language);
    if (!open_form_) return view;
    view.may_be_written = false;
    view.why_not_written.clear();
    return view;
}

// The list on the screen, when it may become files.
std::optional<ListExport> Session::list_here() {
    if (!workbook_ || places_.empty()) return std::nullopt;
    const Language language = options_.language;
    const Place& place = places_.back();
    if (const auto* search = std::get_if<AtSearch>(&place)) {
        if (!search_here(search->query).may_be_written) return std::nullopt;
        return ListExport{{.kind = ListKind::found, .query = search->query}, title_of_search.in(language)};
    }
    if (std::holds_alternative<AtFigure>(place)) {
        const FigureView shown = figure_records_view();
        if (!shown.may_be_written) return std::nullopt;
        return ListExport{{.kind = ListKind::figure, .figure = figure_here()},
                          joined(joined(report_.wish.report, shown.title), shown.subject)};
    }
    const auto* list = std::get_if<AtList>(&place);
    if (!list && !std::holds_alternative<AtConflicts>(place)) return std::nullopt;
    const ListWish wish = list ? list->wish : ListWish{.kind = ListKind::conflicts};
    const ListView shown = list_view(*workbook_, wish, language, corrected_now());
    return shown.may_be_written ? std::optional(ListExport{wish, shown.title}) : std::nullopt;
}

void Session::on(const OpenListFile&) {
    const auto list = list_here();
    if (!list) return;
    AtPrint at{.form = form_of_list(list->list),
               .record = {},
               .folders = folders_to_write_to(),
               .list_title = list->title,
               .list = list->list};
    at.folders.front().chosen = true;
    go(std::move(at));
}

// The audit says so before anything readable lies in the folder, and again before it is to be seen.
void Session::on(const SaveList& action) {
    auto* at = places_.empty() ? nullptr : std::get_if<AtPrint>(&places_.back());
    const auto format = exports::parse_format(action.format);
    if (!at || !at->is_list() || !at->folder() || !format || report_.counting == Counting::files || !reports_) return;
    at->result.reset();
    const ListExport wanted{at->list, at->list_title, *format, at->folder()->folder, options_.language};
    const std::string part = part_name(at->list);
    replica_->note({.what = "export",
                    .detail = exports::begun_text(*format) + (part.empty() ? "" : ", " + part),
                    .form = at->form},
                   clock_.now());
    report_.counting = Counting::files;
    report_.progress = {};
    reports_->gather(wanted, corrected_now());
}

// Who may be named, who was erased, what the role may take out: a sync may have changed any of it since it was
// gathered, from its first page on.
void Session::take_files(const Result<GatheredList>& gathered) {
    report_.counting = Counting::nothing;
    if (sync_.running)
        return say_of_files(NoticeKind::error,
                            {"Máy đang đồng bộ nên dữ liệu có thể vừa đổi; chưa ghi tệp nào. Hãy chờ đồng bộ xong rồi "
                             "chạm để ghi lại.",
                             "A sync is under way and may have changed things; no file was written. Wait until it is "
                             "done, then tap again."});
    const auto told = gathered ? publish_list(*workbook_, *gathered) : Result<Message>(gathered.error());
    say_of_files(told ? NoticeKind::success : NoticeKind::error, told ? *told : told.error().message);
}

void Session::stop_files_after_sync() {
    if (report_.counting != Counting::files) return;
    on(StopCount{});
    say_of_files(NoticeKind::error,
                 {"Vừa đồng bộ xong nên dữ liệu có thể đã khác; chưa ghi tệp nào. Hãy chạm để ghi lại.",
                  "A sync has just ended and may have changed things; no file was written. Tap again."});
}

// Where it was asked for, whatever lies above it by now.
void Session::say_of_files(NoticeKind kind, const Message& message) {
    for (Place& place : places_)
        if (auto* at = std::get_if<AtPrint>(&place); at && at->is_list())
            at->result = Notice{kind, message.in(options_.language)};
}

PrintView Session::list_file_view(const AtPrint& at) {
    PrintView view{.title = at.list_title,
                   .subject = about_files(at.list, options_.language),
                   .folders = at.folders,
                   .result = at.result};
    for (const auto& [format, label] : {std::pair{"xlsx", "Excel"}, {"csv", "CSV"}, {"json", "JSON"}})
        view.formats.push_back({label, SaveList{format}, false});
    view.count = count_view(Counting::files, std::nullopt);
    return view;
}

}  // namespace nuong::client
