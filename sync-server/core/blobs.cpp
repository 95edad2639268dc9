#include "sync-server/core/blobs.h"

#include <algorithm>
#include <set>

#include "shared/base/query.h"
#include "sync-server/core/former_areas.h"

namespace nuong {
namespace {

using protocol::HttpError;

HttpError not_found() { return {"not_found", {"Không có tệp này.", "There is no such file."}}; }

bool may_see_a_record(StoreReader& reader, const DocumentBook& book, const Principal& principal,
                      const std::vector<BlobReference>& references) {
    return std::any_of(references.begin(), references.end(), [&](const BlobReference& reference) {
        const auto row = reference.accepted ? reader.record(reference.record) : std::nullopt;
        return row && may_see(principal, book.areas, *row);
    });
}

bool may_get(StoreReader& reader, const DocumentBook& book, const Principal& principal, const Hash& hash) {
    return may_see_a_record(reader, book, principal, reader.blob_references(hash));
}

// The top has the change, has told both relays so, and neither hands it on any more: only the relay below, to which the
// device came with the file, knows who names it. What nobody above asks for goes no further than here.
void believe_relay(StoreTransaction& transaction, const Principal& principal, const BlobPiece& piece) {
    if (!piece.named || !principal.role.is_relay || !transaction.upstream()) return;
    if (transaction.blob_references(piece.hash).empty()) transaction.add_blob_reference(piece.hash, *piece.named);
}

// A store that turned out to be a copy holds what it attached under the id that it had then.
bool was_once(StoreReader& reader, DeviceId device, DeviceId earlier) {
    constexpr int lives_max = 100;
    for (int life = 0; life < lives_max; ++life) {
        if (device == earlier) return true;
        const auto row = reader.device(device);
        if (!row || !row->cloned_from) return false;
        device = *row->cloned_from;
    }
    return false;
}

// Who read what is refused by now (former_areas.h) may have the only copy of its files.
bool may_have_read(StoreReader& reader, const DocumentBook& book, const Principal& principal,
                   const BlobReference& reference) {
    const auto row = reader.record(reference.record);
    if (!row || (reference.accepted && !row->area.empty())) return false;  // may_see decides
    if (!principal.role.may_read(row->form) || principal.role.assigned_only.contains(row->form)) return false;
    const auto areas = areas_refused(reader, reference.record);
    return std::any_of(areas.begin(), areas.end(),
                       [&](const AreaCode& area) { return is_within_grants(principal, book.areas, area); });
}

bool may_send(StoreReader& reader, const DocumentBook& book, const Principal& principal, const Hash& hash) {
    const auto references = reader.blob_references(hash);
    if (principal.role.is_relay && !references.empty()) return true;  // it holds what devices have left there
    return std::any_of(
               references.begin(), references.end(),
               [&](const BlobReference& reference) { return was_once(reader, principal.device, reference.device); }) ||
           may_see_a_record(reader, book, principal, references) ||
           std::any_of(references.begin(), references.end(), [&](const BlobReference& reference) {
               return may_have_read(reader, book, principal, reference);
           });
}

bool is_sound(StoreReader& reader, const BlobRow& blob) {
    const std::string bytes = reader.blob_bytes(blob.hash, 0, static_cast<std::size_t>(blob.size));
    if (sha256(bytes) != blob.hash) return false;
    return !type_of_bytes(bytes).empty() || !type_of_bytes(bytes, "x.docx").empty();
}

// Devices that got the record before its blob asked in vain; the record that comes once more tells them to ask again.
void tell_of_arrival(StoreTransaction& transaction, const Hash& hash) {
    std::set<RecordId> told;
    for (const BlobReference& reference : transaction.blob_references(hash))
        if (auto row = transaction.record(reference.record); row && told.insert(reference.record).second)
            transaction.put_record(std::move(*row), std::nullopt);
}

}  // namespace

void note_blob_references(StoreTransaction& transaction, const Change& change, bool is_accepted) {
    for (const Attachment& attachment : attachments_of(change))
        transaction.add_blob_reference(attachment.blob, {change.record, change.device, is_accepted});
}

BlobPiece piece_of(const Hash& hash, std::string_view target, std::string body) {
    BlobPiece piece;
    piece.hash = hash;
    piece.at = number_in_query(target, "at").value_or(0);
    piece.size = number_in_query(target, "size").value_or(body.size());
    piece.bytes = std::move(body);
    const auto record = parse_uuid(text_in_query(target, "record"));
    const auto device = parse_device_id(text_in_query(target, "device"));
    if (record && device) piece.named = BlobReference{*record, *device, false};
    return piece;
}

Answer<BlobRow> take_blob_piece(StoreTransaction& transaction, const DocumentBook& book, const Principal& principal,
                                const BlobPiece& piece, Instant now) {
    if (piece.size == 0 || piece.size > blob_bytes_max)
        return HttpError{
            "too_large",
            {"Tệp lớn hơn mức máy chủ nhận (16 MB).", "The file is larger than this server takes (16 MB)."}};
    believe_relay(transaction, principal, piece);
    if (!may_send(transaction, book, principal, piece.hash)) return not_found();
    return keep_blob_piece(transaction, piece, now);
}

Answer<BlobRow> keep_blob_piece(StoreTransaction& transaction, const BlobPiece& piece, Instant now) {
    BlobRow blob = transaction.blob(piece.hash).value_or(BlobRow{piece.hash, piece.size, 0});
    if (blob.is_whole()) return blob;
    if (blob.size != piece.size && piece.bytes.empty()) return BlobRow{piece.hash, piece.size, 0};
    if (blob.size != piece.size) {  // one of the two who send it is wrong; the hash will tell
        transaction.drop_blob(piece.hash);
        blob = {piece.hash, piece.size, 0};
    }
    if (piece.at != blob.have || piece.bytes.empty()) return blob;
    if (piece.bytes.size() > blob.size - blob.have)
        return HttpError{"malformed",
                         {"Phần gửi vượt quá độ dài của tệp.", "The piece reaches beyond the end of the file."}};
    transaction.add_blob_bytes(blob, piece.bytes, now);
    blob.have += piece.bytes.size();
    if (!blob.is_whole()) return blob;
    if (!is_sound(transaction, blob)) {
        transaction.drop_blob(piece.hash);
        return HttpError{"bad_blob",
                         {"Tệp nhận được không khớp với tên của nó; phần đã nhận bị bỏ. Hãy gửi lại.",
                          "What arrived is not the file that it should be; it was dropped. Send it again."}};
    }
    tell_of_arrival(transaction, piece.hash);
    return blob;
}

Answer<BlobRow> look_at_blob(StoreReader& reader, const DocumentBook& book, const Principal& principal,
                             const Hash& hash) {
    if (!may_send(reader, book, principal, hash)) return not_found();
    return reader.blob(hash).value_or(BlobRow{hash, 0, 0});
}

Answer<std::string> give_blob_bytes(StoreReader& reader, const DocumentBook& book, const Principal& principal,
                                    const BlobRange& range) {
    if (!may_get(reader, book, principal, range.hash)) return not_found();
    const auto blob = reader.blob(range.hash);
    if (!blob || !blob->is_whole())
        return HttpError{"not_yet",
                         {"Tệp này chưa được gửi hết về máy chủ. Máy sẽ tự hỏi lại khi tệp đến.",
                          "The file has not all arrived here yet. Your device will ask again when it has."}};
    if (range.size != 0 && range.size != blob->size)
        return HttpError{"other_size",
                         {"Tệp không dài như phiếu ghi, nên không lấy được. Hãy báo huyện.",
                          "The file is not as long as the record says, so it cannot be had. Tell the district."}};
    return reader.blob_bytes(range.hash, range.at, range.most);
}

}  // namespace nuong
