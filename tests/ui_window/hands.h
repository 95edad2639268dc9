// The hands of a person at the window: they look for words on the screen, tap, type and scroll. Every key and tap is a
// real one, sent through the X server.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "client/window/main_loop.h"

namespace nuong::client {

class Hands {
public:
    explicit Hands(MainLoop& loop);

    void settle(int frames = 6);
    // Turns the loop until the words are on the screen; throws with all that is there after `seconds`.
    void wait_for(std::string_view label, double seconds = 20);
    bool sees(std::string_view label) const;
    std::string text() const;  // what a reader of the screen reads, top to bottom

    void tap(std::string_view label);                                 // scrolls to it when needed
    void choose(std::string_view question, std::string_view choice);  // a choice below its question
    void write(std::string_view field, const std::string& keys);      // into a field, by its label
    void type(const std::string& keys);                               // wherever the keyboard is
    void scan(const std::string& code);                               // as a scanner types, and its Enter
    void press(const std::string& key);                               // by its X name
    void walk_to(std::string_view label);                             // by Tab alone, until the keyboard is on it
    void press_on(std::string_view label);                            // ... and Enter
    void to_top();
    void take_picture(const std::filesystem::path& png);

private:
    bool is_on(std::string_view label) const;
    const SeenWidget* find(std::string_view label, std::string_view after) const;
    const SeenWidget& in_sight(std::string_view label, std::string_view after);
    void tap_at(ImVec2 at);
    void wheel(bool down, int notches);
    void do_with_xdotool(const std::string& words);

    MainLoop& loop_;
    Probe probe_;
};

}  // namespace nuong::client
