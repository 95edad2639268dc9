// From the start of the real program to its first picture, and from the right PIN to the home screen.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "client/app/session.h"
#include "client/platform/glfw_window.h"
#include "client/store/keyring.h"
#include "tests/bench/bench.h"
#include "tests/bench/old_device.h"
#include "tests/bench/process.h"
#include "tests/bench/stopwatch.h"
#include "tests/support/process.h"

namespace nuong::bench {
namespace {

double seconds_to_derive(const std::string& home) {
    client::Keyring keyring(home);
    if (!keyring.create(device_user, device_pin)) throw std::runtime_error("no keyring");
    const Stopwatch watch;
    if (!keyring.unlock(device_user, device_pin, RealClockSource().now()))
        throw std::runtime_error("the PIN is not accepted");
    return watch.read().seconds;
}

double seconds_to_unlock(const std::string& home) {
    const RealClockSource clock;
    client::SessionOptions options;
    options.home = home;
    options.pin_cost = cheap_pin;
    client::Session session(options, clock, [] {});
    session.receive();
    session.view_model();
    const Stopwatch watch;
    session.perform(client::ChooseUser{device_user});
    session.perform(client::Unlock{device_pin});
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
    apart([&] { return furnish_device(setting, home), 0.0; });
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
    section.lines.push_back({"key derivation (Argon2id)", median(derivations), "ms", {}, Goal::at_most, 1'000});
    return section;
}

}  // namespace nuong::bench
