#include "sync-server/core/quarantine.h"

#include "shared/forms/compile.h"
#include "shared/forms/subject.h"
#include "shared/protocol/codec.h"
#include "sync-server/core/blobs.h"
#include "sync-server/core/inspect.h"
#include "sync-server/core/limits.h"
#include "sync-server/core/push_changes.h"
#include "sync-server/core/recompute.h"

namespace nuong {
namespace {

Error cannot(const char* vi, const char* en) { return {ErrorCode::invalid, {vi, en}}; }

forms::FormPointer form_in_force(StoreReader& reader, const FormId& id) {
    for (const DocumentRow& document : reader.documents_in_force())
        if (document.kind == "form" && document.id == id) return forms::compile_package(document.body).form;
    return nullptr;
}

// A visit that was refused before the person whom it is about was erased.
bool is_about_erased(StoreTransaction& transaction, const forms::FormPointer& form, const RecordState& state) {
    const auto person = form ? forms::subject_of(form->definition, state) : std::nullopt;
    return person && transaction.is_erased(*person);
}

}  // namespace

Status release_from_quarantine(StoreTransaction& transaction, DeviceId device, std::uint64_t seq,
                               const std::string& who, Instant now) {
    const std::string name = to_string(device) + ":" + std::to_string(seq);
    const auto row = transaction.change(device, seq);
    if (!row || row->verdict.empty())
        return Error{ErrorCode::not_found,
                     {"Không có lần lưu bị từ chối " + name + ".", "There is no refused change " + name + "."}};
    if (transaction.is_erased(row->record))
        return cannot("Hồ sơ này đã bị xóa theo luật.", "This record was erased by law.");
    const auto sent = protocol::decode_sent_change(row->body);
    if (!sent || !sent->wrong.empty())
        return cannot("Lần lưu này không đọc được nên không gộp được.", "This change cannot be read, so not merged.");
    transaction.set_verdict(device, seq, "", {});
    note_blob_references(transaction, sent->change, true);
    const auto before = transaction.record(row->record);
    const auto state = recomputed(transaction, row->record);
    if (!state) return state.error();
    const forms::FormPointer form = form_in_force(transaction, (*state)->form);
    if (is_about_erased(transaction, form, **state))
        return cannot("Người mà phiếu này nói về đã bị xóa theo luật.", "Whom this record is about was erased by law.");
    if (refusal_for_consent(form, **state, sent->change, now))
        return cannot(
            "Phiếu này không có sự đồng ý của người được hỏi, nên không ai cho nhận được. Hãy hỏi lại người ấy.",
            "Nobody who was asked has agreed, so nobody can let it through. Ask the person again.");
    const AreaCode area = area_of(**state);
    std::string text = protocol::encode(**state);
    if (area.empty())
        return cannot("Hồ sơ sẽ không thuộc địa bàn nào; hãy cho nhận lần lưu tạo ra hồ sơ trước.",
                      "The record would lie in no area; release the change that makes it first.");
    if (text.size() > limits::state_bytes_max) return cannot("Hồ sơ quá lớn.", "The record is too large.");
    const bool moved = before && !before->area.empty() && before->area != area;
    transaction.put_record({row->record, (*state)->form, area, std::move(text), 0},
                           moved ? std::optional(before->area) : std::nullopt);
    transaction.add_audit(now, who, "quarantine_release", name + " " + row->verdict);
    return Done{};
}

}  // namespace nuong
