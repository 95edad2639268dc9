#include "client/app/report_worker.h"

#include <chrono>
#include <new>
#include <utility>

#include "client/app/duplicates.h"

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

Error error_of(const std::exception& error) {
    if (const auto* broken = dynamic_cast<const DatabaseError*>(&error)) return broken->error();
    if (dynamic_cast<const std::bad_alloc*>(&error))
        return {ErrorCode::no_space,
                {"Máy không đủ bộ nhớ để làm việc này. Hãy đóng bớt chương trình khác rồi thử lại.",
                 "There is not enough memory for this. Close other programs, then try again."}};
    const std::string why = error.what();
    return {
        ErrorCode::damaged,
        {"Chưa làm xong được, dữ liệu vẫn còn nguyên. Hãy thử lại; nếu vẫn vậy thì báo cán bộ kỹ thuật của huyện. (" +
             why + ")",
         "This could not be done; the data is as it was. Try again, and if it stays so call the district's "
         "technician. (" +
             why + ")"}};
}

Error was_stopped() { return {ErrorCode::refused, {"Đã dừng đếm.", "The count was stopped."}}; }

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

template <class Made>
Result<Made> ReportWorker::worked(std::stop_token stop,
                                  const std::function<Result<Made>(Workbook&, const CountProgress&)>& work) {
    constexpr std::chrono::milliseconds telling_interval{200};
    try {
        auto replica = Replica::open(home_, key_);
        if (!replica) return replica.error();
        const OneMoment moment((*replica)->database());
        Workbook workbook(**replica, clock_);
        auto told = std::chrono::steady_clock::now() - telling_interval;
        return work(workbook, [&](std::int64_t seen, std::int64_t all) {
            if (const auto now = std::chrono::steady_clock::now(); now - told >= telling_interval) {
                told = now;
                tell(stop, {seen, all});
            }
            return !stop.stop_requested();
        });
    } catch (const std::exception& error) {  // what leaves this thread would end the program
        return error_of(error);
    }
}

void ReportWorker::count(const ReportWish& wish) {
    stop();
    thread_ = std::jthread([this, wish](std::stop_token asked) {
        tell(asked,
             {.made = worked<reports::ReportTable>(asked, [&](Workbook& workbook, const CountProgress& progress) {
                  return count_report(workbook, wish, progress, &kept_);
              })});
    });
}

void ReportWorker::find_records(const ReportWish& wish, const reports::FigureAt& at) {
    stop();
    thread_ = std::jthread([this, wish, at](std::stop_token asked) {
        tell(asked, {.found = worked<FigureRecords>(asked, [&](Workbook& workbook, const CountProgress& progress) {
                         return records_behind(workbook, wish, at, progress);
                     })});
    });
}

void ReportWorker::count_trend(const ReportWish& wish, const std::vector<reports::Period>& periods,
                               const reports::FigureAt& at) {
    stop();
    thread_ = std::jthread([this, wish, periods, at](std::stop_token asked) {
        tell(asked, {.trend = worked<FigureTrend>(asked, [&](Workbook& workbook, const CountProgress& progress) {
                         return client::count_trend(workbook, wish, periods, at, progress);
                     })});
    });
}

void ReportWorker::gather(const ListExport& wanted, Instant now) {
    stop();
    thread_ = std::jthread([this, wanted, now](std::stop_token asked) {
        tell(asked, {.gathered = worked<GatheredList>(asked, [&](Workbook& workbook, const CountProgress& progress) {
                         return gather_list(workbook, wanted, now, watch_over_own_connection(home_, key_), progress);
                     })});
    });
}

void ReportWorker::count_duplicates() {
    stop();
    thread_ = std::jthread([this](std::stop_token asked) {
        tell(asked, {.duplicates = worked<std::size_t>(
                         asked, [](Workbook& workbook, const CountProgress& progress) -> Result<std::size_t> {
                             const auto found = duplicates_to_decide(workbook, progress);
                             if (!found) return was_stopped();
                             return found->size();
                         })});
    });
}

}  // namespace nuong::client
