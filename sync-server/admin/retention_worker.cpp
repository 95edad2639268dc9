#include "sync-server/admin/retention_worker.h"

#include "shared/sqlite/database.h"
#include "sync-server/admin/erasure_list.h"
#include "sync-server/core/erasure.h"
#include "sync-server/core/retention.h"

namespace nuong::admin {
namespace {

constexpr std::chrono::minutes first_after{10};  // when the morning's first syncs are through
constexpr std::chrono::hours every{24};
constexpr std::size_t at_once = 1'000;  // the rest goes the next day

}  // namespace

RetentionWorker::RetentionWorker(std::unique_ptr<ChangeStore> store, const SyncService& service, Writer& writer,
                                 std::string folder, const ClockSource& clock)
    : store_(std::move(store)),
      service_(service),
      writer_(writer),
      folder_(std::move(folder)),
      clock_(clock),
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
            erase_expired();
        } catch (const DatabaseError&) {  // whoever needs the store now is told; the next day it is tried again
        }
        lock.lock();
    }
}

void RetentionWorker::erase_expired() {
    const Instant now = clock_.now();
    std::vector<Tombstone> expired;
    {
        const auto reader = store_->read();
        const auto book = service_.book();
        if (!book || reader->upstream()) return;  // a relay hears of it from above
        for (const RecordId& record : expired_records(*reader, *book, now, at_once))
            expired.push_back({record, now, std::string(erasure::expired)});
    }
    if (expired.empty() || !note_erasures(folder_, expired)) return;
    const bool taken = writer_.submit(
        [expired = std::move(expired), now](StoreTransaction& transaction) {
            std::vector<RecordId> records;
            for (const Tombstone& tombstone : expired) records.push_back(tombstone.record);
            erase(transaction, records, erasure::expired, "retention", now);
        },
        [](const Result<Committed>&) {});
    static_cast<void>(taken);  // a full queue has more important work
}

}  // namespace nuong::admin
