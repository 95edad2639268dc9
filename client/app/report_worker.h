// ReportWorker: counts a report on a thread of its own, over its own connection to the store, in one moment of it, so
// that the window goes on meanwhile: a district holds two hundred thousand records. Hands back values.
//
// Thread: the public functions are called from the window's thread.
#pragma once
#include <mutex>
#include <optional>
#include <thread>

#include "client/app/device_report.h"

namespace nuong::client {

struct ReportProgress {
    std::int64_t seen = 0, all = 0;
    std::optional<Result<reports::ReportTable>> made = {};  // it is over
};

class ReportWorker {
public:
    // `notify` is called from the worker whenever there is something to take; it must only wake the window.
    ReportWorker(std::string home, DatabaseKey key, const ClockSource& clock, std::function<void()> notify);
    ~ReportWorker();

    void count(const ReportWish& wish);  // instead of what is being counted
    void stop();                         // ends soon; nothing of it is told any more
    std::optional<ReportProgress> take_news();

private:
    void run(std::stop_token stop, const ReportWish& wish);
    Result<reports::ReportTable> counted(std::stop_token stop, const ReportWish& wish);
    void tell(std::stop_token stop, ReportProgress news);

    std::string home_;
    DatabaseKey key_;
    const ClockSource& clock_;
    std::function<void()> notify_;
    std::mutex mutex_;  // guards news_
    std::optional<ReportProgress> news_;
    std::jthread thread_;  // last: stops before anything above goes
};

}  // namespace nuong::client
