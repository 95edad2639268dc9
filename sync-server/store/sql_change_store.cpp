#include "sync-server/store/sql_change_store.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "sync-server/store/tables.h"

namespace nuong {
namespace {

// Reading is the same inside and outside a transaction.
template <class Base>
class Reads : public Base {
public:
    explicit Reads(Sql& db) : db_(db) {}
    StoreFacts facts() override { return tables::facts(db_); }
    std::string life_at(std::uint64_t commits) override { return tables::life_at(db_, commits); }
    std::optional<RecordRow> record(const RecordId& id) override { return tables::record(db_, id); }
    std::vector<FeedStep> feed(const AreaCode& area, std::uint64_t after, std::size_t limit) override {
        return tables::feed(db_, area, after, limit);
    }
    std::uint64_t feed_length(const AreaCode& area, std::uint64_t after, std::uint64_t most) override {
        return tables::feed_length(db_, area, after, most);
    }
    std::vector<std::pair<AreaCode, std::uint64_t>> feed_heads() override { return tables::feed_heads(db_); }
    std::vector<RecordRow> records(const FormId& form, const std::optional<RecordId>& after,
                                   std::size_t limit) override {
        return tables::records(db_, form, after, limit);
    }
    std::vector<RecordRow> next(RecordWalk& walk, std::size_t most) override { return tables::next(db_, walk, most); }
    std::uint64_t record_count() override { return tables::record_count(db_); }
    std::vector<DigestRow> digests(const AreaCode& area) override { return tables::digests(db_, area); }
    std::optional<ChangeRow> change(DeviceId device, std::uint64_t seq) override {
        return tables::change(db_, device, seq);
    }
    std::vector<ChangeRow> changes_of(const RecordId& record) override { return tables::changes_of(db_, record); }
    std::uint64_t newest_arrival() override { return tables::newest_arrival(db_); }
    std::vector<ChangeRow> changes(std::uint64_t after, std::size_t limit) override {
        return tables::changes(db_, after, limit);
    }
    std::vector<ChangeRow> refused_changes(std::uint64_t after, std::size_t limit) override {
        return tables::refused_changes(db_, after, limit);
    }
    std::vector<ChangeRow> refused_changes_of(DeviceId device, std::uint64_t after, std::size_t limit) override {
        return tables::refused_changes_of(db_, device, after, limit);
    }
    std::vector<std::pair<DeviceId, std::uint64_t>> refused_counts() override { return tables::refused_counts(db_); }
    std::optional<UserRow> user(const UserId& name) override { return tables::user(db_, name); }
    std::vector<UserRow> users() override { return tables::users(db_); }
    std::optional<DeviceRow> device(DeviceId id) override { return tables::device(db_, id); }
    std::vector<DeviceRow> devices() override { return tables::devices(db_); }
    std::optional<EnrolmentRow> enrolment(const Hash& token_hash) override {
        return tables::enrolment(db_, token_hash);
    }
    std::vector<EnrolmentRow> enrolments(DeviceId device) override { return tables::enrolments(db_, device); }
    std::vector<EnrolmentRow> enrolments() override { return tables::enrolments(db_); }
    std::uint64_t bytes() override { return db_.bytes(); }
    std::optional<CodeRow> code(const Hash& name) override { return tables::code(db_, name); }
    std::optional<RecoveryRow> recovery(DeviceId device) override { return tables::recovery(db_, device); }
    std::vector<KeyBytes> signing_keys(DeviceId device) override { return tables::signing_keys(db_, device); }
    std::vector<protocol::Signer> signers(DeviceId device) override { return tables::signers(db_, device); }
    std::optional<Instant> signs_since(DeviceId device) override { return tables::signs_since(db_, device); }
    std::vector<RunSignatureRow> run_signatures(DeviceId device, std::uint64_t after, std::size_t limit) override {
        return tables::run_signatures(db_, device, after, limit);
    }
    std::optional<SecretKey> seal_secret() override { return tables::seal_secret(db_); }
    std::vector<protocol::ToldKey> keys_ahead(std::size_t limit) override { return tables::keys_ahead(db_, limit); }
    bool is_key_at_top(const protocol::ToldKey& key) override { return tables::is_key_at_top(db_, key); }
    std::optional<BlobRow> blob(const Hash& hash) override { return tables::blob(db_, hash); }
    std::string blob_bytes(const Hash& hash, std::uint64_t at, std::size_t most) override {
        return tables::blob_bytes(db_, hash, at, most);
    }
    std::vector<BlobReference> blob_references(const Hash& hash) override { return tables::blob_references(db_, hash); }
    std::vector<BlobRow> blobs(const std::optional<Hash>& after, std::size_t limit) override {
        return tables::blobs(db_, after, limit);
    }
    std::optional<UpstreamRow> upstream() override { return tables::upstream(db_); }
    std::optional<std::string> base(const RecordId& record) override { return tables::base(db_, record); }
    std::vector<std::pair<RecordId, std::string>> bases(const std::optional<RecordId>& after,
                                                        std::size_t limit) override {
        return tables::bases(db_, after, limit);
    }
    std::vector<RecordId> records_without_base() override { return tables::records_without_base(db_); }
    std::optional<BlobRow> next_blob_ahead(const std::optional<Hash>& after) override {
        return tables::next_blob_ahead(db_, after);
    }
    bool has_blobs_ahead(DeviceId device) override { return tables::has_blobs_ahead(db_, device); }
    bool is_blob_ahead(const Hash& hash) override { return tables::is_blob_ahead(db_, hash); }
    std::vector<Hash> blobs_below_top(std::size_t limit) override { return tables::blobs_below_top(db_, limit); }
    std::optional<BlobRow> next_blob_wanted(const std::optional<Hash>& after) override {
        return tables::next_blob_wanted(db_, after);
    }
    std::vector<Hash> blobs_of_others() override { return tables::blobs_of_others(db_); }
    std::vector<DeviceId> devices_below_top(std::size_t limit) override {
        return tables::devices_below_top(db_, limit);
    }
    std::vector<DeviceId> devices_ahead() override { return tables::devices_ahead(db_); }
    std::vector<ChangeRow> changes_by(DeviceId device, std::uint64_t after, std::size_t limit) override {
        return tables::changes_by(db_, device, after, limit);
    }
    std::vector<DocumentRow> documents_in_force() override { return tables::documents_in_force(db_); }
    std::optional<DocumentRow> document(const std::string& hash) override { return tables::document(db_, hash); }
    std::optional<DocumentRow> document(const std::string& kind, const std::string& id,
                                        std::uint32_t version) override {
        return tables::document(db_, kind, id, version);
    }
    std::vector<AuditRow> audit(std::uint64_t after, std::size_t limit) override {
        return tables::audit(db_, after, limit);
    }
    std::optional<DeviceAuditRow> device_audit(const Hash& link) override { return tables::device_audit(db_, link); }
    std::optional<DeviceAuditRow> device_audit_after(DeviceId device, const Hash& link) override {
        return tables::device_audit_after(db_, device, link);
    }
    std::vector<DeviceAuditRow> device_audits(std::uint64_t after, std::size_t limit) override {
        return tables::device_audits(db_, after, limit);
    }
    std::vector<DeviceAuditRow> device_audits_ahead(std::uint64_t after, std::size_t limit) override {
        return tables::device_audits_ahead(db_, after, limit);
    }
    std::vector<DeviceAuditRow> device_audits_below_top(std::size_t limit) override {
        return tables::device_audits_below_top(db_, limit);
    }
    std::optional<AuditRow> audit_head() override { return tables::audit_head(db_); }
    bool is_erased(const RecordId& record) override { return tables::is_erased(db_, record); }
    bool has_remainder() override { return tables::has_remainder(db_); }
    std::vector<RemainderRow> remainder(const std::string& report, const std::string& period) override {
        return tables::remainder(db_, report, period);
    }
    std::vector<ErasedRow> erasures(std::uint64_t after, std::size_t limit) override {
        return tables::erasures(db_, after, limit);
    }
    std::vector<ReportIssueRow> report_issues() override { return tables::report_issues(db_); }
    std::optional<std::string> report_issue_body(std::uint64_t id) override {
        return tables::report_issue_body(db_, id);
    }
    std::optional<WebPassphraseRow> web_passphrase(const UserId& user) override {
        return tables::web_passphrase(db_, user);
    }
    std::optional<WebLinkRow> web_link(const Hash& hash) override { return tables::web_link(db_, hash); }
    std::optional<WebSessionRow> web_session(const Hash& hash) override { return tables::web_session(db_, hash); }
    std::optional<WebTriesRow> web_tries(const std::string& of) override { return tables::web_tries(db_, of); }
    Instant newest_time() override { return tables::newest_time(db_); }
    bool was_case_of(const RecordId& record, const UserId& user) override {
        return tables::was_case_of(db_, record, user);
    }

protected:
    Sql& db_;
};

class SqlReader final : public Reads<StoreReader> {
public:
    explicit SqlReader(Sql& db) : Reads(db), turn_(db, &Sql::begin_read), facts_(tables::facts(db)) {}
    StoreFacts facts() override { return facts_; }  // of this one moment

private:
    SqlTurn turn_;
    StoreFacts facts_;
};

// Records wait in memory until the commit: one that is touched twenty times is written once, and its position is taken
// in the last statements.
class SqlTransaction final : public Reads<StoreTransaction> {
    using DigestKey = std::pair<AreaCode, FormId>;
    static constexpr std::size_t expected_max = 256;  // states in memory; what is beyond is asked for alone

public:
    SqlTransaction(Sql& db, NewestSeen& newest, std::uint64_t& alive)
        : Reads(db), turn_(db, &Sql::begin_write), newest_(newest), alive_(alive) {}

