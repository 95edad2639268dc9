// The tables of the store as functions from rows to rows, in SQL that every engine understands (sql.h). Used by
// SqlChangeStore only.
#pragma once
#include <span>

#include "sync-server/store/change_store.h"
#include "sync-server/store/newest_seen.h"
#include "sync-server/store/sql.h"

namespace nuong::tables {

StoreFacts facts(Sql& db);
std::string life_at(Sql& db, std::uint64_t commits);
void begin_life(Sql& db);  // with the next commit
StoreMoment moment(Sql& db);
// Raises the counter of positions by so many; where it is then.
StoreMoment count_commit(Sql& db, std::uint64_t positions);
void name_store(Sql& db);  // an identity and a first epoch, unless it has them
void count_settings_change(Sql& db);
void start_epoch(Sql& db, const std::string& epoch);  // codes of both kinds work no more

std::optional<RecordRow> record(Sql& db, const RecordId& id);
// Those of them that are there, in no order.
std::vector<RecordRow> records_among(Sql& db, std::span<const RecordId> ids);
std::vector<FeedStep> feed(Sql& db, const AreaCode& area, std::uint64_t after, std::size_t limit);
std::uint64_t feed_length(Sql& db, const AreaCode& area, std::uint64_t after, std::uint64_t most);
std::vector<std::pair<AreaCode, std::uint64_t>> feed_heads(Sql& db);
std::vector<RecordRow> records(Sql& db, const FormId& form, const std::optional<RecordId>& after, std::size_t limit);
std::vector<RecordRow> next(Sql& db, RecordWalk& walk, std::size_t most);
std::uint64_t record_count(Sql& db);
std::vector<DigestRow> digests(Sql& db, const AreaCode& area);
// What is there less what was there before, as unsigned numbers that wrap.
void change_digest(Sql& db, const DigestRow& difference);
// Once, in a store that is older than digests.
void count_digests(Sql& db);
void put_record(Sql& db, const RecordRow& row);
void put_leave(Sql& db, const AreaCode& area, const RecordId& record, std::uint64_t position);
void drop_leave(Sql& db, const AreaCode& area, const RecordId& record);

std::optional<ChangeRow> change(Sql& db, DeviceId device, std::uint64_t seq);
std::vector<ChangeRow> changes_of(Sql& db, const RecordId& record);
std::uint64_t newest_arrival(Sql& db);
std::vector<ChangeRow> changes(Sql& db, std::uint64_t after, std::size_t limit);
std::vector<ChangeRow> refused_changes(Sql& db, std::uint64_t after, std::size_t limit);
std::vector<ChangeRow> refused_changes_of(Sql& db, DeviceId device, std::uint64_t after, std::size_t limit);
std::vector<std::pair<DeviceId, std::uint64_t>> refused_counts(Sql& db);
void add_change(Sql& db, const ChangeRow& row);
void set_verdict(Sql& db, DeviceId device, std::uint64_t seq, const std::string& verdict, const Message& reason);

std::optional<UserRow> user(Sql& db, const UserId& name);
std::vector<UserRow> users(Sql& db);
void put_user(Sql& db, const UserRow& row);
std::optional<DeviceRow> device(Sql& db, DeviceId id);
std::vector<DeviceRow> devices(Sql& db);
void put_device(Sql& db, const DeviceRow& row);
void set_progress(Sql& db, DeviceId device, std::uint64_t acked, const Hash& link, Instant seen);
void set_heard(Sql& db, const HeardDevice& heard);
void set_wiped(Sql& db, DeviceId device, Instant at);
void set_seals(Sql& db, DeviceId device);
std::optional<EnrolmentRow> enrolment(Sql& db, const Hash& token_hash);
std::vector<EnrolmentRow> enrolments(Sql& db, DeviceId device);
std::vector<EnrolmentRow> enrolments(Sql& db);
void put_enrolment(Sql& db, const EnrolmentRow& row);
std::optional<CodeRow> code(Sql& db, const Hash& name);
void put_code(Sql& db, const CodeRow& row);
std::optional<RecoveryRow> recovery(Sql& db, DeviceId device);
void put_recovery(Sql& db, const RecoveryRow& row);
std::vector<KeyBytes> signing_keys(Sql& db, DeviceId device);
void add_signing_key(Sql& db, DeviceId device, const KeyBytes& key, Instant told, std::size_t most);
std::vector<protocol::Signer> signers(Sql& db, DeviceId device);
std::optional<Instant> signs_since(Sql& db, DeviceId device);
void note_signs(Sql& db, DeviceId device, const KeyBytes& key);
void drop_signing_key(Sql& db, DeviceId device, const KeyBytes& key);
void add_run_signature(Sql& db, DeviceId device, const RunSignatureRow& row);
std::vector<RunSignatureRow> run_signatures(Sql& db, DeviceId device, std::uint64_t after, std::size_t limit);
SecretKey secret_of(const Query& row, int column);  // as bind_sealed() has put it there
std::optional<SecretKey> seal_secret(Sql& db);

bool is_erased(Sql& db, const RecordId& record);
std::vector<ErasedRow> erasures(Sql& db, std::uint64_t after, std::size_t limit);
void erase(Sql& db, const Tombstone& tombstone);
void drop_record(Sql& db, const RecordId& record);
Instant newest_time(Sql& db);
void forget_erased_bodies(Sql& db);

bool was_case_of(Sql& db, const RecordId& record, const UserId& user);
void add_former_case(Sql& db, const RecordId& record, const UserId& user);
void add_passed_over(Sql& db, const RecordId& record, const AreaCode& area);
std::vector<AreaCode> take_passed_over(Sql& db, const RecordId& record);
bool has_remainder(Sql& db);
std::vector<RemainderRow> remainder(Sql& db, const std::string& report, const std::string& period);
void add_to_remainder(Sql& db, const RemainderRow& row);

std::vector<ReportIssueRow> report_issues(Sql& db);
std::optional<std::string> report_issue_body(Sql& db, std::uint64_t id);
std::uint64_t add_report_issue(Sql& db, const ReportIssueRow& row, const std::string& body);
void add_report_step(Sql& db, std::uint64_t issue, const ReportStepRow& step);

std::optional<WebPassphraseRow> web_passphrase(Sql& db, const UserId& user);
void put_web_passphrase(Sql& db, const WebPassphraseRow& row);
std::optional<WebLinkRow> web_link(Sql& db, const Hash& hash);
void put_web_link(Sql& db, const WebLinkRow& row);
std::optional<WebSessionRow> web_session(Sql& db, const Hash& hash);
void add_web_session(Sql& db, const WebSessionRow& row, std::size_t most);
void set_web_seen(Sql& db, const Hash& hash, Instant seen);
void drop_web_session(Sql& db, const Hash& hash);
void end_web_access(Sql& db, const UserId& user);
void end_all_web_access(Sql& db);
std::optional<WebTriesRow> web_tries(Sql& db, const std::string& of);
void put_web_tries(Sql& db, const WebTriesRow& row);
void forget_old_web_rows(Sql& db, Instant sessions_seen, Instant tries_last);

void put_seal_secret(Sql& db, const SecretKey& secret);

std::vector<ChangeRow> changes_by(Sql& db, DeviceId device, std::uint64_t after, std::size_t limit);
std::optional<UpstreamRow> upstream(Sql& db);
void put_upstream(Sql& db, const UpstreamRow& row);
std::optional<std::string> base(Sql& db, const RecordId& record);
std::vector<std::pair<RecordId, std::string>> bases(Sql& db, const std::optional<RecordId>& after, std::size_t limit);
std::vector<RecordId> records_without_base(Sql& db);
void put_base(Sql& db, const RecordId& record, const std::string& state);
void drop_base(Sql& db, const RecordId& record);
std::optional<BlobRow> next_blob_ahead(Sql& db, const std::optional<Hash>& after);
bool has_blobs_ahead(Sql& db, DeviceId device);
bool is_blob_ahead(Sql& db, const Hash& hash);
std::vector<Hash> blobs_below_top(Sql& db, std::size_t limit);
std::optional<BlobRow> next_blob_wanted(Sql& db, const std::optional<Hash>& after);
void want_blob(Sql& db, const Hash& hash, std::uint64_t size);
void note_blob_at_top(Sql& db, const Hash& hash);
void note_blob_at_parent(Sql& db, const Hash& hash);
void note_blob_absent(Sql& db, const Hash& hash);
void doubt_parent(Sql& db);
std::vector<protocol::ToldKey> keys_ahead(Sql& db, std::size_t limit);
bool is_key_at_top(Sql& db, const protocol::ToldKey& key);
void note_key_at_top(Sql& db, const protocol::ToldKey& key);
std::vector<Hash> blobs_of_others(Sql& db);
std::vector<DeviceId> devices_ahead(Sql& db);
void set_top(Sql& db, DeviceId device, std::uint64_t top);
std::vector<DeviceId> devices_below_top(Sql& db, std::size_t limit);
void set_at_top(Sql& db, DeviceId device, std::uint64_t at_top);

std::optional<BlobRow> blob(Sql& db, const Hash& hash);
std::string blob_bytes(Sql& db, const Hash& hash, std::uint64_t at, std::size_t most);
std::vector<BlobReference> blob_references(Sql& db, const Hash& hash);
std::vector<BlobRow> blobs(Sql& db, const std::optional<Hash>& after, std::size_t limit);
void add_blob_bytes(Sql& db, const BlobRow& row, std::string_view bytes, Instant received);
void drop_blob(Sql& db, const Hash& hash);
void add_blob_reference(Sql& db, const Hash& hash, const BlobReference& reference);

std::vector<DocumentRow> documents_in_force(Sql& db);
std::optional<DocumentRow> document(Sql& db, const std::string& hash);
std::optional<DocumentRow> document(Sql& db, const std::string& kind, const std::string& id, std::uint32_t version);
void put_document(Sql& db, const DocumentRow& row);
std::optional<DeviceAuditRow> device_audit(Sql& db, const Hash& link);
std::vector<DeviceAuditRow> device_audits(Sql& db, std::uint64_t after, std::size_t limit);
std::optional<DeviceAuditRow> device_audit_after(Sql& db, DeviceId device, const Hash& link);
std::vector<DeviceAuditRow> device_audits_ahead(Sql& db, std::uint64_t after, std::size_t limit);
std::vector<DeviceAuditRow> device_audits_below_top(Sql& db, std::size_t limit);
void add_device_audit(Sql& db, const DeviceAuditRow& row);
void note_device_audit(Sql& db, const Hash& link, KnownAbove known);
std::optional<AuditRow> audit_head(Sql& db);
std::vector<AuditRow> audit(Sql& db, std::uint64_t after, std::size_t limit);
void add_audit(Sql& db, Instant at, const std::string& who, const std::string& what, const std::string& detail);

}  // namespace nuong::tables
