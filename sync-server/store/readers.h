// Readers: a few threads, each with a connection of its own, for everything that reads and computes while the writer
// writes.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "sync-server/store/change_store.h"

namespace nuong {

class Readers {
public:
    using Job = std::function<void(ChangeStore&)>;

    // One thread per store. More than `queued_max` waiting jobs are not taken.
    Readers(std::vector<std::unique_ptr<ChangeStore>> stores, std::size_t queued_max);
    // Finishes what is queued.
    ~Readers();
    Readers(const Readers&) = delete;
    Readers& operator=(const Readers&) = delete;

    [[nodiscard]] bool submit(Job job);
    // The second half of a request that was admitted already: never turned away.
    void submit_admitted(Job job);
    std::size_t threads() const { return threads_.size(); }
    std::size_t queued();  // jobs that wait

private:
    void work(ChangeStore& store);

    std::vector<std::unique_ptr<ChangeStore>> stores_;
    std::size_t queued_max_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace nuong
