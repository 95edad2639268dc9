// RetentionWorker: once a day, while the server runs, erases what its form's days are over for (core/retention.h), and
// what of earlier stores has been aside for long enough (set_aside.h). Not while the clock is in doubt: it says so.
// Thread: has one of its own, which ends with it.
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "shared/clock/clock_source.h"
#include "sync-server/admin/log.h"
#include "sync-server/core/sync_service.h"
#include "sync-server/store/writer.h"

namespace nuong::admin {

class RetentionWorker {
public:
    // `folder`: the server's. `set_aside_days`: 0 keeps for ever. `writer` and `log` outlive this.
    RetentionWorker(std::unique_ptr<ChangeStore> store, const SyncService& service, Writer& writer, std::string folder,
                    int set_aside_days, const ClockSource& clock, Log& log);
    ~RetentionWorker();
    RetentionWorker(const RetentionWorker&) = delete;
    RetentionWorker& operator=(const RetentionWorker&) = delete;

private:
    void work();
    bool is_clock_in_doubt();
    void erase_expired();
    void clear_set_aside();

    std::unique_ptr<ChangeStore> store_;
    const SyncService& service_;
    Writer& writer_;
    std::string folder_;
    int set_aside_days_;
    const ClockSource& clock_;
    Log& log_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace nuong::admin
