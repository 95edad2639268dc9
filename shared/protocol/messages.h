// What a device and a server say to each other: one struct per request and per answer, plain values.
// The abstract protocol is told in schemas/protocol/README.md; the JSON of it is in codec.h alone.
#pragma once
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/message.h"
#include "shared/base/seal.h"
#include "shared/model/change.h"
#include "shared/model/digest.h"
#include "shared/model/record_state.h"
#include "shared/model/tombstone.h"
#include "shared/protocol/audit_run.h"
#include "shared/protocol/desk.h"
#include "shared/protocol/milestone.h"
#include "shared/protocol/programs.h"

namespace nuong::protocol {

inline constexpr std::uint32_t version = 1;
inline constexpr std::uint32_t page_bytes_usual = 65536;  // a request that wants this many does not say so

// How far a device has read the feed of one granted area (with everything below it): all records at positions <= at.
struct Cursor {
    AreaCode area;
    std::uint64_t at = 0;

    bool operator==(const Cursor&) const = default;
};

// The first bytes of a chain link, as much as travels: enough to notice that two copies of a store are at work. That is
// an accident, not an attack, for the device is known by its token; and nothing compresses a hash.
using LinkMark = std::array<std::uint8_t, 8>;
LinkMark mark_of(const Hash& link);

// A change with its text, byte for byte as its device wrote it: the hash covers that, and what a newer program wrote
// into it survives. `wrong` names the place that cannot be read; then `change` says what is known nevertheless: device
// and seq always; the nil UUID for a group that cannot be read; as many writes as there are, so that their dots can be
// used up, or none when nobody can tell which dots of which record they are.
// One whose body was erased by law travels as {"erased": its hash, "device", "seq", "record"}, so that the chain of its
// device goes on: then `erased` is that hash, and `change` has no writes.
struct SentChange {
    SentChange() = default;
    SentChange(Change change);  // as this program writes it
    static SentChange without_body(DeviceId device, std::uint64_t seq, const RecordId& record, const Hash& hash);

    Hash hash() const;  // of the body, as the chain covers it

    Change change;
    std::string text;
    std::string wrong;
    std::optional<Hash> erased = std::nullopt;

    bool operator==(const SentChange&) const = default;
};

// A record state with its text, which is kept as it came.
struct SentState {
    SentState() = default;
    SentState(RecordState state);

    RecordState state;
    std::string text;

    bool operator==(const SentState&) const = default;
};

// What a device signs with.
struct ToldKey {
    DeviceId device;
    KeyBytes key{};

    bool operator==(const ToldKey&) const = default;
};

struct SyncRequest {
    DeviceId device;
    std::string epoch;  // the server incarnation that the cursors belong to; empty at the first sync
    std::vector<Cursor> cursors;
    std::string catalogue;  // short hash of the schemas held; a difference brings the new list
    std::string grants;     // short hash of the grants held; a difference brings the new ones
    Instant clock;          // the device's own wall clock, uncorrected
    LinkMark previous{};    // of the chain link before changes.front(); zero before the first change of a device
    std::vector<SentChange> changes;              // own changes, seq without gaps
    std::uint32_t page_bytes = page_bytes_usual;  // how much the device wants to read at most, before compression
    // For changes that went another way, in a bundle. Up to `heard` the device knows the verdicts; said when it sends
    // no changes. `sign` is its public key, said when it needs the district's, or asks how its bundles have fared.
    std::optional<std::uint64_t> heard = std::nullopt;
    std::optional<KeyBytes> sign = std::nullopt;
    // Records that the device has from another incarnation of the server and that have not come again. Of each that is
    // here the answer brings the state, or that it is not for this device; of others nothing is said.
    std::vector<RecordId> doubted = {};
    bool counts = false;    // wants to know how much is still to come
    bool compares = false;  // wants to know the digest of every area that it has read to the end
    // Over where the device's chain stands after the last of the changes (run_proof.h), which covers all before as
    // well.
    std::optional<Signature> signature = std::nullopt;
    std::optional<AuditRun> audit = std::nullopt;  // that this server is not known to have
    std::uint64_t erasures = 0;                 // how far the device has read which records were erased, in this epoch
    std::optional<Waits> waits = std::nullopt;  // what stays here; nothing: an older program
    // Of a role that looks after devices: the fingerprint of what it holds of them. A difference brings it anew.
    std::optional<std::string> desk = std::nullopt;
    std::optional<ProgramVersion> program = std::nullopt;  // nothing: one that is older than this
    std::optional<Milestone> milestone = std::nullopt;     // the last that was heard, in this epoch

