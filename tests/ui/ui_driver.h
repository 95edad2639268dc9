// Drives the screens without a window: finds widgets by the label a person reads, taps and types like a person would,
// and collects what the screens ask for.
#pragma once
#include <imgui.h>

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "client/ui/draw.h"

namespace nuong::client {

class UiDriver {
public:
    explicit UiDriver(ImVec2 size, TextSize text_size = TextSize::normal);
    ~UiDriver();
    UiDriver(const UiDriver&) = delete;
    UiDriver& operator=(const UiDriver&) = delete;

    // The view model of the next frames; tests change it between frames as the session would.
    ViewModel view;
    UiState state;

    void frame(int count = 1);
    void pass_seconds(double seconds);  // frames, with time going by

    bool sees(std::string_view label) const;                 // on the screen, not scrolled away
    const SeenWidget& widget(std::string_view label) const;  // throws with the text of the screen
    const std::vector<SeenWidget>& widgets() const { return probe_.widgets; }
    std::string text() const;  // what a reader of the screen would read, one widget per line

    void tap(std::string_view label);  // scrolls to it when needed
    void drag(ImVec2 from, ImVec2 to);
    void type(std::string_view keys);          // one frame per key
    void type_at_once(std::string_view keys);  // all within one frame, as a scanner does
    void press(int key);
    void press_with_ctrl(int key);  // letters by their code

    Actions take_actions();
    template <class T>
    std::vector<T> take() {  // only the actions of one kind
        std::vector<T> kind;
        for (const Action& action : take_actions())
            if (const T* one = action.as<T>()) kind.push_back(*one);
        return kind;
    }

private:
    const SeenWidget* find(std::string_view label) const;
    void scroll_to(std::string_view label);

    Probe probe_;
    Actions actions_;
};

// The one action that came of it, and nothing beside.
template <class Wanted>
Wanted only(const Actions& actions) {
    REQUIRE(actions.size() == 1);
    REQUIRE(actions.front().is<Wanted>());
    return *actions.front().as<Wanted>();
}

}  // namespace nuong::client
