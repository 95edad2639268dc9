// Things to tap that do something: buttons, icon buttons, the keys of a keypad.
#pragma once
#include "client/ui/widgets/basics.h"
#include "client/ui/widgets/icons.h"

namespace nuong::client {

enum class ButtonLook { primary, secondary, quiet, danger, on_bar };

struct ButtonOptions {
    ButtonLook look = ButtonLook::secondary;
    Icon icon = Icon::none;
    bool icon_after = false;
    bool enabled = true;
    bool large = false;  // the digits of a keypad
    bool wraps = false;  // in lines, as many as its words need; otherwise what does not fit is left out
    float width = 0;     // 0: as wide as its words
    float height = 0;    // 0: one row
};

bool button(Ui& ui, const std::string& label, const ButtonOptions& options);
float button_width(Ui& ui, const std::string& label, const ButtonOptions& options);

// Only a picture on the screen; the label is what a test and the probe call it.
bool icon_button(Ui& ui, const std::string& label, Icon icon, const ButtonOptions& options);

// Continues on the line of the last widget if `width` more fits there.
void same_line_if_fits(Ui& ui, float width);

}  // namespace nuong::client
