// How a person likes the screens. Kept under their name in the store; what already holds at the door also in a small
// file beside it (client/store/door_look.h).
#pragma once
#include <chrono>

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

}  // namespace nuong::client
