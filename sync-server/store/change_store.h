// ChangeStore: what the server's core needs from a database. SQLite is the default; the contract is written here and
// tests/sync-server/store runs it against every implementation.
//
// Positions: a record that a transaction touches gets the next number of one counter, taken by the last statements
// before the commit, while the counter's row is locked. So positions become visible in their order and a reader that
// asks for "position > cursor" can never skip one. (A sequence taken earlier lost 8-57 % of rows, measured.)
#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "sync-server/store/rows.h"

namespace nuong {

// Reads of one consistent moment. What a transaction has written itself is visible to it, positions excepted.
class StoreReader {
public:
    virtual ~StoreReader() = default;
    virtual StoreFacts facts() = 0;
    // In which of its lives the store had made so many commits: a life begins with the first commit over a connection.
    // "": it has not made so many, or made them before it counted.
    virtual std::string life_at(std::uint64_t commits) = 0;
    // Not a store that was put back to an earlier state since, however far it has come again.
    bool has_come_by(const protocol::Milestone& milestone);

    virtual std::optional<RecordRow> record(const RecordId& id) = 0;
    // Steps of one area after a position, in order, at most `limit`.
    virtual std::vector<FeedStep> feed(const AreaCode& area, std::uint64_t after, std::size_t limit) = 0;
    // How many there are, counted no further than `most`.
    virtual std::uint64_t feed_length(const AreaCode& area, std::uint64_t after, std::uint64_t most) = 0;
    // The newest position of every area that has a feed.
    virtual std::vector<std::pair<AreaCode, std::uint64_t>> feed_heads() = 0;
    // Records in order of id after `after`, of one form or (empty) of all.
    virtual std::vector<RecordRow> records(const FormId& form, const std::optional<RecordId>& after,
                                           std::size_t limit) = 0;
    // The same for whoever goes through all of them: in the order in which the engine reads them quickest. Empty after
    // the last.
    virtual std::vector<RecordRow> next(RecordWalk& walk, std::size_t most) = 0;
    virtual std::uint64_t record_count() = 0;
    // Of the records of one area, or (empty) of all, by form; in order of area and form.
    virtual std::vector<DigestRow> digests(const AreaCode& area) = 0;

    virtual std::optional<ChangeRow> change(DeviceId device, std::uint64_t seq) = 0;
    virtual std::vector<ChangeRow> changes_of(const RecordId& record) = 0;
    // In order of arrival after `after`.
    virtual std::vector<ChangeRow> changes(std::uint64_t after, std::size_t limit) = 0;
    virtual std::uint64_t newest_arrival() = 0;  // 0: nothing ever arrived
    // What lies in quarantine: of what was erased by law there is nothing left to decide.
    virtual std::vector<ChangeRow> refused_changes(std::uint64_t after, std::size_t limit) = 0;
    // Of one device, in order of seq after `after`.
    virtual std::vector<ChangeRow> refused_changes_of(DeviceId device, std::uint64_t after, std::size_t limit) = 0;

    // How many of each device are in quarantine; none of those without any.
    virtual std::vector<std::pair<DeviceId, std::uint64_t>> refused_counts() = 0;

    virtual std::optional<UserRow> user(const UserId& name) = 0;
    virtual std::vector<UserRow> users() = 0;
    virtual std::optional<DeviceRow> device(DeviceId id) = 0;
    virtual std::vector<DeviceRow> devices() = 0;
    virtual std::optional<EnrolmentRow> enrolment(const Hash& token_hash) = 0;
    virtual std::vector<EnrolmentRow> enrolments(DeviceId device) = 0;
    virtual std::vector<EnrolmentRow> enrolments() = 0;  // of all devices, in order of device and user
    virtual std::optional<CodeRow> code(const Hash& name) = 0;
    // The latest code with which the key of a device's store can be had back.
    virtual std::optional<RecoveryRow> recovery(DeviceId device) = 0;
    // The public keys that a device has told, the newest first.
    virtual std::vector<KeyBytes> signing_keys(DeviceId device) = 0;
    virtual std::vector<protocol::Signer> signers(DeviceId device) = 0;  // the same, with what is known of each
    // When it told the first of the keys that it signs with; nothing of a device that does not sign.
    virtual std::optional<Instant> signs_since(DeviceId device) = 0;
    // Of one device, in order of seq after `after`.
    virtual std::vector<RunSignatureRow> run_signatures(DeviceId device, std::uint64_t after, std::size_t limit) = 0;
    // The secret part of the key that bundles are sealed to; nothing until there is one.
    virtual std::optional<SecretKey> seal_secret() = 0;

