#include "client/sync/sync_worker.h"

#include <utility>

#include "client/store/door_facts.h"

namespace nuong::client {
namespace {

constexpr std::chrono::milliseconds telling_interval{400};  // what moves; what is done is told at once

}  // namespace

SyncWorker::SyncWorker(std::string home, DatabaseKey key, const ClockSource& clock, std::function<void()> notify)
    : home_(std::move(home)),
      key_(std::move(key)),
      clock_(clock),
      notify_(std::move(notify)),
      thread_([this](std::stop_token stop) { run(stop); }) {}

SyncWorker::~SyncWorker() {
    thread_.request_stop();
    const std::lock_guard lock(mutex_);
    if (transport_) transport_->cancel();
}

void SyncWorker::request_sync(const std::string& code) {
    {
        const std::lock_guard lock(mutex_);
        code_ = code;
        wanted_ = true;
        is_stopped_ = false;
    }
    wake_.notify_one();
}

void SyncWorker::stop_sync() {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
    if (transport_) transport_->cancel();
}

bool SyncWorker::is_stopped() {
    const std::lock_guard lock(mutex_);
    return is_stopped_;
}

void SyncWorker::request_bundle(const BundleJob& job) {
    {
        const std::lock_guard lock(mutex_);
        bundles_.push_back(job);
    }
    wake_.notify_one();
}

std::vector<BundleEvent> SyncWorker::take_bundle_events() {
    const std::lock_guard lock(mutex_);
    return std::exchange(bundle_events_, {});
}

std::vector<SyncEvent> SyncWorker::take_events() {
    const std::lock_guard lock(mutex_);
    return std::exchange(events_, {});
}

void SyncWorker::emit(SyncEvent event) {
    {
        const std::lock_guard lock(mutex_);
        events_.push_back(std::move(event));
    }
    notify_();
}

void SyncWorker::request_enrolment(const EnrolmentRequest& request) {
    {
        const std::lock_guard lock(mutex_);
        enrolment_ = request;
        wanted_ = true;
        is_stopped_ = false;
    }
    wake_.notify_one();
}

void SyncWorker::run(std::stop_token stop) {
    while (!stop.stop_requested()) {
        std::optional<EnrolmentRequest> enrolment;
        std::string code;
        std::optional<BundleJob> bundle;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return wanted_ || !bundles_.empty(); })) return;
            if (!bundles_.empty()) {
                bundle = std::move(bundles_.front());
                bundles_.pop_front();
            } else {
                wanted_ = false;
                enrolment = std::exchange(enrolment_, std::nullopt);
                code = std::exchange(code_, "");
            }
        }
        if (bundle) {
            carry(*bundle);
            continue;
        }
        try {
            sync(stop, enrolment, code);
        } catch (const DatabaseError& error) {
            emit({.finished = true, .broken = error.error()});
        }
    }
}

void SyncWorker::carry(const BundleJob& job) {
    const auto work = [&]() -> Result<BundleCount> {
        try {
            auto replica = Replica::open(home_, key_);
            if (!replica) return replica.error();
            return job.takes_in ? import_bundle(**replica, job.path, clock_.now())
                                : export_bundle(**replica, job.path, clock_.now());
        } catch (const DatabaseError& error) {
            return error.error();
        }
    };
    BundleEvent event{job, work()};
    {
        const std::lock_guard lock(mutex_);
        bundle_events_.push_back(std::move(event));
    }
    notify_();
}

// The transport that cancelling reaches, for as long as it lives.
class SyncWorker::CancellableTransport {
public:
    CancellableTransport(SyncWorker& worker, HttpTransport& transport) : worker_(worker) {
        const std::lock_guard lock(worker_.mutex_);
        worker_.transport_ = &transport;
    }
    ~CancellableTransport() {
        const std::lock_guard lock(worker_.mutex_);
        worker_.transport_ = nullptr;
    }
    CancellableTransport(const CancellableTransport&) = delete;
    CancellableTransport& operator=(const CancellableTransport&) = delete;

private:
    SyncWorker& worker_;
};

namespace {

// Of a confirmation that was not given: the code is asked for again.
SyncEvent not_confirmed(const Error& error, bool stopped) {
    SyncEvent event{.finished = true, .stopped = stopped};
    event.report.outcome = error.code == ErrorCode::unreachable ? SyncOutcome::offline : SyncOutcome::refused;
    event.report.message = error.message;
    event.report.needs_code = true;
    return event;
}

}  // namespace

void SyncWorker::sync(std::stop_token stop, const std::optional<EnrolmentRequest>& enrolment, const std::string& code) {
    const auto broken = [this](const Error& error) { emit({.finished = true, .broken = error}); };
    auto replica = Replica::open(home_, key_);
    if (!replica) return broken(replica.error());
    if (enrolment) prepare_device(**replica, *enrolment);
    const DeviceInfo device = (*replica)->device();
    HttpTransport transport(device.server, device.ca_file);
    const CancellableTransport cancellable(*this, transport);  // let go also when the store throws
    if (stop.stop_requested() || is_stopped()) transport.cancel();
    const auto enrolled = enrolment ? enroll(**replica, transport, *enrolment) : Status(Done{});
    if (!enrolled) return broken(enrolled.error());
    const auto confirmed = code.empty() ? Status(Done{}) : confirm_device(**replica, transport, code);
    if (!confirmed) return emit(not_confirmed(confirmed.error(), is_stopped()));
    SyncSession session(**replica, transport, clock_);
    SyncEvent event{.enrolled = enrolment.has_value()};
    auto told = std::chrono::steady_clock::now();
    transport.watch([&](std::int64_t up, std::int64_t down) {
        const auto now = std::chrono::steady_clock::now();
        if (now - told < telling_interval) return;
        told = now;
        SyncEvent moving = event;
        moving.bytes_moving_up = up;
        moving.bytes_moving_down = down;
        emit(std::move(moving));
    });
    bool goes_on = true;  // after the last step: there was more to do
    while (!stop.stop_requested() && !is_stopped() && (goes_on = session.step())) {
        event.report = session.report();
        emit(event);
    }
    (void)keep_door_facts(**replica, home_, key_);  // tried again after the next one
    event.report = session.report();
    event.finished = true;
    event.stopped = is_stopped() && (goes_on || event.report.outcome == SyncOutcome::offline);
    emit(std::move(event));
}

}  // namespace nuong::client