    // Nobody else writes meanwhile, and what is written here is in `touched_` or was erased.
    void expect(std::span<const RecordId> records) override {
        std::vector<RecordId> unknown;
        expected_.clear();
        for (const RecordId& id : records)
            if (!touched_.contains(id) && unknown.size() < expected_max) unknown.push_back(id);
        if (unknown.size() < 2) return;
        for (const RecordId& id : unknown) expected_[id] = std::nullopt;
        for (RecordRow& row : tables::records_among(db_, unknown)) expected_[row.id] = std::move(row);
    }

    std::optional<RecordRow> record(const RecordId& id) override {
        if (const auto at = touched_.find(id); at != touched_.end()) return at->second.row;
        const auto expected = expected_.find(id);
        auto row = expected != expected_.end() ? std::move(expected->second) : tables::record(db_, id);
        if (expected != expected_.end()) expected_.erase(expected);
        stored_[id] = counted_as(row);
        return row;
    }

    std::uint64_t put_record(RecordRow row, const std::optional<AreaCode>& left) override {
        const RecordId id = row.id;
        const auto at = touched_.find(id);
        if (in_part_) undo_.emplace_back(id, at == touched_.end() ? std::nullopt : std::optional(at->second));
        Touched& touched = at == touched_.end() ? touched_[id] : at->second;
        touched.place = ++places_;
        touched.row = std::move(row);
        if (left && std::find(touched.left.begin(), touched.left.end(), *left) == touched.left.end())
            touched.left.push_back(*left);
        return touched.place;
    }

