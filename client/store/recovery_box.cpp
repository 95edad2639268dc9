#include "client/store/recovery_box.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/store/keyring.h"
#include "shared/base/encoding.h"
#include "shared/base/json.h"
#include "shared/protocol/recovery.h"
#include "shared/sqlite/durable_file.h"

namespace nuong::client {
namespace {

constexpr std::size_t box_file_bytes_max = 8192;

std::string box_path(const std::string& home) { return home + "/" + recovery_file; }

std::string asking_path(const std::string& home) { return home + "/" + asking_file; }

std::optional<SealKey> asking_key_in(const std::string& home) {
    auto text = read_file(asking_path(home), 2 * sizeof(KeyBytes));
    if (!text) return std::nullopt;
    auto secret = hash_from_hex(*text);
    forget(*text);
    if (!secret) return std::nullopt;
    SealKey key = seal_key_of(*secret);
    forget(*secret);
    return key;
}

Status forget_asking_key(const std::string& home) {
    if (!file_exists(asking_path(home))) return Done{};
    (void)overwrite_file_durably(asking_path(home), "", 2 * sizeof(KeyBytes));
    return remove_file(asking_path(home));
}

std::optional<std::string> bytes_in(const Json& json, const char* key) {
    if (!json.contains(key) || !json[key].is_string()) return std::nullopt;
    const auto bytes = from_base64url(json[key].get<std::string>());
    return bytes ? std::optional(std::string(bytes->begin(), bytes->end())) : std::nullopt;
}

std::string base64_of(const std::string& bytes) {
    return to_base64url(std::vector<std::uint8_t>(bytes.begin(), bytes.end()));
}

// Whom a box is for now; nothing until that is known.
std::optional<RecoveryBox> wanted_box(Replica& replica) {
    const auto device = replica.devices().load();
    const auto district = replica.bundles().district();
    if (!device || !device->is_enrolled() || !district) return std::nullopt;
    return RecoveryBox{device->device, device->user, *district, ""};
}

Status write_box(RecoveryBox box, const std::string& home, const DatabaseKey& key) {
    const auto sealed = protocol::seal_recoverable({box.device, box.user, key.bytes()}, box.district);
    if (!sealed)
        return Error{ErrorCode::damaged,
                     {"Khóa của huyện trên máy này không dùng được, nên chưa có khóa dự phòng cho mã PIN.",
                      "The district's key on this device is of no use, so there is no recovery box for the PIN."}};
    const Json json{{"version", 1},
                    {"device", to_string(box.device)},
                    {"user", box.user},
                    {"district", to_base64url(box.district)},
                    {"box", base64_of(*sealed)}};
    return write_file_durably(box_path(home), dump_json(json));
}

}  // namespace

std::optional<RecoveryBox> recovery_box_in(const std::string& home) {
    const auto text = read_file(box_path(home), box_file_bytes_max);
    const auto json = text ? parse_json(*text, "recovery") : Result<Json>(text.error());
    if (!json || !json->is_object()) return std::nullopt;
    for (const char* const key : {"device", "user"})
        if (!json->contains(key) || !(*json)[key].is_string()) return std::nullopt;
    const auto device = parse_device_id((*json)["device"].get<std::string>());
    const auto district = bytes_in(*json, "district"), sealed = bytes_in(*json, "box");
    if (!device || !district || district->size() != sizeof(KeyBytes) || !sealed) return std::nullopt;
    RecoveryBox box{*device, (*json)["user"].get<std::string>(), {}, *sealed};
    std::copy(district->begin(), district->end(), box.district.begin());
    return box;
}

Result<SealKey> ready_asking_key(const std::string& home) {
    if (auto kept = asking_key_in(home)) return std::move(*kept);
    SealKey made = make_seal_key();
    std::string text = to_hex(made.secret.bytes());
    const Status written = write_file_durably(asking_path(home), text);
    forget(text);
    return written ? Result<SealKey>(std::move(made)) : Result<SealKey>(written.error());
}

Status keep_recovery_box(Replica& replica, const std::string& home, const DatabaseKey& key) {
    if (const Status forgotten = forget_asking_key(home); !forgotten) return forgotten;  // opened by its PIN
    const auto wanted = wanted_box(replica);
    if (!wanted) return Done{};
    if (auto held = recovery_box_in(home)) {
        held->sealed.clear();
        if (*held == *wanted) return Done{};
    }
    return write_box(*wanted, home, key);
}

Status renew_recovery_box(Replica& replica, const std::string& home, const DatabaseKey& key) {
    const auto wanted = wanted_box(replica);
    if (!wanted) return Done{};
    if (const Status written = write_box(*wanted, home, key); !written) return written;
    return forget_asking_key(home);
}

}  // namespace nuong::client
