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
    bool large = false;      // the digits of a keypad
    bool wraps = false;      // in lines, as many as its words need; otherwise what does not fit is left out
    float width = 0;         // 0: as wide as its words
    float height = 0;        // 0: one row
    std::string words = {};  // what stands on it where the label says more than there is room for
};

bool button(Ui& ui, const std::string& label, const ButtonOptions& options);
float button_width(Ui& ui, const std::string& label, const ButtonOptions& options);  // of what stands on it

// For signs that everybody reads beside what they belong to: plus and minus of a number, before and after of a month.
// The label is what a test and the probe call it.
bool icon_button(Ui& ui, const std::string& label, Icon icon, const ButtonOptions& options);

// A sign over its word, for the bar at the top. The label says it in full, for tests and the probe.
float tool_width(Ui& ui, const std::string& caption);
bool tool_button(Ui& ui, const std::string& label, const std::string& caption, Icon icon, float width);
// What stands on it; what does not fit is left out. Returns the word as it stands there.
std::string paint_tool(Ui& ui, const Box& box, Icon icon, const std::string& caption, ImU32 ink);

// Continues on the line of the last widget if `width` more fits there.
void same_line_if_fits(Ui& ui, float width);

}  // namespace nuong::client
