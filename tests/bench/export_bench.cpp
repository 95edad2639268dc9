// People taken out of a device's store as CSV, JSON and Excel, at two sizes: how fast, and whether the memory stays
// what it is however many they are. Floor: the same rows read from the same store and written to a file as they are.
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "client/app/exported_records.h"
#include "shared/base/encoding.h"
#include "shared/base/hash.h"
#include "shared/sqlite/new_file.h"
#include "tests/bench/bench.h"
#include "tests/bench/field_device.h"
#include "tests/bench/memory.h"
#include "tests/bench/process.h"
#include "tests/bench/stopwatch.h"

namespace nuong::bench {
namespace {

constexpr int times_more = 10;
constexpr double memory_beside_raw = 1.2;

struct Taken {
    double per_second = 0, peak_mb = 0;
};

void require(const Status& status) {
    if (!status) throw std::runtime_error(status.error().message.en);
}

void furnish(const Setting& setting, const std::string& home, int count) {
    FieldDevice device(home, "lan");
    const std::string form = read_schema(setting, "forms/person_register.json");
    const std::string roles = read_schema(setting, "roles/roles.json");
    device.hold_forms({form});
    client::Replica& replica = device.replica();
    Transaction transaction(replica.database());
    client::DeviceInfo info = replica.device();
    info.role = "commune_officer";
    replica.devices().save(info);
    auto catalogue = replica.schemas().catalogue();
    catalogue.push_back({"roles", "roles", 1, to_hex(sha256(roles))});
    replica.schemas().replace_catalogue(catalogue, {form, roles});
    transaction.commit();
    People people(1);
    device.add_people(people, count);
}

template <class Work>
Taken measured(int count, Work work) {
    forget_peak_memory();
    const Stopwatch watch;
    work();
    return {count / watch.read().seconds, peak_memory_mb()};
}

Taken taken_as(const std::string& home, const char* format, int count) {
    FieldDevice device(home, "lan");
    const auto wish = exports::make_wish({.form = "person_register", .out = home + "/people." + format}, format);
    return measured(count, [&] {
        const auto exported = client::export_records(device.workbook(), wish.value());
        if (!exported) throw std::runtime_error(exported.error().message.en);
        if (exported->amount.records != static_cast<std::size_t>(count))
            throw std::runtime_error("not every record came");
    });
}

Taken taken_raw(const std::string& home, int count) {
    FieldDevice device(home, "lan");
    return measured(count, [&] {
        auto file = NewFile::make(home + "/raw");
        if (!file) throw std::runtime_error(file.error().message.en);
        Statement rows = device.replica().database().prepare("select coalesce(shown, base) from record order by id");
        while (rows.step()) require(file->write(std::string(rows.text(0)) + "\n"));
        require(file->finish());
        require(file->publish());
    });
}

}  // namespace

Section bench_export(const Setting& setting) {
    const int sizes[]{setting.records, setting.records * times_more};
    std::string homes[2];
    for (int i = 0; i < 2; ++i) {
        homes[i] = fresh_folder(setting, "export-" + std::to_string(sizes[i]));
        apart([&] { return furnish(setting, homes[i], sizes[i]), 0.0; });
    }
    Section section{"export", std::to_string(sizes[1]) + " people out of the store; floor: the same rows as they are"};
    const Taken raw[]{apart([&] { return taken_raw(homes[0], sizes[0]); }),
                      apart([&] { return taken_raw(homes[1], sizes[1]); })};
    for (const char* format : {"csv", "json", "xlsx"}) {
        const Taken taken[]{apart([&] { return taken_as(homes[0], format, sizes[0]); }),
                            apart([&] { return taken_as(homes[1], format, sizes[1]); })};
        section.lines.push_back({std::string(format) + ", records", taken[1].per_second, "/s", raw[1].per_second});
        for (int i = 0; i < 2; ++i)  // the floor grows until the store's own cache is full
            section.lines.push_back({std::string(format) + ", peak memory of " + std::to_string(sizes[i]),
                                     taken[i].peak_mb, "MB", raw[i].peak_mb, Goal::at_most, memory_beside_raw, true});
    }
    return section;
}

}  // namespace nuong::bench