    virtual std::optional<BlobRow> blob(const Hash& hash) = 0;
    // Bytes from `at` on, at most `most` and not beyond what is here.
    virtual std::string blob_bytes(const Hash& hash, std::uint64_t at, std::size_t most) = 0;
    virtual std::vector<BlobReference> blob_references(const Hash& hash) = 0;
    // In order of hash after `after`.
    virtual std::vector<BlobRow> blobs(const std::optional<Hash>& after, std::size_t limit) = 0;

    // Of a relay; nothing at the top.
    virtual std::optional<UpstreamRow> upstream() = 0;
    virtual std::optional<std::string> base(const RecordId& record) = 0;
    // In order of id after `after`.
    virtual std::vector<std::pair<RecordId, std::string>> bases(const std::optional<RecordId>& after,
                                                                std::size_t limit) = 0;
    // Those in an area of which the parent has said nothing.
    virtual std::vector<RecordId> records_without_base() = 0;
    // Whole here and not known to be at the parent; named by a record and not whole here. In order of hash after
    // `after`.
    virtual std::optional<BlobRow> next_blob_ahead(const std::optional<Hash>& after) = 0;
    virtual bool has_blobs_ahead(DeviceId device) = 0;                 // that a change of this device names
    virtual bool is_blob_ahead(const Hash& hash) = 0;                  // here, and the top is not known to have it
    virtual std::vector<Hash> blobs_below_top(std::size_t limit) = 0;  // of those that the parent has
    virtual std::optional<BlobRow> next_blob_wanted(const std::optional<Hash>& after) = 0;
    // The parent has them, and no record that lies in an area here names them.
    virtual std::vector<Hash> blobs_of_others() = 0;
    // Keys that devices sign with, which the top is not known to know.
    virtual std::vector<protocol::ToldKey> keys_ahead(std::size_t limit) = 0;
    virtual bool is_key_at_top(const protocol::ToldKey& key) = 0;
    // Devices with changes that the parent does not know yet.
    virtual std::vector<DeviceId> devices_ahead() = 0;
    // Devices with changes that the top is not known to know.
    virtual std::vector<DeviceId> devices_below_top(std::size_t limit) = 0;
    // Of one device, in order of seq after `after`.
    virtual std::vector<ChangeRow> changes_by(DeviceId device, std::uint64_t after, std::size_t limit) = 0;

    virtual std::vector<DocumentRow> documents_in_force() = 0;
    virtual std::optional<DocumentRow> document(const std::string& hash) = 0;
    virtual std::optional<DocumentRow> document(const std::string& kind, const std::string& id,
                                                std::uint32_t version) = 0;
    virtual std::vector<AuditRow> audit(std::uint64_t after, std::size_t limit) = 0;
    virtual std::optional<AuditRow> audit_head() = 0;  // how far it goes: number and link
    // Of devices: the one that ends at `link`, and one that follows it; in order of arrival after `after`; at a relay,
    // of those the ones that the parent is not known to have, and the signed ones that only the parent is known to
    // have.
    virtual std::optional<DeviceAuditRow> device_audit(const Hash& link) = 0;
    virtual std::optional<DeviceAuditRow> device_audit_after(DeviceId device, const Hash& link) = 0;
    virtual std::vector<DeviceAuditRow> device_audits(std::uint64_t after, std::size_t limit) = 0;
    virtual std::vector<DeviceAuditRow> device_audits_ahead(std::uint64_t after, std::size_t limit) = 0;
    virtual std::vector<DeviceAuditRow> device_audits_below_top(std::size_t limit) = 0;

