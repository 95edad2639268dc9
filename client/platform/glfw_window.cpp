#include "client/platform/glfw_window.h"

#define GLFW_INCLUDE_NONE
#include <GL/gl.h>
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <vector>

#include "client/platform/input_queue.h"
#include "client/platform/monitor_size.h"
#include "client/platform/png_file.h"

namespace nuong::client {
namespace {

// After an event ImGui needs a frame to notice, one to react and one to settle.
constexpr int frames_after_event = 3;
// Without a limit a lost wake() would freeze the screen.
constexpr double sleep_seconds_max = 60;

// The one that shows most of it.
GLFWmonitor* monitor_of(GLFWwindow* window) {
    int x = 0, y = 0, width = 0, height = 0, count = 0, most = 0;
    glfwGetWindowPos(window, &x, &y);
    glfwGetWindowSize(window, &width, &height);
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    GLFWmonitor* best = nullptr;
    for (int i = 0; i < count; ++i) {
        int left = 0, top = 0;
        glfwGetMonitorPos(monitors[i], &left, &top);
        const GLFWvidmode* mode = glfwGetVideoMode(monitors[i]);
        if (!mode) continue;
        const int wide = std::min(x + width, left + mode->width) - std::max(x, left);
        const int high = std::min(y + height, top + mode->height) - std::max(y, top);
        if (wide <= 0 || high <= 0 || wide * high <= most) continue;
        most = wide * high;
        best = monitors[i];
    }
    return best;
}

bool is_whole_screen(WindowSize size) { return size.width <= 0 || size.height <= 0; }

// A tablet held upright is narrower than a window likes to be.
WindowSize within_monitor(WindowSize size) {
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    int x = 0, y = 0, width = 0, height = 0;
    if (monitor) glfwGetMonitorWorkarea(monitor, &x, &y, &width, &height);
    if (width <= 0 || height <= 0) return is_whole_screen(size) ? WindowSize{} : size;
    if (is_whole_screen(size)) return {width, height};
    return {std::min(size.width, width), std::min(size.height, height)};
}

}  // namespace

struct Window::Inside {
    GLFWwindow* window = nullptr;
    InputQueue input;
    int frames_due = frames_after_event;
    bool context_ready = false;
    bool has_drawn = false;
    double frame_begun = 0, frame_seconds = 0;

    Inside() = default;
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    ~Inside() {
        if (context_ready) {
            ImGui_ImplOpenGL3_Shutdown();
            ImGui_ImplGlfw_Shutdown();
            ImGui::DestroyContext();
        }
        if (window) glfwDestroyWindow(window);
        glfwTerminate();
    }

    static Inside& of(GLFWwindow* window) { return *static_cast<Inside*>(glfwGetWindowUserPointer(window)); }
    void poke() { frames_due = frames_after_event; }
    void queue(InputEvent event) {
        glfwGetCursorPos(window, &event.x, &event.y);
        input.push(event);
        poke();
    }
    void give(const InputEvent& event) const;
    void listen();
    void render() const;
};

void Window::Inside::render() const {
    int width = 0, height = 0;
    glfwGetFramebufferSize(window, &width, &height);
    glViewport(0, 0, width, height);
    glClearColor(0.945f, 0.957f, 0.945f, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void Window::Inside::give(const InputEvent& event) const {
    switch (event.kind) {
        case InputEvent::Kind::key:
            ImGui_ImplGlfw_KeyCallback(window, event.code, event.scancode, event.action, event.mods);
            break;
        case InputEvent::Kind::text: ImGui_ImplGlfw_CharCallback(window, static_cast<unsigned>(event.code)); break;
        case InputEvent::Kind::button:
            ImGui_ImplGlfw_MouseButtonCallback(window, event.code, event.action, event.mods);
            break;
    }
}

void Window::Inside::listen() {
    glfwSetKeyCallback(window, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
        of(w).queue({InputEvent::Kind::key, key, scancode, action, mods});
    });
    glfwSetCharCallback(window, [](GLFWwindow* w, unsigned code) {
        of(w).queue({InputEvent::Kind::text, static_cast<int>(code)});
    });
    glfwSetMouseButtonCallback(window, [](GLFWwindow* w, int button, int action, int mods) {
        of(w).queue({InputEvent::Kind::button, button, 0, action, mods});
    });
    glfwSetScrollCallback(window, [](GLFWwindow* w, double x, double y) {
        ImGui_ImplGlfw_ScrollCallback(w, x, y);
        of(w).poke();
    });
    glfwSetWindowFocusCallback(window, [](GLFWwindow* w, int focused) {
        ImGui_ImplGlfw_WindowFocusCallback(w, focused);
        of(w).poke();
    });
    glfwSetCursorEnterCallback(window, [](GLFWwindow* w, int entered) {
        ImGui_ImplGlfw_CursorEnterCallback(w, entered);
        of(w).poke();
    });
    glfwSetCursorPosCallback(window, [](GLFWwindow* w, double, double) { of(w).poke(); });
    glfwSetWindowRefreshCallback(window, [](GLFWwindow* w) { of(w).poke(); });
    glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) { of(w).poke(); });
    glfwSetWindowContentScaleCallback(window, [](GLFWwindow* w, float, float) { of(w).poke(); });
    glfwSetWindowCloseCallback(window, [](GLFWwindow* w) { of(w).poke(); });
}

