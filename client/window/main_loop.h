// MainLoop: the window, the session behind it and the screens between them, turn by turn. Nothing that was typed gets
// lost between them: it goes to the session before anything leaves the screen, locks it or closes it.
//
// Thread: the one that opened it.
#pragma once
#include <chrono>
#include <map>
#include <memory>

#include "client/app/session.h"
#include "client/pictures/photo.h"
#include "client/platform/glfw_window.h"
#include "client/ui/draw.h"

namespace nuong::client {

class MainLoop {
public:
    // Without a display, or without its typeface, this is an error in both languages.
    static Result<std::unique_ptr<MainLoop>> open(const SessionOptions& options, const ClockSource& clock,
                                                  WindowSize size = {});

    // Until the window is closed.
    Status run();
    // One frame, and a sleep until something happens, `seconds_max` at most.
    Status turn(double seconds_max = never);
    // Hands the session what was typed and not yet handed over.
    void keep_typed();

    Window& window() { return window_; }
    Session& session() { return session_; }
    UiState& screens() { return screens_; }

private:
    MainLoop(Window window, const SessionOptions& options, const ClockSource& clock);
    Status prepare_fonts();
    void perform(const Actions& actions);
    void* texture_of(const std::shared_ptr<const Photo>& photo);
    void drop_unseen();
    void look_at_battery();

    Window window_;  // outlives the session, whose worker wakes it
    Session session_;
    UiState screens_;
    std::chrono::steady_clock::time_point battery_seen_{};
    std::map<std::shared_ptr<const Photo>, void*> textures_;  // of photos that somebody still shows
};

}  // namespace nuong::client
