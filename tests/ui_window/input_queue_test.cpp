// Fast hands, input methods and barcode scanners: no key may be lost or overtake another.
#include "client/platform/input_queue.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

using namespace nuong::client;

namespace {

InputEvent key(int code, int action) { return {.kind = InputEvent::Kind::key, .code = code, .action = action}; }
InputEvent text(char c) { return {.kind = InputEvent::Kind::text, .code = c}; }
InputEvent button(int action, double x) {
    return {.kind = InputEvent::Kind::button, .code = 0, .action = action, .x = x};
}

// How many events each frame gets until the queue is empty.
std::vector<std::vector<InputEvent>> frames_of(InputQueue& queue) {
    std::vector<std::vector<InputEvent>> frames;
    while (!queue.empty() && frames.size() < 1000) {
        frames.emplace_back();
        queue.replay_frame([&](const InputEvent& event) { frames.back().push_back(event); });
    }
    return frames;
}

}  // namespace

TEST_CASE("twenty Backspaces between two frames are twenty presses that a frame can see") {
    InputQueue queue;
    for (int i = 0; i < 20; ++i) {
        queue.push(key(GLFW_KEY_BACKSPACE, GLFW_PRESS));
        queue.push(key(GLFW_KEY_BACKSPACE, GLFW_RELEASE));
    }
    int presses = 0;
    for (const auto& frame : frames_of(queue)) {
        REQUIRE(frame.size() == 1);
        presses += frame[0].action == GLFW_PRESS ? 1 : 0;
    }
    CHECK(presses == 20);
}

TEST_CASE("letters of a word share a frame, and a command key after them waits for the next") {
    InputQueue queue;
    for (const char c : std::string("lan")) {
        queue.push(key(c - 'a' + GLFW_KEY_A, GLFW_PRESS));
        queue.push(text(c));
    }
    queue.push(key(GLFW_KEY_ENTER, GLFW_PRESS));
    queue.push(text('x'));
    const auto frames = frames_of(queue);
    REQUIRE(frames.size() == 3);
    CHECK(frames[0].size() == 6);
    CHECK(frames[1].size() == 1);
    CHECK(frames[1][0].code == GLFW_KEY_ENTER);
    CHECK(frames[2][0].code == 'x');
}

TEST_CASE(
    "Ctrl is still held when a frame sees the key that was pressed with it, and is not held by a letter before it") {
    InputQueue queue;
    InputEvent f = key(GLFW_KEY_F, GLFW_PRESS);
    f.mods = GLFW_MOD_CONTROL;
    queue.push(key(GLFW_KEY_LEFT_CONTROL, GLFW_PRESS));
    queue.push(f);
    queue.push(key(GLFW_KEY_LEFT_CONTROL, GLFW_RELEASE));  // some let go in this order
    queue.push(key(GLFW_KEY_F, GLFW_RELEASE));
    const auto frames = frames_of(queue);
    REQUIRE(frames.size() == 2);
    CHECK(frames[0].size() == 2);
    CHECK(frames[1][0].code == GLFW_KEY_LEFT_CONTROL);

    queue.push(key(GLFW_KEY_V, GLFW_PRESS));
    queue.push(text('v'));
    queue.push(key(GLFW_KEY_LEFT_CONTROL, GLFW_PRESS));  // it must not turn the letter into a paste
    CHECK(frames_of(queue).size() == 2);
}

TEST_CASE("two taps keep their own places") {
    InputQueue queue;
    for (const double x : {100.0, 300.0}) {
        queue.push(button(GLFW_PRESS, x));
        queue.push(button(GLFW_RELEASE, x));
    }
    const auto frames = frames_of(queue);
    REQUIRE(frames.size() == 4);
    CHECK(frames[0][0].x == 100.0);
    CHECK(frames[2][0].x == 300.0);
}

TEST_CASE("keys without a name do not block, and a jammed keyboard does not fill the memory") {
    InputQueue queue;
    queue.push(key(-1, GLFW_PRESS));
    queue.push(key(100000, GLFW_PRESS));
    CHECK(frames_of(queue).size() == 1);
    for (int i = 0; i < 100000; ++i) queue.push(text('a'));
    std::size_t kept = 0;
    for (const auto& frame : frames_of(queue)) kept += frame.size();
    CHECK(kept == 4096);
}

TEST_CASE("what is typed right after Tab waits until the caret stands in the next field") {
    InputQueue queue;
    queue.push(key(GLFW_KEY_TAB, GLFW_PRESS));
    queue.push(key(GLFW_KEY_TAB, GLFW_RELEASE));
    queue.push(key(GLFW_KEY_M, GLFW_PRESS));
    queue.push(text('m'));
    const auto frames = frames_of(queue);
    std::size_t with_tab = frames.size(), with_text = frames.size();
    for (std::size_t i = 0; i < frames.size(); ++i)
        for (const InputEvent& event : frames[i]) {
            if (event.code == GLFW_KEY_TAB && event.action == GLFW_PRESS) with_tab = i;
            if (event.kind == InputEvent::Kind::text) with_text = i;
        }
    REQUIRE(with_text < frames.size());
    CHECK(with_text - with_tab > 2);  // two frames in which the field is found and takes the caret
}
