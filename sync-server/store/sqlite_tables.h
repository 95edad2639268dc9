// The tables of schemas/sql/server as functions from rows to rows. Used by SqliteChangeStore only.
#pragma once
#include "shared/sqlite/database.h"
#include "sync-server/store/change_store.h"

namespace nuong::sqlite_tables {

StoreFacts facts(Database& db);
// Raises the counter by `count` and returns its new value.
std::uint64_t take_positions(Database& db, std::uint64_t count);
void count_settings_change(Database& db);
void start_epoch(Database& db, const std::string& epoch);

std::optional<RecordRow> record(Database& db, const RecordId& id);
std::vector<FeedStep> feed(Database& db, const AreaCode& area, std::uint64_t after, std::size_t limit);
std::uint64_t feed_length(Database& db, const AreaCode& area, std::uint64_t after, std::uint64_t most);
std::vector<std::pair<AreaCode, std::uint64_t>> feed_heads(Database& db);
std::vector<RecordRow> records(Database& db, const FormId& form, const std::optional<RecordId>& after,
                               std::size_t limit);
std::uint64_t record_count(Database& db);
std::vector<DigestRow> digests(Database& db, const AreaCode& area);
// What is there less what was there before, as unsigned numbers that wrap.
void change_digest(Database& db, const DigestRow& difference);
// Once, in a store that is older than digests.
void count_digests(Database& db);
void put_record(Database& db, const RecordRow& row);
void put_leave(Database& db, const AreaCode& area, const RecordId& record, std::uint64_t position);
void drop_leave(Database& db, const AreaCode& area, const RecordId& record);

std::optional<ChangeRow> change(Database& db, DeviceId device, std::uint64_t seq);
std::vector<ChangeRow> changes_of(Database& db, const RecordId& record);
std::vector<ChangeRow> changes(Database& db, std::uint64_t after, std::size_t limit);
std::vector<ChangeRow> refused_changes(Database& db, std::uint64_t after, std::size_t limit);
std::vector<ChangeRow> refused_changes_of(Database& db, DeviceId device, std::uint64_t after, std::size_t limit);
std::vector<std::pair<DeviceId, std::uint64_t>> refused_counts(Database& db);
void add_change(Database& db, const ChangeRow& row);
void set_verdict(Database& db, DeviceId device, std::uint64_t seq, const std::string& verdict, const Message& reason);

std::optional<UserRow> user(Database& db, const UserId& name);
std::vector<UserRow> users(Database& db);
void put_user(Database& db, const UserRow& row);
std::optional<DeviceRow> device(Database& db, DeviceId id);
std::vector<DeviceRow> devices(Database& db);
void put_device(Database& db, const DeviceRow& row);
void set_progress(Database& db, DeviceId device, std::uint64_t acked, const Hash& link, Instant seen);
void set_heard(Database& db, const HeardDevice& heard);
void set_wiped(Database& db, DeviceId device, Instant at);
std::optional<EnrolmentRow> enrolment(Database& db, const Hash& token_hash);
std::vector<EnrolmentRow> enrolments(Database& db, DeviceId device);
void put_enrolment(Database& db, const EnrolmentRow& row);
std::optional<CodeRow> code(Database& db, const Hash& hash);
void put_code(Database& db, const CodeRow& row);
std::optional<RecoveryRow> recovery(Database& db, DeviceId device);
void put_recovery(Database& db, const RecoveryRow& row);
std::vector<KeyBytes> signing_keys(Database& db, DeviceId device);
void add_signing_key(Database& db, DeviceId device, const KeyBytes& key, Instant told, std::size_t most);
std::vector<protocol::Signer> signers(Database& db, DeviceId device);
void note_signs(Database& db, DeviceId device, const KeyBytes& key);
void drop_signing_key(Database& db, DeviceId device, const KeyBytes& key);
void add_run_signature(Database& db, DeviceId device, const RunSignatureRow& row);
std::vector<RunSignatureRow> run_signatures(Database& db, DeviceId device, std::uint64_t after, std::size_t limit);
std::optional<KeyBytes> seal_secret(Database& db);

bool is_erased(Database& db, const RecordId& record);
std::vector<ErasedRow> erasures(Database& db, std::uint64_t after, std::size_t limit);
void erase(Database& db, const Tombstone& tombstone);
void drop_record(Database& db, const RecordId& record);
Instant newest_time(Database& db);
void forget_erased_bodies(Database& db);

bool was_case_of(Database& db, const RecordId& record, const UserId& user);
void add_former_case(Database& db, const RecordId& record, const UserId& user);
void add_passed_over(Database& db, const RecordId& record, const AreaCode& area);
std::vector<AreaCode> take_passed_over(Database& db, const RecordId& record);
bool has_remainder(Database& db);
std::vector<RemainderRow> remainder(Database& db, const std::string& report, const std::string& period);
void add_to_remainder(Database& db, const RemainderRow& row);

std::vector<ReportIssueRow> report_issues(Database& db);
std::optional<std::string> report_issue_body(Database& db, std::uint64_t id);
std::uint64_t add_report_issue(Database& db, const ReportIssueRow& row, const std::string& body);
void add_report_step(Database& db, std::uint64_t issue, const ReportStepRow& step);

void put_seal_secret(Database& db, const KeyBytes& secret);

std::vector<ChangeRow> changes_by(Database& db, DeviceId device, std::uint64_t after, std::size_t limit);
std::optional<UpstreamRow> upstream(Database& db);
void put_upstream(Database& db, const UpstreamRow& row);
std::optional<std::string> base(Database& db, const RecordId& record);
std::vector<std::pair<RecordId, std::string>> bases(Database& db, const std::optional<RecordId>& after,
                                                    std::size_t limit);
std::vector<RecordId> records_without_base(Database& db);
void put_base(Database& db, const RecordId& record, const std::string& state);
void drop_base(Database& db, const RecordId& record);
std::optional<BlobRow> next_blob_ahead(Database& db, const std::optional<Hash>& after);
bool has_blobs_ahead(Database& db, DeviceId device);
bool is_blob_ahead(Database& db, const Hash& hash);
std::vector<Hash> blobs_below_top(Database& db, std::size_t limit);
std::optional<BlobRow> next_blob_wanted(Database& db, const std::optional<Hash>& after);
void want_blob(Database& db, const Hash& hash, std::uint64_t size);
void note_blob_at_top(Database& db, const Hash& hash);
void note_blob_at_parent(Database& db, const Hash& hash);
void note_blob_absent(Database& db, const Hash& hash);
void doubt_parent(Database& db);
std::vector<protocol::ToldKey> keys_ahead(Database& db, std::size_t limit);
bool is_key_at_top(Database& db, const protocol::ToldKey& key);
void note_key_at_top(Database& db, const protocol::ToldKey& key);
std::vector<Hash> blobs_of_others(Database& db);
std::vector<DeviceId> devices_ahead(Database& db);
void set_top(Database& db, DeviceId device, std::uint64_t top);
std::vector<DeviceId> devices_below_top(Database& db, std::size_t limit);
void set_at_top(Database& db, DeviceId device, std::uint64_t at_top);

std::optional<BlobRow> blob(Database& db, const Hash& hash);
std::string blob_bytes(Database& db, const Hash& hash, std::uint64_t at, std::size_t most);
std::vector<BlobReference> blob_references(Database& db, const Hash& hash);
std::vector<BlobRow> blobs(Database& db, const std::optional<Hash>& after, std::size_t limit);
void add_blob_bytes(Database& db, const BlobRow& row, std::string_view bytes, Instant received);
void drop_blob(Database& db, const Hash& hash);
void add_blob_reference(Database& db, const Hash& hash, const BlobReference& reference);

std::vector<DocumentRow> documents_in_force(Database& db);
std::optional<DocumentRow> document(Database& db, const std::string& hash);
std::optional<DocumentRow> document(Database& db, const std::string& kind, const std::string& id,
                                    std::uint32_t version);
void put_document(Database& db, const DocumentRow& row);
std::optional<DeviceAuditRow> device_audit(Database& db, const Hash& link);
std::vector<DeviceAuditRow> device_audits(Database& db, std::uint64_t after, std::size_t limit);
std::optional<DeviceAuditRow> device_audit_after(Database& db, DeviceId device, const Hash& link);
std::vector<DeviceAuditRow> device_audits_ahead(Database& db, std::uint64_t after, std::size_t limit);
std::vector<DeviceAuditRow> device_audits_below_top(Database& db, std::size_t limit);
void add_device_audit(Database& db, const DeviceAuditRow& row);
void note_device_audit(Database& db, const Hash& link, KnownAbove known);
std::optional<AuditRow> audit_head(Database& db);
std::vector<AuditRow> audit(Database& db, std::uint64_t after, std::size_t limit);
void add_audit(Database& db, Instant at, const std::string& who, const std::string& what, const std::string& detail);

}  // namespace nuong::sqlite_tables
