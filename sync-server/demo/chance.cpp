#include "sync-server/demo/chance.h"

namespace nuong::demo {

// SplitMix64 (Steele, Lea, Flood 2014): one 64-bit state, integers only.
std::uint64_t Chance::next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

std::uint32_t Chance::below(std::uint32_t count) {
    return count == 0 ? 0 : static_cast<std::uint32_t>((next() >> 32) * count >> 32);
}

int Chance::between(int least, int most) {
    return least + static_cast<int>(below(static_cast<std::uint32_t>(most - least + 1)));
}

bool Chance::percent(double share) { return below(1'000'000) < static_cast<std::uint32_t>(share * 10'000); }

const std::string& Chance::weighted(const std::vector<std::pair<std::string, double>>& shares) {
    static const std::string none;
    double all = 0;
    for (const auto& [name, share] : shares) all += share;
    double at = all * below(1'000'000) / 1'000'000;
    for (const auto& [name, share] : shares) {
        if (at < share) return name;
        at -= share;
    }
    return shares.empty() ? none : shares.back().first;
}

int Chance::times(double mean) {
    const int whole = static_cast<int>(mean);
    return whole + (percent((mean - whole) * 100) ? 1 : 0);
}

}  // namespace nuong::demo