    // Whether a record was erased by law; all of those, in the order in which it was done, after `after`.
    virtual bool is_erased(const RecordId& record) = 0;
    virtual std::vector<ErasedRow> erasures(std::uint64_t after, std::size_t limit) = 0;
    // At a relay: whether it was a case of this user here before somebody wrote it anew.
    virtual bool was_case_of(const RecordId& record, const UserId& user) = 0;
    // What the figures keep of what was erased; of one report and period, in no order.
    virtual bool has_remainder() = 0;
    virtual std::vector<RemainderRow> remainder(const std::string& report, const std::string& period) = 0;
    // Reports that were frozen, in order of id; what one of them says, as it was kept.
    virtual std::vector<ReportIssueRow> report_issues() = 0;
    virtual std::optional<std::string> report_issue_body(std::uint64_t id) = 0;
    // Of the web page (sync-server/web).
    virtual std::optional<WebPassphraseRow> web_passphrase(const UserId& user) = 0;
    virtual std::optional<WebLinkRow> web_link(const Hash& hash) = 0;
    virtual std::optional<WebSessionRow> web_session(const Hash& hash) = 0;
    virtual std::optional<WebTriesRow> web_tries(const std::string& of) = 0;
    // The newest time that was ever noted here. A clock that says less is wrong.
    virtual Instant newest_time() = 0;
    virtual std::uint64_t bytes() = 0;  // that the whole store takes of its disk
};

// What a commit made visible, so that feeds can be answered from memory.
struct Committed {
    std::uint64_t position_before = 0;  // of the counter; other processes may have raised it since our last commit
    std::uint64_t position = 0;
    std::vector<std::pair<AreaCode, std::uint64_t>> feed_heads;  // areas touched and their newest position
    bool settings_changed = false;
    protocol::Milestone milestone;

    // Where a record stands that put_record() gave a place.
    std::uint64_t position_of(std::uint64_t place) const { return position_before + place; }
};

// All or nothing: dropped without commit() = rolled back. Only one is open at a time per store.
class StoreTransaction : public StoreReader {
public:
    // Records that will be asked for next: they are read together, because elsewhere each question is a journey.
    virtual void expect(std::span<const RecordId> records) = 0;
    // The record's new state. `left` names the area that it was in before, when it moved. Returns its place among the
    // records of this transaction, from 1; each put takes a new one, so a place is the name of one state of a record.
    virtual std::uint64_t put_record(RecordRow row, const std::optional<AreaCode>& left) = 0;
    virtual void add_change(const ChangeRow& row) = 0;
    // A refused change that a person let through afterwards.
    virtual void set_verdict(DeviceId device, std::uint64_t seq, const std::string& verdict, const Message& reason) = 0;
    virtual void set_progress(DeviceId device, std::uint64_t acked, const Hash& link, Instant seen) = 0;
    virtual void set_heard(const HeardDevice& heard) = 0;  // what it does not say stays
    virtual void set_wiped(DeviceId device, Instant at) = 0;
    virtual void set_seals(DeviceId device) = 0;

