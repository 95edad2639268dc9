// UpstreamWorker: the thread of a relay that speaks to the parent: soon after something was saved here, and every while
// otherwise. When the parent cannot be reached it tries again, later each time; devices notice nothing of it.
//
// Thread: the public functions may be called from any thread.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

#include "client/sync/http_transport.h"
#include "client/sync/retry_policy.h"
#include "sync-server/http/http_server.h"
#include "sync-server/relay/upstream_session.h"

namespace nuong {

class UpstreamWorker {
public:
    struct Heard {
        std::function<void(const Message&)> words;  // the parent is lost, or it is back
        // The district has reported this relay lost, and what it holds must be destroyed; nothing is asked any more.
        // The row is how the parent knew it.
        std::function<void(const UpstreamRow&)> order_to_wipe;
    };
    // `heard` is called on the worker's thread.
    UpstreamWorker(std::unique_ptr<ChangeStore> store, SyncService& service, const ClockSource& clock, Heard heard);
    ~UpstreamWorker();  // cancels a running exchange and waits for the thread

    void something_was_saved();
    // What only the parent can decide: a device that wants to enrol here, a bundle that somebody has carried here.
    // Answered when the parent has, and what follows from it is known here.
    void pass_on(HttpRequest request, HttpReply reply);

private:
    struct PassedOn {
        HttpRequest request;
        HttpReply reply;
    };

    void work(std::stop_token stop);
    void exchange();
    void answer_for_parent(std::deque<PassedOn> waiting);

    std::unique_ptr<ChangeStore> store_;
    SyncService& service_;
    const ClockSource& clock_;
    Heard heard_;
    client::HttpTransport transport_;
    client::RetryPolicy policy_{{std::chrono::seconds(20), std::chrono::seconds(4), std::chrono::minutes(5)}};
    std::uint64_t held_back_ = 0;  // devices, as last told
    bool is_over_ = false;         // ordered to wipe
    std::mutex mutex_;             // guards what follows
    std::condition_variable_any wake_;
    bool is_due_ = true;
    std::deque<PassedOn> passed_on_;
    std::jthread thread_;  // last: starts when everything above is there
};

}  // namespace nuong
