// SyncWorker: the one background thread of the client. It owns its own connection to the store and the transport, runs
// a SyncSession when asked, and hands back values.
//
// Thread: the public functions are called from the window's thread.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "client/sync/bundle_file.h"
#include "client/sync/enrolment.h"
#include "client/sync/http_transport.h"
#include "client/sync/sync_session.h"

namespace nuong::client {

// A bundle file to be written or taken in.
struct BundleJob {
    bool takes_in = false;
    std::string path;
};

struct BundleEvent {
    BundleJob job;
    Result<BundleCount> count;
};

struct SyncEvent {
    SyncReport report = {};                                   // so far
    std::int64_t bytes_moving_up = 0, bytes_moving_down = 0;  // of the request that runs
    bool finished = false;
    bool stopped = false;              // a person stopped it; what has gone and come stays
    bool enrolled = false;             // this device has just been enrolled
    std::optional<Error> broken = {};  // the enrolment was refused, or the store itself failed: full disk, damaged file
};

class SyncWorker {
public:
    // `notify` is called from the worker whenever there are events to take; it must only wake the window.
    SyncWorker(std::string home, DatabaseKey key, const ClockSource& clock, std::function<void()> notify);
    ~SyncWorker();  // cancels a running exchange and waits for the thread

    // With a code that the district has given for this device, it is confirmed before (enrolment.h).
    void request_sync(const std::string& code = "");
    // The running sync ends soon. Nothing is half done by that.
    void stop_sync();
    // Enrols and then syncs for the first time.
    void request_enrolment(const EnrolmentRequest& request);
    std::vector<SyncEvent> take_events();

    // Sticks are slow: their files are written and read here as well, one after the other.
    void request_bundle(const BundleJob& job);
    std::vector<BundleEvent> take_bundle_events();

private:
    class CancellableTransport;

    void run(std::stop_token stop);
    void sync(std::stop_token stop, const std::optional<EnrolmentRequest>& enrolment, const std::string& code);
    bool is_stopped();
    void emit(SyncEvent event);
    void carry(const BundleJob& job);

    std::string home_;
    DatabaseKey key_;
    const ClockSource& clock_;
    std::function<void()> notify_;
    std::mutex mutex_;  // guards everything up to transport_
    std::condition_variable_any wake_;
    bool wanted_ = false;
    bool is_stopped_ = false;  // the sync that runs
    std::optional<EnrolmentRequest> enrolment_;
    std::string code_;  // of the sync that is wanted
    std::vector<SyncEvent> events_;
    std::deque<BundleJob> bundles_;
    std::vector<BundleEvent> bundle_events_;
    HttpTransport* transport_ = nullptr;  // of the running exchange
    std::jthread thread_;                 // last: starts when everything above is there
};

}  // namespace nuong::client
