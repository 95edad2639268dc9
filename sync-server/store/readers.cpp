#include "sync-server/store/readers.h"

namespace nuong {

Readers::Readers(std::vector<std::unique_ptr<ChangeStore>> stores, std::size_t queued_max)
    : stores_(std::move(stores)), queued_max_(queued_max) {
    for (const auto& store : stores_) threads_.emplace_back([this, &store] { work(*store); });
}

Readers::~Readers() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

bool Readers::submit(Job job) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || queue_.size() >= queued_max_) return false;
        queue_.push_back(std::move(job));
    }
    wake_.notify_one();
    return true;
}

void Readers::submit_admitted(Job job) {
    {
        const std::lock_guard lock(mutex_);
        queue_.push_front(std::move(job));  // ahead of requests that have not begun
    }
    wake_.notify_one();
}

std::size_t Readers::queued() {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

void Readers::work(ChangeStore& store) {
    for (;;) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            job = std::move(queue_.front());
            queue_.pop_front();
        }
        job(store);
    }
}

}  // namespace nuong
