#include "sync-server/web/slow_worker.h"

namespace nuong::web {

SlowWorker::~SlowWorker() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

bool SlowWorker::submit(std::function<void()> job) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || waiting_.size() >= waiting_max) return false;
        waiting_.push_back(std::move(job));
    }
    wake_.notify_one();
    return true;
}

void SlowWorker::work() {
    for (;;) {
        std::function<void()> job;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            job = std::move(waiting_.front());
            waiting_.pop_front();
        }
        job();
    }
}

}  // namespace nuong::web
