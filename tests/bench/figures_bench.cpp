// The half-year report of a district out of everything that a server holds: its figures alone, as the web page and the
// command line show them, and with those of six periods before, as the Excel file draws them. The same on the device of
// the district's office, and once more after a sync. Floor: the same rows read from the same store, and not looked
// into.
#include <stdexcept>

#include "client/app/device_report.h"
#include "client/store/shown_records.h"
#include "shared/base/time_zone.h"
#include "shared/clock/clock_source.h"
#include "sync-server/admin/data_folder.h"
#include "sync-server/core/make_report.h"
#include "tests/bench/bench.h"
#include "tests/bench/field_device.h"
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
constexpr std::size_t changed_by_a_sync = 500;
constexpr int records_of_a_district = 500'000;  // nobody takes a province's to a device
constexpr double seconds_wanted = 3;            // for a district with 200,000 records
constexpr double seconds_of_a_province = 60;    // with 5,000,000

struct Made {
    double seconds = 0, with_former = 0, floor = 0, peak_mb = 0, floor_mb = 0, records = 0;
};

double seconds_to_read(StoreReader& reader, double& records) {
    const Stopwatch watch;
    std::size_t bytes = 0;
    RecordWalk walk;
    records = 0;
    for (auto rows = reader.next(walk, batch); !rows.empty(); rows = reader.next(walk, batch)) {
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

// The people's two years hold it.
reports::Period half_year() {
    const std::chrono::year_month_day today(date_of(RealClockSource().now(), viet_nam_offset));
    const auto last_year = std::to_string(static_cast<int>(today.year()) - 1);
    return reports::parse_period(last_year + "-H2").value();
}

Made make_it(const std::string& home, int rounds) {
    const auto store = admin::DataFolder(home, std::nullopt).open();
    if (!store) throw std::runtime_error(store.error().message.en);
    const auto reader = (*store)->read();
    const reports::Period period = half_year();
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

struct OnDevice {
    double seconds = 0, floor = 0, again = 0, again_floor = 0, kept_mb = 0, records = 0;
};

double seconds_to_read(client::Replica& replica) {
    const Stopwatch watch;
    std::size_t bytes = 0;
    std::vector<FormId> forms;
    for (const auto& [form, count] : replica.records().counts()) forms.push_back(form);
    client::ShownRecords shown(replica.database(), forms);
    for (auto texts = shown.next(batch); !texts.empty(); texts = shown.next(batch))
        for (const client::ShownText& text : texts) bytes += text.state.size();
    if (bytes == 0) throw std::runtime_error("nothing was read");
    return watch.read().seconds;
}

double seconds_to_read_marks(client::RecordStore& records) {
    const Stopwatch watch;
    if (records.marks_of([](const FormId&) { return true; }).empty()) throw std::runtime_error("no marks");
    return watch.read().seconds;
}

double seconds_to_report(client::Workbook& workbook, client::KeptCount& kept) {
    const Stopwatch watch;
    const auto table =
        client::count_report(workbook, {half_year_report, district, half_year(), true}, {}, &kept);  // as the window
    if (!table) throw std::runtime_error(table.error().message.en);
    return watch.read().seconds;
}

// As many as a sync brings are not known any more.
void change_some(client::KeptCount& kept) {
    const std::size_t step = std::max<std::size_t>(1, kept.marks.size() / changed_by_a_sync);
    for (std::size_t i = 0; i < kept.marks.size(); i += step) kept.marks[i].mark.reset();
}

OnDevice make_it_on_device(const std::string& folder, const VillageServer& server, const std::string& code,
                           int rounds) {
    FieldDevice office(folder, "office");
    office.enrol(server.url(), code, server.certificate());
    office.sync();
    client::RecordStore& records = office.replica().records();
    OnDevice made;
    made.records = static_cast<double>(records.count(""));
    std::vector<double> anew, again, floor, again_floor;
    for (int round = 0; round < rounds; ++round) {
        client::KeptCount kept;
        floor.push_back(seconds_to_read(office.replica()));
        anew.push_back(seconds_to_report(office.workbook(), kept));
        made.kept_mb = static_cast<double>(kept.bytes()) / 1e6;
        change_some(kept);
        again_floor.push_back(seconds_to_read_marks(records));
        again.push_back(seconds_to_report(office.workbook(), kept));
    }
    made.seconds = median(anew);
    made.floor = median(floor);
    made.again = median(again);
    made.again_floor = median(again_floor);
    return made;
}

void tell_of_device(const Setting& setting, const std::string& home, Section& section) {
    run_command(setting.bin + "/nuong-server", home,
                {"user", "add", "huyen", "--role", "district_staff", "--area", district});
    VillageServer server(home, setting.bin, std::nullopt);
    const std::string code = server.code_for("huyen"), folder = fresh_folder(setting, "figures_office");
    const OnDevice made = apart([&] { return make_it_on_device(folder, server, code, setting.rounds); });
    const std::string records = std::to_string(static_cast<int>(made.records));
    section.lines.push_back({"on the office's device, as the window counts", made.seconds, "s", made.floor,
                             Goal::at_most, seconds_wanted, false,
                             "from " + records + " records, with the periods before"});
    section.lines.push_back({"there again, after a sync of " + std::to_string(changed_by_a_sync), made.again, "s",
                             made.again_floor, Goal::none, 0, false, "floor: which records have changed"});
    section.lines.push_back({"memory for that", made.kept_mb, "MB"});
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
    const bool is_district = setting.records <= records_of_a_district;
    const double wanted = is_district ? seconds_wanted : seconds_of_a_province;
    section.lines.push_back({"its figures", made.seconds, "s", made.floor, Goal::at_most, wanted, false,
                             is_district ? "the goal is for a district with 200,000 records"
                                         : "the goal is for a province with 5,000,000 records"});
    section.lines.push_back(
        {"with those of six periods before, for the file", made.with_former, "s", made.floor, Goal::at_most, wanted});
    section.lines.push_back({"memory at most", made.peak_mb, "MB", made.floor_mb});
    if (is_district) tell_of_device(setting, home, section);
    return section;
}

}  // namespace nuong::bench
