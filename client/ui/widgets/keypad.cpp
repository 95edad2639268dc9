#include "client/ui/widgets/keypad.h"

#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include "client/ui/widgets/buttons.h"

namespace nuong::client {
namespace {

// "<" erases, "=" closes, " " is a gap.
std::vector<std::string_view> rows_of(const KeypadOptions& options) {
    if (!options.flat) return {"123", "456", "789", options.comma ? ",0<" : options.done ? "=0<" : " 0<"};
    return {"12345<", options.comma ? "67890," : options.done ? "67890=" : "67890 "};
}

}  // namespace

Keypad draw_keypad(Ui& ui, const KeypadOptions& options) {
    Keypad keypad;
    const float spacing = ui.px(10), height = ui.px(options.flat ? 58 : 64);
    const std::vector<std::string_view> rows = rows_of(options);
    const auto columns = static_cast<float>(rows.front().size());
    const float width = std::floor((ui.width - (columns - 1) * spacing) / columns);
    const ButtonOptions key{.enabled = options.enabled, .large = true, .width = width, .height = height};
    ButtonOptions word = key;
    word.large = false;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(spacing, spacing));
    for (const std::string_view row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string label(1, row[i]);
            if (i > 0) ImGui::SameLine();
            if (label == " ") ImGui::Dummy({width, height});
            else if (label == "<") keypad.erase = button(ui, ui.say(Word::erase_digit), word) || keypad.erase;
            else if (label == "=") keypad.done = button(ui, ui.say(Word::number_done), word) || keypad.done;
            else if (button(ui, label, key)) keypad.typed = label;
        }
    if (options.done && options.comma) {
        word.width = ui.width;
        keypad.done = button(ui, ui.say(Word::number_done), word);
    }
    ImGui::PopStyleVar();
    return keypad;
}

}  // namespace nuong::client