    bool operator==(const SyncRequest&) const = default;
};

// Of a change in a record that was erased by law, or about somebody who was: its device forgets it as well.
inline constexpr const char* verdict_erased = "erased";

// Only what is not ok is told. A refused change is kept by the server in quarantine; its dots are used up.
struct Verdict {
    std::uint64_t seq = 0;
    std::string code;  // unknown_form, no_right, wrong_author, fork ...
    Message message;

    bool operator==(const Verdict&) const = default;
};

// The part of one area's feed that follows the cursor, in order of position.
struct AreaPage {
    AreaCode area;
    std::vector<SentState> states;
    std::vector<RecordId> left;  // records that are no longer in this area
    std::uint64_t at = 0;        // the cursor after this page
    bool more = false;
    std::optional<std::uint64_t> to_come = std::nullopt;  // with `more`: about how many records
    std::optional<Digest> digest = std::nullopt;          // of what the device holds when it has taken this page

    bool operator==(const AreaPage&) const = default;
};

struct Grants {
    UserId user;
    std::string role;
    std::vector<AreaCode> areas;
    // What the role may read, sorted; records of other forms leave the device. Nothing: a server that does not say.
    std::optional<std::vector<FormId>> forms = std::nullopt;
    std::vector<FormId> own = {};  // of those: only the user's own caseload (model/caseload.h)
    // What the role may write, sorted; a device does not offer the others. Nothing: a server that does not say.
    std::optional<std::vector<FormId>> write = std::nullopt;
    std::vector<FormId> review = {};  // whose records it may say are checked, or return; sorted
    // Days without contact after which a device asks for a sync before it shows records; 0: never.
    std::uint32_t lease_days = 0;
    // Wrong PINs in a row after which a device destroys what it holds; 0: never.
    std::uint32_t wrong_pins_max = 0;

    bool operator==(const Grants&) const = default;
};

// A published document that a device must hold: form, areas, roles, report.
struct SchemaEntry {
    std::string kind;
    std::string id;
    std::uint32_t version = 0;
    std::string hash;  // SHA-256 of the body, hex; GET /v1/schemas/{hash}

    bool operator==(const SchemaEntry&) const = default;
};

// POST /v1/schemas: many documents in one request. The server gives as many as fit into an answer; the device asks
// again for the rest, and recognises each by its hash.
struct SchemasRequest {
    std::vector<std::string> hashes;

    bool operator==(const SchemasRequest&) const = default;
};

struct SchemasAnswer {
    std::vector<std::string> documents;  // byte for byte

    bool operator==(const SchemasAnswer&) const = default;
};

struct Erasures {
    std::vector<Tombstone> records;  // in the order in which they were erased
    std::uint64_t at = 0;            // how far they go
    bool more = false;

