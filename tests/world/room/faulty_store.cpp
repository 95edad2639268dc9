#include "tests/world/room/faulty_store.h"

#include <algorithm>

#include "shared/merge/policy.h"
#include "shared/protocol/codec.h"

namespace nuong::simulated {
namespace {

// Passes every question on.
template <class Base>
class Passing : public Base {
public:
    explicit Passing(std::unique_ptr<Base> real) : real_(std::move(real)) {}
    StoreFacts facts() override { return real_->facts(); }
    std::string life_at(std::uint64_t commits) override { return real_->life_at(commits); }
    std::optional<RecordRow> record(const RecordId& id) override { return real_->record(id); }
    std::vector<FeedStep> feed(const AreaCode& area, std::uint64_t after, std::size_t limit) override {
        return real_->feed(area, after, limit);
    }
    std::vector<std::pair<AreaCode, std::uint64_t>> feed_heads() override { return real_->feed_heads(); }
    std::vector<RecordRow> records(const FormId& form, const std::optional<RecordId>& after,
                                   std::size_t limit) override {
        return real_->records(form, after, limit);
    }
    std::uint64_t feed_length(const AreaCode& area, std::uint64_t after, std::uint64_t most) override {
        return real_->feed_length(area, after, most);
    }
    std::vector<RecordRow> next(RecordWalk& walk, std::size_t most) override { return real_->next(walk, most); }
    std::uint64_t record_count() override { return real_->record_count(); }
    std::vector<DigestRow> digests(const AreaCode& area) override { return real_->digests(area); }
    std::optional<ChangeRow> change(DeviceId device, std::uint64_t seq) override { return real_->change(device, seq); }
    std::vector<ChangeRow> changes_of(const RecordId& record) override { return real_->changes_of(record); }
    std::uint64_t newest_arrival() override { return real_->newest_arrival(); }
    std::vector<ChangeRow> changes(std::uint64_t after, std::size_t limit) override {
        return real_->changes(after, limit);
    }
    std::vector<ChangeRow> refused_changes(std::uint64_t after, std::size_t limit) override {
        return real_->refused_changes(after, limit);
    }
    std::vector<ChangeRow> refused_changes_of(DeviceId device, std::uint64_t after, std::size_t limit) override {
        return real_->refused_changes_of(device, after, limit);
    }
    std::vector<std::pair<DeviceId, std::uint64_t>> refused_counts() override { return real_->refused_counts(); }
    std::optional<UserRow> user(const UserId& name) override { return real_->user(name); }
    std::vector<UserRow> users() override { return real_->users(); }
    std::optional<DeviceRow> device(DeviceId id) override { return real_->device(id); }
    std::vector<DeviceRow> devices() override { return real_->devices(); }
    std::optional<EnrolmentRow> enrolment(const Hash& hash) override { return real_->enrolment(hash); }
    std::vector<EnrolmentRow> enrolments(DeviceId device) override { return real_->enrolments(device); }
    std::vector<EnrolmentRow> enrolments() override { return real_->enrolments(); }
    std::uint64_t bytes() override { return real_->bytes(); }
    std::optional<CodeRow> code(const Hash& name) override { return real_->code(name); }
    std::optional<RecoveryRow> recovery(DeviceId device) override { return real_->recovery(device); }
    std::vector<KeyBytes> signing_keys(DeviceId device) override { return real_->signing_keys(device); }
    std::vector<protocol::Signer> signers(DeviceId device) override { return real_->signers(device); }
    std::optional<Instant> signs_since(DeviceId device) override { return real_->signs_since(device); }
    std::vector<RunSignatureRow> run_signatures(DeviceId device, std::uint64_t after, std::size_t limit) override {
        return real_->run_signatures(device, after, limit);
    }
    std::optional<SecretKey> seal_secret() override { return real_->seal_secret(); }
    std::vector<protocol::ToldKey> keys_ahead(std::size_t limit) override { return real_->keys_ahead(limit); }
    bool is_blob_ahead(const Hash& hash) override { return real_->is_blob_ahead(hash); }
    std::vector<Hash> blobs_below_top(std::size_t limit) override { return real_->blobs_below_top(limit); }
    bool is_key_at_top(const protocol::ToldKey& key) override { return real_->is_key_at_top(key); }
    std::optional<WebPassphraseRow> web_passphrase(const UserId& user) override { return real_->web_passphrase(user); }
    std::optional<WebLinkRow> web_link(const Hash& hash) override { return real_->web_link(hash); }
    std::optional<WebSessionRow> web_session(const Hash& hash) override { return real_->web_session(hash); }
    std::optional<WebTriesRow> web_tries(const std::string& of) override { return real_->web_tries(of); }
    std::vector<DocumentRow> documents_in_force() override { return real_->documents_in_force(); }
    std::optional<DocumentRow> document(const std::string& hash) override { return real_->document(hash); }
    std::optional<DocumentRow> document(const std::string& kind, const std::string& id,
                                        std::uint32_t version) override {
        return real_->document(kind, id, version);
    }
    std::vector<AuditRow> audit(std::uint64_t after, std::size_t limit) override { return real_->audit(after, limit); }
    std::optional<DeviceAuditRow> device_audit(const Hash& link) override { return real_->device_audit(link); }
    std::optional<DeviceAuditRow> device_audit_after(DeviceId device, const Hash& link) override {
        return real_->device_audit_after(device, link);
    }
    std::vector<DeviceAuditRow> device_audits(std::uint64_t after, std::size_t limit) override {
        return real_->device_audits(after, limit);
    }
    std::vector<DeviceAuditRow> device_audits_ahead(std::uint64_t after, std::size_t limit) override {
        return real_->device_audits_ahead(after, limit);
    }
    std::vector<DeviceAuditRow> device_audits_below_top(std::size_t limit) override {
        return real_->device_audits_below_top(limit);
    }
    std::optional<AuditRow> audit_head() override { return real_->audit_head(); }
    bool is_erased(const RecordId& record) override { return real_->is_erased(record); }
    std::vector<ErasedRow> erasures(std::uint64_t after, std::size_t limit) override {
        return real_->erasures(after, limit);
    }
    bool has_remainder() override { return real_->has_remainder(); }
    std::vector<RemainderRow> remainder(const std::string& report, const std::string& period) override {
        return real_->remainder(report, period);
    }
    std::vector<ReportIssueRow> report_issues() override { return real_->report_issues(); }
    std::optional<std::string> report_issue_body(std::uint64_t id) override { return real_->report_issue_body(id); }
    Instant newest_time() override { return real_->newest_time(); }
    bool was_case_of(const RecordId& record, const UserId& user) override { return real_->was_case_of(record, user); }
    std::optional<BlobRow> blob(const Hash& hash) override { return real_->blob(hash); }
    std::string blob_bytes(const Hash& hash, std::uint64_t at, std::size_t most) override {
        return real_->blob_bytes(hash, at, most);
    }
    std::vector<BlobReference> blob_references(const Hash& hash) override { return real_->blob_references(hash); }
    std::vector<BlobRow> blobs(const std::optional<Hash>& after, std::size_t limit) override {
        return real_->blobs(after, limit);
    }
    std::optional<UpstreamRow> upstream() override { return real_->upstream(); }
    std::optional<std::string> base(const RecordId& record) override { return real_->base(record); }
    std::vector<std::pair<RecordId, std::string>> bases(const std::optional<RecordId>& after,
                                                        std::size_t limit) override {
        return real_->bases(after, limit);
    }
    std::vector<RecordId> records_without_base() override { return real_->records_without_base(); }
    std::optional<BlobRow> next_blob_ahead(const std::optional<Hash>& after) override {
        return real_->next_blob_ahead(after);
    }
    bool has_blobs_ahead(DeviceId device) override { return real_->has_blobs_ahead(device); }
    std::optional<BlobRow> next_blob_wanted(const std::optional<Hash>& after) override {
        return real_->next_blob_wanted(after);
    }
    std::vector<Hash> blobs_of_others() override { return real_->blobs_of_others(); }
    std::vector<DeviceId> devices_below_top(std::size_t limit) override { return real_->devices_below_top(limit); }
    std::vector<DeviceId> devices_ahead() override { return real_->devices_ahead(); }
    std::vector<ChangeRow> changes_by(DeviceId device, std::uint64_t after, std::size_t limit) override {
        return real_->changes_by(device, after, limit);
    }

protected:
    std::unique_ptr<Base> real_;
};

// As if the places of a commit were taken when it began and became visible when it ended: now and then a reader finds
// that the newest steps are there and one before them is not yet.
class ReaderAtABadMoment final : public Passing<StoreReader> {
public:
    ReaderAtABadMoment(std::unique_ptr<StoreReader> real, std::set<std::uint64_t>& seen_late)
        : Passing(std::move(real)), seen_late_(seen_late) {}
    std::vector<FeedStep> feed(const AreaCode& area, std::uint64_t after, std::size_t limit) override {
        auto steps = Passing::feed(area, after, limit);
        if (steps.size() < 2) return steps;
        const auto late = steps.end() - 2;
        if (late->position % 3 == 0 && seen_late_.insert(late->position).second) steps.erase(late);
        return steps;
    }

private:
    std::set<std::uint64_t>& seen_late_;
};

void keep_newest(Register& reg) { reg.heads = {newest_head(reg)}; }

void spoil(RecordState& state, Bug bug) {
    for (Register& reg : state.registers) {
        if (bug == Bug::newest_clock_wins && reg.path != "handed_out") keep_newest(reg);
        if (bug == Bug::counter_as_latest && reg.path == "handed_out") keep_newest(reg);
        if (bug != Bug::void_wins_always || reg.path != reserved::status) continue;
        const auto is_void = [](const Head& head) { return head.value == Value("void"); };
        if (std::any_of(reg.heads.begin(), reg.heads.end(), is_void))
            std::erase_if(reg.heads, [&](const Head& head) { return !is_void(head); });
    }
}

class FaultyTransaction final : public Passing<StoreTransaction> {
public:
    FaultyTransaction(std::unique_ptr<StoreTransaction> real, Bug bug) : Passing(std::move(real)), bug_(bug) {}

