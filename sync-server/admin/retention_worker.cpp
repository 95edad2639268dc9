#include "sync-server/admin/retention_worker.h"

#include "shared/base/time_zone.h"
#include "shared/sqlite/database.h"
#include "sync-server/admin/erasure_list.h"
#include "sync-server/admin/set_aside.h"
#include "sync-server/core/retention.h"

namespace nuong::admin {
namespace {

constexpr std::chrono::minutes first_after{10};  // when the morning's first syncs are through
constexpr std::chrono::hours every{24};
constexpr std::size_t at_once = 1'000;  // the rest goes the next day

}  // namespace

RetentionWorker::RetentionWorker(std::unique_ptr<ChangeStore> store, const SyncService& service, Writer& writer,
                                 std::string folder, int set_aside_days, const ClockSource& clock, Log& log)
    : store_(std::move(store)),
      service_(service),
      writer_(writer),
      folder_(std::move(folder)),
      set_aside_days_(set_aside_days),
      clock_(clock),
      log_(log),
      thread_([this] { work(); }) {}

RetentionWorker::~RetentionWorker() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void RetentionWorker::work() {
    std::unique_lock lock(mutex_);
    for (std::chrono::minutes wait = first_after; !wake_.wait_for(lock, wait, [this] { return stopping_; });
         wait = every) {
        lock.unlock();
        try {
            if (!is_clock_in_doubt()) {
                clear_set_aside();
                erase_expired();
            }
        } catch (const DatabaseError&) {  // whoever needs the store now is told; the next day it is tried again
        }
        lock.lock();
    }
}

bool RetentionWorker::is_clock_in_doubt() {
    const auto jump = clock_jump(*store_->read(), clock_.now());
    if (jump) log_.say(Log::Level::warning, "clock_jump", told_of(*jump));
    return jump.has_value();
}

void RetentionWorker::clear_set_aside() {
    if (set_aside_days_ == 0) return;
    const Instant now = clock_.now();
    auto expired = expired_set_aside(folder_, set_aside_days_, date_of(now, viet_nam_offset));
    if (expired.empty()) return;
    const bool taken = writer_.submit(
        [expired, now](StoreTransaction& transaction) {
            for (const std::string& name : expired) transaction.add_audit(now, "retention", "set_aside_removed", name);
        },
        [expired, folder = folder_](const Result<Committed>& committed) {
            if (!committed) return;  // it goes another day
            for (const std::string& name : expired) (void)remove_set_aside(folder, name);
        });
    static_cast<void>(taken);  // a full queue has more important work
}

void RetentionWorker::erase_expired() {
    const Instant now = clock_.now();
    ExpiredRecords expired;
    {
        const auto reader = store_->read();
        const auto book = service_.book();
        if (!book) return;
        const bool is_relay = reader->upstream().has_value();  // it hears of it from above
        if (!is_relay) expired = expired_records(*reader, *book, now, at_once);
    }
    auto erased = std::make_shared<std::vector<Tombstone>>();
    const bool taken = writer_.submit(
        [expired = std::move(expired), erased, now](StoreTransaction& transaction) {
            const auto& records = expired.records;
            if (!nuong::erase_expired(transaction, records, expired.seen, "retention", now)) return;
            note_retention(transaction, "retention", records.size(), now);
            for (const RecordId& each : records) erased->push_back({each, now, std::string(erasure::expired)});
        },
        [erased, folder = folder_](const Result<Committed>& committed) {
            if (committed) static_cast<void>(note_erasures(folder, *erased));  // else it goes again by itself
        });
    static_cast<void>(taken);  // a full queue has more important work
}

}  // namespace nuong::admin
