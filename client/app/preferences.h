// How a person likes the screens. Kept under their name in the store. What must hold before the PIN is known (language,
// theme, text size) lies in look.json beside it as well, with nothing in it about anybody.
#pragma once
#include <chrono>
#include <map>
#include <string>

#include "shared/base/message.h"
#include "shared/base/result.h"

namespace nuong::client {

enum class Theme { standard, day, night };
enum class TextSize { normal, large, very_large };
enum class TypingMethod { telex, vni, off };
enum class FormLayout { as_form_says, one_question, list };

struct Preferences {
    Theme theme = Theme::standard;
    TextSize text_size = TextSize::normal;
    TypingMethod typing = TypingMethod::telex;
    FormLayout layout = FormLayout::as_form_says;
    std::chrono::minutes auto_lock{10};
    bool operator==(const Preferences&) const = default;
};

inline constexpr std::chrono::minutes auto_lock_max{60};

// How marks are typed until the person says otherwise.
inline TypingMethod usual_typing(Language language) {
    return language == Language::vi ? TypingMethod::telex : TypingMethod::off;
}

using StoredPreferences = std::map<std::string, std::string>;
StoredPreferences stored_preferences(const Preferences& preferences, Language language);
// What is not stored, or not understood, stays as it is.
void take_stored(const StoredPreferences& stored, Preferences& preferences, Language& language);

// Nothing when there is no such file, or it cannot be read: the door then looks as it was made.
StoredPreferences read_door_look(const std::string& home);
Status keep_door_look(const std::string& home, const Preferences& preferences, Language language);

}  // namespace nuong::client
