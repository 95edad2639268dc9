// Printing: a record or a blank form as a file that any browser prints, and where it goes.
#include "client/app/file_name.h"
#include "client/app/phrases.h"
#include "client/app/printed_page.h"
#include "client/app/session.h"
#include "client/app/views.h"
#include "shared/sqlite/new_file.h"

namespace nuong::client {
namespace {

Message told_of_page(const std::string& file, const FolderChoice& folder, bool names_a_person) {
    const std::string name = last_part(file);
    Message told{"Đã ghi tệp “" + name + "” vào " + (folder.is_stick ? "USB " : "thư mục ") + folder.name +
                     ". Mở tệp đó trên máy có máy in, rồi chọn In.",
                 "Wrote the file \"" + name + "\" to the " + (folder.is_stick ? "stick " : "folder ") + folder.name +
                     ". Open it on a computer with a printer and choose Print."};
    if (names_a_person) {
        told.vi += " In xong hãy xóa tệp.";
        told.en += " Delete the file once it is printed.";
    }
    return told;
}

}  // namespace

void Session::on(const OpenPrint& action) {
    if (!workbook_) return;
    AtPrint at{action.form, action.record, folders_to_write_to()};
    at.folders.front().chosen = true;
    go(std::move(at));
}

void Session::on(const PrintNow&) {
    auto* at = places_.empty() ? nullptr : std::get_if<AtPrint>(&places_.back());
    if (!at || at->is_report || at->is_list()) return;
    const FolderChoice* folder = at->folder();
    if (!folder) return;
    const Instant now = corrected_now();
    const auto form = at->record ? Result<FormLibrary::Form>(FormLibrary::Form()) : workbook_->form(at->form);
    if (!form) return tell(form.error());
    const auto page = at->record ? page_of_record(*workbook_, *at->record, {"", options_.language}, now)
                                 : page_of_form(**form, {"", options_.language});
    if (!page) return tell(page.error());
    if (at->record) note("print", at->record, "");  // before anything leaves
    const std::string file = folder->folder + "/" + name_of_file(at->form, at->record, now, "html");
    if (const auto written = write_new_file(file, page->html, replica_->unfinished_files().watch()); !written) {
        at->result = Notice{NoticeKind::error, written.error().message.in(options_.language)};
        return;
    }
    at->result = Notice{NoticeKind::success, told_of_page(file, *folder, at->record.has_value()).in(options_.language)};
}

PrintView Session::print_view(const AtPrint& at) {
    if (at.is_report) return report_file_view(at);
    if (at.is_list()) return list_file_view(at);
    const auto listing = at.record ? replica_->records().listing(*at.record) : std::nullopt;
    return {.title = form_title(*workbook_, at.form, options_.language),
            .subject = listing ? listing->title : "",
            .names_a_person = at.record.has_value(),
            .folders = at.folders,
            .result = at.result};
}

}  // namespace nuong::client
