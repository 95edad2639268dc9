#include "tests/ui_window/hands.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <stdexcept>

namespace nuong::client {
namespace {

bool can_be_tapped(const SeenWidget& widget) {
    return widget.kind != WidgetKind::text && widget.kind != WidgetKind::container;
}

bool is_in_reach(const SeenWidget& widget) {
    return widget.is_visible() && widget.visible.height() >= std::min(widget.box.height(), 40.0f) - 1;
}

}  // namespace

Hands::Hands(MainLoop& loop) : loop_(loop) { loop_.screens().ui.probe = &probe_; }

void Hands::settle(int frames) {
    for (int i = 0; i < frames; ++i) {
        probe_.widgets.clear();
        if (const Status turned = loop_.turn(0.02); !turned) throw std::runtime_error(turned.error().message.en);
    }
}

// The first thing to tap with this label after the words `after`; a mere text only when there is nothing to tap.
const SeenWidget* Hands::find(std::string_view label, std::string_view after) const {
    auto from = probe_.widgets.begin();
    if (!after.empty()) {
        const auto cell = std::find_if(from, probe_.widgets.end(), [&](const SeenWidget& each) {  // of a grid
            return each.kind == WidgetKind::choice && each.label.starts_with(after) &&
                   each.label.ends_with(": " + std::string(label));
        });
        if (cell != probe_.widgets.end()) return &*cell;
        from = std::find_if(probe_.widgets.begin(), probe_.widgets.end(), [&](const SeenWidget& each) {
            return each.kind == WidgetKind::text && each.label.starts_with(after);
        });
        if (from == probe_.widgets.end()) return nullptr;
    }
    const SeenWidget* found = nullptr;
    for (auto at = from; at != probe_.widgets.end(); ++at) {
        if (at->label != label) continue;
        if (can_be_tapped(*at)) return &*at;
        if (!found) found = &*at;
    }
    return found;
}

bool Hands::sees(std::string_view label) const {
    return std::any_of(probe_.widgets.begin(), probe_.widgets.end(), [&](const SeenWidget& each) {
        return each.is_visible() && (each.label == label || each.value == label);
    });
}

std::string Hands::text() const {
    std::string all;
    for (const SeenWidget& each : probe_.widgets) {
        if (!each.is_visible() || each.kind == WidgetKind::container) continue;
        all += each.chosen ? "(x) " : can_be_tapped(each) ? "[ ] " : "";
        all += each.label + (each.value.empty() ? "" : " {" + each.value + "}") + "\n";
    }
    return all;
}

void Hands::wait_for(std::string_view label, double seconds) {
    const auto start = std::chrono::steady_clock::now();
    settle(2);
    while (!sees(label)) {
        if (std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() > seconds)
            throw std::runtime_error("waited in vain for '" + std::string(label) + "'; the screen says:\n" + text());
        settle(1);
    }
    settle(3);
}

void Hands::do_with_xdotool(const std::string& words) {
    if (std::system(("xdotool " + words).c_str()) != 0) throw std::runtime_error("xdotool " + words + " failed");
    settle();
}

void Hands::wheel(bool down, int notches) {
    const WindowSize size = loop_.window().size();
    do_with_xdotool("mousemove " + std::to_string(size.width / 2) + " " + std::to_string(size.height * 6 / 10) +
                    " click --delay 1 --repeat " + std::to_string(notches) + (down ? " 5" : " 4"));
}

void Hands::to_top() { wheel(false, 60); }

const SeenWidget& Hands::in_sight(std::string_view label, std::string_view after) {
    settle(3);
    for (int turns = 0; turns < 120; ++turns) {
        const SeenWidget* target = find(label, after);
        if (!target)
            throw std::runtime_error("nothing labelled '" + std::string(label) + "' after '" + std::string(after) +
                                     "'; the screen says:\n" + text());
        if (is_in_reach(*target)) return *target;
        wheel(target->box.centre().y > static_cast<float>(loop_.window().size().height) / 2, 1);
    }
    throw std::runtime_error("'" + std::string(label) + "' cannot be scrolled into sight");
}

void Hands::tap_at(ImVec2 at) {
    do_with_xdotool("mousemove " + std::to_string(static_cast<int>(at.x)) + " " +
                    std::to_string(static_cast<int>(at.y)) + " click 1");
}

void Hands::tap(std::string_view label) { tap_at(in_sight(label, "").visible.centre()); }

void Hands::choose(std::string_view question, std::string_view choice) {
    tap_at(in_sight(choice, question).visible.centre());
}

void Hands::write(std::string_view field, const std::string& keys) {
    tap(field);
    type(keys);
}

void Hands::type(const std::string& keys) {
    do_with_xdotool("type --delay 8 '" + keys + "'");
    const auto start = std::chrono::steady_clock::now();  // an answer goes to the session 0.4 s after the last key
    while (std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() < 0.6) settle(1);
}

void Hands::scan(const std::string& code) {
    do_with_xdotool("type --delay 1 '" + code + "'");
    settle(static_cast<int>(code.size()));  // a frame takes a key only once: the same digit twice is two frames
    press("Return");
}

void Hands::press(const std::string& key) { do_with_xdotool("key " + key); }

bool Hands::is_on(std::string_view label) const {
    return std::any_of(probe_.widgets.begin(), probe_.widgets.end(), [&](const SeenWidget& each) {
        return each.focused && (each.label == label || each.label == std::string(label) + " *");
    });
}

void Hands::walk_to(std::string_view label) {
    settle(2);
    for (int steps = 0; steps < 80; ++steps) {
        if (is_on(label)) return;
        press("Tab");
    }
    throw std::runtime_error("Tab never comes to '" + std::string(label) + "'; the screen says:\n" + text());
}

void Hands::press_on(std::string_view label) {
    walk_to(label);
    press("Return");
}

void Hands::take_picture(const std::filesystem::path& png) {
    settle(4);
    if (const Status saved = loop_.window().save_screenshot(png); !saved)
        throw std::runtime_error(saved.error().message.en);
}

}  // namespace nuong::client
