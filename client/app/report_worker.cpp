#include "client/app/report_worker.h"

#include <chrono>
#include <utility>

namespace nuong::client {
namespace {

// What is read while it lives is of one moment, whatever a sync brings.
class OneMoment {
public:
    explicit OneMoment(Database& db) : db_(db) { db_.execute("begin"); }
    ~OneMoment() {
        try {
            db_.execute("rollback");
        } catch (const DatabaseError&) {  // the connection goes with it
        }
    }
    OneMoment(const OneMoment&) = delete;
    OneMoment& operator=(const OneMoment&) = delete;

private:
    Database& db_;
};

}  // namespace

ReportWorker::ReportWorker(std::string home, DatabaseKey key, const ClockSource& clock, std::function<void()> notify)
    : home_(std::move(home)), key_(std::move(key)), clock_(clock), notify_(std::move(notify)) {}

ReportWorker::~ReportWorker() { stop(); }

void ReportWorker::stop() {
    if (thread_.joinable()) {
        thread_.request_stop();
        thread_.join();
    }
    const std::lock_guard lock(mutex_);
    news_.reset();
}

void ReportWorker::count(const ReportWish& wish) {
    stop();
    thread_ = std::jthread([this, wish](std::stop_token asked) { run(asked, wish); });
}

std::optional<ReportProgress> ReportWorker::take_news() {
    const std::lock_guard lock(mutex_);
    return std::exchange(news_, std::nullopt);
}

void ReportWorker::tell(std::stop_token stop, ReportProgress news) {
    {
        const std::lock_guard lock(mutex_);
        if (stop.stop_requested()) return;
        news_ = std::move(news);
    }
    notify_();
}

Result<reports::ReportTable> ReportWorker::counted(std::stop_token stop, const ReportWish& wish) {
    constexpr std::chrono::milliseconds telling_interval{200};
    try {
        auto replica = Replica::open(home_, key_);
        if (!replica) return replica.error();
        const OneMoment moment((*replica)->database());
        Workbook workbook(**replica, clock_);
        auto told = std::chrono::steady_clock::now() - telling_interval;
        return count_report(workbook, wish, [&](std::int64_t seen, std::int64_t all) {
            if (const auto now = std::chrono::steady_clock::now(); now - told >= telling_interval) {
                told = now;
                tell(stop, {seen, all});
            }
            return !stop.stop_requested();
        });
    } catch (const DatabaseError& error) {
        return error.error();
    }
}

void ReportWorker::run(std::stop_token stop, const ReportWish& wish) { tell(stop, {0, 0, counted(stop, wish)}); }

}  // namespace nuong::client
