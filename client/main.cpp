// Wiring of `nuong`: a command, or the window.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "client/app/session.h"
#include "client/cli/command_line.h"
#include "client/platform/glfw_window.h"
#include "client/ui/draw.h"

namespace {

using namespace nuong;
using namespace nuong::client;

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

// Type grows with the window and with a display that asks for it.
Status prepare_fonts(Window& window, UiState& ui) {
    const WindowSize size = window.size();
    const float scale =
        comfortable_scale(window.content_scale(), static_cast<float>(size.width), static_cast<float>(size.height));
    if (scale == ui.ui.scale && ui.ui.fonts.body) return Done{};
    const auto prepared = prepare(ui, {}, scale);
    if (prepared) window.forget_fonts();
    return prepared;
}

// `picture` (for tests and the README): the window draws until it stands still, saves what it shows, and closes.
int run_window(const Setting& setting, const std::string& picture) {
    auto window = Window::open("Nương", WindowSize{});
    if (!window) return report_error(window.error(), setting.language);
    SessionOptions options{
        .home = setting.home, .language = setting.language, .server_url = environment("NUONG_SERVER")};
    Session session(options, *setting.clock, [&window] { window->wake(); });
    UiState ui;
    if (const auto fonts = prepare_fonts(*window, ui); !fonts) return report_error(fonts.error(), setting.language);
    int frames = 0;
    while (!window->should_close()) {
        session.receive();
        if (const auto fonts = prepare_fonts(*window, ui); !fonts) return report_error(fonts.error(), setting.language);
        window->begin_frame();
        Actions actions;
        draw(session.view_model(), ui, actions);
        window->end_frame();
        for (const Action& action : actions) session.perform(action);
        if (!picture.empty() && ++frames >= 5) {
            if (const auto saved = window->save_screenshot(picture); !saved)
                return report_error(saved.error(), setting.language);
            window->ask_to_close();
        }
        window->wait_events(
            actions.empty() ? std::min<double>(session.next_wakeup(), static_cast<double>(ui.ui.next_frame_in)) : 0.0);
    }
    Actions last;
    flush(ui, last);  // what was typed in the last moment is kept
    for (const Action& action : last) session.perform(action);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const RealClockSource clock;
    auto invocation = parse_invocation(std::vector<std::string>(argv + 1, argv + argc), environment);
    if (!invocation) return report_error(invocation.error(), Language::vi);
    invocation->setting.clock = &clock;
    if (invocation->words.empty() && !invocation->help)
        return run_window(invocation->setting, environment("NUONG_PICTURE"));
    return run_command(*invocation);
}
