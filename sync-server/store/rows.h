// What the store keeps, as plain values.
#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/hash.h"
#include "shared/base/seal.h"
#include "shared/model/change.h"
#include "shared/model/tombstone.h"
#include "shared/protocol/desk.h"
#include "shared/protocol/relay.h"

namespace nuong {

struct StoreFacts {
    std::string server_id;
    std::string epoch;
    std::uint64_t position = 0;  // of the newest record or leave in any feed
    std::uint64_t settings = 0;  // counts changes of users, devices and documents, and erasures
    std::uint64_t erasures = 0;  // of the newest record that was erased by law
    protocol::Milestone milestone;

    // Whether the same is to be read: a commit may be one that nobody reads, such as who was heard when.
    bool operator==(const StoreFacts& other) const {
        return server_id == other.server_id && epoch == other.epoch && position == other.position &&
               settings == other.settings && erasures == other.erasures;
    }
};

struct RecordRow {
    RecordId id;
    FormId form;
    AreaCode area;
    std::string state;  // as protocol::encode(RecordState) wrote it
    std::uint64_t position = 0;
};

// How far somebody has come who goes through all records. Of one reader or transaction.
struct RecordWalk {
    std::optional<RecordId> last;
    std::int64_t row = 0;
};

struct DigestRow {
    AreaCode area;
    FormId form;
    Digest digest;

    bool operator==(const DigestRow&) const = default;
};

// One step of an area's feed: the record as it is now, or a record that left the area.
struct FeedStep {
    std::uint64_t position = 0;
    RecordId record;
    bool left = false;
};

struct ChangeRow {
    std::uint64_t arrival = 0;  // given by the store
    DeviceId device;
    std::uint64_t seq = 0;
    Hash hash{};
    Hash link{};
    RecordId record;
    UserId author;
    Instant received;
    std::string verdict;  // "" = accepted, else the code of the refusal
    Message reason;
    std::string body;  // as protocol::encode(Change) wrote it
};

struct UserRow {
    UserId name;
    std::string role;
    bool disabled = false;
    std::vector<AreaCode> areas;

    bool operator==(const UserRow&) const = default;
};

enum class DeviceStanding { active, revoked, wiped };  // wiped: revoked, and told to destroy what it holds
// As it stands in the store and is told to the operator: "active", "revoked", "wiped".
const char* name_of(DeviceStanding standing);
DeviceStanding standing_of(std::string_view name);  // anything else: wiped, the safe side

struct DeviceRow {
    DeviceId id;
    std::string name;
    DeviceStanding standing = DeviceStanding::active;
    Instant enrolled;
    Instant seen;
    std::uint64_t acked = 0;
    Hash link{};
    std::optional<DeviceId> cloned_from;
    std::uint64_t top = 0;     // at a relay: its changes up to here are known to the parent
    std::uint64_t at_top = 0;  // at a relay: and up to here to the top, which may be a parent of the parent
    Hash link_at_start{};      // at a relay: the chain link before its first change here
    std::optional<protocol::Waits> waits = std::nullopt;  // as it said last; kept by set_heard()
    std::optional<Instant> wiped = std::nullopt;          // when it said that its store is gone; kept by set_wiped()
    std::uint64_t erasures = 0;  // it has read which records were erased up to here; kept by set_heard()
    bool seals =
        false;  // it opens sealed answers, and is given no others (protocol/answer_seal.h); kept by set_seals()
    std::vector<Hash> wipe_orders = {};  // at a relay: what the top orders one that is to be wiped (wipe_order.h)
};

// A device has asked, and said what waits there, when its program is not older than that.
struct HeardDevice {
    DeviceId device;
    Instant seen;
    std::optional<protocol::Waits> waits = std::nullopt;
    std::uint64_t erasures = 0;  // 0: it does not say, or speaks of another epoch
};

// Of the chain of one device, after change `seq`.
struct RunSignatureRow {
    std::uint64_t seq = 0;
    Signature signature{};

    bool operator==(const RunSignatureRow&) const = default;
};

struct EnrolmentRow {
    DeviceId device;
    UserId user;
    Hash token_hash{};
};

struct CodeRow {
    Hash name{};  // which code (protocol/code_proof.h)
    UserId user;
    Instant expires;
    std::optional<DeviceId> used_by;
    std::optional<SecretKey> key = std::nullopt;  // by which it is proven; none of a code from before there were proofs
};

struct RecoveryRow {
    DeviceId device;
    SecretKey key;  // what both sides make of the code (protocol/recovery.h)
    Instant expires;
    std::optional<Hash> opened;  // the recovery box that it has opened, and for whom

