#include "sync-server/core/signers.h"

#include <algorithm>
#include <map>
#include <set>

#include "sync-server/core/limits.h"
#include "sync-server/core/principal.h"
#include "sync-server/core/take_bundle.h"

namespace nuong {

using protocol::HttpError;
using protocol::Signer;

bool signs(StoreReader& store, DeviceId device) {
    const auto signers = store.signers(device);
    return std::any_of(signers.begin(), signers.end(), [](const Signer& signer) { return signer.signs; });
}

std::vector<KeyBytes> keys_that_count(StoreReader& store, DeviceId device) {
    const auto signers = store.signers(device);
    const bool must = std::any_of(signers.begin(), signers.end(), [](const Signer& signer) { return signer.signs; });
    std::vector<KeyBytes> keys;
    for (const Signer& signer : signers)
        if (signer.signs || !must) keys.push_back(signer.key);
    return keys;
}

bool knows_signing_key(StoreReader& store, DeviceId device, const KeyBytes& key) {
    const auto keys = keys_that_count(store, device);
    return std::find(keys.begin(), keys.end(), key) != keys.end() && (store.seal_secret() || store.upstream());
}

bool may_learn_signing_key(StoreReader& store, DeviceId device) { return !signs(store, device); }

void learn_signing_key(StoreTransaction& transaction, DeviceId device, const KeyBytes& key, const UserId& user,
                       Instant now) {
    if (!transaction.upstream()) ready_seal_key(transaction);  // only the top opens bundles
    if (knows_signing_key(transaction, device, key) || !may_learn_signing_key(transaction, device)) return;
    transaction.add_signing_key(device, key, now, limits::signing_keys_max);
    transaction.add_audit(now, user, "signing_key", to_string(device));
}

void learn_signer(StoreTransaction& transaction, DeviceId device, const KeyBytes& key, const UserId& user,
                  Instant now) {
    const auto known = transaction.signers(device);
    if (std::find(known.begin(), known.end(), Signer{device, key, true}) != known.end()) return;
    transaction.drop_signing_key(device, key);  // it signs from now on, and not since it told the key
    transaction.add_signing_key(device, key, now, limits::signing_keys_max);
    transaction.note_signs(device, key);
    transaction.add_audit(now, user, "signer", to_string(device));
}

bool is_proven_heir(StoreReader& store, const protocol::Heir& heir, const std::optional<Signature>& proof) {
    if (!signs(store, heir.was)) return true;
    const auto keys = keys_that_count(store, heir.was);
    return proof && std::any_of(keys.begin(), keys.end(),
                                [&](const KeyBytes& key) { return protocol::is_heir_signed(heir, *proof, key); });
}

bool is_proven_to_be_itself(StoreReader& store, const protocol::ComeBack& asked,
                            const std::optional<Signature>& proof) {
    if (!proof || !signs(store, asked.device)) return false;
    const auto keys = keys_that_count(store, asked.device);
    return std::any_of(keys.begin(), keys.end(),
                       [&](const KeyBytes& key) { return protocol::is_come_back_signed(asked, *proof, key); });
}

std::optional<KeyBytes> signer_of(StoreReader& store, const protocol::ChainEnd& end, const Signature& signature) {
    for (const KeyBytes& key : keys_that_count(store, end.device))
        if (protocol::is_run_signed(end, signature, key)) return key;
    return std::nullopt;
}

std::optional<KeyBytes> audit_signer_of(StoreReader& store, const protocol::AuditEnd& end, const Signature& signature) {
    for (const KeyBytes& key : keys_that_count(store, end.device))
        if (protocol::is_audit_signed(end, signature, key)) return key;
    return std::nullopt;
}

HttpError not_signed() {
    return {"not_signed",
            {"Máy chủ chỉ nhận của máy này những gì máy đã ký, mà lần gửi này không có chữ ký. Không mất gì: mọi thứ "
             "vẫn ở trên máy. Hãy cập nhật Nương rồi đồng bộ lại.",
             "The server takes from this device only what it has signed, and this was not signed. Nothing is lost: "
             "everything is still on the device. Update Nương, then sync again."}};
}

HttpError wrongly_signed() {
    return needs_new_code("wrongly_signed", {"Chữ ký không phải bằng khóa mà huyện biết của máy này.",
                                             "It is not signed with a key that the district knows of this device."});
}

std::vector<Signer> signers_of(StoreReader& store, const std::vector<protocol::DirectoryDevice>& devices) {
    std::vector<Signer> signers;
    for (const protocol::DirectoryDevice& device : devices)
        for (Signer& signer : store.signers(device.id)) signers.push_back(std::move(signer));
    std::sort(signers.begin(), signers.end(),
              [](const Signer& a, const Signer& b) { return std::pair(a.device, a.key) < std::pair(b.device, b.key); });
    return signers;
}

void take_signers(StoreTransaction& transaction, const std::vector<Signer>& said, Instant now) {
    std::map<DeviceId, std::set<KeyBytes>> keys;
    for (const Signer& signer : said) keys[signer.device].insert(signer.key);
    for (const auto& [device, told] : keys)
        for (const Signer& held : transaction.signers(device))
            if (!told.contains(held.key)) transaction.drop_signing_key(device, held.key);
    for (const Signer& signer : said) {
        transaction.add_signing_key(signer.device, signer.key, now, limits::signing_keys_max);
        if (signer.signs) transaction.note_signs(signer.device, signer.key);
    }
}

}  // namespace nuong
