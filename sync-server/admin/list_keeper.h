// ListKeeper: while the server runs, brings the lists beside the store and beside its backups up to date (kept_lists.h)
// when it starts and whenever somebody was erased, revoked or disabled, by whomever: a page, the parent, the calendar.
// Thread: has one of its own, for which a disk that does not answer makes nobody wait; it ends with it.
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "shared/clock/clock_source.h"
#include "sync-server/admin/data_folder.h"
#include "sync-server/admin/log.h"

namespace nuong::admin {

class ListKeeper {
public:
    // All of them outlive this.
    ListKeeper(std::unique_ptr<ChangeStore> store, const DataFolder& folder, const ClockSource& clock, Log& log);
    ~ListKeeper();  // what was changed before is noted yet
    ListKeeper(const ListKeeper&) = delete;
    ListKeeper& operator=(const ListKeeper&) = delete;

    void settings_changed();  // any thread

private:
    void work();
    void keep();

    std::unique_ptr<ChangeStore> store_;
    const DataFolder& folder_;
    const ClockSource& clock_;
    Log& log_;
    std::string kept_;                       // what the store said when it was noted last
    std::vector<std::string> out_of_reach_;  // as it was told
    Instant tried_{};                        // to reach them
    std::mutex mutex_;
    std::condition_variable wake_;
    bool has_changed_ = true, stopping_ = false;  // guarded by mutex_
    std::thread thread_;
};

}  // namespace nuong::admin
