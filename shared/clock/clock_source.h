// The door through which time enters. Everything else takes an Instant by argument.
#pragma once
#include "shared/base/date.h"

namespace nuong {

class ClockSource {
public:
    virtual ~ClockSource() = default;
    virtual Instant now() const = 0;
};

class RealClockSource final : public ClockSource {
public:
    Instant now() const override;
};

// For tests and simulated worlds: time stands still until somebody moves it.
class FakeClockSource final : public ClockSource {
public:
    explicit FakeClockSource(Instant start) : now_(start) {}
    Instant now() const override { return now_; }
    void advance(std::chrono::milliseconds by) { now_ += by; }
    void set(Instant now) { now_ = now; }

private:
    Instant now_;
};

}  // namespace nuong
