// Large keys for digits, for hands without a keyboard.
#pragma once
#include <string>

#include "client/ui/widgets/basics.h"

namespace nuong::client {

struct KeypadOptions {
    bool enabled = true;
    bool comma = false;  // of a number with decimals
    bool done = false;   // a key that closes it
    bool flat = false;   // two rows, where the screen is low; three keys to a row otherwise
};

struct Keypad {
    std::string typed;  // a digit or a comma, or nothing
    bool erase = false, done = false;
};

Keypad draw_keypad(Ui& ui, const KeypadOptions& options);

}  // namespace nuong::client
