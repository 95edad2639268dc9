// ReportWorker: counts a report or who stands twice in a register, or reads what goes into files, on a thread of its
// own, over its own connection to the store, in one moment of it, so that the window goes on meanwhile: a district
// holds two hundred thousand records. Hands back values.
//
// Thread: the public functions are called from the window's thread.
#pragma once
#include <mutex>
#include <optional>
#include <thread>

#include "client/app/device_report.h"
#include "client/app/list_export.h"

namespace nuong::client {

struct ReportProgress {
    std::int64_t seen = 0, all = 0;
    std::optional<Result<reports::ReportTable>> made = {};  // it is over
    std::optional<Result<FigureRecords>> found = {};        // ... when records were asked for
    std::optional<Result<FigureTrend>> trend = {};          // ... or one row over periods
    std::optional<Result<GatheredList>> gathered = {};      // ... or the files of a list
    std::optional<Result<std::size_t>> duplicates = {};     // ... or how many there are to decide (duplicates.h)
};

class ReportWorker {
public:
    // `notify` is called from the worker whenever there is something to take; it must only wake the window.
    ReportWorker(std::string home, DatabaseKey key, const ClockSource& clock, std::function<void()> notify);
    ~ReportWorker();

    // Instead of what is being counted. The last wish once more costs little: see KeptCount.
    void count(const ReportWish& wish);
    // Which records make up one of its numbers, instead of what is being counted.
    void find_records(const ReportWish& wish, const reports::FigureAt& at);
    void count_trend(const ReportWish& wish, const std::vector<reports::Period>& periods, const reports::FigureAt& at);
    void gather(const ListExport& wanted, Instant now);  // the files of a list; they are not to be seen yet
    void count_duplicates();
    void stop();  // ends soon; nothing of it is told any more
    std::optional<ReportProgress> take_news();

private:
    // What `work` makes of the store as it is now.
    template <class Made>
    Result<Made> worked(std::stop_token stop, const std::function<Result<Made>(Workbook&, const CountProgress&)>& work);
    void tell(std::stop_token stop, ReportProgress news);

    std::string home_;
    DatabaseKey key_;
    const ClockSource& clock_;
    std::function<void()> notify_;
    std::mutex mutex_;  // guards news_
    std::optional<ReportProgress> news_;
    KeptCount kept_;       // the thread's, while there is one
    std::jthread thread_;  // last: stops before anything above goes
};

}  // namespace nuong::client