    virtual void put_user(const UserRow& row) = 0;
    virtual void put_device(const DeviceRow& row) = 0;
    virtual void put_enrolment(const EnrolmentRow& row) = 0;
    virtual void put_code(const CodeRow& row) = 0;
    virtual void put_recovery(const RecoveryRow& row) = 0;
    // One that is known already stays; beyond `most`, the oldest goes.
    virtual void add_signing_key(DeviceId device, const KeyBytes& key, Instant told, std::size_t most) = 0;
    virtual void note_signs(DeviceId device, const KeyBytes& key) = 0;
    virtual void drop_signing_key(DeviceId device, const KeyBytes& key) = 0;
    virtual void add_run_signature(DeviceId device, const RunSignatureRow& row) = 0;
    virtual void put_seal_secret(const SecretKey& secret) = 0;  // REQUIRES: there is none
    virtual void put_upstream(const UpstreamRow& row) = 0;
    virtual void put_base(const RecordId& record, const std::string& state) = 0;
    virtual void drop_base(const RecordId& record) = 0;
    // A record of the parent names it: it is fetched when it is not here.
    virtual void want_blob(const Hash& hash, std::uint64_t size) = 0;
    virtual void note_blob_at_top(const Hash& hash) = 0;
    virtual void note_blob_at_parent(const Hash& hash) = 0;  // which is a relay; unless the top is known to have it
    virtual void note_blob_absent(const Hash& hash) = 0;
    virtual void note_key_at_top(const protocol::ToldKey& key) = 0;
    virtual void
    doubt_parent() = 0;  // it is another incarnation: which files, keys and changes are at the top is open again
    virtual void set_top(DeviceId device, std::uint64_t top) = 0;
    virtual void set_at_top(DeviceId device, std::uint64_t at_top) = 0;
    // The next bytes of a blob. REQUIRES: `row.have` is how much of it is here already.
    virtual void add_blob_bytes(const BlobRow& row, std::string_view bytes, Instant received) = 0;
    virtual void drop_blob(const Hash& hash) = 0;  // its bytes; who names it stays
    // One that is known stays; once accepted, always accepted.
    virtual void add_blob_reference(const Hash& hash, const BlobReference& reference) = 0;
    virtual void put_document(const DocumentRow& row) = 0;  // from now on the one in force of its kind and id
    virtual void add_audit(Instant at, const std::string& who, const std::string& what, const std::string& detail) = 0;
    virtual void add_device_audit(const DeviceAuditRow& row) = 0;  // one that is known stays, and may be signed now
    virtual void note_device_audit(const Hash& link, KnownAbove known) = 0;
    virtual void add_former_case(const RecordId& record, const UserId& user) = 0;  // one that is known stays
    // Of a record that the parent has not shown yet: an area where a passed-over save made it lie. Taking forgets.
    virtual void add_passed_over(const RecordId& record, const AreaCode& area) = 0;  // one that is known stays
    virtual std::vector<AreaCode> take_passed_over(const RecordId& record) = 0;
    // From now on the record is an erased one: neither its state is left, nor what names its files, nor a file that
    // only it named. One that is known stays.
    virtual void erase(const Tombstone& tombstone) = 0;
    // Of erased records: the bodies of their changes; at a relay of those that the top knows, and of those that can
    // never reach it: what came before them only a revoked device has. Hash and link stay.
    virtual void forget_erased_bodies() = 0;
    virtual void add_to_remainder(const RemainderRow& row) = 0;  // adds up with what is there
    // Neither a frozen report nor a step of it is ever changed. Returns the id. REQUIRES: no such version is there.
    virtual std::uint64_t add_report_issue(const ReportIssueRow& row, const std::string& body) = 0;
    virtual void add_report_step(std::uint64_t issue, const ReportStepRow& step) = 0;  // after those that it has
    virtual void put_web_passphrase(const WebPassphraseRow& row) = 0;
    virtual void put_web_link(const WebLinkRow& row) = 0;  // in place of an earlier one of the user
    virtual void add_web_session(const WebSessionRow& row,
                                 std::size_t most) = 0;  // of that user: those not seen for longest end
    virtual void set_web_seen(const Hash& session, Instant seen) = 0;
    virtual void drop_web_session(const Hash& session) = 0;
    virtual void end_web_access(const UserId& user) = 0;     // sessions and link; put_user() does it of a disabled one
    virtual void put_web_tries(const WebTriesRow& row) = 0;  // none: forgotten
    virtual void forget_old_web_rows(Instant sessions_seen, Instant tries_last) = 0;  // those from before
    // Ends all sessions and links; no code works any more: it may be one that was used since.
    virtual void start_epoch(const std::string& epoch) = 0;

    // Runs `work`; when it throws, everything that it wrote is undone, the rest of the transaction stays, and the
    // exception goes on.
    virtual void part(const std::function<void()>& work) = 0;
    virtual Committed commit() = 0;
};

// One connection. Thread: belongs to one thread at a time.
class ChangeStore {
public:
    virtual ~ChangeStore() = default;
    virtual std::unique_ptr<StoreReader> read() = 0;
    virtual std::unique_ptr<StoreTransaction> begin() = 0;

    // Housekeeping that nobody who was promised durability has to wait for. Commits do it by themselves until an owner
    // says that it will call tidy() after them, when everybody has been answered.
    virtual void tidy_later() = 0;
    virtual void tidy() = 0;

    // A newer program has brought the tables to its own shape since this one opened them: it may read and write no
    // more.
    virtual bool has_outgrown_program() = 0;

    // Whether every page and index checks, as far as the engine can tell. Slow.
    virtual bool is_sound() = 0;
};

}  // namespace nuong
