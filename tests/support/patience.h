// Waiting for what another thread or process does: as long as a loaded machine may need, and never without an end.
#pragma once
#include <chrono>
#include <thread>

namespace nuong::test {

// Asks `is_done` again and again. False: it did not come about.
template <class Done>
bool waits_until(Done is_done, std::chrono::seconds limit = std::chrono::seconds(60)) {
    const auto start = std::chrono::steady_clock::now();
    while (!is_done()) {
        if (std::chrono::steady_clock::now() - start > limit) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return true;
}

}  // namespace nuong::test