    void add_change(const ChangeRow& row) override { tables::add_change(db_, row); }
    void set_verdict(DeviceId device, std::uint64_t seq, const std::string& verdict, const Message& reason) override {
        tables::set_verdict(db_, device, seq, verdict, reason);
    }
    void set_progress(DeviceId device, std::uint64_t acked, const Hash& link, Instant seen) override {
        tables::set_progress(db_, device, acked, link, seen);
    }
    void set_heard(const HeardDevice& heard) override { tables::set_heard(db_, heard); }
    void set_wiped(DeviceId device, Instant at) override { tables::set_wiped(db_, device, at); }
    void set_seals(DeviceId device) override {
        settings([&] { tables::set_seals(db_, device); });
    }
    void put_user(const UserRow& row) override {
        settings([&] { tables::put_user(db_, row); });
        if (row.disabled) tables::end_web_access(db_, row.name);
    }
    void put_device(const DeviceRow& row) override {
        settings([&] { tables::put_device(db_, row); });
    }
    void put_enrolment(const EnrolmentRow& row) override {
        settings([&] { tables::put_enrolment(db_, row); });
    }
    void put_code(const CodeRow& row) override { tables::put_code(db_, row); }
    void put_recovery(const RecoveryRow& row) override { tables::put_recovery(db_, row); }
    void add_signing_key(DeviceId device, const KeyBytes& key, Instant told, std::size_t most) override {
        settings([&] { tables::add_signing_key(db_, device, key, told, most); });
    }
    void note_signs(DeviceId device, const KeyBytes& key) override { tables::note_signs(db_, device, key); }
    void drop_signing_key(DeviceId device, const KeyBytes& key) override { tables::drop_signing_key(db_, device, key); }
    void add_device_audit(const DeviceAuditRow& row) override { tables::add_device_audit(db_, row); }
    void note_device_audit(const Hash& link, KnownAbove known) override { tables::note_device_audit(db_, link, known); }
    void add_run_signature(DeviceId device, const RunSignatureRow& row) override {
        tables::add_run_signature(db_, device, row);
    }
    void put_seal_secret(const SecretKey& secret) override { tables::put_seal_secret(db_, secret); }
    void put_upstream(const UpstreamRow& row) override { tables::put_upstream(db_, row); }
    void put_base(const RecordId& record, const std::string& state) override { tables::put_base(db_, record, state); }
    void drop_base(const RecordId& record) override { tables::drop_base(db_, record); }
    void want_blob(const Hash& hash, std::uint64_t size) override { tables::want_blob(db_, hash, size); }
    void note_blob_at_top(const Hash& hash) override { tables::note_blob_at_top(db_, hash); }
    void note_blob_at_parent(const Hash& hash) override { tables::note_blob_at_parent(db_, hash); }
    void note_blob_absent(const Hash& hash) override { tables::note_blob_absent(db_, hash); }
    void note_key_at_top(const protocol::ToldKey& key) override { tables::note_key_at_top(db_, key); }
    void doubt_parent() override { tables::doubt_parent(db_); }
    void set_top(DeviceId device, std::uint64_t top) override { tables::set_top(db_, device, top); }
    void set_at_top(DeviceId device, std::uint64_t at_top) override { tables::set_at_top(db_, device, at_top); }
    void add_blob_bytes(const BlobRow& row, std::string_view bytes, Instant received) override {
        tables::add_blob_bytes(db_, row, bytes, received);
    }
    void drop_blob(const Hash& hash) override { tables::drop_blob(db_, hash); }
    void add_blob_reference(const Hash& hash, const BlobReference& reference) override {
        tables::add_blob_reference(db_, hash, reference);
    }
    void put_document(const DocumentRow& row) override {
        settings([&] { tables::put_document(db_, row); });
    }
    void start_epoch(const std::string& epoch) override {
        settings([&] { tables::start_epoch(db_, epoch); });
        tables::end_all_web_access(db_);
    }
    void put_web_passphrase(const WebPassphraseRow& row) override { tables::put_web_passphrase(db_, row); }
    void put_web_link(const WebLinkRow& row) override { tables::put_web_link(db_, row); }
    void add_web_session(const WebSessionRow& row, std::size_t most) override {
        tables::add_web_session(db_, row, most);
    }
    void set_web_seen(const Hash& hash, Instant seen) override { tables::set_web_seen(db_, hash, seen); }
    void drop_web_session(const Hash& hash) override { tables::drop_web_session(db_, hash); }
    void end_web_access(const UserId& user) override { tables::end_web_access(db_, user); }
    void put_web_tries(const WebTriesRow& row) override { tables::put_web_tries(db_, row); }
    void forget_old_web_rows(Instant sessions_seen, Instant tries_last) override {
        tables::forget_old_web_rows(db_, sessions_seen, tries_last);
    }
    void add_audit(Instant at, const std::string& who, const std::string& what, const std::string& detail) override {
        tables::add_audit(db_, at, who, what, detail);
    }
    void add_former_case(const RecordId& record, const UserId& user) override {
        tables::add_former_case(db_, record, user);
    }
    void add_passed_over(const RecordId& id, const AreaCode& area) override { tables::add_passed_over(db_, id, area); }
    std::vector<AreaCode> take_passed_over(const RecordId& id) override { return tables::take_passed_over(db_, id); }
    void erase(const Tombstone& tombstone) override {
        const RecordId& id = tombstone.record;
        dropped_.try_emplace(id, stored_before(id));
        expected_.erase(id);
        const auto at = touched_.find(id);
        if (in_part_) undo_.emplace_back(id, at == touched_.end() ? std::nullopt : std::optional(at->second));
        if (at != touched_.end()) touched_.erase(at);
        settings([&] { tables::erase(db_, tombstone); });
        tables::drop_record(db_, id);
    }
    void add_to_remainder(const RemainderRow& row) override { tables::add_to_remainder(db_, row); }
    void forget_erased_bodies() override { tables::forget_erased_bodies(db_); }
    std::uint64_t add_report_issue(const ReportIssueRow& row, const std::string& body) override {
        return tables::add_report_issue(db_, row, body);
    }
    void add_report_step(std::uint64_t issue, const ReportStepRow& step) override {
        tables::add_report_step(db_, issue, step);
    }

