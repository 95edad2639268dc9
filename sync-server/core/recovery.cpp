#include "sync-server/core/recovery.h"

#include <algorithm>

#include "sync-server/core/enrol.h"
#include "sync-server/core/limits.h"

namespace nuong {
namespace {

using protocol::HttpError;
using protocol::Recoverable;
using protocol::RecoverRequest;

HttpError wrong_recovery_code() {
    return {
        "wrong_code",
        {"Mã khôi phục không đúng với máy này. Trên máy không có gì thay đổi hay bị mất. Hãy đọc lại số hiệu máy cho "
         "cán bộ huyện và xin mã của đúng máy này.",
         "The recovery code is not right for this device. Nothing here has changed or is lost. Read the number of "
         "this device to the district again and ask for its code."}};
}

HttpError stale_recovery_code() {
    return {
        "stale_code",
        {"Mã khôi phục đã quá một giờ nên không dùng được nữa. Trên máy không có gì thay đổi hay bị mất. Hãy xin cán "
         "bộ huyện mã mới.",
         "The recovery code is more than an hour old and works no more. Nothing here has changed or is lost. Ask "
         "the district for a new one."}};
}

HttpError used_recovery_code() {
    return {
        "used_code",
        {"Mã khôi phục này đã dùng rồi. Trên máy không có gì thay đổi hay bị mất. Nếu vẫn cần, hãy xin cán bộ huyện "
         "mã mới; nếu không phải bạn đã dùng, hãy báo huyện ngay.",
         "This recovery code was used already. Nothing here has changed or is lost. If you still need one, ask the "
         "district for a new code; if it was not you who used it, tell them at once."}};
}

HttpError wrong_box() {
    return {
        "wrong_box",
        {"Máy chủ này không mở được khóa dự phòng của máy: khóa được niêm phong cho một huyện khác, hoặc cho một "
         "người khác. Trên máy không có gì thay đổi hay bị mất. Hãy hỏi đúng máy chủ của huyện mà máy này đồng bộ.",
         "This server cannot open the recovery box of the device: it is sealed to another district, or for somebody "
         "else. Nothing here has changed or is lost. Ask the server of the district that this device syncs with."}};
}

Error no_such_device(DeviceId device) {
    return {ErrorCode::not_found,
            {"Không có máy " + to_string(device) + ".", "There is no device " + to_string(device) + "."}};
}

Error not_at_a_relay() {
    return {ErrorCode::refused,
            {"Máy chủ này là trạm trung chuyển và không mở được khóa dự phòng. Hãy tạo mã ở máy chủ của huyện.",
             "This server is a relay and cannot open recovery boxes. Make the code at the district's server."}};
}

std::optional<HttpError> refusal_of_asker(StoreReader& store, const DocumentBook& book, DeviceId device,
                                          const UserId& user) {
    const auto row = store.device(device);
    if (!row) return wrong_recovery_code();
    if (auto refused = refusal_of_device(store, *row)) return refused;
    return refusal_of_user(store, book, user);
}

bool is_enrolled(StoreReader& store, DeviceId device, const UserId& user) {
    const auto rows = store.enrolments(device);
    return std::any_of(rows.begin(), rows.end(), [&](const EnrolmentRow& row) { return row.user == user; });
}

// Of who asks: a copy of the device has the box as well, and not the key that the answer is sealed to.
Hash mark_of(const RecoverRequest& request) {
    return sha256(request.box + std::string(request.key.begin(), request.key.end()));
}

// Who proves to know the code is told what is wrong with it; everybody else only that it is wrong.
std::optional<HttpError> refusal_of_code(const std::optional<RecoveryRow>& code, const RecoverRequest& request,
                                         Instant now) {
    if (!code || !protocol::is_proven(request, code->key)) return wrong_recovery_code();
    if (now >= code->expires) return stale_recovery_code();
    // A lost answer: who has asked may ask again, with the same box and the same key.
    if (code->opened && *code->opened != mark_of(request)) return used_recovery_code();
    return std::nullopt;
}

// Nothing when it is not for the one who asks.
std::optional<Recoverable> opened_box(StoreReader& store, const RecoverRequest& request) {
    const auto secret = store.seal_secret();
    if (!secret) return std::nullopt;
    auto content = protocol::open_recoverable(request.box, seal_key_of(*secret));
    if (content && content->device == request.device && is_enrolled(store, content->device, content->user))
        return content;
    if (content) forget(content->data_key);
    return std::nullopt;
}

}  // namespace

Result<IssuedRecovery> issue_recovery(StoreTransaction& transaction, const DocumentBook& book, DeviceId device,
                                      const std::string& who, Instant now) {
    if (transaction.upstream()) return not_at_a_relay();
    if (!transaction.device(device)) return no_such_device(device);
    IssuedRecovery issued{make_code(), {}};
    std::optional<HttpError> refused;
    for (const EnrolmentRow& row : transaction.enrolments(device)) {
        if (auto no = refusal_of_asker(transaction, book, device, row.user)) refused = std::move(no);
        else issued.users.push_back(row.user);
    }
    if (issued.users.empty())
        return refused ? Error{ErrorCode::refused, refused->message} : Error(no_such_device(device));
    transaction.put_recovery(
        {device, protocol::recovery_key(issued.code, device), now + limits::recovery_lifetime, std::nullopt});
    transaction.add_audit(now, who, "recovery_code", to_string(device));
    return issued;
}

Answer<protocol::RecoverAnswer> recover(StoreTransaction& transaction, const DocumentBook& book,
                                        const RecoverRequest& request, Instant now) {
    auto code = transaction.recovery(request.device);
    if (auto refused = refusal_of_code(code, request, now)) return *refused;
    auto content = opened_box(transaction, request);
    if (!content) return wrong_box();
    const auto refused = refusal_of_asker(transaction, book, content->device, content->user);
    auto sealed = refused ? std::nullopt : protocol::seal_data_key(content->data_key, request);
    forget(content->data_key);
    if (refused) return *refused;
    if (!sealed) return wrong_recovery_code();  // not a key to which anything can be sealed
    const bool is_repeated = code->opened.has_value();
    code->opened = mark_of(request);
    transaction.put_recovery(*code);
    transaction.add_audit(now, content->user, is_repeated ? "recover_again" : "recover", to_string(content->device));
    return protocol::RecoverAnswer{std::move(*sealed)};
}

}  // namespace nuong
