#include "client/platform/input_queue.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace nuong::client {
namespace {

// More than anybody types in one blocked second; beyond it somebody sat on the keyboard.
constexpr std::size_t events_max = 4096;

bool makes_text(const InputEvent& key) {
    return key.code >= GLFW_KEY_SPACE && key.code <= GLFW_KEY_GRAVE_ACCENT &&
           (key.mods & (GLFW_MOD_CONTROL | GLFW_MOD_ALT)) == 0;
}

bool is_modifier(const InputEvent& key) { return key.code >= GLFW_KEY_LEFT_SHIFT && key.code <= GLFW_KEY_RIGHT_SUPER; }

bool is_shift(const InputEvent& key) { return key.code == GLFW_KEY_LEFT_SHIFT || key.code == GLFW_KEY_RIGHT_SHIFT; }

}  // namespace

void InputQueue::push(const InputEvent& event) {
    if (events_.size() < events_max) events_.push_back(event);
}

bool InputQueue::Frame::accepts(const InputEvent& event) {
    const auto code = static_cast<std::size_t>(event.code);
    switch (event.kind) {
        case InputEvent::Kind::key: {
            if (event.code < 0 || code >= keys.size()) return true;  // a key without a name: ImGui ignores it
            const bool is_command = !makes_text(event) && !is_modifier(event) && event.action != GLFW_RELEASE;
            if (keys[code] || (text && is_command)) return false;
            if (is_modifier(event) && (command || (pressed && !is_shift(event)))) return false;
            keys.set(code);
            command = command || is_command;
            moves = moves || (event.code == GLFW_KEY_TAB && event.action != GLFW_RELEASE);
            pressed = pressed || (!is_modifier(event) && event.action != GLFW_RELEASE);
            return true;
        }
        case InputEvent::Kind::text:
            if (command) return false;
            text = true;
            return true;
        case InputEvent::Kind::button: {
            // One change of one button in a frame: two taps in a row are at two places.
            if (buttons.any()) return false;
            buttons.set(code % buttons.size());
            return true;
        }
    }
    return true;
}

}  // namespace nuong::client
