// Keys and clicks in the order they happened, given to ImGui no faster than it can take them: 1.86 looks at the
// keyboard once a frame, so a key pressed and released between two frames never happened for it. People who type fast,
// input methods and barcode scanners lost letters.
#pragma once
#include <array>
#include <bitset>
#include <cstddef>
#include <deque>

namespace nuong::client {

struct InputEvent {
    enum class Kind { key, text, button } kind = Kind::key;
    int code = 0;  // GLFW key, code point, or mouse button
    int scancode = 0, action = 0, mods = 0;
    double x = 0, y = 0;  // of a button: where the pointer was then
};

class InputQueue {
public:
    void push(const InputEvent& event);
    bool empty() const { return events_.empty(); }

    // Passes on the events that one frame can tell apart, oldest first.
    template <class Take>
    void replay_frame(Take take) {
        Frame frame;
        if (settling_ > 0) {
            --settling_;
            return;
        }
        while (!events_.empty() && frame.accepts(events_.front())) {
            take(events_.front());
            events_.pop_front();
        }
        if (frame.moves) settling_ = frames_to_move;
    }

private:
    // What one frame has already been told. A key or button may change once; text typed after Backspace or an arrow
    // must not overtake it; and Ctrl is held as long as a fast hand held it: ImGui knows modifiers by the frame, so one
    // that is let go right after its key would never have been held.
    struct Frame {
        std::bitset<512> keys;
        std::bitset<16> buttons;
        bool text = false, command = false, pressed = false, moves = false;

        bool accepts(const InputEvent& event);
    };

    // Tab moves the caret only in the frames after it; what is typed on meanwhile is meant for the field it goes to.
    static constexpr int frames_to_move = 2;

    std::deque<InputEvent> events_;
    int settling_ = 0;  // frames that pass before anything more is told
};

}  // namespace nuong::client
