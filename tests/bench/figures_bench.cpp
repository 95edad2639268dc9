// The half-year report of a district out of everything that a server holds: its figures alone, as the web page and the
// command line show them, and with those of six periods before, as the Excel file draws them. Floor: the same rows read
// from the same store, and not looked into.
#include <stdexcept>

#include "shared/base/time_zone.h"
#include "shared/clock/clock_source.h"
#include "sync-server/admin/data_folder.h"
#include "sync-server/core/make_report.h"
#include "tests/bench/bench.h"
#include "tests/bench/memory.h"
#include "tests/bench/process.h"
#include "tests/bench/stopwatch.h"
#include "tests/bench/village_server.h"

namespace nuong::bench {
namespace {

constexpr const char* district = "089";  // where the made-up people live
constexpr const char* half_year_report = "R1";
constexpr int records_of_a_person = 8;  // on average, of those made up
constexpr std::size_t batch = 500;
constexpr double seconds_wanted = 3;  // for a district with 200,000 records

struct Made {
    double seconds = 0, with_former = 0, floor = 0, peak_mb = 0, floor_mb = 0, records = 0;
};

double seconds_to_read(StoreReader& reader, double& records) {
    const Stopwatch watch;
    std::size_t bytes = 0;
    std::optional<RecordId> after;
    for (records = 0;;) {
        const auto rows = reader.records("", after, batch);
        if (rows.empty()) break;
        after = rows.back().id;
        records += static_cast<double>(rows.size());
        for (const RecordRow& row : rows) bytes += row.state.size();
    }
    if (bytes == 0) throw std::runtime_error("nothing was read");
    return watch.read().seconds;
}

double seconds_to_report(StoreReader& reader, const reports::Period& period, Former former) {
    const Stopwatch watch;
    const auto table = make_report(reader, half_year_report, district, period, former);
    if (!table) throw std::runtime_error(table.error().message.en);
    return watch.read().seconds;
}

Made make_it(const std::string& home, int rounds) {
    const auto store = admin::DataFolder(home, std::nullopt).open();
    if (!store) throw std::runtime_error(store.error().message.en);
    const auto reader = (*store)->read();
    const std::chrono::year_month_day today(date_of(RealClockSource().now(), viet_nam_offset));
    const auto last_year = std::to_string(static_cast<int>(today.year()) - 1);
    const reports::Period period = reports::parse_period(last_year + "-H2").value();  // the people's two years hold it
    Made made;
    std::vector<double> alone, former, floor;
    for (int round = 0; round < rounds; ++round) {
        forget_peak_memory();
        floor.push_back(seconds_to_read(*reader, made.records));
        made.floor_mb = peak_memory_mb();
        forget_peak_memory();
        alone.push_back(seconds_to_report(*reader, period, Former::left_out));
        made.peak_mb = peak_memory_mb();
        former.push_back(seconds_to_report(*reader, period, Former::counted));
    }
    made.seconds = median(alone);
    made.with_former = median(former);
    made.floor = median(floor);
    return made;
}

}  // namespace

Section bench_figures(const Setting& setting) {
    const std::string home = fresh_folder(setting, "figures") + "/server";
    const std::string program = setting.bin + "/nuong-server";
    run_command(program, home, {"init", "--schemas", setting.schemas});
    run_command(program, home, {"demo", "--people", std::to_string(setting.records / records_of_a_person)});
    const Made made = apart([&] { return make_it(home, setting.rounds); });
    Section section{"figures", "report " + std::string(half_year_report) + " of a district, counted from " +
                                   std::to_string(static_cast<int>(made.records)) +
                                   " records; floor: the same rows read and not looked into"};
    section.lines.push_back({"its figures", made.seconds, "s", made.floor, Goal::at_most, seconds_wanted, false,
                             "the goal is for a district with 200,000 records"});
    section.lines.push_back({"with those of six periods before, for the file", made.with_former, "s", made.floor,
                             Goal::at_most, seconds_wanted});
    section.lines.push_back({"memory at most", made.peak_mb, "MB", made.floor_mb});
    return section;
}

}  // namespace nuong::bench
