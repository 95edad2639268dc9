#include "sync-server/core/revocations.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "shared/base/encoding.h"
#include "shared/base/hash.h"
#include "shared/base/json.h"
#include "sync-server/core/limits.h"

namespace nuong {
namespace {

// How much was taken: an order to destroy goes over a mere revocation.
int weight_of(DeviceStanding standing) { return static_cast<int>(standing); }
static_assert(static_cast<int>(DeviceStanding::active) < static_cast<int>(DeviceStanding::revoked));
static_assert(static_cast<int>(DeviceStanding::revoked) < static_cast<int>(DeviceStanding::wiped));

DeviceRow without_work(const DeviceRow& device) {
    DeviceRow row;
    row.id = device.id;
    row.name = device.name;
    row.standing = device.standing;
    row.enrolled = row.seen = device.enrolled;
    row.cloned_from = device.cloned_from;
    row.wiped = device.wiped;
    row.wipe_orders = device.wipe_orders;
    return row;
}

void make_obey(StoreTransaction& transaction, const RevokedDevice& said, Instant now) {
    for (const EnrolmentRow& row : said.enrolments)
        if (transaction.user(row.user)) transaction.put_enrolment(row);
    const auto known = transaction.signers(said.device.id);
    for (const protocol::Signer& signer : said.signers) {
        if (std::find(known.begin(), known.end(), signer) != known.end()) continue;
        transaction.add_signing_key(said.device.id, signer.key, now, limits::signing_keys_max);
        if (signer.signs) transaction.note_signs(said.device.id, signer.key);
    }
}

// Whether more was taken than the store knew.
bool revoke_again(StoreTransaction& transaction, const RevokedDevice& said, Instant now) {
    const auto known = transaction.device(said.device.id);
    DeviceRow row = known ? *known : without_work(said.device);
    const bool is_new = !known || weight_of(known->standing) < weight_of(said.device.standing);
    if (is_new) row.standing = said.device.standing;
    if (!said.device.wipe_orders.empty()) row.wipe_orders = said.device.wipe_orders;
    transaction.put_device(row);
    if (said.device.wiped && !(known && known->wiped)) transaction.set_wiped(row.id, *said.device.wiped);
    make_obey(transaction, said, now);
    return is_new;
}

bool disable_again(StoreTransaction& transaction, const UserId& name) {
    auto user = transaction.user(name);
    if (!user || user->disabled) return false;
    user->disabled = true;
    transaction.put_user(*user);
    return true;
}

Json json_of(const RevokedDevice& revoked) {
    const DeviceRow& device = revoked.device;
    Json orders = Json::array(), tokens = Json::array(), keys = Json::array();
    for (const Hash& order : device.wipe_orders) orders.push_back(to_hex(order));
    for (const EnrolmentRow& row : revoked.enrolments)
        tokens.push_back({{"user", row.user}, {"hash", to_hex(row.token_hash)}});
    for (const protocol::Signer& signer : revoked.signers)
        keys.push_back({{"key", to_hex(signer.key)}, {"signs", signer.signs}});
    Json json{{"device", to_string(device.id)},
              {"name", device.name},
              {"standing", name_of(device.standing)},
              {"enrolled", to_string(device.enrolled)},
              {"orders", std::move(orders)},
              {"tokens", std::move(tokens)},
              {"keys", std::move(keys)}};
    if (device.cloned_from) json["cloned_from"] = to_string(*device.cloned_from);
    if (device.wiped) json["wiped"] = to_string(*device.wiped);
    return json;
}

std::string text_in(const Json& json, const char* name) {
    const auto at = json.find(name);
    return at != json.end() && at->is_string() ? at->get<std::string>() : std::string();
}

// Its parts that are objects or texts; none when there is no such array.
std::vector<Json> parts_in(const Json& json, const char* name) {
    const auto at = json.find(name);
    return at != json.end() && at->is_array() ? at->get<std::vector<Json>>() : std::vector<Json>();
}

std::optional<RevokedDevice> device_in(const Json& json) {
    const auto id = parse_device_id(text_in(json, "device"));
    const auto enrolled = parse_instant(text_in(json, "enrolled"));
    if (!id || !enrolled) return std::nullopt;
    RevokedDevice revoked;
    revoked.device.id = *id;
    revoked.device.name = text_in(json, "name");
    revoked.device.standing = standing_of(text_in(json, "standing"));
    revoked.device.enrolled = *enrolled;
    revoked.device.cloned_from = parse_device_id(text_in(json, "cloned_from"));
    revoked.device.wiped = parse_instant(text_in(json, "wiped"));
    for (const Json& order : parts_in(json, "orders"))
        if (const auto hash = order.is_string() ? hash_from_hex(order.get<std::string>()) : std::nullopt)
            revoked.device.wipe_orders.push_back(*hash);
    for (const Json& token : parts_in(json, "tokens"))
        if (const auto hash = token.is_object() ? hash_from_hex(text_in(token, "hash")) : std::nullopt)
            revoked.enrolments.push_back({*id, text_in(token, "user"), *hash});
    for (const Json& key : parts_in(json, "keys"))
        if (const auto bytes = key.is_object() ? hash_from_hex(text_in(key, "key")) : std::nullopt)
            revoked.signers.push_back({*id, *bytes, key.value("signs", Json()) == Json(true)});
    return revoked;
}

}  // namespace

void Revocations::add(const Revocations& more) {
    devices.insert(devices.end(), more.devices.begin(), more.devices.end());
    accounts.insert(accounts.end(), more.accounts.begin(), more.accounts.end());
}

Revocations revocations_of(StoreReader& reader) {
    Revocations revocations;
    for (const DeviceRow& device : reader.devices())
        if (device.standing != DeviceStanding::active)
            revocations.devices.push_back(
                {without_work(device), reader.enrolments(device.id), reader.signers(device.id)});
    for (const UserRow& user : reader.users())
        if (user.disabled) revocations.accounts.push_back(user.name);
    return revocations;
}

RevokedAgain revoke_again(StoreTransaction& transaction, const Revocations& revocations, const std::string& who,
                          Instant now) {
    std::set<DeviceId> devices;  // several lists may name one, each a step further
    RevokedAgain again;
    for (const RevokedDevice& said : revocations.devices)
        if (revoke_again(transaction, said, now)) devices.insert(said.device.id);
    for (const UserId& account : revocations.accounts)
        if (disable_again(transaction, account)) again.disabled.push_back(account);
    for (const DeviceId& id : devices) {
        const DeviceRow device = transaction.device(id).value();
        const bool is_wiped = device.standing == DeviceStanding::wiped;
        transaction.add_audit(now, who, is_wiped ? "device_wipe" : "device_revoke", to_string(id));
        (is_wiped ? again.wiped : again.revoked).push_back(device);
    }
    for (const UserId& account : again.disabled) transaction.add_audit(now, who, "user_disable", account);
    return again;
}

RightsKnown rights_known(StoreReader& reader) {
    RightsKnown known{reader.newest_time(), revocations_of(reader), reader.users(), {}};
    if (const auto head = reader.audit_head(); head && head->n > 0)
        for (const AuditRow& row : reader.audit(head->n - 1, 1)) known.moment = std::max(known.moment, row.at);
    for (const DocumentRow& document : reader.documents_in_force())
        if (document.kind == "roles") known.roles.push_back(document.hash);
    std::sort(known.roles.begin(), known.roles.end());
    return known;
}

std::vector<UserId> changed_accounts(const RightsKnown& before, const RightsKnown& after) {
    std::map<UserId, const UserRow*> earlier;
    for (const UserRow& user : before.users) earlier[user.name] = &user;
    std::vector<UserId> changed;
    for (const UserRow& user : after.users) {
        const auto at = earlier.find(user.name);
        if (at == earlier.end()) continue;
        auto then = at->second->areas, now = user.areas;
        std::sort(then.begin(), then.end());
        std::sort(now.begin(), now.end());
        if (at->second->role != user.role || then != now) changed.push_back(user.name);
    }
    return changed;
}

std::vector<std::string> texts_of(const Revocations& revocations, const std::string& server) {
    std::vector<std::string> texts;
    const auto add = [&](Json json) {
        json["server"] = server;
        texts.push_back(dump_json(json));
    };
    for (const RevokedDevice& device : revocations.devices) add(json_of(device));
    for (const UserId& account : revocations.accounts) add({{"account", account}});
    return texts;
}

bool add_text(Revocations& revocations, const std::string& text, const std::string& server) {
    const auto json = parse_json(text, "revocation");
    if (!json || !json->is_object() || text_in(*json, "server") != server) return false;
    if (std::string account = text_in(*json, "account"); !account.empty()) {
        revocations.accounts.push_back(std::move(account));
        return true;
    }
    auto device = device_in(*json);
    if (!device) return false;
    revocations.devices.push_back(std::move(*device));
    return true;
}

}  // namespace nuong
