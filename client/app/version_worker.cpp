#include "client/app/version_worker.h"

#include <atomic>
#include <mutex>
#include <thread>
#include <utility>

#include "client/sync/http_transport.h"
#include "client/sync/report_desk.h"
#include "client/sync/sealed_line.h"
#include "shared/reports/frozen_table.h"

namespace nuong::client {
namespace {

// The server may count every record before it says anything.
constexpr HttpTimeouts while_it_counts{std::chrono::seconds(15), std::chrono::seconds(300), std::chrono::seconds(180)};

// The table of the report that was asked for, whatever else may come.
Result<reports::ReportTable> table_in(const protocol::ReportsAnswer& answer, const protocol::ReportsRequest& request) {
    auto table = reports::decode_table(answer.table);
    const auto period = reports::parse_period(request.period);  // the console may have written it by its days
    const bool is_meant = table && period && table->report == request.report && table->period.first == period->first &&
                          table->period.last == period->last;
    return is_meant ? std::move(table) : Result<reports::ReportTable>(nonsense());
}

}  // namespace

Result<VersionNews> ask_versions(Transport& transport, const std::string& token, const VersionWish& wish) {
    auto answer = ask_reports(transport, token, wish.request);
    if (!answer) return answer.error();
    VersionNews news{answer->versions, answer->is_there_already, answer->unlocked, {}, {}};
    if (wish.request.ask != protocol::ReportsRequest::Ask::table) return news;
    auto table = table_in(*answer, wish.request);
    if (!table) return table.error();
    if (!wish.compares) {
        news.table = std::move(*table);
        return news;
    }
    protocol::ReportsRequest request = wish.request;
    request.version = wish.other;
    const auto beside = ask_reports(transport, token, request);
    if (!beside) return beside.error();
    const auto other = table_in(*beside, request);
    if (!other) return other.error();
    news.versions = beside->versions;
    news.difference = reports::difference_between(*table, *other);
    return news;
}

// One wish on its way, with the thread that it has.
class VersionWorker::Question {
public:
    Question(const DistrictLine& line, const VersionWish& wish, std::function<void()> notify)
        : transport_(line.server, line.ca_file, while_it_counts),
          thread_([this, token = line.token, seal = line.seal, wish, notify = std::move(notify)] {
              SealedLine sealed(transport_, [&] { return seal; });
              auto news = ask_versions(sealed, token, wish);
              {
                  const std::lock_guard lock(mutex_);
                  news_ = std::move(news);
              }
              has_ended_ = true;
              notify();
          }) {}
    ~Question() { transport_.cancel(); }
    Question(const Question&) = delete;
    Question& operator=(const Question&) = delete;

    void cancel() { transport_.cancel(); }
    bool has_ended() const { return has_ended_; }
    std::optional<Result<VersionNews>> take_news() {
        const std::lock_guard lock(mutex_);
        return std::exchange(news_, std::nullopt);
    }

private:
    HttpTransport transport_;
    std::mutex mutex_;  // guards news_
    std::optional<Result<VersionNews>> news_;
    std::atomic<bool> has_ended_ = false;
    std::jthread thread_;  // last: starts when everything above is there
};

VersionWorker::VersionWorker(std::function<void()> notify) : notify_(std::move(notify)) {}

VersionWorker::~VersionWorker() {
    give_up();
    for (const auto& question : given_up_) question->cancel();
}

void VersionWorker::ask(const DistrictLine& line, const VersionWish& wish) {
    give_up();
    asked_ = std::make_unique<Question>(line, wish, notify_);
}

void VersionWorker::give_up() {
    if (asked_) {
        asked_->cancel();
        given_up_.push_back(std::move(asked_));
    }
    given_up_.remove_if([](const auto& question) { return question->has_ended(); });
}

std::optional<Result<VersionNews>> VersionWorker::take_news() {
    if (!asked_ || !asked_->has_ended()) return std::nullopt;
    auto news = asked_->take_news();
    asked_.reset();
    return news;
}

}  // namespace nuong::client
