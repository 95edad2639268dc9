// nuong-simulate: worlds of devices on a bad network, one per seed. Prints the story of the first seed that goes wrong.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "tests/world/room/world.h"

using namespace nuong::simulated;

namespace {

struct Options {
    std::uint64_t seeds = 1'000, first = 1;
    int events = events_usual;
    std::string schemas = "schemas";
    bool ok = true;
};

Options options_of(int count, char** words) {
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string name = words[i];
        const char* value = i + 1 < count ? words[++i] : nullptr;
        if (!value) options.ok = false;
        else if (name == "--seeds") options.seeds = std::strtoull(value, nullptr, 10);
        else if (name == "--first") options.first = std::strtoull(value, nullptr, 10);
        else if (name == "--events") options.events = std::atoi(value);
        else if (name == "--schemas") options.schemas = value;
        else options.ok = false;
    }
    return options;
}

void tell(std::uint64_t seed, const Outcome& outcome) {
    for (const std::string& line : outcome.story) std::printf("%s\n", line.c_str());
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), outcome.trouble.c_str());
}

}  // namespace

int main(int count, char** words) {
    const Options options = options_of(count, words);
    if (!options.ok || options.seeds == 0) {
        std::fprintf(stderr, "nuong-simulate [--seeds N] [--first K] [--events N] [--schemas FOLDER]\n");
        return 2;
    }
    const District district = District::read(options.schemas);
    const auto start = std::chrono::steady_clock::now();
    std::size_t saves = 0, conflicts = 0, refused = 0;
    for (std::uint64_t n = 0; n < options.seeds; ++n) {
        const std::uint64_t seed = options.first + n;
        const Outcome outcome = live_once(district, seed, Bug::none, options.events);
        if (!outcome.trouble.empty()) {
            tell(seed, outcome);
            return 1;
        }
        saves += outcome.saves;
        conflicts += outcome.conflicts;
        refused += outcome.refused;
        if ((n + 1) % 100 != 0 && n + 1 != options.seeds) continue;
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        std::printf("%llu worlds well: %zu writes, %zu conflicts and %zu refusals at their ends, %.1f s\n",
                    static_cast<unsigned long long>(n + 1), saves, conflicts, refused, seconds);
        std::fflush(stdout);
    }
    return 0;
}
