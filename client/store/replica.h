// Replica: the one place that moves log, base, shown and listing, always together in one transaction, so that a killed
// program finds all of a save or none of it.
#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "client/store/audit_journal.h"
#include "client/store/blob_store.h"
#include "client/store/bundle_store.h"
#include "client/store/change_log.h"
#include "client/store/desk_store.h"
#include "client/store/device_store.h"
#include "client/store/draft_store.h"
#include "client/store/erased_store.h"
#include "client/store/form_library.h"
#include "client/store/preference_store.h"
#include "client/store/record_store.h"
#include "client/store/reissue.h"
#include "client/store/role_names.h"
#include "client/store/schema_store.h"
#include "client/store/unfinished_files.h"
#include "shared/model/area_tree.h"
#include "shared/protocol/holdings.h"
#include "shared/protocol/messages.h"

namespace nuong::client {

// What one save wants to write in one record.
struct Save {
    RecordId record;
    FormId form;
    std::uint32_t form_version = 0;
    std::vector<Write> writes;
    std::optional<Uuid> draft;  // folded into this save: it disappears with it
};

// What somebody did without changing a record. `detail` holds nothing that was written in one, nor what was typed.
struct Noted {
    std::string what;
    std::optional<RecordId> record = std::nullopt;
    std::string detail = {};
    FormId form = {};  // where there is no record
};

// What applying one answer of the server did.
struct Applied {
    std::int64_t acked = 0, refused = 0, received = 0, left = 0;
    std::int64_t erased = 0;  // records that were here, or saves in them, which went by law
    bool has_new_grants = false;
};

// Thread: as its database, one.
class Replica {
public:
    // Opens or creates the store of `home`; the folder must exist. Errors: damaged, no_space, locked.
    static Result<std::unique_ptr<Replica>> open(const std::string& home, const DatabaseKey& key);
    static Result<std::unique_ptr<Replica>> open_in_memory();

    // Durable on return. The record's shown state must be the one `writes` were made against.
    void save(const Save& save, Instant wall_now);
    void save_all(std::span<const Save> saves, Instant wall_now);  // of different records; all or none
    // A draft, and what had only been attached to it. Durable on return.
    void discard(const Uuid& draft);
    // From now on it is as if the server had been restored: whatever it says next is of another epoch.
    void leave_epoch();
    // Base, verdicts, cursors, grants and catalogue of one answer, all or none. `bodies[i]` belongs to catalogue[i];
    // empty for those already held.
    Applied apply(const protocol::SyncAnswer& answer, const std::vector<std::string>& bodies, Instant wall_now,
                  DeviceInfo::Word word = DeviceInfo::Word::of_the_district);

    // What is held here, to be compared with what the server has for this device.
    enum class Compared { shared, caseload };  // of which the server counts digests; the user's own of other forms
    protocol::Holdings holdings(Compared what = Compared::shared);
    // What it has otherwise is asked for again: each by itself, or the whole area when there are many.
    void doubt(const AreaCode& area, const protocol::Holdings::Doubts& doubts);
    // The server was asked about these, and has said what it had to say. Nothing of a record that is still in doubt: it
    // may hear of it again when it lies where this device may not see it any more, and then nothing else says so.
    void settle_doubts(const std::vector<RecordId>& asked);

    // This store turned out to be a copy: it goes on as another device. What the server took under the old id, up to
    // `taken_up_to`, stays; everything after it is made again. All or none.
    void take_new_identity(DeviceId as, const SigningKey& key, const std::string& token, std::uint64_t taken_up_to);

    DeviceInfo device();  // must exist
    Instant corrected(Instant wall_now) { return wall_now + device().clock_offset; }

    Database& database() { return db_; }
    DeviceStore& devices() { return devices_; }
    ChangeLog& log() { return log_; }
    RecordStore& records() { return records_; }
    DraftStore& drafts() { return drafts_; }
    SchemaStore& schemas() { return schemas_; }
    FormLibrary& forms() { return forms_; }
    BundleStore& bundles() { return bundles_; }
    AuditJournal& audit() { return audit_; }
    // For the audit, durable on return. Of a record the entry says by itself whose it is.
    void note(const Noted& noted, Instant wall_now);
    // What is due to be told of it, signed; and what the server said to that. False: nothing moved.
    std::optional<protocol::AuditRun> due_audit(std::size_t most);
    bool take_audit_answer(const protocol::AuditRun& said, const protocol::AuditTaken& answer);
    ErasedStore& erased() { return erased_; }
    BlobStore& blobs() { return blobs_; }
    PreferenceStore& preferences() { return preferences_; }
    DeskStore& desk() { return desk_; }
    UnfinishedFiles& unfinished_files() { return unfinished_files_; }
    bool sees_desk() { return client::sees_desk(schemas_, device().role); }  // by the roles that are published
    const AreaTree& areas();  // empty when none are held or they do not fit together
    const PlaceNames& place_names();
    const RoleNames& role_names();
    void reload_documents();  // after another connection has brought new ones

private:
    explicit Replica(Database db);
    void add(const Save& save, Instant wall_now);
    void count_refused_dots(RecordState& state);
    ReissueFacts reissue_facts();
    void rebuild(const RecordId& record);
    void rebuild(const RecordId& record, const std::optional<RecordState>& base);
    void take_state(const protocol::SentState& sent, Applied& applied);
    void take_verdicts(const protocol::SyncAnswer& answer, DeviceInfo& device, Applied& applied);
    void forgive(const protocol::SyncAnswer& answer, std::uint64_t acked);
    void take_catalogue(const protocol::SyncAnswer& answer, const std::vector<std::string>& bodies);
    void leave_what_is_not_granted(const DeviceInfo& device, Applied& applied);
    bool is_granted(const Listing& listing, const DeviceInfo& device, const AreaTree& tree);
    void leave_what_was_taken(std::uint64_t acked_before, const DeviceInfo& device, Applied& applied);
    void take_page(const protocol::AreaPage& page, Applied& applied);
    void leave(const RecordId& record);
    void drop(const RecordId& record);
    void drop_draft(const Uuid& draft);
    bool erase(const RecordId& record);
    void take_erasures(const protocol::Erasures& erasures, DeviceInfo& device, Applied& applied);
    void forget_erased(const DeviceInfo& device);
    void collect_files();
    void relist();

    Database db_;
    DeviceStore devices_;
    ChangeLog log_;
    RecordStore records_;
    DraftStore drafts_;
    SchemaStore schemas_;
    FormLibrary forms_;
    BundleStore bundles_;
    AuditJournal audit_;
    ErasedStore erased_;
    BlobStore blobs_;
    PreferenceStore preferences_;
    DeskStore desk_;
    UnfinishedFiles unfinished_files_;
    std::optional<AreaTree> areas_;  // read when first asked for
    std::optional<PlaceNames> place_names_;
    std::optional<RoleNames> role_names_;
    bool has_doubts_ = false;   // while an answer is applied
    bool has_dropped_ = false;  // records, since their files were last collected
};

}  // namespace nuong::client