    bool operator==(const Erasures&) const = default;
};

struct SyncAnswer {
    std::string epoch;
    Instant time;             // the server's clock
    std::uint64_t acked = 0;  // every change of this device up to here has a verdict and is durable
    // Of the chain link after that change; said when the device did not expect to be acknowledged so far, so that it
    // sees whether it is really its own changes that are meant.
    std::optional<LinkMark> chain = std::nullopt;
    std::vector<Verdict> verdicts;
    std::optional<Grants> grants;
    std::optional<std::vector<SchemaEntry>> catalogue;
    std::vector<AreaPage> areas;  // only areas with something new
    std::chrono::seconds retry_after{0};
    // From a relay: this device's changes up to here are known to its parent as well; until then they must be kept.
    std::optional<std::uint64_t> top = std::nullopt;
    // From a relay: a server above does not know this device any more and takes nothing of it until it has a new code.
    bool needs_code = false;
    bool files_ahead = false;  // from a relay: of files that this device has sent, the top is not known to have all yet
    std::optional<KeyBytes> seal = std::nullopt;       // the district's key: `sign` is known here, and durable
    std::optional<AuditTaken> audited = std::nullopt;  // of the request's audit
    // Records that were erased by law after the request's `erasures`; nothing: there are none. Every device is told of
    // all, whatever it may see: what it has written itself in one is in its log still.
    std::optional<Erasures> erased = std::nullopt;
    std::optional<Desk> desk = std::nullopt;          // without devices: it is not for this user (any more)
    std::optional<Programs> programs = std::nullopt;  // to whom has said another than the newest
    std::optional<Milestone> milestone = std::nullopt;
    bool put_back = false;  // the server has never come by the request's milestone: an earlier state of it was put back

    bool operator==(const SyncAnswer&) const = default;
};

struct EnrollRequest {
    std::string code;  // one-time code from the district; of a copy, or of who proves to know one, empty
    DeviceId device;
    std::string device_name;
    std::optional<KeyBytes> key = std::nullopt;  // that the device signs with from now on
    // Of a copy that becomes a device of its own, by the key of the device that it was (run_proof.h).
    std::optional<Signature> proof = std::nullopt;
    // In place of the code, which does not travel (code_proof.h): which one, and that it is known.
    std::optional<Hash> code_name = std::nullopt, code_proof = std::nullopt;

    bool operator==(const EnrollRequest&) const = default;
};

struct EnrollAnswer {
    std::string token;  // base64url of 32 random bytes; shown once
    Grants grants;
    std::string epoch;
    std::optional<KeyBytes> seal = std::nullopt;    // the district's key: the device's is known there, and durable
    std::optional<Hash> code_proof = std::nullopt;  // that whoever answers knows the code as well

    bool operator==(const EnrollAnswer&) const = default;
};

// POST /v1/bundles: how each maker's part of a bundle fared. What was refused may be carried further; the maker hears
// of its own at its next sync.
struct MakerAnswer {
    DeviceId maker;
    std::uint64_t acked = 0;  // every change of the maker up to here has a verdict and is durable
    std::string code;         // revoked, unknown_key, gap ...; empty: taken
    Message message;

    bool operator==(const MakerAnswer&) const = default;
};

struct BundleAnswer {
    std::vector<MakerAnswer> makers;

    bool operator==(const BundleAnswer&) const = default;
};

// To PUT /v1/blobs: how much of it the server has.
struct BlobProgress {
    std::uint64_t have = 0;                             // bytes, from the start without a gap
    std::uint64_t size = 0;                             // of the whole; = have: it is there, and its hash was checked
    std::optional<Milestone> milestone = std::nullopt;  // with that

    bool operator==(const BlobProgress&) const = default;
};

// Whether a server has come less far than it once had: an old copy of it, put back without saying so, which goes under
// the same epoch. Servers that are older than milestones show it in this way only. `cursors`: those that it had given.
bool goes_back(const std::vector<Cursor>& cursors, const std::vector<AreaPage>& pages);
// The epoch that is named to such a server from then on. None has it: it tells all as one that was restored.
inline const std::string left_epoch = "left";

// Short, stable fingerprints for the two lists above.
std::string fingerprint(const Grants& grants);
std::string fingerprint(const std::vector<SchemaEntry>& catalogue);

}  // namespace nuong::protocol
