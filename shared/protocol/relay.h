// Relays: servers that are a device to their parent. POST /v1/relay carries up what devices have saved at the relay,
// run by run and byte for byte, with the verdicts that they were given; down comes how far each device is known at the
// parent, and who may work here. Records and documents come down as to every device, by POST /v1/sync.
#pragma once
#include "shared/protocol/messages.h"

namespace nuong::protocol {

// Of runs, devices, keys, files and entries of the audit: in one message, of each.
inline constexpr std::size_t relayed_max = 10'000;

// Consecutive changes of one device.
struct RelayRun {
    SyncRequest request;            // device, previous, changes and signature count
    std::vector<Verdict> verdicts;  // what the relay has refused of them

    bool operator==(const RelayRun&) const = default;
};

// How far a server knows a device: the top, or the one that answers.
struct KnownDevice {
    DeviceId device;
    std::uint64_t acked = 0;

    bool operator==(const KnownDevice&) const = default;
};

// What people have done at a device, with whose request it came.
struct RelayedAudit {
    DeviceId device;
    AuditRun run;

    bool operator==(const RelayedAudit&) const = default;
};

// What the signature of a device is verified with, at the parent and so at the relay. See core/signers.h.
struct Signer {
    DeviceId device;
    KeyBytes key{};
    bool signs = false;  // what the device sends must be signed with a key of which this is said

    bool operator==(const Signer&) const = default;
};
std::string fingerprint(const std::vector<Signer>& signers);

struct RelayRequest {
    std::string directory;  // fingerprint of the one that is held; "": none
    std::vector<RelayRun> runs;
    std::vector<ToldKey> keys;        // that devices have told here, and that the top is not known to know
    std::vector<DeviceId> below_top;  // devices with changes here that the top is not known to know
    // Fingerprint of the list that is held; "": none. Nothing: a relay that does not ask.
    std::optional<std::string> signers = std::nullopt;
    std::vector<RelayedAudit> audits = {};              // that the parent, or the top, is not known to have
    std::vector<Hash> files = {};                       // that the parent has, and the top is not known to have
    std::optional<Milestone> milestone = std::nullopt;  // the last that was heard of the parent

    bool operator==(const RelayRequest&) const = default;
};

struct DirectoryUser {
    UserId name;
    std::string role;
    bool disabled = false;
    std::vector<AreaCode> areas;

    bool operator==(const DirectoryUser&) const = default;
};

struct DirectoryDevice {
    DeviceId id;
    std::string name;
    std::string standing;     // active, revoked, wiped
    std::uint64_t acked = 0;  // at the parent, with the chain link there: where a relay that meets it first begins
    Hash link{};
    std::vector<Hash> wipe_orders = {};  // of one that is to be wiped (wipe_order.h); older parents say none

    bool operator==(const DirectoryDevice&) const = default;
};

struct DirectoryEnrolment {
    DeviceId device;
    UserId user;
    Hash token_hash{};

    bool operator==(const DirectoryEnrolment&) const = default;
};

// The people who work in the relay's areas, and their devices.
struct Directory {
    std::vector<DirectoryUser> users;
    std::vector<DirectoryDevice> devices;
    std::vector<DirectoryEnrolment> enrolments;
    std::string above;  // of a parent that is a relay: another one when its own parent is another incarnation

    bool operator==(const Directory&) const = default;
};
std::string fingerprint(const Directory& directory);  // how far devices have come is not part of it

struct RelayAnswer {
    BundleAnswer taken;                  // per device of the runs
    std::optional<Directory> directory;  // when it is another than the relay holds
    std::vector<ToldKey> keys;           // of those asked about, the top knows these
    std::vector<KnownDevice> at_top;     // of the devices asked about
    std::optional<KeyBytes> seal;        // the key of the top that bundles are sealed to; said when there are `keys`
    std::optional<std::vector<Signer>> signers = std::nullopt;  // when the relay holds another list
    std::vector<AuditTaken> audited = {};                       // of each of `audits`
    std::vector<Hash> files = {};          // of those asked about: at the top, or gone there for good
    std::vector<DeviceId> forgotten = {};  // of `below_top`: a server above does not know them any more
    // Of `below_top`, by the server that answers: less than it once said is how one shows that was set back without a
    // word. Older servers do not say.
    std::vector<KnownDevice> here = {};
    std::optional<Milestone> milestone = std::nullopt;
    bool put_back = false;  // as of SyncAnswer

    bool operator==(const RelayAnswer&) const = default;
};

std::string encode(const RelayRequest& request);
std::string encode(const RelayAnswer& answer);
Result<RelayRequest> decode_relay_request(std::string_view text);
Result<RelayAnswer> decode_relay_answer(std::string_view text);

}  // namespace nuong::protocol
