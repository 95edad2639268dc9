// BadLine: a village and a district as two network namespaces, joined by a line that is slow, late and loses packets,
// as the kernel's netem would make it, but without a kernel module: each side has a TUN device, and a thread carries
// the IP packets from one to the other. TCP, TLS and HTTP above it are the real ones.
//
// Thread: the public functions from any one thread.
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace nuong::testing {

struct LineQuality {
    std::chrono::milliseconds delay{0};  // one way
    double loss = 0;                     // 0..1, of packets each way
    std::uint64_t bits_per_second = 0;   // each way; 0: as fast as it goes
};

// 50 kbit/s, 600 ms there and back, one packet of twenty lost.
inline constexpr LineQuality hillside{std::chrono::milliseconds(300), 0.05, 50'000};

class BadLine {
public:
    // Nothing where namespaces or TUN devices may not be made (that takes root).
    static std::unique_ptr<BadLine> lay(LineQuality quality, std::uint64_t seed);
    ~BadLine();
    BadLine(const BadLine&) = delete;
    BadLine& operator=(const BadLine&) = delete;

    void be(LineQuality quality);
    void cut() { is_cut_ = true; }  // packets vanish, as behind a hill
    void mend() { is_cut_ = false; }

    // What goes before a command that runs at one end.
    std::vector<std::string> in_village() const { return in(village_); }
    std::vector<std::string> in_district() const { return in(district_); }
    // The calling thread is in the village from now on, whatever else this process does elsewhere.
    bool enter_village() const;
    static constexpr const char* district_address = "10.77.0.1";

    std::uint64_t bytes_carried() const { return bytes_carried_; }
    std::uint64_t packets_lost() const { return packets_lost_; }

private:
    struct End {
        std::string name;  // of the namespace
        int device = -1;   // TUN
    };
    struct Packet;
    struct Way;

    BadLine(LineQuality quality, std::uint64_t seed) : quality_(quality), chance_(seed) {}
    static std::vector<std::string> in(const End& end) { return {"ip", "netns", "exec", end.name}; }
    bool open(End& end, const std::string& role, const char* address);
    void carry(std::stop_token stop);
    void take(Way& way);
    bool is_lucky();

    std::mutex mutex_;  // guards quality_
    LineQuality quality_;
    std::uint64_t chance_;
    End village_, district_;
    std::atomic<bool> is_cut_ = false;
    std::atomic<std::uint64_t> bytes_carried_ = 0, packets_lost_ = 0;
    std::jthread thread_;  // last: starts when both ends are there
};

}  // namespace nuong::testing
