// How many pushes a second several processes bring into one PostgreSQL database, each push a transaction of its own
// with ten new records, as if no two devices ever came at the same moment; and the same from groups of twenty, as a
// server gathers them when they do. The floor is pgbench with as many clients that insert the same rows without looking
// at any; by itself a push may take twice as long as there, as beside SQLCipher (sync), and gathered ones bring as many
// records as any server is to take. What was counted as committed must be in the store.
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>
#include <thread>

#include "sync-server/store/postgres_change_store.h"
#include "tests/bench/bench.h"
#include "tests/support/postgres_server.h"
#include "tests/support/process.h"
#include "tests/support/test_store.h"

namespace nuong::bench {
namespace {

using Random = std::mt19937_64;

constexpr int records_in_push = 10;
constexpr double of_floor_wanted = 0.5, records_per_second_wanted = 10'000;
constexpr std::chrono::seconds each_takes{4};
const std::string state(700, 's'), body(500, 'b');  // about what a record of 20 fields has, and its change

struct Counted {
    std::atomic<bool> begins, stops;
    std::atomic<std::uint64_t> pushes;
};

Uuid random_id(Random& random) {
    Uuid id;
    for (std::uint8_t& byte : id.bytes) byte = static_cast<std::uint8_t>(random());
    return id;
}

// What the core does with one: looks at the device and at each record, keeps the change and the new state.
void push(StoreTransaction& transaction, DeviceId device, std::uint64_t& seq, Random& random) {
    transaction.device(device);
    for (int i = 0; i < records_in_push; ++i) {
        ChangeRow change;
        change.device = device;
        change.seq = ++seq;
        change.record = random_id(random);
        change.author = "lan";
        change.body = body;
        static_cast<void>(transaction.is_erased(change.record));
        static_cast<void>(transaction.record(change.record));
        transaction.add_change(change);
        transaction.put_record({change.record, "person_register", "0307" + std::to_string(random() % 10), state, 0},
                               {});
    }
    transaction.set_progress(device, seq, Hash{}, Instant{});
}

[[noreturn]] void push_until_told(const std::string& url, int number, int group, Counted& counted) {
    const auto store = std::move(PostgresChangeStore::open(url, testing::test_key()).value());
    const DeviceId device{std::random_device()() + std::uint64_t{0xF0000000} * static_cast<unsigned>(number + 1)};
    Random random(device.value);
    std::uint64_t seq = 0;
    while (!counted.begins) std::this_thread::yield();
    while (!counted.stops) {
        const auto transaction = store->begin();
        for (int i = 0; i < group; ++i) transaction->part([&] { push(*transaction, device, seq, random); });
        transaction->commit();
        counted.pushes += static_cast<std::uint64_t>(group);
    }
    ::_exit(0);
}

struct Pushed {
    double per_second = 0;
    std::uint64_t records = 0;  // committed, at least
};

Pushed push_for_a_while(const std::string& url, int processes, int group) {
    void* memory = ::mmap(nullptr, sizeof(Counted), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::runtime_error("mmap");
    auto& counted = *new (memory) Counted{};
    std::vector<pid_t> children;
    for (int i = 0; i < processes; ++i) {
        children.push_back(::fork());
        if (children.back() == 0) push_until_told(url, i, group, counted);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(500));  // all are connected
    counted.begins = true;
    std::this_thread::sleep_for(each_takes);
    counted.stops = true;
    const double pushes = static_cast<double>(counted.pushes);
    for (const pid_t child : children) ::waitpid(child, nullptr, 0);
    const std::uint64_t committed = counted.pushes;
    ::munmap(memory, sizeof(Counted));
    return {pushes / std::chrono::duration<double>(each_takes).count(), committed * records_in_push};
}

double records_in(const testing::PostgresServer& server, const std::string& url) {
    return std::stod(server.ask(url, "select count(*) from record"));
}

// The same rows, indexes and commits, and no question asked.
double floor_per_second(const testing::PostgresServer& server, const std::string& url, const std::string& folder,
                        int clients) {
    const std::string script = folder + "/push.sql";
    {
        std::ofstream out(script);
        out << "\\set device random(1, 1000000000000)\nbegin;\n";
        for (int i = 0; i < records_in_push; ++i)
            out << "\\set id random(1, 1000000000000)\n"
                << "insert into change(device, seq, hash, link, rid, author, received, verdict, reason_vi, reason_en, "
                   "body)"
                << " values(:device, " << i
                << ", sha256('h'), sha256('l'), int8send(:id) || int8send(:device), 'lan', 0,"
                << " '', '', '', convert_to(repeat('b', " << body.size() + 40 << "), 'UTF8'));\n"
                << "insert into record(rid, form, area, pos, state) values(int8send(:id) || int8send(:device),"
                << " 'person_register', '03076', :id, convert_to(repeat('s', " << state.size() + 40 << "), 'UTF8'));\n";
        out << "commit;\n";
    }
    const auto result = testing::run_process({server.programs() + "/pgbench", "--no-vacuum", "--time",
                                              std::to_string(each_takes.count()), "--client", std::to_string(clients),
                                              "--protocol", "prepared", "--file", script, url});
    const std::size_t at = result.out.find("tps = ");
    if (at == std::string::npos) throw std::runtime_error("pgbench: " + result.err);
    return std::stod(result.out.substr(at + 6));
}

}  // namespace

Section bench_servers(const Setting& setting) {
    Section section{"servers",
                    "pushes of ten new records into one PostgreSQL on this disk, by processes that each commit for "
                    "themselves; floor: pgbench, as many clients, the same rows and indexes, no question asked"};
    const std::string folder = fresh_folder(setting, "postgres");
    testing::PostgresServer server(folder);
    for (const int processes : {1, 2, 4, 8, 12}) {
        const std::string url = server.fresh_store(), bare = server.fresh_store();
        static_cast<void>(PostgresChangeStore::create(url, testing::test_key()).value());
        static_cast<void>(PostgresChangeStore::create(bare, testing::test_key()).value());
        const std::string name = std::to_string(processes) + (processes == 1 ? " process" : " processes");
        const Pushed alone = push_for_a_while(url, processes, 1), grouped = push_for_a_while(url, processes, 20);
        const double lost = static_cast<double>(alone.records + grouped.records) - records_in(server, url);
        section.lines.push_back({name, alone.per_second, "pushes/s", floor_per_second(server, bare, folder, processes),
                                 Goal::at_least, of_floor_wanted, true});
        section.lines.push_back({name + ", twenty pushes a commit",
                                 grouped.per_second * records_in_push,
                                 "records/s",
                                 {},
                                 Goal::at_least,
                                 records_per_second_wanted});
        section.lines.push_back({name + ": committed, not there", lost, "records", {}, Goal::at_most, 0});
    }
    return section;
}

}  // namespace nuong::bench
