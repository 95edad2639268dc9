// The window: the one place that knows GLFW and OpenGL. Lives on the thread that opened it; only wake() may be called
// from another one.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "shared/base/result.h"

namespace nuong::client {

struct WindowSize {
    int width = 1024, height = 600;
};
inline constexpr WindowSize whole_screen{0, 0};

class Window {
public:
    // Makes the ImGui context as well. Without a display this is an error, not a crash.
    static Result<Window> open(const std::string& title, WindowSize size);
    ~Window();
    Window(Window&&) noexcept;
    Window& operator=(Window&&) noexcept;
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    bool should_close() const;
    void ask_to_close();

    // Sleeps until input, wake() or `timeout_seconds` (infinity: no limit). Returns at once while a few frames are
    // still due after the last event: ImGui needs them to settle.
    void wait_events(double timeout_seconds);
    void wake();

    bool has_keys_waiting() const;  // typed already; one frame cannot take them all
    double frame_seconds() const;   // how long the last frame took, from its begin to the picture

    void begin_frame();  // then ImGui calls ...
    void end_frame();    // ... and the picture is on the screen

    // 1.5 on a display that asks for larger type. When it has changed, load fonts anew and call forget_fonts().
    float content_scale() const;
    // Of the monitor that shows most of the window; nothing when it does not know its own size.
    std::optional<float> dots_per_mm() const;
    void forget_fonts();

    // A picture for ImGui to draw: rows from the top, three bytes per point. Until drop_texture().
    void* make_texture(int width, int height, const unsigned char* rgb);
    void drop_texture(void* texture);

    WindowSize size() const;
    Status save_screenshot(const std::filesystem::path& png);  // of the frame drawn last

private:
    struct Inside;
    explicit Window(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace nuong::client
