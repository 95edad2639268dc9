#include "client/app/restriction.h"

#include <algorithm>

#include "client/app/phrases.h"
#include "client/app/views.h"
#include "shared/forms/restriction.h"

namespace nuong::client {
namespace {

const Message the_word{"Hạn chế xử lý", "Processing restricted"};

Message allowed_text(bool begins) {
    if (begins)
        return {"Chỉ lập phiếu này khi luật buộc, hoặc khi chính người ấy đồng ý. Phiếu vẫn lưu và gửi như thường.",
                "Begin this form only where the law orders it, or the person agrees. It is saved and sent as always."};
    return {
        "Được: giữ, sửa cho đúng, in cho chính người ấy, làm việc luật buộc. Không: xuất ra tệp, nêu tên trong danh "
        "sách, dùng vào việc khác.",
        "Allowed: to keep, to correct, to print for the person, what the law orders. Not: exports, names in lists, "
        "any other use."};
}

// What stands in the form beside the question that restricts: since when, why.
bool is_beside(const forms::CompiledForm& form, const std::vector<int>& questions, int node) {
    return std::any_of(questions.begin(), questions.end(), [&](int question) {
        const int group = form.node(question).parent;
        return node != question && group >= 0 && form.node(node).parent == group;
    });
}

bool is_disputed(const RecordSheet& sheet, const std::vector<int>& questions) {
    return std::any_of(sheet.conflicts.begin(), sheet.conflicts.end(), [&](const forms::FieldConflict& conflict) {
        return std::any_of(questions.begin(), questions.end(), [&](int question) {
            const Path& id = sheet.form->node(question).id;
            return id == conflict.path || id.starts_with(conflict.path + "/");
        });
    });
}

std::string reason_of(Workbook& workbook, const RecordSheet& sheet, Language language) {
    const std::vector<int> questions = forms::questions_of_restriction(*sheet.form);
    const forms::Instance instance = workbook.instance_over(sheet.form, sheet.answers, language);
    std::string reason;
    for (const forms::Item& item : instance.items()) {
        if (item.is_row || !is_beside(*sheet.form, questions, item.node)) continue;
        const forms::ItemView view = instance.view(item);
        if (!view.is_relevant || view.label.empty() || view.value.is_blank()) continue;
        reason = joined(
            reason, view.label + ": " + titled_text(workbook, sheet.form->definition, view.node, view.value, language));
    }
    if (is_disputed(sheet, questions))
        reason = joined(reason, Message{"Hai người ghi khác nhau: coi như đang hạn chế cho đến khi có người quyết định",
                                        "Two people wrote different things: restricted until somebody decides"}
                                    .in(language));
    return reason;
}

}  // namespace

std::optional<RecordId> restricted_for(RecordStore& records, const std::optional<RecordId>& subject) {
    const auto person = subject ? records.listing(*subject) : std::nullopt;
    return person && person->is_restricted ? subject : std::nullopt;
}

std::optional<RecordId> restricted_for(RecordStore& records, const Listing& listing) {
    return listing.is_restricted ? std::optional(listing.record) : restricted_for(records, listing.subject);
}

bool is_restricted(RecordStore& records, const RecordId& record) {
    const auto listing = records.listing(record);
    return listing && restricted_for(records, *listing);
}

Badge restriction_badge(Language language) { return {the_word.in(language), Tone::warning}; }

Restriction restriction_of(Workbook& workbook, const RecordId& restricted, bool begins, Language language) {
    Restriction restriction{the_word.in(language), "", allowed_text(begins).in(language)};
    if (const auto sheet = workbook.open(restricted); sheet && sheet->form)
        restriction.reason = reason_of(workbook, *sheet, language);
    return restriction;
}

}  // namespace nuong::client
