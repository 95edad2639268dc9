// Typing a name into the search of a device with many people: from each key to the rows that the screen shows.
#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "client/app/session.h"
#include "shared/base/text.h"
#include "tests/bench/bench.h"
#include "tests/bench/old_device.h"
#include "tests/bench/people.h"
#include "tests/bench/process.h"
#include "tests/bench/stopwatch.h"

namespace nuong::bench {
namespace {

struct Keys {
    double p50_ms = 0, p99_ms = 0, worst_ms = 0, first_ms = 0, cpu_p99_ms = 0, floor_p99_ms = 0, keys = 0;
};

// What people type: a name without marks, some with a year, some of nobody who is there.
std::vector<std::string> words_to_type(int count) {
    People people(7);
    std::vector<std::string> words;
    for (int i = 0; i < count; ++i) {
        const Fields person = people.person();
        std::string text = fold_for_search(find(person, "full_name")->text());
        if (i % 4 == 1) text += " " + std::to_string(static_cast<int>(*find(person, "birth_year")->number()));
        if (i % 4 == 2) text = find(person, "phone")->text();
        if (i % 4 == 3) text += " khong co ai ten nay";
        words.push_back(text);
    }
    return words;
}

double at_rank(std::vector<double> values, double rank) {
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(rank * static_cast<double>(values.size())))];
}

// The floor: the same letters in one piece of memory, looked through once for the words typed so far. `seen` keeps the
// work from being left out.
double seconds_to_look_through(const std::string& memory, const std::string& text, std::size_t& seen) {
    const Stopwatch watch;
    const char *at = memory.data(), *const end = at + memory.size();
    while ((at = static_cast<const char*>(memmem(at, static_cast<std::size_t>(end - at), text.data(), text.size())))) {
        ++seen;
        ++at;
    }
    return watch.read().seconds;
}

std::unique_ptr<client::Session> unlocked(const std::string& home, const ClockSource& clock) {
    client::SessionOptions options;
    options.home = home;
    options.pin_cost = cheap_pin;
    auto session = std::make_unique<client::Session>(options, clock, [] {});
    session->perform(client::ChooseUser{device_user});
    session->perform(client::Unlock{device_pin});
    session->receive();
    if (!session->is_open()) throw std::runtime_error("the session did not open");
    session->view_model();
    return session;
}

Keys type_words(const Setting& setting, const std::string& home, const client::Action& open) {
    const RealClockSource clock;
    const auto session = unlocked(home, clock);
    Keys keys;
    const Stopwatch first;
    session->perform(open);
    session->perform(client::Search{"q"});
    session->view_model();
    keys.first_ms = first.read().seconds * 1e3;
    std::string memory;
    People people(1);
    for (int i = 0; i < setting.records; ++i)
        memory += fold_for_search(find(people.person(), "full_name")->text()) + " 1985 0912345678 ";
    std::vector<double> spent, cpu, floor;
    std::size_t seen = 0;
    for (const std::string& words : words_to_type(20 * setting.rounds))
        for (std::size_t length = 1; length <= words.size(); ++length) {
            const std::string typed = words.substr(0, length);
            const Stopwatch watch;
            session->perform(client::Search{typed});
            session->view_model();
            const Spent read = watch.read();
            spent.push_back(read.seconds * 1e3);
            cpu.push_back(read.own_cpu * 1e3);
            floor.push_back(seconds_to_look_through(memory, typed, seen) * 1e3);
        }
    keys.keys = static_cast<double>(spent.size());
    keys.p50_ms = median(spent);
    keys.p99_ms = at_rank(spent, 0.99);
    keys.worst_ms = at_rank(spent, 1);
    keys.cpu_p99_ms = at_rank(cpu, 0.99);
    keys.floor_p99_ms = at_rank(floor, 0.99);
    if (seen == 0) throw std::runtime_error("the floor found nothing");
    return keys;
}

void add_lines(Section& section, const std::string& where, const Keys& keys) {
    section.lines.push_back({where + ": a key, p99", keys.p99_ms, "ms", keys.floor_p99_ms, Goal::at_most, 10, false,
                             "of " + std::to_string(static_cast<int>(keys.keys)) +
                                 " keys; floor: one look through the same letters in memory"});
    section.lines.push_back({where + ": a key, half of them", keys.p50_ms, "ms"});
    section.lines.push_back({where + ": a key, p99 of processor time", keys.cpu_p99_ms, "ms"});
    section.lines.push_back({where + ": the worst key", keys.worst_ms, "ms"});
    section.lines.push_back({where + ": the first one after unlocking", keys.first_ms, "ms"});
}

}  // namespace

Section bench_search(const Setting& setting) {
    const std::string home = fresh_folder(setting, "search");
    apart([&] { return furnish_device(setting, home), 0.0; });
    Section section{"search", "typing among " + std::to_string(setting.records) + " people, without marks"};
    add_lines(section, "everywhere", apart([&] { return type_words(setting, home, client::OpenSearch{}); }));
    add_lines(section, "the list of people", apart([&] { return type_words(setting, home, client::OpenPeople{}); }));
    return section;
}

}  // namespace nuong::bench
