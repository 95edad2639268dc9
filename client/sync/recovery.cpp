#include "client/sync/recovery.h"

#include <utility>

#include "client/store/keyring.h"
#include "client/store/store_file.h"
#include "shared/protocol/recovery.h"

namespace nuong::client {
namespace {

Error no_box() {
    return {
        ErrorCode::not_found,
        {"Máy này chưa có khóa dự phòng ở huyện, nên không khôi phục được mã PIN. Không có gì bị xóa: nếu nhớ lại mã "
         "PIN thì mọi thứ vẫn còn. Nếu không, hãy xin huyện mã ghi danh mới; những gì đã gửi vẫn còn ở huyện.",
         "This device has no recovery box yet, so the PIN cannot be recovered. Nothing is deleted: with the PIN "
         "everything is still there. Otherwise ask the district for a new enrolment code; what was sent is there."}};
}

Error not_our_key() {
    return {ErrorCode::damaged,
            {"Khóa mà máy chủ trả về không mở được kho trên máy này. Không có gì thay đổi trên máy. Hãy báo cán bộ kỹ "
             "thuật của huyện.",
             "The key that the server has given does not open the store on this device. Nothing here has changed. Call "
             "the district's technician."}};
}

Error too_old() {
    return {
        ErrorCode::refused,
        {"Máy chủ này chưa biết khôi phục mã PIN. Không có gì thay đổi trên máy. Hãy dùng địa chỉ máy chủ của huyện, "
         "hoặc nhờ huyện cập nhật máy chủ.",
         "This server does not know how to recover a PIN. Nothing here has changed. Use the address of the "
         "district's server, or ask the district to update it."}};
}

// Opens it and lets it go: no key may take the place of the PIN that has not proven to be the right one.
bool opens(const std::string& home, const DatabaseKey& key) {
    try {
        return bool(Replica::open(home, key));
    } catch (const DatabaseError&) {
        return false;
    }
}

}  // namespace

Result<DatabaseKey> recover_key(const std::string& person_home, Transport& transport, const std::string& code) {
    if (const auto kept = check_store_file(person_home, Keyring(person_home)); !kept) return kept.error();
    const auto box = recovery_box_in(person_home);
    if (!box) return no_box();
    const auto own = ready_asking_key(person_home);
    if (!own) return own.error();
    protocol::RecoverRequest request{box->device, box->sealed, own->public_key, {}};
    request.proof = protocol::proof_of(request, protocol::recovery_key(code, box->device));
    const auto response = transport.exchange({"POST", "/v1/recover", "", protocol::encode(request)});
    if (!response) return response.error();
    if (response->status == 404) return too_old();
    const auto text = text_of(*response);
    if (!text) return text.error();
    const auto answer = protocol::decode_recover_answer(*text);
    if (!answer) return nonsense();
    auto data_key = protocol::open_data_key(answer->sealed, request, *own);
    if (!data_key) return not_our_key();
    const DatabaseKey key(*data_key);
    forget(*data_key);
    if (!opens(person_home, key)) return not_our_key();
    return key;
}

RecoveryWorker::RecoveryWorker(RecoveryWish wish, std::function<void()> notify)
    : transport_(wish.server, wish.ca_file), thread_([this, wish, notify = std::move(notify)] {
          auto answer = recover_key(wish.person_home, transport_, wish.code);
          {
              const std::lock_guard lock(mutex_);
              answer_ = std::move(answer);
          }
          notify();
      }) {}

RecoveryWorker::~RecoveryWorker() { transport_.cancel(); }

std::optional<Result<DatabaseKey>> RecoveryWorker::take_answer() {
    const std::lock_guard lock(mutex_);
    return std::exchange(answer_, std::nullopt);
}

}  // namespace nuong::client
