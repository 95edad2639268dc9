// RateLimit: how often an address may be wrong before it has to wait. Forgets after a window; bounded in memory.
//
// Thread: any.
#pragma once
#include <map>
#include <mutex>
#include <string>

#include "shared/base/date.h"

namespace nuong {

class RateLimit {
public:
    RateLimit(std::size_t most_per_address, std::size_t most_in_all, std::chrono::milliseconds window)
        : most_per_address_(most_per_address), most_in_all_(most_in_all), window_(window) {}

    bool allows(const std::string& address, Instant now);
    void note(const std::string& address, Instant now);

private:
    void forget(Instant now);

    std::size_t most_per_address_;
    std::size_t most_in_all_;
    std::chrono::milliseconds window_;
    std::mutex mutex_;
    Instant window_start_{};
    std::map<std::string, std::size_t> counts_;
    std::size_t in_all_ = 0;
};

}  // namespace nuong
