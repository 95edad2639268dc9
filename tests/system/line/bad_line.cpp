#include "tests/system/line/bad_line.h"

#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>

#include "tests/support/process.h"

namespace nuong::testing {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t packet_bytes_max = 2048;
constexpr const char* device_name = "line0";

bool enter(const std::string& name) {
    const int space = ::open(("/var/run/netns/" + name).c_str(), O_RDONLY | O_CLOEXEC);
    if (space < 0) return false;
    const bool is_inside = ::setns(space, CLONE_NEWNET) == 0;
    ::close(space);
    return is_inside;
}

// The device belongs to the namespace that the thread is in which makes it; the descriptor can be used from any.
int tun_in(const std::string& name) {
    int device = -1;
    std::thread([&] {
        if (!enter(name)) return;
        device = ::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
        if (device < 0) return;
        ifreq request{};
        request.ifr_flags = IFF_TUN | IFF_NO_PI;
        std::strncpy(request.ifr_name, device_name, IFNAMSIZ - 1);
        if (::ioctl(device, TUNSETIFF, &request) == 0) return;
        ::close(device);
        device = -1;
    }).join();
    return device;
}

bool ip(std::vector<std::string> words) {
    words.insert(words.begin(), "ip");
    return run_process(words).exit_code == 0;
}

}  // namespace

struct BadLine::Packet {
    Clock::time_point arrives;
    std::string bytes;
};

// One direction. Packets leave in the order in which they came.
struct BadLine::Way {
    int from, to;
    std::deque<Packet> under_way;
    std::size_t bytes_under_way = 0;
    Clock::time_point free_from{};  // when the line has sent what was put into it
};

std::unique_ptr<BadLine> BadLine::lay(LineQuality quality, std::uint64_t seed) {
    if (::geteuid() != 0) return nullptr;
    std::unique_ptr<BadLine> line(new BadLine(quality, seed));
    if (!line->open(line->district_, "district", "10.77.0.1/24")) return nullptr;
    if (!line->open(line->village_, "village", "10.77.0.2/24")) return nullptr;
    line->thread_ = std::jthread([raw = line.get()](std::stop_token stop) { raw->carry(stop); });
    return line;
}

BadLine::~BadLine() {
    thread_ = {};  // stops and joins
    for (const End* end : {&village_, &district_}) {
        if (end->device >= 0) ::close(end->device);
        if (!end->name.empty()) ip({"netns", "del", end->name});
    }
}

bool BadLine::open(End& end, const std::string& role, const char* address) {
    const std::string name = "nuong-" + role + "-" + std::to_string(::getpid());
    if (!ip({"netns", "add", name})) return false;
    end.name = name;
    end.device = tun_in(name);
    return end.device >= 0 && ip({"-n", name, "addr", "add", address, "dev", device_name}) &&
           ip({"-n", name, "link", "set", device_name, "up"}) && ip({"-n", name, "link", "set", "lo", "up"});
}

bool BadLine::enter_village() const { return enter(village_.name); }

void BadLine::be(LineQuality quality) {
    const std::lock_guard lock(mutex_);
    quality_ = quality;
}

// xorshift64*: the same packets are lost whenever the same are sent.
bool BadLine::is_lucky() {
    chance_ ^= chance_ >> 12;
    chance_ ^= chance_ << 25;
    chance_ ^= chance_ >> 27;
    const double number = static_cast<double>((chance_ * 0x2545F4914F6CDD1DULL) >> 11) * 0x1.0p-53;
    return number >= quality_.loss;
}

void BadLine::take(Way& way) {
    std::array<char, packet_bytes_max> buffer;
    const std::lock_guard lock(mutex_);
    for (ssize_t size; (size = ::read(way.from, buffer.data(), buffer.size())) > 0;) {
        const auto bytes = static_cast<std::uint64_t>(size);
        // A queue of about two seconds, as modems have it; what does not fit is lost.
        const std::size_t room = std::max<std::size_t>(16'000, quality_.bits_per_second / 8 * 2);
        const bool is_full = quality_.bits_per_second > 0 && way.bytes_under_way + bytes > room;
        if (is_cut_ || is_full || !is_lucky()) {
            ++packets_lost_;
            continue;
        }
        const auto now = Clock::now();
        way.free_from = std::max(way.free_from, now);
        if (quality_.bits_per_second > 0)
            way.free_from += std::chrono::nanoseconds(bytes * 8 * 1'000'000'000 / quality_.bits_per_second);
        way.under_way.push_back({way.free_from + quality_.delay, std::string(buffer.data(), bytes)});
        way.bytes_under_way += bytes;
        bytes_carried_ += bytes;
    }
}

void BadLine::carry(std::stop_token stop) {
    Way up{village_.device, district_.device, {}, 0, {}}, down{district_.device, village_.device, {}, 0, {}};
    while (!stop.stop_requested()) {
        std::array<pollfd, 2> wait{{{up.from, POLLIN, 0}, {down.from, POLLIN, 0}}};
        const bool is_busy = !up.under_way.empty() || !down.under_way.empty();
        ::poll(wait.data(), wait.size(), is_busy ? 1 : 50);
        for (Way* way : {&up, &down}) {
            take(*way);
            while (!way->under_way.empty() && way->under_way.front().arrives <= Clock::now()) {
                const std::string& bytes = way->under_way.front().bytes;
                if (!is_cut_) (void)!::write(way->to, bytes.data(), bytes.size());
                way->bytes_under_way -= bytes.size();
                way->under_way.pop_front();
            }
        }
    }
}

}  // namespace nuong::testing
