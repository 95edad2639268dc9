// Answers one tap away: every option is a large button that stays where it is.
#pragma once
#include <optional>
#include <vector>

#include "client/ui/widgets/basics.h"

namespace nuong::client {

enum class ChoiceMark { one, many };  // a ring or a tick box

struct ChoiceButton {
    std::string label = {};
    bool chosen = false;
};

struct ChoiceOptions {
    ChoiceMark mark = ChoiceMark::one;
    bool enabled = true;
    bool keys_shown = false;  // the digit that chooses each option
    bool large = false;       // one below the other and tall, unless there are many
};

// The options in even columns; gives the one that was tapped.
std::optional<std::size_t> choice_buttons(Ui& ui, const std::vector<ChoiceButton>& choices,
                                          const ChoiceOptions& options);

// A short option that stands apart from the answers: "refused", "does not know".
bool small_choice(Ui& ui, const std::string& label, bool chosen, bool enabled);

}  // namespace nuong::client
