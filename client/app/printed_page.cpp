#include "client/app/printed_page.h"

#include <algorithm>

#include "client/app/phrases.h"
#include "client/app/restriction.h"
#include "client/app/views.h"
#include "client/pictures/photo.h"
#include "shared/base/time_zone.h"
#include "shared/model/attachment.h"
#include "shared/printing/blank_form.h"
#include "shared/printing/filled_form.h"
#include "shared/printing/html_page.h"

namespace nuong::client {
namespace {

Result<std::string> language_of_paper(const forms::FormDefinition& form, const PaperLanguage& language) {
    if (language.asked.empty()) return form.language_for(code_of(language.own));
    if (form.speaks(language.asked)) return language.asked;
    std::string known;
    for (const std::string& code : form.languages) known += (known.empty() ? "" : ", ") + code;
    return Error{ErrorCode::usage,
                 {"Biểu mẫu không có tiếng “" + language.asked + "”; có: " + known + ".",
                  "The form does not speak \"" + language.asked + "\"; it speaks: " + known + "."}};
}

PrintedPage page_of(const printing::Paper& paper) { return {paper.title, paper.language, printing::html_page(paper)}; }

// What stands in the record, as the device shows it: a saved one, or a draft that nobody else has.
struct ToPrint {
    FormLibrary::Form form;
    Fields answers;
    AreaCode area;
    std::string status;
    std::size_t conflicts = 0;
};

Result<ToPrint> record_to_print(Workbook& workbook, const RecordId& id) {
    const auto draft = workbook.draft(id);
    if (!draft && draft.error().code != ErrorCode::not_found) return draft.error();
    if (draft) {
        auto form = workbook.form(draft->form);
        if (!form) return form.error();
        return ToPrint{*form, workbook.replica().drafts().answers(draft->id), draft->area, "draft"};
    }
    const auto sheet = workbook.open(id);
    if (!sheet) return sheet.error();
    if (!sheet->form)
        return Error{ErrorCode::not_found,
                     {"Máy này không có biểu mẫu của phiếu, nên không in được. Phiếu vẫn còn nguyên.",
                      "This device does not hold the form of the record, so it cannot be printed. Nothing was lost."}};
    return ToPrint{sheet->form, sheet->answers, sheet->area, sheet->status, sheet->conflicts.size()};
}

// Written anew, so that what a damaged or hostile file holds beside the picture never reaches the browser.
std::optional<printing::Picture> picture_for_paper(Replica& replica, const Value& value) {
    constexpr int paper_side = 1000;  // sharp enough at 70 mm
    const auto attachment = attachment_of(value.text());
    const auto bytes = attachment ? replica.blobs().bytes(attachment->blob) : std::nullopt;
    if (!bytes || !is_type_for(attachment->type, "image")) return std::nullopt;
    const auto photo = read_photo(*bytes, paper_side);
    if (!photo) return std::nullopt;
    if (attachment->type == "png") return printing::Picture{"png", grey_png_of(*photo), ""};
    return printing::Picture{"jpeg", jpeg_of(*photo), ""};
}

}  // namespace

Result<PrintedPage> page_of_form(const forms::CompiledForm& form, const PaperLanguage& language) {
    const auto spoken = language_of_paper(form.definition, language);
    if (!spoken) return spoken.error();
    return page_of(printing::blank_form(form, *spoken));
}

Result<PrintedPage> page_of_record(Workbook& workbook, const RecordId& id, const PaperLanguage& language, Instant now) {
    const auto record = record_to_print(workbook, id);
    if (!record) return record.error();
    const auto spoken = language_of_paper(record->form->definition, language);
    if (!spoken) return spoken.error();
    const Language words = *spoken == "vi" ? Language::vi : Language::en;
    forms::Instance instance = workbook.instance_over(record->form, record->answers, words);
    instance.set_language(*spoken);
    Replica& replica = workbook.replica();
    const DeviceInfo device = replica.device();
    const std::vector<std::string> roles = replica.schemas().bodies("roles");
    printing::RecordFacts facts;
    facts.id = to_string(id);
    facts.area = area_name(workbook, record->area, words);
    facts.status = status_text(record->status, words);
    facts.printed_by = device.user + " (" + role_text(replica.role_names(), device.role, words) + ")";
    facts.printed_at = day_and_time(now);
    facts.conflicts = record->conflicts;
    facts.is_restricted = is_restricted(replica.records(), id);
    facts.names_of = {[&](const Value& value) { return record_title(replica, value, words); },
                      [&](const Value& value) { return area_name(workbook, value.text(), words); }};
    facts.picture_of = [&](const Value& value) { return picture_for_paper(replica, value); };
    return page_of(printing::filled_form(instance, facts, printing::print_mask_of(roles, device.role)));
}

}  // namespace nuong::client
