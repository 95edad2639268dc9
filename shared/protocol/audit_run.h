// What people have done on a device without changing a record: opened one, searched, printed, exported. Each entry is
// kept as its device wrote it, in a chain like that of changes, so that none can be taken out or altered later.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "shared/base/hash.h"
#include "shared/base/result.h"
#include "shared/base/seal.h"
#include "shared/model/ids.h"
#include "shared/model/record_state.h"

namespace nuong::protocol {

inline constexpr std::size_t audit_entries_max = 1'000;  // of one device in one request
inline constexpr std::size_t audit_what_max = 40;        // bytes
inline constexpr std::size_t audit_detail_max = 200;

struct AuditEntry {
    std::uint64_t n = 0;  // 1, 2, 3 ... in one store
    Instant at;
    UserId who;
    std::string what;                               // unlock, read, search, export, print, report, decide ...
    std::optional<RecordId> record = std::nullopt;  // that was opened
    std::optional<RecordId> person = std::nullopt;  // whom it is about, when that is another record
    FormId form = {};                               // of the record, or of what was searched or exported
    std::string detail = {};  // how many were found, which report or question; never what was written in a record

    bool operator==(const AuditEntry&) const = default;
};

struct SentAuditEntry {
    AuditEntry entry;
    std::string text;

    bool operator==(const SentAuditEntry&) const = default;
};

// Entries of one store in order, from the link before the first of them. Without any it only asks how far the link is
// known at the top.
struct AuditRun {
    Hash previous{};
    std::vector<SentAuditEntry> entries = {};
    std::optional<Signature> signature = std::nullopt;  // over where the chain stands after the last (run_proof.h)
    bool doubts = false;  // another server answers than before: does the top have everything up to `previous`?

    bool operator==(const AuditRun&) const = default;
};
// After each of them; and after the last, which is `previous` when there is none.
std::vector<Hash> links_of(const AuditRun& run);
Hash end_of(const AuditRun& run);

// What a server says to a run.
struct AuditTaken {
    std::uint64_t count = 0;  // so many entries, from the first on, are here, and durable
    bool at_top = false;      // where the run ends is known at the top
    bool has_gap = false;     // the top: something before the run is not here. All is looked through only for a doubt.

    bool operator==(const AuditTaken&) const = default;
};

std::string encode(const AuditEntry& entry);
Result<SentAuditEntry> decode_audit_entry(std::string_view text);

// Inside a message.
class MessageReader;
class JsonText;
void put_audit(JsonText& json, const AuditRun& run);
AuditRun read_audit(MessageReader& reader);
void put_audit_taken(JsonText& json, const AuditTaken& taken);
AuditTaken read_audit_taken(MessageReader& reader);

}  // namespace nuong::protocol
