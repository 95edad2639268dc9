// From the start of the real program to its first picture, and from the right PIN to the home screen.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "client/app/session.h"
#include "client/platform/glfw_window.h"
#include "client/store/keyring.h"
#include "tests/bench/bench.h"
#include "tests/bench/field_device.h"
#include "tests/bench/stopwatch.h"
#include "tests/support/process.h"

namespace nuong::bench {
namespace {

constexpr const char* pin = "246810";
constexpr client::PinCost cheap{1, 8192};  // so that unlocking measures everything but the derivation

// A contact with every fifth person on a day of the last two years, each with a next visit a month later: what home
// asks for the visits that are due. Only their lines in the lists, because home looks at nothing else.
void add_visits(FieldDevice& device, int records) {
    client::RecordStore& store = device.replica().records();
    client::ListQuery people;
    people.limit = static_cast<std::size_t>(records / 5);
    const Date today = date_of(RealClockSource().now(), std::chrono::hours(7));
    Transaction transaction(device.replica().database());
    int number = 0;
    for (const client::Listing& person : store.list(people)) {
        const Date day = today - std::chrono::days(++number % 730);
        client::Listing visit = person;
        visit.record = make_uuid_v7(RealClockSource().now());
        visit.form = "outreach_contact";
        visit.subject = person.record;
        visit.occurred_on = to_string(day);
        visit.due_on = to_string(day + std::chrono::days(30));
        store.put_listing(visit);
    }
    transaction.commit();
}

// A store as field devices have it: locked by a PIN, with records in it.
void furnish(const Setting& setting, const std::string& home) {
    const auto key = client::Keyring(home, cheap).create("lan", pin);
    if (!key) throw std::runtime_error(key.error().message.en);
    FieldDevice device(home, "lan", *key);
    std::vector<std::string> packages;
    for (const auto& entry : std::filesystem::directory_iterator(setting.schemas + "/forms"))
        if (entry.path().extension() == ".json")
            packages.push_back(read_schema(setting, "forms/" + entry.path().filename().string()));
    device.hold_forms(packages);
    People people(1);
    device.add_people(people, setting.records);
    add_visits(device, setting.records);
}

double seconds_to_derive(const std::string& home) {
    client::Keyring keyring(home);
    if (!keyring.create("lan", pin)) throw std::runtime_error("no keyring");
    const Stopwatch watch;
    if (!keyring.unlock("lan", pin, RealClockSource().now())) throw std::runtime_error("the PIN is not accepted");
    return watch.read().seconds;
}

double seconds_to_unlock(const std::string& home) {
    const RealClockSource clock;
    client::SessionOptions options;
    options.home = home;
    options.pin_cost = cheap;
    client::Session session(options, clock, [] {});
    session.receive();
    session.view_model();
    const Stopwatch watch;
    session.perform(client::ChooseUser{"lan"});
    session.perform(client::Unlock{pin});
    session.receive();
    session.view_model();
    const double seconds = watch.read().seconds;
    if (!session.is_open()) throw std::runtime_error("the session did not open");
    return seconds;
}

// In a process of its own: forms are compiled once per process, and a device that is switched on has none.
template <class Work>
double apart(Work work) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("pipe");
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("fork");
    if (child == 0) {
        double measured = 0;
        try {
            measured = work();
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
            _exit(1);
        }
        _exit(write(ends[1], &measured, sizeof measured) == sizeof measured ? 0 : 1);
    }
    close(ends[1]);
    double measured = 0;
    const bool told = read(ends[0], &measured, sizeof measured) == sizeof measured;
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    if (!told || status != 0) throw std::runtime_error("the measured process failed");
    return measured;
}

double seconds_to_picture(const Setting& setting, const std::string& home) {
    const std::string picture = setting.folder + "/start.png";
    std::filesystem::remove(picture);
    const Stopwatch watch;
    const auto result = testing::run_process({setting.bin + "/nuong", "--home", home}, {{"NUONG_PICTURE", picture}});
    const double seconds = watch.read().seconds;
    if (result.exit_code != 0 || !std::filesystem::exists(picture))
        throw std::runtime_error("nuong did not draw: " + result.err);
    return seconds;
}

// The floor: the same window with nothing in it, as many frames, the same picture.
double seconds_to_blank_picture(const Setting& setting) {
    const Stopwatch watch;
    auto window = client::Window::open("floor", {});
    if (!window) throw std::runtime_error(window.error().message.en);
    for (int frame = 0; frame < 5; ++frame) {
        window->begin_frame();
        window->end_frame();
    }
    if (!window->save_screenshot(setting.folder + "/blank.png")) throw std::runtime_error("no picture");
    return watch.read().seconds;
}

}  // namespace

Section bench_start(const Setting& setting) {
    const std::string home = fresh_folder(setting, "start");
    apart([&] { return furnish(setting, home), 0.0; });
    std::vector<double> opening, derivations, picture, blank;
    const char* display = std::getenv("DISPLAY");
    const bool has_display = display && *display;
    for (int turn = 0; turn < 3 * setting.rounds; ++turn) {
        opening.push_back(apart([&] { return seconds_to_unlock(home); }) * 1e3);
        derivations.push_back(seconds_to_derive(fresh_folder(setting, "keyring")) * 1e3);
        if (!has_display) continue;
        picture.push_back(seconds_to_picture(setting, home) * 1e3);
        blank.push_back(apart([&] { return seconds_to_blank_picture(setting); }) * 1e3);
    }
    Section section{"start", "a device with " + std::to_string(setting.records) + " records"};
    if (has_display)
        section.lines.push_back({"start to the PIN screen's picture", median(picture), "ms", median(blank),
                                 Goal::at_most, 300, false,
                                 "five frames and a PNG; floor: an empty window, already loaded"});
    else section.about += "; the start of the window was skipped: DISPLAY is not set";
    section.lines.push_back({"right PIN to home, without derivation", median(opening), "ms", {}, Goal::at_most, 300});
    section.lines.push_back({"key derivation (Argon2id)", median(derivations), "ms"});
    return section;
}

}  // namespace nuong::bench
