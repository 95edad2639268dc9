#include "client/window/main_loop.h"

#include <algorithm>

#include "client/platform/battery.h"

namespace nuong::client {

MainLoop::MainLoop(Window window, const SessionOptions& options, const ClockSource& clock)
    : window_(std::move(window)), session_(options, clock, [this] { window_.wake(); }) {
    screens_.ui.texture_of = [this](const auto& photo) { return texture_of(photo); };
}

Result<std::unique_ptr<MainLoop>> MainLoop::open(const SessionOptions& options, const ClockSource& clock,
                                                 WindowSize size) {
    auto window = Window::open("Nương", size);
    if (!window) return window.error();
    std::unique_ptr<MainLoop> loop(new MainLoop(std::move(*window), options, clock));
    if (const auto fonts = loop->prepare_fonts(); !fonts) return fonts.error();
    return loop;
}

// Type grows with the window, with a display that asks for it, and with the person who does.
Status MainLoop::prepare_fonts() {
    const WindowSize size = window_.size();
    const Display display{static_cast<float>(size.width), static_cast<float>(size.height), window_.content_scale(),
                          window_.dots_per_mm().value_or(0)};
    const float scale = comfortable_scale(display, session_.view_model().preferences.text_size);
    if (scale == screens_.ui.scale && screens_.ui.fonts.body) return Done{};
    const auto prepared = prepare(screens_, {}, scale);
    if (prepared) window_.forget_fonts();
    return prepared;
}

void* MainLoop::texture_of(const std::shared_ptr<const Photo>& photo) {
    void*& texture = textures_[photo];
    if (!texture) texture = window_.make_texture(photo->width, photo->height, photo->rgb.data());
    return texture;
}

void MainLoop::drop_unseen() {
    std::erase_if(textures_, [this](const auto& entry) {
        const bool is_unseen = entry.first.use_count() == 1;
        if (is_unseen) window_.drop_texture(entry.second);
        return is_unseen;
    });
}

// When something happens anyway: nobody is woken for it.
void MainLoop::look_at_battery() {
    const auto now = std::chrono::steady_clock::now();
    if (battery_seen_ != decltype(now){} && now - battery_seen_ < std::chrono::minutes(1)) return;
    battery_seen_ = now;
    if (const auto battery = read_battery()) session_.battery_is(battery->percent, battery->is_charging);
}

void MainLoop::keep_typed() {
    Actions typed;
    flush(screens_, typed);
    for (const Action& action : typed) session_.perform(action);
}

void MainLoop::perform(const Actions& actions) {
    // Whatever is no answer may close the form, and its answers with it.
    const auto is_answer = [](const Action& action) { return action.is<Answer>(); };
    if (!std::all_of(actions.begin(), actions.end(), is_answer)) keep_typed();
    for (const Action& action : actions) session_.perform(action);
}

Status MainLoop::turn(double seconds_max) {
    if (session_.is_idle_too_long()) perform({Lock{.by_itself = true}});
    session_.receive();
    if (const auto fonts = prepare_fonts(); !fonts) return fonts;
    window_.begin_frame();
    screens_.ui.keys_waiting = window_.has_keys_waiting();
    screens_.ui.frame_seconds = window_.frame_seconds();
    Actions actions;
    draw(session_.view_model(), screens_, actions);
    window_.end_frame();
    drop_unseen();
    perform(actions);
    const double quiet = std::min(session_.next_wakeup(), screens_.ui.next_frame_in);
    window_.wait_events(actions.empty() ? std::min(quiet, seconds_max) : 0.0);
    return Done{};
}

Status MainLoop::run() {
    while (!window_.should_close()) {
        look_at_battery();
        if (const auto turned = turn(); !turned) return turned;
    }
    keep_typed();
    return Done{};
}

}  // namespace nuong::client
