#include "client/app/review.h"

#include <algorithm>

#include "client/app/phrases.h"
#include "client/app/restriction.h"
#include "client/app/views.h"
#include "shared/forms/record_fields.h"
#include "shared/forms/record_title.h"

namespace nuong::client {
namespace {

const Head* said_by(const RecordState& state) {
    const Register* reg = state.find(reserved::status);
    if (!reg) return nullptr;
    const auto newest = std::max_element(reg->heads.begin(), reg->heads.end(),
                                         [](const Head& a, const Head& b) { return a.at < b.at; });
    return newest == reg->heads.end() ? nullptr : &*newest;
}

// Somebody has written answers after the record was looked over, without having seen that it was.
bool was_written_since(const RecordState& state, Instant looked_at) {
    return std::any_of(state.registers.begin(), state.registers.end(), [&](const Register& reg) {
        return !is_reserved(reg.path) &&
               std::any_of(reg.heads.begin(), reg.heads.end(), [&](const Head& head) { return head.at > looked_at; });
    });
}

std::string who_and_when(Workbook& workbook, const Head& head, Language language) {
    const Instant now = workbook.replica().corrected(workbook.now());
    return head.author + ", " + when_text(head.at, now, language);
}

}  // namespace

std::optional<ReviewView> review_of(Workbook& workbook, const RecordSheet& sheet, Language language) {
    const bool vi = language == Language::vi;
    const DeviceInfo device = workbook.replica().device();
    const Head* said = said_by(sheet.state);
    ReviewView view;
    const bool is_checked = sheet.status == status::checked, is_returned = sheet.status == status::returned;
    const bool may_review = device.may_review(sheet.state.form) && sheet.status != status::void_;
    const bool is_corrected = may_review && workbook.replica().desk().is_corrected(sheet.state.id);
    if (may_review && !is_corrected) {
        view.may_return = !is_returned;
        view.may_check = !is_checked || (said && was_written_since(sheet.state, said->at));
    }
    if (said && is_returned) {
        view.tone = Tone::warning;
        view.text = joined((vi ? "Trả lại: " : "Returned: ") + forms::shown_text(sheet.state, reserved::reason),
                           who_and_when(workbook, *said, language));
        if (device.may_write(sheet.state.form))
            view.next = vi ? "Chạm “Sửa”, chữa lại rồi nộp." : "Tap “Edit”, put it right, submit.";
    } else if (said && is_checked) {
        view.tone = Tone::good;
        view.text = joined(vi ? "Đã kiểm tra" : "Checked", who_and_when(workbook, *said, language));
        if (was_written_since(sheet.state, said->at)) {
            view.tone = Tone::warning;
            view.next = vi ? "Có người sửa sau đó mà chưa biết đã kiểm tra: hãy xem lại."
                           : "Somebody has written since, not knowing that it was checked: look again.";
        }
    }
    if (view.text.empty() && is_corrected)
        view.text = vi ? "Đã có phiếu sửa thay cho phiếu này: hãy xem phiếu đó."
                       : "A corrected record has taken this one's place: look at that one.";
    if (view.text.empty() && !view.may_check && !view.may_return) return std::nullopt;
    return view;
}

bool can_be_checked_at_once(Workbook& workbook, const RecordId& record) {
    RecordStore& records = workbook.replica().records();
    const auto listing = records.listing(record);
    return listing && listing->status == status::submitted && listing->conflicts == 0 &&
           listing->inconsistencies == 0 && workbook.replica().device().may_review(listing->form) &&
           !workbook.replica().desk().is_corrected(record) && !restricted_for(records, *listing);
}

std::vector<Row> returned_rows(Workbook& workbook, std::size_t limit, Language language) {
    std::vector<Row> rows;
    Replica& replica = workbook.replica();
    const DeviceInfo device = replica.device();
    // What a role may check waits for somebody else. Newer ones of others must not take the place of its own.
    const auto is_own = [&](const FormId& form) { return device.may_write(form) && !device.may_review(form); };
    for (const RecordId& record : replica.desk().returned_of(is_own)) {
        if (rows.size() == limit) break;
        const auto sheet = workbook.open(record);
        const auto listing = replica.records().listing(record);
        if (!sheet || !listing) continue;
        Row row{record, parts_of_title(listing->title).name, "", {}};
        row.detail =
            joined(forms::shown_text(sheet->state, reserved::reason), form_title(workbook, listing->form, language));
        row.badges.push_back({status_text(std::string(status::returned), language), Tone::warning});
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace nuong::client
