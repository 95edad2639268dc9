// Opens the real window and leaves a picture of every screen in tour/gallery, for people to look at. Needs a display
// (Xvfb is enough); without one it checks only that the refusal is a clear message.
#include <imgui.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "client/platform/glfw_window.h"
#include "client/ui/draw.h"
#include "tests/ui/sample_views.h"
#include "tests/ui_window/picture_colours.h"

using namespace nuong;
using namespace nuong::client;

namespace {

bool has_display() { return std::getenv("DISPLAY") != nullptr; }

void draw_frames(Window& window, const ViewModel& view, UiState& state, int count) {
    for (int i = 0; i < count; ++i) {
        window.wait_events(0);
        window.begin_frame();
        Actions actions;
        draw(view, state, actions);
        window.end_frame();
    }
}

std::string name_of_picture(const samples::Sample& sample, Language language, WindowSize size,
                            const std::string& theme) {
    return sample.name + (language == Language::vi ? "-vi-" : "-en-") + std::to_string(size.width) + theme + ".png";
}

}  // namespace

TEST_CASE("every screen is drawn in a real window and leaves its picture") {
    if (!has_display()) SKIP("no display; run under xvfb-run");
    const std::filesystem::path folder = std::filesystem::path(NUONG_TOUR_DIR) / "gallery";
    for (const WindowSize size : {WindowSize{1024, 600}, WindowSize{1920, 1080}, WindowSize{600, 1024}}) {
        Result<Window> window = Window::open("Nương", size);
        REQUIRE(window);
        UiState state;
        REQUIRE(prepare(
            state, {},
            comfortable_scale({static_cast<float>(size.width), static_cast<float>(size.height)}, TextSize::normal)));
        for (const auto& [theme, name] :
             {std::pair(Theme::standard, ""), std::pair(Theme::day, "-day"), std::pair(Theme::night, "-night")})
            for (const Language language : {Language::vi, Language::en}) {
                if (theme != Theme::standard && language != Language::vi) continue;  // colours speak no language
                for (const samples::Sample& sample : samples::all(language)) {
                    ViewModel view = sample.view;
                    view.preferences.theme = theme;
                    draw_frames(*window, view, state, 4);
                    const std::filesystem::path file = folder / name_of_picture(sample, language, size, name);
                    std::filesystem::remove(file);
                    REQUIRE(window->save_screenshot(file));
                    CHECK(colours_in(file) > 20);
                }
            }
    }
}

TEST_CASE("without a display the window says so in both languages") {
    if (has_display()) SKIP("there is a display");
    const Result<Window> window = Window::open("Nương", {});
    REQUIRE_FALSE(window);
    CHECK(window.error().code == ErrorCode::unreachable);
    CHECK(window.error().message.vi.find("màn hình") != std::string::npos);
    CHECK(window.error().message.en.find("display") != std::string::npos);
}
