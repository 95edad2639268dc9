// The device under a person's hands: its disk, its log as the ledger knows it, and what happens to both.
#include <algorithm>
#include <stdexcept>

#include "shared/model/attachment.h"
#include "shared/protocol/codec.h"
#include "tests/world/room/field_worker.h"

namespace nuong::simulated {
namespace {

const DatabaseKey& key() {
    static const std::array<std::uint8_t, 32> bytes{7};
    static const DatabaseKey made{bytes};
    return made;
}

// A store in which there is nothing yet, made once: to make its tables took a tenth of every world.
const Disk::Image& empty_store() {
    static const Disk::Image made = [] {
        Disk disk;
        if (!client::Replica::open(disk.folder(), key())) throw std::runtime_error("cannot make a store");
        return disk.image();
    }();
    return made;
}

}  // namespace

void FieldWorker::begin() {
    be_nobody();
    enrol();
}

// A new store, of a device that nobody knows.
void FieldWorker::be_nobody() {
    disk_.load(empty_store());
    open();
    client::DeviceInfo info;
    info.device = device_;
    Transaction transaction(replica_->database());
    replica_->devices().save(info);
    transaction.commit();
}

// Whoever found the device had reported it lost: the store goes, with all that was not handed on.
void FieldWorker::be_wiped() {
    around_.story.tell(name_ + "'s store is destroyed, with " + std::to_string(log_.size()) + " saves");
    for (const SaveNumber save : log_) around_.ledger.save(save).was_forgotten = true;
    forget_files();
    replica_.reset();
    log_.clear();
    carried_.clear();
    audit_.clear();
    loose_.clear();
    attached_to_.clear();
    be_nobody();
}

void FieldWorker::open() {
    auto replica = client::Replica::open(disk_.folder(), key());
    if (!replica) throw std::runtime_error(name_ + " cannot open the store: " + replica.error().message.en);
    replica_ = std::move(*replica);
}

void FieldWorker::act(const std::function<void()>& what) {
    try {
        what();
        read_log();
        note_top();
    } catch (const std::exception& error) {
        session_.reset();
        if (disk_.is_off()) return come_back();
        const auto* of_disk = dynamic_cast<const DatabaseError*>(&error);
        if (!of_disk || of_disk->kind() != DatabaseError::Kind::full || !disk_.is_full())
            return complain(std::string("thrown: ") + error.what());
        around_.story.tell(name_ + "'s disk is full: " + of_disk->error().message.en);
        read_log();
    }
    intent_.reset();
    if (disk_.is_off()) come_back();
}

// The power was gone. Every save that was told to be kept is there; one that was under way has happened or has not.
void FieldWorker::come_back() {
    session_.reset();
    replica_.reset();
    disk_.switch_on(around_.chance);
    around_.story.tell(name_ + "'s power was gone and is back");
    open();
    read_log();
    intent_.reset();
}

std::vector<protocol::SentChange> FieldWorker::fresh_rows() {
    Database& db = replica_->database();
    const auto rows = static_cast<std::size_t>(db.integer_of("select coalesce(max(seq), 0) from log"));
    if (rows < log_.size()) complain("a save that was told to be kept is gone");
    std::vector<protocol::SentChange> fresh;
    if (rows <= log_.size()) return fresh;
    Statement bodies = db.prepare("select body from log where seq > ? order by seq");
    bodies.bind(1, static_cast<std::int64_t>(log_.size()));
    while (bodies.step()) {
        auto sent = protocol::decode_sent_change(bodies.text(0));
        if (!sent) throw std::runtime_error("the log holds what cannot be read");
        fresh.push_back(std::move(*sent));
    }
    return fresh;
}

// What a relay says to be at the top is there, or has been.
void FieldWorker::note_top() {
    const client::DeviceInfo info = replica_->device();
    for (std::uint64_t row = info.log_start; row < info.log_start + info.top.value_or(0) && row < log_.size(); ++row) {
        Saved& saved = around_.ledger.save(log_[row]);
        if (!saved.was_on_server && !saved.server_forgot) complain("is told of a save at the top that is not there");
        saved.was_told_at_top = true;
    }
}

void FieldWorker::read_log() {
    read_audit();
    const auto fresh = fresh_rows();
    if (const DeviceId now = replica_->device().device; now != device_) return note_renewals(now, fresh);
    for (const protocol::SentChange& sent : fresh) {
        if (!intent_) return complain("its log holds a save that nobody made");
        for (const Attachment& attachment : attachments_of(sent.change)) loose_.erase(attachment.blob);
        const std::set<SaveNumber> mine(log_.begin(), log_.end());
        log_.push_back(around_.ledger.note(sent.change, sent.text, intent_->seen, intent_->counted, mine));
        intent_.reset();
        if (!around_.ledger.complaint.empty()) complain(around_.ledger.complaint);
    }
}

// A copy of a copy may go on as one device and, in the same run, as yet another.
void FieldWorker::note_renewals(DeviceId as, std::span<const protocol::SentChange> fresh) {
    while (!fresh.empty()) {
        const DeviceId maker = fresh.front().change.device;
        const auto end =
            std::find_if(fresh.begin(), fresh.end(), [&](const auto& sent) { return sent.change.device != maker; });
        const auto length = static_cast<std::size_t>(end - fresh.begin());
        note_renewal(maker, fresh.first(length));
        fresh = fresh.subspan(length);
    }
    if (device_ != as) note_renewal(as, {});
}

// What was made again are the last saves of the old identity, in their order; whether it were the right ones shows at
// the end, when each save must be on the server once.
void FieldWorker::note_renewal(DeviceId as, std::span<const protocol::SentChange> fresh) {
    around_.story.tell(name_ + " was a copy and goes on as " + to_string(as) + ", making " +
                       std::to_string(fresh.size()) + " saves again");
    device_ = as;
    if (fresh.size() > log_.size()) return complain("makes more saves again than there were");
    const std::vector<SaveNumber> again(log_.end() - static_cast<std::ptrdiff_t>(fresh.size()), log_.end());
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        const std::string wrong = around_.ledger.note_again(again[i], fresh[i].change, fresh[i].text);
        if (!wrong.empty()) complain(wrong);
        log_.push_back(again[i]);
    }
}

