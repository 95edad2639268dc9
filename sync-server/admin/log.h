// Log: what a running server says of itself, one JSON object a line on standard error, where the system's journal takes
// it:
//
//   {"event":"store_failed","level":"error","message":"...","requests":12,"time":"2024-03-01T07:00:00.000Z"}
//
// What happened to the machine and how often. Nothing of records, people, accounts, devices or areas: whoever may read
// the journal need not be one of those who may know them.
//
// Thread: any.
#pragma once
#include <chrono>
#include <initializer_list>
#include <iosfwd>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/clock/clock_source.h"

namespace nuong::admin {

class Log {
public:
    enum class Level { info, warning, error };
    struct Number {
        std::string_view name;
        std::int64_t value = 0;
    };

    Log(std::ostream& out, const ClockSource& clock, Language language)
        : out_(out), clock_(clock), language_(language) {}
    // `event`: a stable name for programs that watch; the message is for people.
    void say(Level level, std::string_view event, const Message& message, std::initializer_list<Number> numbers = {});

private:
    std::ostream& out_;
    const ClockSource& clock_;
    Language language_;
    std::mutex mutex_;
};

// Trouble: what fails for one request after the other is told when it begins, once a minute while it lasts, and when it
// is over.
class Trouble {
public:
    // "<name>_failed" while it lasts, "<name>_well" when it is over.
    Trouble(Log& log, const ClockSource& clock, std::string name) : log_(log), clock_(clock), name_(std::move(name)) {}
    void failed(const Message& why);  // one request
    void well();                      // one request

    static constexpr std::chrono::minutes told_every{1};

private:
    void tell(const Message& why, Instant now);

    Log& log_;
    const ClockSource& clock_;
    std::string name_;
    std::mutex mutex_;
    std::optional<Instant> since_;  // it has been failing
    std::optional<Instant> told_;   // last
    bool was_told_ = false;         // of this time
    std::int64_t failed_ = 0;       // of this time
};

}  // namespace nuong::admin
