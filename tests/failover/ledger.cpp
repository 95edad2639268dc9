#include <algorithm>
#include <sstream>

#include "tests/failover/crowd.h"

namespace nuong::failover {

void Ledger::saved(std::uint64_t device, std::uint64_t seq, const std::string& hash) {
    const std::lock_guard lock(mutex_);
    devices_[device].hashes[seq] = hash;
}

void Ledger::acknowledged(std::uint64_t id, std::uint64_t seq, std::uint64_t taken, std::uint64_t waiting) {
    const std::lock_guard lock(mutex_);
    Device& device = devices_[id];
    if (seq < device.acknowledged) forgotten_ += device.acknowledged - seq;
    if (taken > waiting) forgotten_ += taken - waiting;
    if (seq <= device.acknowledged) return;
    acknowledged_ += seq - device.acknowledged;
    device.acknowledged = seq;
    times_.push_back(Clock::now());
}

void Ledger::retried(const std::string& why) {
    const std::lock_guard lock(mutex_);
    ++retries_;
    reasons_.insert(why);
}

Ledger::Count Ledger::count() const {
    const std::lock_guard lock(mutex_);
    return {acknowledged_, retries_};
}

std::chrono::duration<double> Ledger::longest_silence(Clock::time_point since) const {
    const std::lock_guard lock(mutex_);
    Clock::duration longest{0};
    Clock::time_point last = since;
    const auto look = [&](Clock::time_point at) {
        longest = std::max(longest, at - last);
        last = at;
    };
    for (const Clock::time_point at : times_)
        if (at > since) look(at);
    look(Clock::now());
    return longest;
}

std::uint64_t Ledger::forgotten() const {
    const std::lock_guard lock(mutex_);
    return forgotten_;
}

std::set<std::string> Ledger::reasons() const {
    const std::lock_guard lock(mutex_);
    return reasons_;
}

Ledger::Told Ledger::told() const {
    const std::lock_guard lock(mutex_);
    Told told;
    for (const auto& [id, device] : devices_) told[id] = device.acknowledged;
    return told;
}

std::uint64_t Ledger::missing(const Told& told, const std::string& stored) const {
    std::set<std::string> lines;
    std::istringstream in(stored);
    for (std::string line; std::getline(in, line);) lines.insert(line);
    const std::lock_guard lock(mutex_);
    std::uint64_t missing = 0;
    for (const auto& [id, last] : told)
        for (std::uint64_t seq = 1; seq <= last; ++seq) {
            const std::string line = std::to_string(static_cast<std::int64_t>(id)) + "|" + std::to_string(seq) + "|" +
                                     devices_.at(id).hashes.at(seq);
            if (!lines.contains(line)) ++missing;
        }
    return missing;
}

}  // namespace nuong::failover
