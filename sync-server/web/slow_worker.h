// SlowWorker: one thread for what takes long and much memory (passphrases), so that a flood of logins can neither hold
// up the devices nor exhaust the machine.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace nuong::web {

class SlowWorker {
public:
    static constexpr std::size_t waiting_max = 16;

    SlowWorker() : thread_([this] { work(); }) {}
    // Finishes what waits.
    ~SlowWorker();
    SlowWorker(const SlowWorker&) = delete;
    SlowWorker& operator=(const SlowWorker&) = delete;

    // False: too many wait. `job` must not throw.
    [[nodiscard]] bool submit(std::function<void()> job);

private:
    void work();

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> waiting_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace nuong::web