    void part(const std::function<void()>& work) override {
        undo_.clear();
        const std::uint64_t places_before = places_;
        const auto dropped_before = dropped_;
        in_part_ = true;
        try {
            db_.begin_part();
            work();
            db_.keep_part();
        } catch (...) {
            db_.drop_part();
            for (auto at = undo_.rbegin(); at != undo_.rend(); ++at) {
                if (at->second) touched_[at->first] = std::move(*at->second);
                else touched_.erase(at->first);
            }
            places_ = places_before;
            dropped_ = dropped_before;
            forget_what_was_read();  // it may have been read after something that is undone
            in_part_ = false;
            throw;
        }
        in_part_ = false;
    }

    Committed commit() override {
        Committed committed;
        committed.settings_changed = settings_changed_;
        if (settings_changed_) tables::count_settings_change(db_);
        write_records(committed);
        db_.commit();
        if (is_counted_) alive_ = db_.connections();
        newest_.note(moment_);
        return committed;
    }

private:
    void forget_what_was_read() {
        stored_.clear();
        expected_.clear();
    }

    struct Touched {
        RecordRow row;
        std::vector<AreaCode> left;
        std::uint64_t place = 0;
    };

    // How a record as it was before this transaction stands in the digests; nothing: it is new.
    using Counted = std::optional<std::pair<DigestKey, std::uint64_t>>;
    static Counted counted_as(const std::optional<RecordRow>& row) {
        if (!row) return std::nullopt;
        return Counted({{row->area, row->form}, state_mark(row->id, row->state)});
    }
    Counted stored_before(const RecordId& id) {
        const auto at = stored_.find(id);
        return at != stored_.end() ? at->second : counted_as(tables::record(db_, id));
    }

