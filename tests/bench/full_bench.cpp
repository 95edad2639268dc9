// What an exchange costs a server that holds little and one that holds a hundred times as much: a made-up district, and
// two workers of another one, whose devices hold the same both times. The small server is the floor of the large one.
// In a file and on PostgreSQL.
#include <algorithm>
#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>

#include "tests/bench/bench.h"
#include "tests/bench/field_device.h"
#include "tests/bench/stopwatch.h"
#include "tests/bench/village_server.h"
#include "tests/support/postgres_server.h"

namespace nuong::bench {
namespace {

constexpr int records_per_person = 8;  // about, in the demo
constexpr int times_more = 100;
constexpr int exchanges = 15, records_each = 20;
constexpr double flat = 1.5;  // what measuring twice may differ by

struct Cost {
    std::vector<double> nothing_ms, push_ms, pull_ms, push_cpu, pull_cpu;
};

class District {
public:
    // In the database when one is named.
    District(const Setting& setting, const std::string& name, int records, const std::optional<std::string>& database)
        : folder_(fresh_folder(setting, name)),
          server_(server_of(setting, folder_ + "/server", records / records_per_person, database)),
          lan_(home("lan"), "lan"),
          minh_(home("minh"), "minh"),
          people_(static_cast<std::uint64_t>(records)) {
        for (FieldDevice* device : {&lan_, &minh_}) {
            device->enrol(server_.url(), server_.code_for(device == &lan_ ? "lan" : "minh"));
            device->sync();
        }
        lan_.sync();
    }

    Cost measure() {
        Cost cost;
        for (int i = 0; i < exchanges; ++i) {
            const Stopwatch idle;
            lan_.sync();
            cost.nothing_ms.push_back(idle.read().seconds * 1e3);
            lan_.add_people(people_, records_each);
            const Stopwatch up(server_.pid());
            if (lan_.sync().pushed != records_each) throw std::runtime_error("not every record was pushed");
            note(up.read(), cost.push_ms, cost.push_cpu);
            const Stopwatch down(server_.pid());
            if (minh_.sync().received != records_each) throw std::runtime_error("not every record was pulled");
            note(down.read(), cost.pull_ms, cost.pull_cpu);
            lan_.sync();
        }
        return cost;
    }

private:
    static VillageServer server_of(const Setting& setting, const std::string& folder, int people,
                                   const std::optional<std::string>& database) {
        if (database) return VillageServer(folder, setting.schemas, setting.bin, people, *database);
        return VillageServer(folder, setting.schemas, setting.bin, people);
    }
    std::string home(const std::string& name) const {
        const std::string path = folder_ + "/" + name;
        std::filesystem::create_directories(path);
        return path;
    }
    static void note(const Spent& spent, std::vector<double>& ms, std::vector<double>& cpu) {
        ms.push_back(spent.seconds * 1e3);
        cpu.push_back(spent.other_cpu * 1e3);
    }

    std::string folder_;
    VillageServer server_;
    FieldDevice lan_, minh_;
    People people_;
};

double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

using Databases = std::function<std::optional<std::string>()>;  // each time another one; nothing: a file

void add_costs(const Setting& setting, const std::string& engine, const Databases& fresh, Section& section) {
    Cost small, large;
    {
        District district(setting, "little", setting.records, fresh());
        small = district.measure();
    }
    {
        District district(setting, "much", setting.records * times_more, fresh());
        large = district.measure();
    }
    const auto add = [&](const char* what, double ours, double floor) {
        section.lines.push_back({engine + ": " + what, ours, "ms", floor, Goal::at_most, flat, true});
    };
    add("nothing new", median(large.nothing_ms), median(small.nothing_ms));
    add("push of 20 new records", median(large.push_ms), median(small.push_ms));
    add("pull of 20 new records", median(large.pull_ms), median(small.pull_ms));
    // Counted in steps of 10 ms, so only their mean says something.
    section.lines.push_back({engine + ": push: processor, server", mean(large.push_cpu), "ms", mean(small.push_cpu)});
    section.lines.push_back({engine + ": pull: processor, server", mean(large.pull_cpu), "ms", mean(small.pull_cpu)});
}

}  // namespace

Section bench_full(const Setting& setting) {
    Section section{"full", std::to_string(setting.records * times_more) + " stored records; floor: the same with " +
                                std::to_string(setting.records)};
    add_costs(
        setting, "file", [] { return std::optional<std::string>(); }, section);
    testing::PostgresServer database(fresh_folder(setting, "postgres"));
    add_costs(
        setting, "PostgreSQL", [&] { return std::optional(database.fresh_store()); }, section);
    return section;
}

}  // namespace nuong::bench
