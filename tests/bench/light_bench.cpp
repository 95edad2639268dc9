// What the open window costs while nobody touches it, and what it keeps in memory: a laptop in a village has one
// battery. Drawn by the processor (llvmpipe), as on a machine without a graphics driver.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "client/window/main_loop.h"
#include "tests/bench/bench.h"
#include "tests/bench/old_device.h"
#include "tests/bench/process.h"
#include "tests/bench/stopwatch.h"

namespace nuong::bench {
namespace {

constexpr double idle_seconds = 30;

struct Memory {
    double rss_mb = 0, pss_mb = 0;
};

Memory memory_now() {
    std::ifstream in("/proc/self/smaps_rollup");
    Memory memory;
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string name;
        double kb = 0;
        words >> name >> kb;
        if (name == "Rss:") memory.rss_mb = kb / 1024;
        if (name == "Pss:") memory.pss_mb = kb / 1024;
    }
    if (memory.rss_mb <= 0) throw std::runtime_error("the memory of this process cannot be read");
    return memory;
}

void turn(client::MainLoop& loop, int times) {
    for (int i = 0; i < times; ++i)
        if (const auto turned = loop.turn(0.02); !turned) throw std::runtime_error(turned.error().message.en);
}

template <class Turn>
double percent_of_processor(double seconds, Turn one_turn) {
    const Stopwatch watch;
    for (double left = seconds; left > 0; left = seconds - watch.read().seconds) one_turn(left);
    const Spent spent = watch.read();
    return 100 * spent.own_cpu / spent.seconds;
}

struct Window {
    double idle_at_home = 0, idle_in_form = 0;
    Memory home, searched, form;
};

Window look_at(const std::string& home) {
    setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
    const RealClockSource clock;
    client::SessionOptions options;
    options.home = home;
    options.pin_cost = cheap_pin;
    auto opened = client::MainLoop::open(options, clock, {1024, 600});
    if (!opened) throw std::runtime_error(opened.error().message.en);
    client::MainLoop& loop = **opened;
    const auto idle = [&](double left) {
        if (const auto turned = loop.turn(left); !turned) throw std::runtime_error(turned.error().message.en);
    };
    loop.session().perform(client::ChooseUser{device_user});
    loop.session().perform(client::Unlock{device_pin});
    turn(loop, 20);
    if (!loop.session().is_open()) throw std::runtime_error("the session did not open");
    Window window;
    window.home = memory_now();
    window.idle_at_home = percent_of_processor(idle_seconds, idle);
    loop.session().perform(client::OpenSearch{});
    turn(loop, 5);
    for (const char* text : {"nguyen", "nguyen van a", "0912", "khong co ai"}) {
        loop.session().perform(client::Search{text});
        turn(loop, 5);
    }
    window.searched = memory_now();
    loop.session().perform(client::GoHome{});
    loop.session().perform(client::StartForm{"person_register", std::nullopt});
    turn(loop, 20);
    window.idle_in_form = percent_of_processor(idle_seconds, idle);
    window.form = memory_now();
    return window;
}

// The floor: a window with nothing in it that waits just so.
struct Blank {
    double idle = 0;
    Memory memory;
};

Blank look_at_nothing() {
    setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
    auto window = client::Window::open("floor", {1024, 600});
    if (!window) throw std::runtime_error(window.error().message.en);
    const auto frame = [&](double left) {
        window->begin_frame();
        window->end_frame();
        window->wait_events(left);
    };
    for (int i = 0; i < 20; ++i) frame(0.02);
    Blank blank;
    blank.idle = percent_of_processor(idle_seconds, frame);
    blank.memory = memory_now();
    return blank;
}

}  // namespace

Section bench_light(const Setting& setting) {
    Section section{"light",
                    "an open window with " + std::to_string(setting.records) + " people, drawn by the processor"};
    const char* display = std::getenv("DISPLAY");
    if (!display || !*display) {
        section.about += "; skipped: DISPLAY is not set";
        return section;
    }
    const std::string home = fresh_folder(setting, "light");
    apart([&] { return furnish_device(setting, home), 0.0; });
    const Blank blank = apart(look_at_nothing);
    const Window window = apart([&] { return look_at(home); });
    const std::string over = "over " + std::to_string(static_cast<int>(idle_seconds)) + " s; floor: an empty window";
    const auto add = [&](const char* what, const Memory& memory) {
        section.lines.push_back({std::string("memory ") + what, memory.rss_mb, "MB", blank.memory.rss_mb, Goal::at_most,
                                 200, false,
                                 "resident; its own share " + std::to_string(static_cast<int>(memory.pss_mb)) + " MB"});
    };
    section.lines.push_back(
        {"processor while idle, home", window.idle_at_home, "%", blank.idle, Goal::at_most, 0.5, false, over});
    section.lines.push_back(
        {"processor while idle, an open form", window.idle_in_form, "%", blank.idle, Goal::at_most, 0.5, false, over});
    add("at home", window.home);
    add("after searching", window.searched);
    add("with a form open", window.form);
    return section;
}

}  // namespace nuong::bench
