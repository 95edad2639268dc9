// The morning rush: five thousand enrolled devices sync ten changes each within so many minutes, each over a TLS
// connection of its own, at a server that stores what `--records` says already; then nothing is new for anybody; then
// two thousand come over a 2G line while five hundred connections never come to their point, and the others must not
// notice. On a file and on PostgreSQL. The floor of a visit is GET /healthz over such a connection at the same time.
#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>

#include "tests/bench/bench.h"
#include "tests/bench/people.h"
#include "tests/bench/stopwatch.h"
#include "tests/bench/village_server.h"
#include "tests/rush/crowd.h"
#include "tests/rush/enrolled.h"
#include "tests/rush/slow_line.h"
#include "tests/support/postgres_server.h"

namespace nuong::bench {
namespace {

using namespace rush;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int devices_in_all = 5'000, slow_devices = 2'000, others = 500, drips = 500, looks = 500;
constexpr std::size_t line_of_2g = 2'500;  // bytes a second, 20 kbit/s
constexpr seconds beside_slow{60};

double resident_mb(pid_t pid) {
    std::ifstream in("/proc/" + std::to_string(pid) + "/statm");
    double all = 0, resident = 0;
    in >> all >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

// How much a process holds, looked at now and then.
class Memory {
public:
    explicit Memory(pid_t pid) : pid_(pid), at_start_(resident_mb(pid)) {}
    void look() { most_ = std::max(most_, resident_mb(pid_)); }
    double at_start() const { return at_start_; }
    double most() const { return most_; }

private:
    pid_t pid_;
    double at_start_, most_ = 0;
};

// Each of them once, at moments drawn by chance.
void add_visits(std::vector<Visit>& visits, std::vector<ThinDevice>& devices, milliseconds within,
                std::mt19937_64& random) {
    for (ThinDevice& device : devices)
        visits.push_back({&device, milliseconds(random() % static_cast<std::uint64_t>(within.count()))});
}

void add_looks(std::vector<Visit>& visits, int count, milliseconds within) {
    for (int i = 0; i < count; ++i) visits.push_back({nullptr, within * i / count});
}

std::uint16_t port_of(const std::string& url) {
    return static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
}

class Rush {
public:
    Rush(const Setting& setting, RushPlace place, std::string engine, Section& section)
        : setting_(setting), place_(std::move(place)), engine_(std::move(engine)), section_(section) {}

    void run() {
        auto devices = enrol_devices(place_, devices_in_all, "rush", "outreach_worker");
        auto slow = enrol_devices(place_, slow_devices, "slow", "outreach_worker"),
             fast = enrol_devices(place_, others, "fast", "outreach_worker");
        People people(11);
        const DayOfWork day{read_schema(setting_, "forms/person_register.json"),
                            [&] { return people.person(); },
                            {{"note", "Đã gặp lại, hẹn đầu tháng sau."}}};
        for (auto* some : {&devices, &slow, &fast}) work_a_day(*some, day);
        {
            VillageServer server(place_.folder, setting_.bin, place_.database);
            come_in_the_morning(server, devices);
            find_nothing_new(server, devices);
            come_beside_slow_ones(server, slow, fast);
        }
        tell_losses(devices, slow, fast);
    }

private:
    void tell(const std::string& what, double ours, const std::string& unit, std::optional<double> floor = {}) {
        section_.lines.push_back({engine_ + ": " + what, ours, unit, floor});
    }
    void tell_at_most(const std::string& what, double ours, const std::string& unit, double wanted,
                      std::optional<double> floor = {}) {
        section_.lines.push_back({engine_ + ": " + what, ours, unit, floor, Goal::at_most, wanted});
    }
    void tell_failures(const CrowdResult& result, const std::string& of) {
        tell_at_most(of + " that failed", static_cast<double>(result.failed), "", 0);
        if (result.failed > 0) section_.lines.back().note = result.first_failure;
    }

    static CrowdLine line_to(const VillageServer& server) {
        CrowdLine line;
        line.url = server.url();
        line.certificate = server.certificate();
        return line;
    }

    void come_in_the_morning(const VillageServer& server, std::vector<ThinDevice>& devices) {
        const milliseconds within = std::chrono::minutes(setting_.minutes);
        std::vector<Visit> visits;
        add_visits(visits, devices, within, random_);
        add_looks(visits, looks, within);
        Memory memory(server.pid());
        const Stopwatch watch(server.pid());
        const CrowdResult result = sync_all(std::move(visits), line_to(server), [&] { memory.look(); });
        const Spent spent = watch.read();
        const std::string minutes = std::to_string(setting_.minutes) + " min";
        const double syncs = static_cast<double>(devices.size());
        tell("5,000 devices in " + minutes + ": a sync, median", quantile(result.seconds, 0.5) * 1e3, "ms",
             quantile(result.looked_seconds, 0.5) * 1e3);
        tell_at_most("a sync, p99", quantile(result.seconds, 0.99) * 1e3, "ms", 2'000,
                     quantile(result.looked_seconds, 0.99) * 1e3);
        tell("a sync, the longest", quantile(result.seconds, 1) * 1e3, "ms", quantile(result.looked_seconds, 1) * 1e3);
        tell("processor of the server, a sync", spent.other_cpu / syncs * 1e3, "ms");
        tell("bytes of bodies, a sync", static_cast<double>(result.bytes_up + result.bytes_down) / syncs, "B");
        tell("told to come later", static_cast<double>(result.put_off), "");
        tell_failures(result, "syncs");
        tell("memory of the server, at the start", memory.at_start(), "MB");
        tell("memory of the server, at most", memory.most(), "MB");
    }

    void find_nothing_new(const VillageServer& server, std::vector<ThinDevice>& devices) {
        const auto each_once = [&](CrowdLine line) {
            line.at_once = 32;
            std::vector<Visit> visits;
            for (ThinDevice& device : devices) visits.push_back({&device, milliseconds(0)});
            return sync_all(std::move(visits), line);
        };
        CrowdLine line = line_to(server);
        each_once(line);  // what the others have brought since
        CrowdResult result = each_once(line);
        tell("nothing new, 32 at once, each a new TLS connection",
             static_cast<double>(result.seconds.size()) / result.lasted, "syncs/s");
        tell_failures(result, "of these");
        line.is_new_each_time = false;
        result = each_once(line);
        tell("nothing new, over connections that are open", static_cast<double>(result.seconds.size()) / result.lasted,
             "syncs/s");
        tell_failures(result, "of these");
    }

    void come_beside_slow_ones(const VillageServer& server, std::vector<ThinDevice>& slow,
                               std::vector<ThinDevice>& fast) {
        const std::uint16_t port = port_of(server.url());
        SlowLine narrow(port, line_of_2g);
        const Dripping dripping(port, drips);
        CrowdLine slow_line = line_to(server);
        slow_line.url = "https://127.0.0.1:" + std::to_string(narrow.port());
        std::vector<Visit> many;
        add_visits(many, slow, beside_slow, random_);
        CrowdResult of_slow;
        std::thread crowd([&] { of_slow = sync_all(std::move(many), slow_line); });
        std::vector<Visit> visits;
        add_visits(visits, fast, beside_slow, random_);
        add_looks(visits, looks, beside_slow);
        Memory memory(server.pid());
        const CrowdResult result = sync_all(std::move(visits), line_to(server), [&] { memory.look(); });
        crowd.join();
        tell_at_most("500 in a minute beside 2,000 on 2G lines and 500 that never come to the point: p99",
                     quantile(result.seconds, 0.99) * 1e3, "ms", 2'000, quantile(result.looked_seconds, 0.99) * 1e3);
        tell_failures(result, "of the others");
        tell("a sync on a 2G line, median", quantile(of_slow.seconds, 0.5), "s");
        tell("2G lines at once", static_cast<double>(of_slow.most_at_once), "");
        tell_failures(of_slow, "on 2G lines");
        tell("drips thrown out", static_cast<double>(dripping.thrown_out()), "");
        tell("memory of the server beside them, at most", memory.most(), "MB");
    }

    void tell_losses(const std::vector<ThinDevice>& devices, const std::vector<ThinDevice>& slow,
                     const std::vector<ThinDevice>& fast) {
        std::size_t lost = 0;
        std::uint64_t acked = 0, refused = 0, waiting = 0;
        for (const auto* some : {&devices, &slow, &fast}) {
            lost += lost_changes(place_, *some);
            for (const ThinDevice& device : *some) {
                acked += device.acked();
                refused += device.refused();
                waiting += device.last_seq() - device.acked();
            }
        }
        tell("changes acknowledged", static_cast<double>(acked), "");
        tell_at_most("of these not in the store", static_cast<double>(lost), "", 0);
        tell_at_most("refused", static_cast<double>(refused), "", 0);
        tell_at_most("not sent in the end", static_cast<double>(waiting), "", 0);
    }

    const Setting& setting_;
    RushPlace place_;
    std::string engine_;
    Section& section_;
    std::mt19937_64 random_{7};
};

}  // namespace

Section bench_rush(const Setting& setting) {
    Section section{"rush",
                    "5,000 enrolled devices come with ten changes each to a server with " +
                        std::to_string(setting.records) +
                        " records; floor: GET /healthz at the same time, over a TLS connection of its own as well"};
    const std::string folder = fresh_folder(setting, "rush") + "/district";
    {  // about eight records of each person
        const VillageServer founded(folder, setting.schemas, setting.bin, std::max(setting.records / 8, 1));
    }
    const std::string other = folder + "-postgres";
    std::filesystem::copy(folder, other, std::filesystem::copy_options::recursive);
    Rush(setting, {folder, std::nullopt}, "file", section).run();
    testing::PostgresServer database(fresh_folder(setting, "postgres"));
    const std::string url = database.fresh_store();
    move_store(other, setting.bin, url);
    Rush(setting, {other, url}, "PostgreSQL", section).run();
    return section;
}

}  // namespace nuong::bench
