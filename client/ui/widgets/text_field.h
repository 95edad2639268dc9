// A field to type in, with Vietnamese typing of our own, and the buffer that keeps what is being typed until the
// session has it.
#pragma once
#include <optional>
#include <string>

#include "client/ui/widgets/basics.h"

namespace nuong::client {

enum class FieldKeys {
    words,   // Vietnamese typing as the person chose it
    ascii,   // codes, addresses, phone numbers: keys stay as typed
    digits,  // digits only
    number,  // digits, sign, comma and point
};

struct FieldOptions {
    FieldKeys keys = FieldKeys::words;
    std::string hint = {};
    bool hidden = false;  // a PIN
    bool multiline = false;
    bool enabled = true;
    bool take_focus = false;
    float width = 0;     // 0: the column
    bool wrong = false;  // red edge
};

struct FieldUse {
    bool edited = false;  // in this frame
    bool active = false;
    bool left = false;     // the caret went away
    bool entered = false;  // ... by Enter
};

// `label` names the field for tests and for the person reading the probe; it is not drawn.
FieldUse text_field(Ui& ui, const std::string& label, std::string& text, const FieldOptions& options);

// What is being typed into a field that belongs to a value elsewhere. The value wins whenever nobody types.
struct EditBuffer {
    std::string text = {};
    bool active = false;
    bool dirty = false;  // typed and not yet handed over
    double edited_at = 0;
    bool on_pad = false;  // large keys on the screen type into it
};

// Gives the text when it is time to hand it over: after a short pause, on Enter, and when the field is left. A pause,
// because every handover is a durable write.
std::optional<std::string> edited_text(Ui& ui, const std::string& label, EditBuffer& buffer, const std::string& current,
                                       const FieldOptions& options);

}  // namespace nuong::client
