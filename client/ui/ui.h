// What every widget needs to know: language, type, scale, the width it may fill, and where to report itself.
#pragma once
#include <functional>
#include <limits>
#include <memory>
#include <string>

#include "client/ui/fonts.h"
#include "client/ui/probe.h"
#include "client/ui/theme.h"
#include "client/ui/vietnamese_typing.h"
#include "client/ui/words.h"

namespace nuong::client {

struct Photo;  // pictures/photo.h

inline constexpr double never = std::numeric_limits<double>::infinity();

struct Ui {
    Language language = Language::vi;
    Fonts fonts;
    float scale = 1;
    Palette colour = palette_of(Theme::standard);
    TypingMethod typing = TypingMethod::telex;
    Probe* probe = nullptr;
    // A photo as the display wants it, until nobody shows it any more. Empty without a display.
    std::function<void*(const std::shared_ptr<const Photo>&)> texture_of = {};
    bool keys_waiting = false;  // that were typed already and come with the next frames
    double frame_seconds = 0;   // how long the last frame took to draw
    std::string today;          // ISO, from the session: drawing reads no clock

    bool focus_shown = false;      // the keyboard is in use: show where it is
    bool focus_moved = false;      // the keyboard was taken to where it is, by Tab or an arrow, on this page
    bool keys_taken = false;       // in this frame something is focused that Enter and Space press
    bool is_deaf = false;          // to taps on what is being drawn: it has just changed under the finger
    bool scroll_drag = false;      // a finger is moving the page: what it started on is not pressed
    float width = 0;               // of the column being filled
    double next_frame_in = never;  // seconds until something must happen without any input

    float px(float points) const { return points * scale; }
    const std::string& say(Word word) const { return words::say(language, word); }
    void ask_frame(double seconds) { next_frame_in = seconds < next_frame_in ? seconds : next_frame_in; }
};

}  // namespace nuong::client
