// Vietnamese typed on a plain keyboard: Telex and VNI, one key at a time on the last word. The word itself is the only
// state, so backspace, mouse and paste need no bookkeeping.
//
// The usual operating-system input methods lose the word being composed when a field is left; this one cannot.
#pragma once
#include <string>
#include <string_view>

#include "client/app/preferences.h"

namespace nuong::client {

// `text` as it stands before the caret, after `key` was typed. A key that means nothing here is appended as it is.
// Typing a mark's key again takes the mark back and leaves the key: "ass" is "as". Tones stand as in "hoà", "thuý".
std::string type_key(std::string text, char key, TypingMethod method);

// What a person sees after typing all of `keys`, from an empty field.
std::string type_keys(std::string_view keys, TypingMethod method);

}  // namespace nuong::client
