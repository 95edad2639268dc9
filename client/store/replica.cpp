#include "client/store/replica.h"

#include <algorithm>
#include <map>
#include <set>

#include "client/store/area_directory.h"
#include "client/store/listing.h"
#include "client/store/store_file.h"
#include "client/store/store_versions.h"
#include "shared/forms/record_fields.h"
#include "shared/merge/merge.h"
#include "shared/merge/policy.h"
#include "shared/model/caseload.h"
#include "shared/protocol/codec.h"

namespace nuong::client {
namespace {

// Of a refused change only the numbers are used up; its values are there when it was accepted after all.
bool is_in_force(const RecordState& state, const Change& change) {
    const Dot first = change.dot_of(0);
    for (const Register& reg : state.registers)
        for (const Head& head : reg.heads)
            if (head.dot.device == first.device && head.dot.n >= first.n && head.dot.n < first.n + change.writes.size())
                return true;
    return false;
}

Result<std::unique_ptr<Replica>> migrated(std::unique_ptr<Replica> replica) {
    if (const auto done = migrate(replica->database(), store_versions()); !done) return done.error();
    replica->forms().load(replica->schemas());
    return replica;
}

}  // namespace

Replica::Replica(Database db)
    : db_(std::move(db)),
      devices_(db_),
      log_(db_),
      records_(db_),
      drafts_(db_),
      schemas_(db_),
      bundles_(db_),
      audit_(db_),
      erased_(db_),
      blobs_(db_),
      preferences_(db_),
      desk_(db_),
      unfinished_files_(db_) {}

Result<std::unique_ptr<Replica>> Replica::open(const std::string& home, const DatabaseKey& key) {
    try {
        return migrated(std::unique_ptr<Replica>(new Replica(Database::open(store_path(home), key))));
    } catch (const DatabaseError& error) {
        return error.error();
    }
}

Result<std::unique_ptr<Replica>> Replica::open_in_memory() {
    return migrated(std::unique_ptr<Replica>(new Replica(Database::open_in_memory())));
}

const AreaTree& Replica::areas() {
    if (!areas_) areas_ = areas_of(schemas_);
    return *areas_;
}

const PlaceNames& Replica::place_names() {
    if (!place_names_) place_names_.emplace(areas());
    return *place_names_;
}

const RoleNames& Replica::role_names() {
    if (!role_names_) role_names_ = role_names_of(schemas_);
    return *role_names_;
}

void Replica::reload_documents() {
    areas_.reset();
    place_names_.reset();
    role_names_.reset();
    forms_.load(schemas_);
}

DeviceInfo Replica::device() {
    auto info = devices_.load();
    if (!info) throw DatabaseError(DatabaseError::Kind::damaged, "the store has no device row");
    return std::move(*info);
}

void Replica::save(const Save& save, Instant wall_now) { save_all({&save, 1}, wall_now); }

void Replica::save_all(std::span<const Save> saves, Instant wall_now) {
    Transaction transaction(db_);
    for (const Save& save : saves) add(save, wall_now);
    transaction.commit();
}

void Replica::add(const Save& save, Instant wall_now) {
    const DeviceInfo device = this->device();
    const auto shown = records_.shown(save.record);
    RecordState state = shown.value_or(RecordState{save.record, save.form, {}, {}});
    if (shown) count_refused_dots(state);
    else  // new here, or it has left since it was opened: all its dots were used, refused or not
        for (const LoggedChange& logged : log_.changes_of(save.record)) mark_used(state, logged.change);
    Change change{.device = device.device,
                  .seq = 0,
                  .group = std::nullopt,
                  .record = save.record,
                  .form = save.form,
                  .form_version = save.form_version,
                  .at = save_time(wall_now + device.clock_offset, state, save.writes),
                  .author = device.user,
                  .n0 = next_n(state, device.device),
                  .writes = save.writes};
    log_.append(change);
    nuong::apply(state, change);
    records_.put_shown(state, listing_of(forms_.find(save.form), state));
    blobs_.name(save.record, attachments_of(change), true);
    if (save.draft) drop_draft(*save.draft);
}

void Replica::drop_draft(const Uuid& draft) {
    drafts_.remove(draft);
    blobs_.let_go(draft);
}

void Replica::discard(const Uuid& draft) {
    Transaction transaction(db_);
    drop_draft(draft);
    transaction.commit();
}

// A refused change's dots are used up: the next save must count on from there, whatever the server has told so far.
void Replica::count_refused_dots(RecordState& state) {
    for (const LoggedChange& logged : log_.refused_changes_of(state.id)) mark_used(state, logged.change);
}

// shown = base joined with the changes that the base does not contain yet.
void Replica::rebuild(const RecordId& record) { rebuild(record, records_.base(record)); }

void Replica::rebuild(const RecordId& record, const std::optional<RecordState>& base) {
    if (erased_.has(record)) return drop(record);
    const auto open = log_.open_changes_of(record);
    if (!base && open.empty()) return drop(record);
    RecordState state = base.value_or(RecordState{record, {}, {}, {}});
    for (const LoggedChange& logged : open) {
        if (logged.state == LogState::acked && base && contains(*base, logged.change)) log_.settle(logged.row);
        else if (logged.is_readable) nuong::apply(state, logged.change);
        else mark_used(state, logged.change);
    }
    blobs_.name(record, attachments_of(state), false);  // what was asked for in vain may have come since
    count_refused_dots(state);
    records_.put_shown(state, listing_of(forms_.find(state.form), state));
}

void Replica::take_state(const protocol::SentState& sent, Applied& applied) {
    const RecordState& state = sent.state;
    if (erased_.has(state.id)) return;  // from a server that has not heard of it yet, or was set back
    ++applied.received;
    blobs_.name(state.id, attachments_of(state), false);
    if (!log_.has_any(state.id))
        return records_.put_base_as_shown(state.id, sent.text, listing_of(forms_.find(state.form), state));
    for (const LoggedChange& logged : log_.refused_changes_of(state.id))
        if (is_in_force(state, logged.change)) log_.settle(logged.row);  // somebody has let it through
    records_.put_base_text(state.id, sent.text);
    rebuild(state.id, state);
}

void Replica::take_verdicts(const protocol::SyncAnswer& answer, DeviceInfo& device, Applied& applied) {
    std::vector<RecordId> touched;
    std::int64_t fresh = 0;  // not those that a relay had taken, and its parent has not
    for (const protocol::Verdict& verdict : answer.verdicts) {
        const auto record = log_.record_of(verdict.seq);
        if (record && verdict.code == protocol::verdict_erased) {
            if (log_.settle_erased(verdict.seq)) ++applied.erased;
            if (verdict.seq > device.acked) ++fresh;
            erase(*record);
            continue;
        }
        if (!record || !log_.refuse(verdict.seq, verdict.code, verdict.message)) continue;
        if (verdict.seq > device.acked) ++fresh;
        touched.push_back(*record);
        ++applied.refused;
    }
    if (answer.acked > device.acked) {
        log_.ack_up_to(answer.acked);
        applied.acked = static_cast<std::int64_t>(answer.acked - device.acked) - fresh;
        device.acked = answer.acked;
    }
    for (const RecordId& record : touched) rebuild(record);
}

// A relay that was behind may have refused what its parent had taken; the parent lists all that it has refused.
void Replica::forgive(const protocol::SyncAnswer& answer, std::uint64_t acked) {
    std::vector<std::uint64_t> still;
    for (const protocol::Verdict& verdict : answer.verdicts) still.push_back(verdict.seq);
    for (const RecordId& record : log_.forgive_up_to(std::min(acked, answer.acked), still))
        if (records_.shown(record)) rebuild(record);
        else log_.settle_acked(record);  // it has left, and its other changes are settled as well
}

void Replica::take_new_identity(DeviceId as, const SigningKey& key, const std::string& token,
                                std::uint64_t taken_up_to) {
    Transaction transaction(db_);
    DeviceInfo device = this->device();
    const std::vector<LoggedChange> retired = log_.retire_from(taken_up_to + 1);
    std::vector<Change> changes;
    for (const LoggedChange& logged : retired)
        if (logged.is_readable && !logged.is_erased) changes.push_back(logged.change);
    Reissued again = reissued(std::move(changes), as, reissue_facts());
    devices_.keep_former({device.device, device.token, bundles_.signing_key().seed});
    device.log_start += log_.last_seq();
    device.device = as;
    device.token = token;
    device.acked = 0;
    device.next_device.reset();
    devices_.save(device);
    bundles_.change_key(key);
    for (Change& change : again.changes) log_.append(change);
    drafts_.rename(again.renamed);
    std::set<RecordId> touched;
    for (const LoggedChange& logged : retired) touched.insert(logged.change.record);
    for (const RecordId& record : touched) rebuild(record);
    collect_files();
    transaction.commit();
}

ReissueFacts Replica::reissue_facts() {
    return {
        .is_counter =
            [this](const FormId& form, const Path& path) {
                const auto known = forms_.find(form);
                return known && forms::policy_of(known->definition, path) == Policy::counter;
            },
        .counted =
            [this](const RecordId& record, const Path& path, Dot dot) {
                const auto written = log_.written(record, path, dot);
                return written ? written->number().value_or(0) : 0;
            },
    };
}

void Replica::take_catalogue(const protocol::SyncAnswer& answer, const std::vector<std::string>& bodies) {
    schemas_.replace_catalogue(*answer.catalogue, bodies);
    reload_documents();
    relist();
}

// A new version of a form may show other titles or find other conflicts.
void Replica::relist() {
    std::vector<RecordId> all;
    {
        ListQuery everything;
        everything.limit = SIZE_MAX >> 1;
        for (const Listing& listing : records_.list(everything)) all.push_back(listing.record);
    }
    for (const RecordId& id : all)
        if (const auto state = records_.shown(id)) records_.put_listing(listing_of(forms_.find(state->form), *state));
}

bool Replica::is_granted(const Listing& listing, const DeviceInfo& device, const AreaTree& tree) {
    if (!device.may_read(listing.form)) return false;
    if (std::find(device.own.begin(), device.own.end(), listing.form) != device.own.end())
        if (const auto state = records_.shown(listing.record); state && !is_case_of(*state, device.user)) return false;
    if (tree.areas().empty()) return true;  // without areas nobody can say what lies outside
    return std::any_of(device.areas.begin(), device.areas.end(),
                       [&](const AreaCode& area) { return tree.is_within(listing.area, area); });
}

// What lies outside the new grants leaves this device; what was not sent yet stays in the log and goes up first.
void Replica::leave_what_is_not_granted(const DeviceInfo& device, Applied& applied) {
    for (const protocol::Cursor& cursor : schemas_.cursors())
        if (std::find(device.areas.begin(), device.areas.end(), cursor.area) == device.areas.end())
            schemas_.drop_cursor(cursor.area);
    const AreaTree& tree = areas();
    ListQuery everything;
    everything.limit = SIZE_MAX >> 1;
    for (const Listing& listing : records_.list(everything)) {
        if (is_granted(listing, device, tree)) continue;
        leave(listing.record);
        ++applied.left;
    }
}

// Work that waited when its area or form was taken away had to stay until the server had it; now it goes as well.
void Replica::leave_what_was_taken(std::uint64_t acked_before, const DeviceInfo& device, Applied& applied) {
    const AreaTree& tree = areas();
    for (const RecordId& record : log_.records_after(acked_before)) {
        const auto listing = records_.listing(record);
        if (!listing || is_granted(*listing, device, tree)) continue;
        leave(record);
        ++applied.left;
    }
}

// What the server has of this record is no longer for this device, its own acknowledged part included.
void Replica::leave(const RecordId& record) {
    records_.drop_base(record);
    log_.settle_acked(record);
    if (log_.has_waiting(record)) rebuild(record);
    else drop(record);
}

void Replica::drop(const RecordId& record) {
    records_.drop(record);
    has_dropped_ = true;
}

// The files of records that are here no more.
void Replica::collect_files() {
    if (has_dropped_) blobs_.collect();
    has_dropped_ = false;
}

void Replica::take_page(const protocol::AreaPage& page, Applied& applied) {
    for (const RecordId& record : page.left) {
        leave(record);
        if (has_doubts_) records_.believe(record);
        ++applied.left;
    }
    for (const protocol::SentState& sent : page.states) {
        take_state(sent, applied);
        if (has_doubts_) records_.believe(sent.state.id);
    }
    schemas_.put_cursor({page.area, page.at});
}

// One pass over the listings.
protocol::Holdings Replica::holdings(Compared what) {
    constexpr std::size_t at_once = 500;  // a save in the window need not wait for all of them
    for (bool is_some_left = true; is_some_left;) {
        Transaction transaction(db_);
        is_some_left = records_.mark_unmarked(at_once);
        transaction.commit();
    }
    const Snapshot moment(db_);
    const DeviceInfo device = this->device();
    const auto is_compared = [&](const FormId& form) {
        const bool is_own = std::find(device.own.begin(), device.own.end(), form) != device.own.end();
        return device.may_read(form) && is_own == (what == Compared::caseload);
    };
    protocol::Holdings holdings(areas());
    std::map<FormId, bool> compared;
    for (const MarkedListing& each : records_.marks()) {
        const auto [at, is_new] = compared.try_emplace(each.form);
        if (is_new) at->second = is_compared(each.form);
        if (at->second) holdings.add(each.area, {each.record, each.mark});
    }
    return holdings;
}

void Replica::doubt(const AreaCode& area, const protocol::Holdings::Doubts& doubts) {
    Transaction transaction(db_);
    if (doubts.lacking.size() > protocol::asked_one_by_one_max) schemas_.put_cursor({area, 0});
    else
        for (const RecordId& record : doubts.lacking) records_.doubt(record);
    for (const RecordId& record : doubts.beyond) records_.doubt(record);
    transaction.commit();
}

void Replica::settle_doubts(const std::vector<RecordId>& asked) {
    Transaction transaction(db_);
    for (const RecordId& record : asked)
        if (records_.holds(record)) records_.note_silence(record);
        else records_.believe(record);
    transaction.commit();
}

void Replica::leave_epoch() {
    Transaction transaction(db_);
    DeviceInfo device = this->device();
    device.epoch = protocol::left_epoch;
    device.milestone.reset();
    devices_.save(device);
    transaction.commit();
}

Applied Replica::apply(const protocol::SyncAnswer& answer, const std::vector<std::string>& bodies, Instant wall_now,
                       DeviceInfo::Word word) {
    Transaction transaction(db_);
    Applied applied;
    DeviceInfo device = this->device();
    if (!device.epoch.empty() && device.epoch != answer.epoch) {
        device.erasures = 0;
        schemas_.reset_cursors();  // another incarnation, or other forms to read: everything is read again
        records_.doubt_all();
        bundles_.doubt_server();
        audit_.doubt_server();
        blobs_.doubt_server();
    }
    if (answer.acked < device.acked) {  // a server restored from a backup: what it has forgotten is sent again
        std::vector<RecordId> touched = log_.refused_after(answer.acked);
        for (const RecordId& record : log_.out_of_sight_after(answer.acked)) touched.push_back(record);
        log_.reopen_after(answer.acked);
        for (const RecordId& record : touched) rebuild(record);
        device.acked = answer.acked;
    }
    const bool is_relay = answer.top.has_value();
    if (!is_relay && !device.epoch.empty() && device.epoch != answer.epoch) forgive(answer, device.acked);
    const std::uint64_t acked_before = device.acked;
    if (answer.top || device.epoch != answer.epoch) device.top = answer.top;
    if (answer.milestone || device.epoch != answer.epoch) device.milestone = answer.milestone;
    device.epoch = answer.epoch;
    device.clock_offset = answer.time - wall_now;
    device.last_sync = device.newest = answer.time;
    device.shut_out.clear();
    if (answer.catalogue) take_catalogue(answer, bodies);
    take_verdicts(answer, device, applied);  // before anything leaves: what is acknowledged need not stay for it
    has_doubts_ = records_.has_doubts_or_silence();
    if (answer.grants) {
        const protocol::Grants before = device.grants();
        device.take(*answer.grants, word);
        applied.has_new_grants = device.grants() != before;
        leave_what_is_not_granted(device, applied);
    }
    std::uint64_t settled = acked_before;  // what is refused after all may have been what kept a record in scope
    for (const protocol::Verdict& verdict : answer.verdicts) settled = std::min(settled, verdict.seq - 1);
    if (device.acked > settled) leave_what_was_taken(settled, device, applied);
    for (const protocol::AreaPage& page : answer.areas) take_page(page, applied);
    if (answer.erased) take_erasures(*answer.erased, device, applied);
    if (answer.desk) desk_.take(*answer.desk, answer.time);
    else if ((answer.grants || answer.catalogue) && !client::sees_desk(schemas_, device.role)) desk_.take({}, {});
    if (answer.seal) bundles_.take_district(*answer.seal);
    bundles_.note_answer();
    forget_erased(device);
    collect_files();
    if (answer.top && !answer.files_ahead) blobs_.note_all_at_top();
    devices_.save(device);
    transaction.commit();
    return applied;
}

}  // namespace nuong::client
