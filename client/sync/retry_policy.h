// RetryPolicy: how long to wait before the next sync that nobody asked for. Twice as long after every failure, and
// never the same for two devices that lost the same server (half of it is left to chance); what the server asked for is
// kept in any case.
#pragma once
#include <algorithm>
#include <chrono>
#include <cstdint>

namespace nuong::client {

class RetryPolicy {
public:
    using Milliseconds = std::chrono::milliseconds;
    struct Waits {
        Milliseconds usual;  // after success
        Milliseconds first;  // after one failure
        Milliseconds most;
    };
    explicit RetryPolicy(Waits waits) : waits_(waits) {}

    bool is_failing() const { return failures_ > 0; }
    void succeeded() { failures_ = 0; }
    void failed(Milliseconds asked_for = Milliseconds(0)) {
        ++failures_;
        asked_for_ = asked_for;
    }
    // `chance` is any random number.
    Milliseconds wait(std::uint64_t chance) const {
        if (failures_ == 0) return waits_.usual;
        const Milliseconds wait = std::min(waits_.most, waits_.first * (1 << std::min(failures_ - 1, 16)));
        const auto half = static_cast<std::uint64_t>(wait.count() / 2);
        return asked_for_ + wait / 2 + Milliseconds(chance % (half + 1));
    }

private:
    Waits waits_;
    int failures_ = 0;
    Milliseconds asked_for_{0};
};

}  // namespace nuong::client