    void count(const Touched& touched, std::map<DigestKey, Digest>& differences) {
        if (const Counted before = stored_before(touched.row.id)) differences[before->first].remove(before->second);
        const Counted now = counted_as(touched.row);
        differences[now->first].add(now->second);
    }

    void settings(const auto& write) {
        write();
        settings_changed_ = true;
    }

    void write_records(Committed& committed) {
        std::map<DigestKey, Digest> differences;
        for (const auto& [id, counted] : dropped_)
            if (counted) differences[counted->first].remove(counted->second);
        write_touched(committed, differences);
        for (const auto& [key, difference] : differences)
            tables::change_digest(db_, {key.first, key.second, difference});
    }

    StoreMoment counted() {
        is_counted_ = !touched_.empty() || db_.has_written();
        if (!is_counted_) return tables::moment(db_);
        if (alive_ != db_.connections()) tables::begin_life(db_);
        return tables::count_commit(db_, places_);
    }

    void write_touched(Committed& committed, std::map<DigestKey, Digest>& differences) {
        std::vector<Touched*> in_order;
        for (auto& [id, touched] : touched_) in_order.push_back(&touched);
        std::sort(in_order.begin(), in_order.end(), [](auto* a, auto* b) { return a->place < b->place; });
        moment_ = counted();
        committed.milestone = moment_.milestone;
        committed.position = moment_.position;
        committed.position_before = committed.position - places_;
        std::unordered_map<AreaCode, std::uint64_t> heads;
        for (Touched* touched : in_order) {
            const std::uint64_t position = touched->row.position = committed.position_of(touched->place);
            count(*touched, differences);
            tables::put_record(db_, touched->row);
            heads[touched->row.area] = position;
            if (!touched->left.empty()) tables::drop_leave(db_, touched->row.area, touched->row.id);
            for (const AreaCode& area : touched->left) {
                if (area == touched->row.area) continue;
                tables::put_leave(db_, area, touched->row.id, position);
                heads[area] = position;
            }
        }
        committed.feed_heads.assign(heads.begin(), heads.end());
    }

