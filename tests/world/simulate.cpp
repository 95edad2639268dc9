// nuong-simulate: worlds of devices on a bad network, one per seed. Prints the story of the first seed that goes wrong.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "tests/world/room/shrink.h"

using namespace nuong::simulated;

namespace {

struct Options {
    std::uint64_t seeds = 1'000, first = 1;
    int events = events_usual;
    std::string worlds = "tests/world";
    Bug bug = Bug::none;
    std::set<int> only;  // of the events; empty: all
    bool ok = true;
};

Bug bug_of(const std::string& name) {
    for (const Bug bug : all_bugs())
        if (name == name_of(bug)) return bug;
    return Bug::none;
}

std::set<int> numbers_in(const char* text) {
    std::set<int> events;
    for (char* next = nullptr; *text; text = *next ? next + 1 : next)
        events.insert(static_cast<int>(std::strtol(text, &next, 10)));
    return events;
}

Options options_of(int count, char** words) {
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string name = words[i];
        const char* value = i + 1 < count ? words[++i] : nullptr;
        if (!value) options.ok = false;
        else if (name == "--seeds") options.seeds = std::strtoull(value, nullptr, 10);
        else if (name == "--first") options.first = std::strtoull(value, nullptr, 10);
        else if (name == "--events") options.events = std::atoi(value);
        else if (name == "--worlds") options.worlds = value;
        else if (name == "--bug") options.bug = bug_of(value);
        else if (name == "--only") options.only = numbers_in(value);
        else options.ok = false;
    }
    return options;
}

std::set<int> all_but(const Options& options) {
    std::set<int> others;
    for (int event = 1; event <= options.events && !options.only.empty(); ++event)
        if (!options.only.contains(event)) others.insert(event);
    return others;
}

std::string events_of(const Plan& plan) {
    std::string text;
    for (int event = 1; event <= plan.events; ++event)
        if (!plan.left_out.contains(event)) text += (text.empty() ? "" : ",") + std::to_string(event);
    return text;
}

void tell(const Shrunk& shrunk) {
    for (const std::string& line : shrunk.outcome.story) std::printf("%s\n", line.c_str());
    const auto seed = static_cast<unsigned long long>(shrunk.plan.seed);
    std::printf("seed %llu: %s\n", seed, shrunk.outcome.trouble.c_str());
    std::printf("again, with the %zu events of %d that it takes: nuong-simulate --seeds 1 --first %llu --only %s\n",
                shrunk.events(), shrunk.plan.events, seed, events_of(shrunk.plan).c_str());
}

}  // namespace

int main(int count, char** words) {
    const Options options = options_of(count, words);
    if (!options.ok || options.seeds == 0) {
        std::fprintf(stderr,
                     "nuong-simulate [--seeds N] [--first K] [--events N] [--only EVENT,EVENT...] [--bug NAME]\n"
                     "    [--worlds FOLDER]\n");
        return 2;
    }
    const District district = District::read(options.worlds);
    const auto start = std::chrono::steady_clock::now();
    std::size_t saves = 0, conflicts = 0, refused = 0, renewed = 0, forgotten = 0;
    for (std::uint64_t n = 0; n < options.seeds; ++n) {
        const std::uint64_t seed = options.first + n;
        const Plan plan{seed, options.bug, options.events, all_but(options)};
        const Outcome outcome = live_once(district, plan);
        if (!outcome.trouble.empty()) {
            tell(shrink(district, plan));
            return 1;
        }
        saves += outcome.saves;
        conflicts += outcome.conflicts;
        refused += outcome.refused;
        renewed += outcome.renewed;
        forgotten += outcome.forgotten;
        if ((n + 1) % 100 != 0 && n + 1 != options.seeds) continue;
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        std::printf(
            "%llu worlds well: %zu writes; at their ends %zu conflicts, %zu refusals, %zu saves lawfully lost; %zu "
            "copies "
            "recognised late; %.1f s\n",
            static_cast<unsigned long long>(n + 1), saves, conflicts, refused, forgotten, renewed, seconds);
        std::fflush(stdout);
    }
    return 0;
}
