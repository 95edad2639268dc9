// Crowd: devices in the field that save and sync without a pause, each on a thread of its own, with the client's own
// code and real HTTPS. They come to both servers in turn; when one does not take them they keep their work and try the
// other. A ledger knows what was acknowledged to each of them, and when.
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace nuong::failover {

using Clock = std::chrono::steady_clock;

// Thread: any.
class Ledger {
public:
    struct Count {
        std::uint64_t acknowledged = 0, retries = 0;
    };

    void saved(std::uint64_t device, std::uint64_t seq, const std::string& hash);
    // Up to and with `seq`, as the device now believes; in that sync the store took so many of `waiting`. More: it had
    // forgotten some that it had acknowledged, and the device sent them again by itself.
    void acknowledged(std::uint64_t device, std::uint64_t seq, std::uint64_t taken, std::uint64_t waiting);
    void retried(const std::string& why);
    void refused() { ++refused_; }

    Count count() const;
    // The longest time from `since` until now in which no device was told "taken".
    std::chrono::duration<double> longest_silence(Clock::time_point since) const;
    std::uint64_t forgotten() const;
    std::uint64_t refusals() const { return refused_; }
    std::set<std::string> reasons() const;  // of retries
    // What was acknowledged to each device by now.
    using Told = std::map<std::uint64_t, std::uint64_t>;
    Told told() const;
    // How many of the changes that `told` speaks of `stored` does not have with their hash: lines "device|seq|hash".
    std::uint64_t missing(const Told& told, const std::string& stored) const;

private:
    struct Device {
        std::map<std::uint64_t, std::string> hashes;  // by seq
        std::uint64_t acknowledged = 0;               // the most that it was ever told
    };
    mutable std::mutex mutex_;
    std::map<std::uint64_t, Device> devices_;
    std::vector<Clock::time_point> times_;
    std::set<std::string> reasons_;
    std::uint64_t acknowledged_ = 0, retries_ = 0, forgotten_ = 0;
    std::atomic<std::uint64_t> refused_ = 0;
};

struct Server {
    std::string url, certificate;
};

class Crowd {
public:
    Crowd(std::string folder, std::vector<Server> servers, Ledger& ledger);
    ~Crowd();

    void enrol(const std::string& user, const std::string& code);
    void work();
    void rest();  // and returns when all do
    // Everybody syncs until nothing moves. What they hold then, each in one word; all of the same village.
    std::vector<std::string> agree();
    std::size_t size() const { return devices_.size(); }

private:
    struct Device;
    void lay_lines();
    void live(Device& device);
    bool sync(Device& device);

    std::string folder_;
    std::vector<Server> servers_;
    Ledger& ledger_;
    std::vector<std::unique_ptr<Device>> devices_;
    std::atomic<bool> rests_ = true;
};

}  // namespace nuong::failover