void FieldWorker::restart() {
    client::ListQuery query;
    query.limit = 1000;
    const auto before = replica_->records().list(query);
    const auto waiting = replica_->log().count(client::LogState::waiting);
    const auto drafts = replica_->drafts().list();
    session_.reset();
    replica_.reset();
    open();
    around_.story.tell(name_ + " starts the program again");
    if (!(replica_->records().list(query) == before) || !(replica_->drafts().list() == drafts) ||
        replica_->log().count(client::LogState::waiting) != waiting)
        complain("something was lost by closing the program");
}

void FieldWorker::step_clock() {
    constexpr std::int64_t ten_years = 10LL * 365 * 24 * 3600 * 1000;
    const auto step = static_cast<std::int64_t>(around_.chance.below(2 * ten_years)) - ten_years;
    clock_.set(around_.headquarters.clock().world().now() + std::chrono::milliseconds(step));
    around_.story.tell(name_ + "'s clock says " + to_string(clock_.now()));
}

void FieldWorker::back_up() {
    around_.story.tell(name_ + "'s folder is copied to a safe place");
    backups_.push_back({disk_.image(), device_, log_, carried_, audit_});
}

void FieldWorker::set_back() {
    if (backups_.empty()) return;
    const DeviceBackup& backup = around_.chance.one_of(backups_);
    for (const SaveNumber save : log_) around_.ledger.save(save).was_forgotten = true;
    forget_files();
    session_.reset();
    replica_.reset();
    disk_.load(backup.disk);
    device_ = backup.device;
    log_ = backup.log;
    carried_ = backup.carried;
    audit_ = backup.audit;
    open();
    around_.story.tell(name_ + "'s device is set back to an old copy with " + std::to_string(log_.size()) + " saves");
}

// Mistakes of a device that show after a request.
void FieldWorker::misbehave_after_step() {
    const bool lost = line_.lost_something;
    line_.lost_something = false;
    client::ChangeLog& log = replica_->log();
    if (around_.bug == Bug::lost_answer_taken_as_ack && lost) log.ack_up_to(log.last_seq());
    if (around_.bug == Bug::eviction_eats_pending && session_->report().left > 0)
        replica_->database().execute(
            "delete from log where seq > (select acked from device) and record in"
            " (select id from record where base is null)");
    if (around_.bug == Bug::file_dropped_with_its_record && session_->report().left > 0) {
        replica_->database().execute("update blob set sent = 1 where sent = 0 and have = size");
        replica_->blobs().collect();
    }
    if (around_.bug != Bug::saved_again_after_lost_answer || !lost || log_.empty()) return;
    if (log.count(client::LogState::waiting) == 0) return;
    const auto record = log.record_of(log.last_seq());
    Change change = log.changes_of(*record).back().change;
    for (std::size_t i = 0; i < change.writes.size(); ++i) change.writes[i].replaces = {change.dot_of(i)};
    replica_->save({change.record, change.form, change.form_version, change.writes, {}}, clock_.now());
    for (const protocol::SentChange& sent : fresh_rows()) {
        (void)around_.ledger.note_again(log_.back(), sent.change, sent.text);
        log_.push_back(log_.back());
    }
}

}  // namespace nuong::simulated