Window::Window(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Window::~Window() = default;
Window::Window(Window&&) noexcept = default;
Window& Window::operator=(Window&&) noexcept = default;

Result<Window> Window::open(const std::string& title, WindowSize size) {
    // An input method keeps the word being composed to itself and loses it when the field is left; the client types
    // Vietnamese by its own means (client/ui/vietnamese_typing.h).
    setenv("XMODIFIERS", "@im=none", 1);
    if (!glfwInit())
        return Error{
            ErrorCode::unreachable,
            {"Không mở được màn hình. Hãy chạy trong phiên có màn hình, hoặc dùng các lệnh không cần cửa sổ "
             "(nuong --help).",
             "No display to open a window on. Start from a session with a screen, or use the commands that need "
             "no window (nuong --help)."}};
    glfwWindowHint(GLFW_MAXIMIZED, is_whole_screen(size) ? GLFW_TRUE : GLFW_FALSE);
    size = within_monitor(size);
    auto inside = std::make_unique<Inside>();
    // By this name a desktop knows that the window belongs to nuong.desktop, and shows its icon.
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "nuong");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "nuong");
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
    inside->window = glfwCreateWindow(size.width, size.height, title.c_str(), nullptr, nullptr);
    if (!inside->window)
        return Error{
            ErrorCode::unreachable,
            {"Máy này không vẽ được cửa sổ (cần OpenGL 3.0). Hãy cài gói libgl1-mesa-dri rồi mở lại.",
             "This device cannot draw a window (OpenGL 3.0 is needed). Install the package libgl1-mesa-dri and "
             "start again."}};
    glfwSetWindowSizeLimits(inside->window, 480, 400, GLFW_DONT_CARE, GLFW_DONT_CARE);
    glfwSetWindowUserPointer(inside->window, inside.get());
    glfwMakeContextCurrent(inside->window);
    glfwSwapInterval(1);
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    inside->listen();
    ImGui_ImplGlfw_InitForOpenGL(inside->window, false);  // our queue stands between
    ImGui_ImplOpenGL3_Init("#version 130");
    inside->context_ready = true;
    return Window(std::move(inside));
}

bool Window::should_close() const { return glfwWindowShouldClose(inside_->window) != 0; }
void Window::ask_to_close() { glfwSetWindowShouldClose(inside_->window, 1); }
void Window::wake() { glfwPostEmptyEvent(); }

void Window::wait_events(double timeout_seconds) {
    // At once: something was asked for, and what it brought takes as many frames to settle as a key does.
    if (timeout_seconds <= 0) inside_->poke();
    if (inside_->frames_due > 0 || !inside_->input.empty()) {
        glfwPollEvents();
        inside_->frames_due = std::max(inside_->frames_due, 1);
        return;
    }
    glfwWaitEventsTimeout(std::min(timeout_seconds, sleep_seconds_max));
    // Whatever ended the sleep, a deadline or a wake(), may have brought a new screen, which takes two frames to
    // settle.
    inside_->frames_due = std::max(inside_->frames_due, 2);
}

bool Window::has_keys_waiting() const { return !inside_->input.empty(); }
double Window::frame_seconds() const { return inside_->frame_seconds; }

void Window::begin_frame() {
    inside_->frame_begun = glfwGetTime();
    std::optional<ImVec2> tapped_at;
    inside_->input.replay_frame([&](const InputEvent& event) {
        inside_->give(event);
        inside_->poke();  // it may have waited in the queue longer than the frames that its coming had asked for
        if (event.kind == InputEvent::Kind::button)
            tapped_at = ImVec2(static_cast<float>(event.x), static_cast<float>(event.y));
    });
    ImGui_ImplOpenGL3_NewFrame();
    inside_->has_drawn = true;
    ImGui_ImplGlfw_NewFrame();
    // A queued tap belongs where the pointer was, not where it is by now.
    if (tapped_at) ImGui::GetIO().MousePos = *tapped_at;
    ImGui::NewFrame();
}

void Window::end_frame() {
    ImGui::Render();
    inside_->render();
    glfwSwapBuffers(inside_->window);
    inside_->frame_seconds = glfwGetTime() - inside_->frame_begun;
    if (inside_->frames_due > 0) --inside_->frames_due;
}

float Window::content_scale() const {
    float x = 1, y = 1;
    glfwGetWindowContentScale(inside_->window, &x, &y);
    return std::clamp(std::max(x, y), 1.0f, 4.0f);
}

std::optional<float> Window::dots_per_mm() const {
    GLFWmonitor* monitor = monitor_of(inside_->window);
    const GLFWvidmode* mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
    if (!mode) return std::nullopt;
    MonitorSize size{mode->width, mode->height};
    glfwGetMonitorPhysicalSize(monitor, &size.width_mm, &size.height_mm);
    return believable_dots_per_mm(size);
}

// 1.86 makes a texture of the fonts by itself only before the first frame; afterwards nothing would be drawn without
// one.
void Window::forget_fonts() {
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    if (inside_->has_drawn) ImGui_ImplOpenGL3_CreateFontsTexture();
}

void* Window::make_texture(int width, int height, const unsigned char* rgb) {
    GLuint name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB, width, height, 0, GL_RGB, GL_UNSIGNED_BYTE, rgb);
    return reinterpret_cast<void*>(static_cast<std::uintptr_t>(name));
}

void Window::drop_texture(void* texture) {
    const auto name = static_cast<GLuint>(reinterpret_cast<std::uintptr_t>(texture));
    glDeleteTextures(1, &name);
}

WindowSize Window::size() const {
    WindowSize size;
    glfwGetWindowSize(inside_->window, &size.width, &size.height);
    return size;
}

Status Window::save_screenshot(const std::filesystem::path& png) {
    int width = 0, height = 0;
    glfwGetFramebufferSize(inside_->window, &width, &height);
    Picture picture{width, height, std::vector<unsigned char>(static_cast<std::size_t>(width * height) * 3)};
    inside_->render();  // again, because what is left in a swapped buffer is nobody's promise
    glReadBuffer(GL_BACK);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, picture.rgb.data());
    return save_png(picture, png);
}

}  // namespace nuong::client
