// Writer: the one thread that writes. Jobs of many requests share one commit, so the disk is waited for once for all of
// them; each job is a part of its own, so a bad one fails alone. Nobody is told "done" before the commit.
#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "shared/base/result.h"
#include "sync-server/store/change_store.h"

namespace nuong {

struct WriterLimits {
    std::size_t jobs_queued = 2'000;
    std::size_t jobs_per_commit = 200;
};

class Writer {
public:
    using Job = std::function<void(StoreTransaction&)>;
    // Called on the writer's thread: the job is durable with this commit, or nothing of it was kept.
    using Answer = std::function<void(const Result<Committed>&)>;
    using AfterCommit = std::function<void(const Committed&)>;

    // `after_commit` runs on the writer's thread before anybody is told.
    Writer(std::unique_ptr<ChangeStore> store, WriterLimits limits, AfterCommit after_commit);
    // Finishes what is queued.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // False when the queue is full: ask the device to come back.
    [[nodiscard]] bool submit(Job job, Answer answer);

    std::uint64_t commits() const { return commits_; }
    std::size_t queued();

private:
    struct Queued {
        Job job;
        Answer answer;
        std::optional<Error> failure;
    };

    void work();
    void tidy();
    Committed run_together(std::deque<Queued>& jobs);
    Committed commit_together(std::deque<Queued>& jobs);

    std::unique_ptr<ChangeStore> store_;
    WriterLimits limits_;
    AfterCommit after_commit_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Queued> queue_;
    bool stopping_ = false;
    std::atomic<std::uint64_t> commits_ = 0;
    std::thread thread_;
};

}  // namespace nuong
