#include "sync-server/admin/log.h"

#include <nlohmann/json.hpp>
#include <ostream>

#include "shared/base/harmless_text.h"
#include "shared/base/json.h"

namespace nuong::admin {
namespace {

const char* name_of(Log::Level level) {
    switch (level) {
        case Log::Level::info: return "info";
        case Log::Level::warning: return "warning";
        case Log::Level::error: return "error";
    }
    return "error";
}

}  // namespace

void Log::say(Level level, std::string_view event, const Message& message, std::initializer_list<Number> numbers) {
    Json line{{"time", to_string(clock_.now())},
              {"level", name_of(level)},
              {"event", event},
              {"message", message.in(language_)}};
    for (const Number& number : numbers) line[std::string(number.name)] = number.value;
    const std::string text = harmless_lines(dump_json(line)) + "\n";
    const std::lock_guard lock(mutex_);
    out_.clear();  // a line that could not be written is no reason to be silent for ever
    out_ << text << std::flush;
}

void Trouble::failed(const Message& why) {
    const Instant now = clock_.now();
    const std::lock_guard lock(mutex_);
    if (!since_) {
        since_ = now;
        failed_ = 0;
        was_told_ = false;
    }
    ++failed_;
    const bool is_due = !told_ || now < *told_ || now - *told_ >= told_every;
    if (is_due) tell(why, now);
}

void Trouble::tell(const Message& why, Instant now) {
    log_.say(Log::Level::error, name_ + "_failed", why, {{"requests", failed_}});
    told_ = now;
    was_told_ = true;
}

void Trouble::well() {
    const std::lock_guard lock(mutex_);
    if (!since_) return;
    const auto lasted = std::chrono::duration_cast<std::chrono::seconds>(clock_.now() - *since_);
    since_.reset();
    if (!was_told_) return;
    log_.say(Log::Level::info, name_ + "_well", {"Đã hoạt động lại bình thường.", "It works again."},
             {{"requests", failed_}, {"seconds", std::max<std::int64_t>(lasted.count(), 0)}});
}

}  // namespace nuong::admin
