// From the start of the real program to its first picture, and from the right PIN to the home screen.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "client/app/session.h"
#include "client/store/keyring.h"
#include "tests/bench/bench.h"
#include "tests/bench/field_device.h"
#include "tests/bench/stopwatch.h"
#include "tests/support/process.h"

namespace nuong::bench {
namespace {

constexpr const char* pin = "246810";

// A store as field devices have it: locked by a PIN, with records in it.
void furnish(const Setting& setting, const std::string& home) {
    const auto key = client::Keyring(home).create("lan", pin);
    if (!key) throw std::runtime_error(key.error().message.en);
    FieldDevice device(home, "lan", *key);
    std::vector<std::string> packages;
    for (const auto& entry : std::filesystem::directory_iterator(setting.schemas + "/forms"))
        packages.push_back(read_schema(setting, "forms/" + entry.path().filename().string()));
    device.hold_forms(packages);
    People people(1);
    device.add_people(people, setting.records);
}

double seconds_to_unlock(const std::string& home, double& derivation) {
    const RealClockSource clock;
    const Stopwatch deriving;
    if (!client::Keyring(home).unlock("lan", pin, clock.now())) throw std::runtime_error("the PIN is not accepted");
    derivation = deriving.read().seconds;
    client::SessionOptions options;
    options.home = home;
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

}  // namespace

Section bench_start(const Setting& setting) {
    const std::string home = fresh_folder(setting, "start");
    furnish(setting, home);
    std::vector<double> unlock, derivations, picture;
    const char* display = std::getenv("DISPLAY");
    const bool has_display = display && *display;
    for (int turn = 0; turn < 3 * setting.rounds; ++turn) {
        double derivation = 0;
        const double whole = seconds_to_unlock(home, derivation);
        unlock.push_back((whole - derivation) * 1e3);
        derivations.push_back(derivation * 1e3);
        if (has_display) picture.push_back(seconds_to_picture(setting, home) * 1e3);
    }
    Section section{"start", "a device with " + std::to_string(setting.records) + " records"};
    if (has_display)
        section.lines.push_back({"start to the PIN screen's picture",
                                 median(picture),
                                 "ms",
                                 {},
                                 Goal::at_most,
                                 300,
                                 false,
                                 "five frames, saved as PNG, and the program's end"});
    else section.about += "; the start of the window was skipped: DISPLAY is not set";
    section.lines.push_back({"right PIN to home, without derivation", median(unlock), "ms", {}, Goal::at_most, 300});
    section.lines.push_back({"key derivation (Argon2id)", median(derivations), "ms"});
    return section;
}

}  // namespace nuong::bench