    SqlTurn turn_;
    NewestSeen& newest_;
    std::uint64_t& alive_;
    StoreMoment moment_;  // to be acknowledged
    std::unordered_map<RecordId, Touched> touched_;
    std::unordered_map<RecordId, Counted> stored_, dropped_;  // dropped: erased by law, as it stood in the digests
    std::unordered_map<RecordId, std::optional<RecordRow>> expected_;  // read before they were asked for
    std::vector<std::pair<RecordId, std::optional<Touched>>> undo_;
    std::uint64_t places_ = 0;
    bool in_part_ = false, settings_changed_ = false, is_counted_ = false;
};

}  // namespace

// What is known is asked before the turn begins: others may commit meanwhile. A database that is behind is left once
// for another of its hosts.
template <class Turn, class Make>
std::unique_ptr<Turn> SqlChangeStore::begin_up_to_date(const Make& make) {
    for (const bool is_first : {true, false}) {
        const StoreMoment known = newest_->get();
        std::unique_ptr<Turn> turn = make();
        if (!is_behind(*turn, known)) return turn;
        turn.reset();
        if (is_first) sql().ask_elsewhere();
    }
    throw DatabaseError(DatabaseError::Kind::unreachable,
                        "it has less than was acknowledged; if it took over alone, run restore --set-back");
}

std::unique_ptr<StoreReader> SqlChangeStore::read() {
    return begin_up_to_date<StoreReader>([this] { return std::make_unique<SqlReader>(sql()); });
}

std::unique_ptr<StoreTransaction> SqlChangeStore::begin() {
    return begin_up_to_date<StoreTransaction>(
        [this] { return std::make_unique<SqlTransaction>(sql(), *newest_, alive_); });
}

}  // namespace nuong