    bool operator==(const RecoveryRow&) const = default;
};

struct DocumentRow {
    std::string kind;  // form, areas, roles, report ...
    std::string id;
    std::uint32_t version = 0;
    std::string hash;  // SHA-256 of the body, hex
    std::string body;
};

// Of records that were erased by law.
struct ErasedRow {
    Tombstone tombstone;
    std::uint64_t n = 0;  // in the order of the erasures here; given by the store
};

// What a report of a period counts in an area of records that were erased, of one of its figures.
struct RemainderRow {
    std::string report;
    std::string period;
    Hash figure{};
    AreaCode area;
    double amount = 0;
    double turns = 0;

    bool operator==(const RemainderRow&) const = default;
};

// How far a frozen report has come, who said so and when.
struct ReportStepRow {
    std::string state;
    UserId who;
    Instant at;

    bool operator==(const ReportStepRow&) const = default;
};

// One version of a report of an area and a period, kept as it was made.
struct ReportIssueRow {
    std::uint64_t id = 0;  // given by the store
    std::string report;
    AreaCode area;
    std::string period;
    std::uint32_t version = 0;
    std::optional<std::uint32_t> replaces;
    std::string note;
    std::string epoch;  // with the position: the state of the data that it was made from
    std::uint64_t position = 0;
    Hash hash{};  // of the body
    std::vector<ReportStepRow> steps;

    bool operator==(const ReportIssueRow&) const = default;
};

// The bytes of an attachment, as far as they have come.
struct BlobRow {
    Hash hash{};
    std::uint64_t size = 0;
    std::uint64_t have = 0;  // from the start, without a gap
    bool absent = false;     // at a relay: the parent has said that it knows nothing of it

    bool is_whole() const { return size > 0 && have == size; }
};

struct BlobReference {
    RecordId record;
    DeviceId device;       // whose change names the blob
    bool accepted = true;  // false: the change is in quarantine

    bool operator==(const BlobReference&) const = default;
};

// A relay's parent, and how far this server has read it.
struct UpstreamRow {
    std::string url;
    std::string ca_file;
    DeviceId device;  // as which the parent knows this server
    std::string token;
    std::string epoch;
    std::vector<AreaCode> areas;
    std::uint64_t erasures = 0;              // which records were erased: read so far
    std::string grants, directory, signers;  // fingerprints of what was last heard
    std::optional<Instant> heard;            // of the parent, by the clock here
    Instant parent_time{};                   // what the parent's clock said then; 0 = nothing yet
    std::optional<KeyBytes> seal;            // the public key of the top, when the parent has said it
    std::optional<Instant> compared;         // what is held here with what the parent has
    std::vector<protocol::Cursor> cursors;
    std::optional<protocol::Milestone> milestone;  // that the parent said last
    // Of a relay that enrolled with a key of its own; those from before there were any have neither.
    std::optional<SecretKey> seed;     // of the key that it signs with
    std::optional<KeyBytes> district;  // the key of the top, as whoever knew the code has proven it

    // What the parent's clock says now, as far as it is known here: the one here may have fallen back by years with
    // its battery, and devices go by what they are told. Never before what the parent said last.
    Instant time(Instant here) const {
        if (!heard || parent_time == Instant{}) return here;
        return std::max(parent_time, parent_time + (here - *heard));
    }
};

// At a relay: who further up is known to have something.
enum class KnownAbove { nobody, parent, top };

// One entry of a device; see shared/protocol/audit_run.h.
struct DeviceAuditRow {
    std::uint64_t arrival = 0;  // given by the store
    DeviceId device;
    std::uint64_t n = 0;
    Hash link{}, previous{};
    Instant received;
    std::string body;
    std::optional<Signature> signature;  // over the chain up to here; else a later one covers it
    KnownAbove known = KnownAbove::nobody;
};

// Of the web page: a passphrase as Argon2id writes it, with salt and cost.
struct WebPassphraseRow {
    UserId user;
    std::string kept;
    Instant at;
};

// A one-time link at which a passphrase is set.
struct WebLinkRow {
    Hash hash{};
    UserId user;
    Instant expires;
};

struct WebSessionRow {
    Hash hash{};  // of what the browser holds
    UserId user;
    Instant began, seen;
};

// How often an account or an address was wrong since it was last right.
struct WebTriesRow {
    std::string of;
    std::uint32_t tries = 0;
    Instant last;
};

struct AuditRow {
    std::uint64_t n = 0;
    Instant at;
    std::string who;
    std::string what;
    std::string detail;
    Hash link{};
};

// The chain over audit entries: a link covers the link before and the entry.
Hash audit_link(const Hash& previous, const AuditRow& row);

}  // namespace nuong