    std::uint64_t put_record(RecordRow row, const std::optional<AreaCode>& left) override {
        if (bug_ == Bug::refused_dots_reused && was_refused_) {
            was_refused_ = false;
            if (const auto before = real_->record(row.id)) row.state = before->state;
            else return 0;
        }
        auto state = protocol::decode_state(row.state);
        if (state && bug_ != Bug::refused_dots_reused) {
            spoil(*state, bug_);
            row.state = protocol::encode(*state);
        }
        return real_->put_record(std::move(row), left);
    }
    void add_change(const ChangeRow& row) override {
        was_refused_ = !row.verdict.empty();
        real_->add_change(row);
    }
    void set_verdict(DeviceId device, std::uint64_t seq, const std::string& verdict, const Message& reason) override {
        real_->set_verdict(device, seq, verdict, reason);
    }
    void expect(std::span<const RecordId> records) override { real_->expect(records); }
    void set_progress(DeviceId device, std::uint64_t acked, const Hash& link, Instant seen) override {
        real_->set_progress(device, acked, link, seen);
    }
    void set_heard(const HeardDevice& heard) override { real_->set_heard(heard); }
    void set_wiped(DeviceId device, Instant at) override { real_->set_wiped(device, at); }
    void set_seals(DeviceId device) override { real_->set_seals(device); }
    void put_user(const UserRow& row) override { real_->put_user(row); }
    void put_device(const DeviceRow& row) override { real_->put_device(row); }
    void put_enrolment(const EnrolmentRow& row) override { real_->put_enrolment(row); }
    void put_code(const CodeRow& row) override { real_->put_code(row); }
    void put_recovery(const RecoveryRow& row) override { real_->put_recovery(row); }
    void put_web_passphrase(const WebPassphraseRow& row) override { real_->put_web_passphrase(row); }
    void put_web_link(const WebLinkRow& row) override { real_->put_web_link(row); }
    void add_web_session(const WebSessionRow& row, std::size_t most) override { real_->add_web_session(row, most); }
    void set_web_seen(const Hash& session, Instant seen) override { real_->set_web_seen(session, seen); }
    void drop_web_session(const Hash& session) override { real_->drop_web_session(session); }
    void end_web_access(const UserId& user) override { real_->end_web_access(user); }
    void put_web_tries(const WebTriesRow& row) override { real_->put_web_tries(row); }
    void forget_old_web_rows(Instant sessions_seen, Instant tries_last) override {
        real_->forget_old_web_rows(sessions_seen, tries_last);
    }
    void add_signing_key(DeviceId device, const KeyBytes& key, Instant told, std::size_t most) override {
        real_->add_signing_key(device, key, told, most);
    }
    void note_signs(DeviceId device, const KeyBytes& key) override { real_->note_signs(device, key); }
    void drop_signing_key(DeviceId device, const KeyBytes& key) override { real_->drop_signing_key(device, key); }
    void add_device_audit(const DeviceAuditRow& row) override {
        real_->add_device_audit(row);
        if (bug_ == Bug::relay_forgets_audit) real_->note_device_audit(row.link, KnownAbove::top);  // to hand it on
    }
    void note_device_audit(const Hash& link, KnownAbove known) override { real_->note_device_audit(link, known); }
    void add_run_signature(DeviceId device, const RunSignatureRow& row) override {
        if (bug_ != Bug::relay_forgets_signatures) real_->add_run_signature(device, row);
    }
    void put_seal_secret(const SecretKey& secret) override { real_->put_seal_secret(secret); }
    void put_document(const DocumentRow& row) override { real_->put_document(row); }
    void put_upstream(const UpstreamRow& row) override { real_->put_upstream(row); }
    void put_base(const RecordId& record, const std::string& state) override { real_->put_base(record, state); }
    void drop_base(const RecordId& record) override { real_->drop_base(record); }
    void want_blob(const Hash& hash, std::uint64_t size) override { real_->want_blob(hash, size); }
    void note_blob_at_top(const Hash& hash) override { real_->note_blob_at_top(hash); }
    void note_blob_absent(const Hash& hash) override { real_->note_blob_absent(hash); }
    void note_key_at_top(const protocol::ToldKey& key) override { real_->note_key_at_top(key); }
    void note_blob_at_parent(const Hash& hash) override { real_->note_blob_at_parent(hash); }
    void doubt_parent() override { real_->doubt_parent(); }
    void set_at_top(DeviceId device, std::uint64_t at_top) override { real_->set_at_top(device, at_top); }
    void set_top(DeviceId device, std::uint64_t top) override { real_->set_top(device, top); }
    void add_blob_bytes(const BlobRow& row, std::string_view bytes, Instant received) override {
        real_->add_blob_bytes(row, bytes, received);
    }
    void drop_blob(const Hash& hash) override { real_->drop_blob(hash); }
    void add_blob_reference(const Hash& hash, const BlobReference& reference) override {
        real_->add_blob_reference(hash, reference);
    }
    void add_audit(Instant at, const std::string& who, const std::string& what, const std::string& detail) override {
        real_->add_audit(at, who, what, detail);
    }
    bool is_erased(const RecordId& record) override {
        return bug_ != Bug::late_save_in_the_erased_kept && real_->is_erased(record);
    }
    void add_former_case(const RecordId& record, const UserId& user) override { real_->add_former_case(record, user); }
    void add_passed_over(const RecordId& record, const AreaCode& area) override {
        real_->add_passed_over(record, area);
    }
    std::vector<AreaCode> take_passed_over(const RecordId& record) override { return real_->take_passed_over(record); }
    void erase(const Tombstone& tombstone) override { real_->erase(tombstone); }
    void add_to_remainder(const RemainderRow& row) override { real_->add_to_remainder(row); }
    void forget_erased_bodies() override { real_->forget_erased_bodies(); }
    std::uint64_t add_report_issue(const ReportIssueRow& row, const std::string& body) override {
        return real_->add_report_issue(row, body);
    }
    void add_report_step(std::uint64_t issue, const ReportStepRow& step) override {
        real_->add_report_step(issue, step);
    }
    void start_epoch(const std::string& epoch) override { real_->start_epoch(epoch); }
    void part(const std::function<void()>& work) override { real_->part(work); }
    Committed commit() override { return real_->commit(); }

private:
    Bug bug_;
    bool was_refused_ = false;
};

bool is_of_transactions(Bug bug) {
    return bug == Bug::refused_dots_reused || bug == Bug::newest_clock_wins || bug == Bug::void_wins_always ||
           bug == Bug::counter_as_latest || bug == Bug::relay_forgets_signatures || bug == Bug::relay_forgets_audit ||
           bug == Bug::late_save_in_the_erased_kept;
}

}  // namespace

std::unique_ptr<StoreReader> FaultyStore::read() {
    auto real = real_.read();
    if (bug_ != Bug::position_taken_at_start) return real;
    return std::make_unique<ReaderAtABadMoment>(std::move(real), seen_late_);
}

std::unique_ptr<StoreTransaction> FaultyStore::begin() {
    auto real = real_.begin();
    if (!is_of_transactions(bug_)) return real;
    return std::make_unique<FaultyTransaction>(std::move(real), bug_);
}

}  // namespace nuong::simulated
