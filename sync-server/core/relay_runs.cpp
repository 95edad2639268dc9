#include "sync-server/core/relay_runs.h"

#include <algorithm>
#include <set>

#include "sync-server/core/device_audit.h"
#include "sync-server/core/device_users.h"
#include "sync-server/core/signers.h"
#include "sync-server/core/wiped_devices.h"

namespace nuong {
namespace {

using protocol::HttpError;

// A district officer works in a commune of the district, and a commune worker in a hamlet that the relay serves.
bool works_here(const UserRow& user, const AreaTree& areas, const Principal& relay) {
    return std::any_of(user.areas.begin(), user.areas.end(), [&](const AreaCode& area) {
        return std::any_of(relay.roots.begin(), relay.roots.end(), [&](const AreaCode& root) {
            return areas.is_within(area, root) || areas.is_within(root, area);
        });
    });
}

// How far devices have come is no news in a directory. After a server above was set back it is: whoever lies behind
// this relay has to hear what was lost there, over any number of relays.
std::string mark_of_above(const UpstreamRow& parent) {
    return to_hex(sha256(parent.epoch + ' ' + parent.directory)).substr(0, 16);
}

// The first key of a device may come by way of a relay. Any further one only the device itself can tell: with a key in
// a device's name one can write bundles in its name.
bool may_learn(StoreReader& reader, const protocol::ToldKey& told) {
    return reader.device(told.device) && reader.signing_keys(told.device).empty();
}

// Gone counts as well: the top had it, or it was erased. A server that has lost it begins a new epoch, and is doubted.
bool is_below_top(StoreReader& reader, const Hash& file, bool is_relay) {
    if (is_relay) return reader.is_blob_ahead(file);
    const auto blob = reader.blob(file);
    return blob && !blob->is_whole();
}

}  // namespace

std::optional<HttpError> refusal_of_relay(const Principal& principal) {
    if (principal.role.is_relay) return std::nullopt;
    return HttpError{"no_right",
                     {"Chỉ máy chủ trung chuyển mới được dùng địa chỉ này.", "Only a relay may use this address."}};
}

PreparedRelay prepare(protocol::RelayRequest request) {
    PreparedRelay prepared{std::move(request.directory), {},
                           std::move(request.keys),      std::move(request.below_top),
                           std::move(request.signers),   std::move(request.audits),
                           std::move(request.files),     std::move(request.milestone)};
    for (protocol::RelayRun& run : request.runs) {
        if (run.request.changes.empty()) continue;
        const DeviceId maker = run.request.device;
        prepared.runs.push_back(
            {maker,
             {run.request.previous, prepare(std::move(run.request.changes)), run.request.signature, false},
             std::move(run.verdicts)});
    }
    return prepared;
}

bool must_take(StoreReader& reader, const PreparedRelay& prepared) {
    const bool brings = std::any_of(prepared.audits.begin(), prepared.audits.end(),
                                    [&](const auto& audit) { return brings_audit(reader, audit.run); });
    return brings || !prepared.runs.empty() ||
           std::any_of(prepared.keys.begin(), prepared.keys.end(),
                       [&](const auto& told) { return may_learn(reader, told); });
}

std::vector<MakerOutcome> take_relayed(StoreTransaction& transaction, const DocumentBook& book, const Principal& relay,
                                       const PreparedRelay& prepared, Instant now) {
    for (const protocol::ToldKey& told : prepared.keys)
        if (may_learn(transaction, told)) learn_signing_key(transaction, told.device, told.key, relay.user, now);
    for (const protocol::RelayedAudit& audit : prepared.audits)
        if (transaction.device(audit.device)) take_audit(transaction, audit.device, audit.run, relay.user, now);
    std::vector<MakerOutcome> makers;
    for (const PreparedRun& run : prepared.runs) {
        MakerOutcome& outcome = makers.emplace_back();
        outcome.maker = run.maker;
        if (const auto device = transaction.device(run.maker)) outcome.acked = device->acked;
        const RelayedVerdicts told{relay, run.refused};
        outcome.refusal = take_run(transaction, book, run.maker, run.run, &told, outcome, now);
        if (!outcome.refusal) continue;
        transaction.add_audit(now, carrier_of(relay), "relay_refused",
                              to_string(run.maker) + " " + outcome.refusal->code);
    }
    return makers;
}

void tell_of_top(StoreReader& reader, const PreparedRelay& asked, protocol::RelayAnswer& answer) {
    const auto parent = reader.upstream();
    for (const DeviceId id : asked.below_top)
        if (const auto device = reader.device(id)) {
            answer.at_top.push_back({id, parent ? device->at_top : device->acked});
            answer.here.push_back({id, device->acked});
        }
    for (const Hash& file : asked.files)
        if (!is_below_top(reader, file, parent.has_value())) answer.files.push_back(file);
    if (asked.keys.empty()) return;
    for (const protocol::ToldKey& told : asked.keys)
        if (parent ? reader.is_key_at_top(told) : knows_signing_key(reader, told.device, told.key))
            answer.keys.push_back(told);
    if (parent) answer.seal = parent->seal;
    else if (const auto secret = reader.seal_secret()) answer.seal = seal_key_of(*secret).public_key;
}

std::vector<Hash> orders_for(StoreReader& reader, const DeviceRow& device) {
    return device.standing == DeviceStanding::wiped ? wipe_orders_of(reader, device) : std::vector<Hash>();
}

protocol::Directory directory_for(StoreReader& reader, const DocumentBook& book, const Principal& relay) {
    protocol::Directory directory;
    if (const auto parent = reader.upstream()) directory.above = mark_of_above(*parent);
    std::set<UserId> names;
    for (UserRow& user : reader.users()) {
        if (!works_here(user, book.areas, relay)) continue;
        names.insert(user.name);
        directory.users.push_back({user.name, user.role, user.disabled, std::move(user.areas)});
    }
    DeviceUsers enrolled = users_of_devices(reader);
    for (const DeviceRow& device : reader.devices()) {
        if (device.id == relay.device) continue;
        bool is_listed = false;
        for (const EnrolmentRow& enrolment : enrolled[device.id]) {
            if (!names.contains(enrolment.user)) continue;
            directory.enrolments.push_back({device.id, enrolment.user, enrolment.token_hash});
            is_listed = true;
        }
        if (is_listed)
            directory.devices.push_back({device.id, device.name, name_of(device.standing), device.acked, device.link,
                                         orders_for(reader, device)});
    }
    return directory;
}

}  // namespace nuong
