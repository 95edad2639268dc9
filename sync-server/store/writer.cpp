#include "sync-server/store/writer.h"

#include <iterator>

#include "shared/sqlite/database.h"

namespace nuong {
namespace {

Error error_of(const std::exception& exception) {
    if (const auto* database = dynamic_cast<const DatabaseError*>(&exception)) return database->error();
    const std::string detail = exception.what();
    return {ErrorCode::damaged, {"Lỗi bên trong máy chủ: " + detail, "An error inside the server: " + detail}};
}

// After these the transaction itself may be gone; only a fresh one can tell.
bool spoils_the_transaction(const std::exception& exception) {
    const auto* database = dynamic_cast<const DatabaseError*>(&exception);
    return database && database->kind() != DatabaseError::Kind::misuse;
}

}  // namespace

Writer::Writer(std::unique_ptr<ChangeStore> store, WriterLimits limits, AfterCommit after_commit)
    : store_(std::move(store)), limits_(limits), after_commit_(std::move(after_commit)) {
    store_->tidy_later();
    thread_ = std::thread([this] { work(); });
}

Writer::~Writer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

bool Writer::submit(Job job, Answer answer) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || queue_.size() >= limits_.jobs_queued) return false;
        queue_.push_back({std::move(job), std::move(answer), std::nullopt});
    }
    wake_.notify_one();
    return true;
}

std::size_t Writer::queued() {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

void Writer::work() {
    tidy();
    for (;;) {
        std::deque<Queued> jobs;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            const auto count = static_cast<std::ptrdiff_t>(std::min(queue_.size(), limits_.jobs_per_commit));
            std::move(queue_.begin(), queue_.begin() + count, std::back_inserter(jobs));
            queue_.erase(queue_.begin(), queue_.begin() + count);
        }
        const Committed committed = run_together(jobs);
        for (Queued& job : jobs)
            job.answer(job.failure ? Result<Committed>(*job.failure) : Result<Committed>(committed));
        tidy();
    }
}

void Writer::tidy() {
    try {
        store_->tidy();
    } catch (const std::exception&) {  // nothing was promised; a disk that is full or broken tells the next commit
    }
}

Committed Writer::run_together(std::deque<Queued>& jobs) {
    try {
        return commit_together(jobs);
    } catch (const std::exception& exception) {
        for (Queued& job : jobs)
            if (!job.failure) job.failure = error_of(exception);
    }
    return {};
}

Committed Writer::commit_together(std::deque<Queued>& jobs) {
    const auto transaction = store_->begin();
    for (Queued& queued : jobs) {
        try {
            transaction->part([&] { queued.job(*transaction); });
        } catch (const std::exception& exception) {
            if (spoils_the_transaction(exception)) throw;
            queued.failure = error_of(exception);
        }
    }
    const Committed committed = transaction->commit();
    ++commits_;
    after_commit_(committed);
    return committed;
}

}  // namespace nuong
