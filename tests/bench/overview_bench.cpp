// A district opens its overview: communes by weeks, overdue visits, late devices, from the tap to the values of the
// screen.
#include <stdexcept>

#include "client/app/overview.h"
#include "client/app/period_locks.h"
#include "client/app/report_views.h"
#include "client/app/session.h"
#include "shared/base/hash.h"
#include "shared/base/time_zone.h"
#include "tests/bench/bench.h"
#include "tests/bench/field_device.h"
#include "tests/bench/old_device.h"
#include "tests/bench/process.h"
#include "tests/bench/stopwatch.h"

namespace nuong::bench {
namespace {

constexpr const char* district = "089";
constexpr int days_kept = 730, devices_told = 60;
constexpr std::size_t halves_locked = 3;

void publish(FieldDevice& device, const Setting& setting) {
    protocol::SyncAnswer answer;
    answer.epoch = "bench";
    answer.time = RealClockSource().now();
    answer.catalogue.emplace();
    std::vector<std::string> bodies;
    const auto add = [&](const char* kind, const char* id, const std::string& file) {
        bodies.push_back(read_schema(setting, file));
        answer.catalogue->push_back({kind, id, 1, to_hex(sha256(bodies.back()))});
    };
    for (const char* form : {"person_register", "outreach_contact", "service_referral", "period_lock"})
        add("form", form, std::string("forms/") + form + ".json");
    add("areas", "lao_cai", "areas/lao_cai.json");
    add("roles", "roles", "roles/roles.json");
    answer.desk.emplace();
    for (int i = 0; i < devices_told; ++i)
        answer.desk->devices.push_back({DeviceId{static_cast<std::uint64_t>(100 + i)},
                                        "máy " + std::to_string(i),
                                        "user" + std::to_string(i),
                                        "outreach_worker",
                                        {"03061"},
                                        answer.time - std::chrono::hours(6 * i),
                                        1000,
                                        0,
                                        protocol::Waits{}});
    device.replica().apply(answer, bodies, answer.time);
}

// Lines of two years: one person in five, and their visits and referrals, each with a day to come back to.
void add_lines(client::Replica& replica, int records) {
    const auto communes = nuong::communes(replica.areas(), {district}, {}, *parse_date("2020-01-01"));
    const Instant now = RealClockSource().now();
    const Date today = date_of(now, viet_nam_offset);
    std::vector<RecordId> people;
    Transaction transaction(replica.database());
    for (int i = 0; i < records; ++i) {
        const bool is_person = i % 5 == 0;
        client::Listing line;
        line.record = make_uuid_v7(now - std::chrono::minutes(i));
        line.form = is_person ? "person_register" : i % 5 == 1 ? "service_referral" : "outreach_contact";
        line.area = communes[static_cast<std::size_t>(i / 5) % communes.size()];
        line.status = i % 500 == 3 ? "returned" : "submitted";
        const Date day = today - std::chrono::days((i * 7919LL) % days_kept);
        line.occurred_on = to_string(day);
        line.title = "Vàng Seo Phử · " + std::to_string(1950 + i % 60);
        line.search = "vang seo phu " + std::to_string(i);
        line.at = now - std::chrono::minutes(i);
        line.conflicts = i % 4000 == 7;
        if (is_person) people.push_back(line.record);
        else {
            line.subject = people[static_cast<std::size_t>(i) * 31 % people.size()];
            line.due_on = to_string(day + std::chrono::days(14));
        }
        replica.records().put_listing(line);
    }
    transaction.commit();
}

// The half years of which the reports were sent: the last one for every form at once, those before form by form.
void lock_periods(FieldDevice& device) {
    using namespace reports;
    device.replica().database().execute("pragma synchronous=off");
    const Date today = date_of(RealClockSource().now(), viet_nam_offset);
    const auto halves = periods_before(client::period_around(today, client::PeriodKind::half), halves_locked);
    for (const Period& half : halves) {
        const std::vector<FormId> forms =
            half == halves.back() ? std::vector<FormId>{forms::every_form}
                                  : std::vector<FormId>{"person_register", "outreach_contact", "service_referral"};
        for (const FormId& form : forms) {
            const auto decided = client::decide_period(
                device.workbook(), {district, form, half.first, half.last, true, "Đã nộp báo cáo 6 tháng"});
            if (!decided) throw std::runtime_error(decided.error().message.en);
        }
    }
}

void furnish_desk(const Setting& setting, const std::string& home) {
    const auto key = client::Keyring(home, cheap_pin).create(device_user, device_pin);
    if (!key) throw std::runtime_error(key.error().message.en);
    FieldDevice device(home, device_user, *key);
    device.hold_forms({});
    client::DeviceInfo info = device.replica().device();
    info.role = "district_staff";
    info.areas = {district};
    info.epoch = "bench";
    device.replica().devices().save(info);
    publish(device, setting);
    add_lines(device.replica(), setting.records);
    lock_periods(device);
}

struct Opened {
    double first_ms = 0, again_ms = 0, floor_ms = 0;
};

// The floor: the rows of twelve weeks, counted by area and day in one statement on the same store.
double seconds_to_count(Database& db, const std::string& from) {
    const Stopwatch watch;
    Statement rows =
        db.prepare("select area, occurred_on, count(*) from listing where occurred_on >= ? group by area, occurred_on");
    rows.bind(1, from);
    std::int64_t counted = 0;
    while (rows.step()) counted += rows.integer(2);
    if (counted == 0) throw std::runtime_error("nothing to count");
    return watch.read().seconds;
}

Opened open_overview(const std::string& home, int rounds) {
    const RealClockSource clock;
    client::SessionOptions options;
    options.home = home;
    options.pin_cost = cheap_pin;
    client::Session session(options, clock, [] {});
    session.perform(client::ChooseUser{device_user});
    session.perform(client::Unlock{device_pin});
    session.receive();
    session.view_model();
    std::vector<double> spent, floor;
    const auto key = client::Keyring(home, cheap_pin).unlock(device_user, device_pin, clock.now());
    auto beside = client::Replica::open(home, *key);
    const Date today = date_of(clock.now(), viet_nam_offset);
    const std::string from = to_string(last_weeks(today, weeks_shown).front());
    for (int turn = 0; turn < 5 * rounds; ++turn) {
        const Stopwatch watch;
        session.perform(client::OpenOverview{});
        const auto* view = std::get_if<client::OverviewView>(&session.view_model().screen);
        spent.push_back(watch.read().seconds * 1e3);
        if (!view || view->heat.rows.size() < 20) throw std::runtime_error("the overview did not open");
        session.perform(client::GoHome{});
        session.view_model();
        floor.push_back(seconds_to_count((*beside)->database(), from) * 1e3);
    }
    return {spent.front(), median(spent), median(floor)};
}

}  // namespace

Section bench_overview(const Setting& setting) {
    const std::string home = fresh_folder(setting, "overview");
    apart([&] { return furnish_desk(setting, home), 0.0; });
    const Opened opened = apart([&] { return open_overview(home, setting.rounds); });
    Section section{"overview", "a district's overview over " + std::to_string(setting.records) + " records, " +
                                    std::to_string(devices_told) + " devices, " + std::to_string(halves_locked) +
                                    " half years locked"};
    section.lines.push_back({"from the tap to what the screen shows, the first time", opened.first_ms, "ms",
                             opened.floor_ms, Goal::at_most, 300, false,
                             "floor: one statement that counts the same weeks by area and day"});
    section.lines.push_back({"the same, again", opened.again_ms, "ms", opened.floor_ms});
    return section;
}

}  // namespace nuong::bench
