#include "client/ui/screens/settings_screen.h"

#include <initializer_list>
#include <utility>

#include "client/ui/widgets/choices.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

template <class Value>
using Offer = std::pair<Value, std::string>;

// A card with one question about the screens; gives what was tapped.
template <class Value>
std::optional<Value> pick(Ui& ui, Word heading, const std::string& help, const Value& now,
                          const std::vector<Offer<Value>>& offers) {
    const Card card(ui);
    say(ui, bold(ui), ui.say(heading));
    if (!help.empty()) say(ui, muted(ui), help);
    gap(ui, 4);
    std::vector<ChoiceButton> buttons;
    for (const auto& [value, words] : offers) buttons.push_back({words, value == now});
    ImGui::PushID(static_cast<int>(heading));
    const auto tapped = choice_buttons(ui, buttons, {});
    ImGui::PopID();
    return tapped ? std::optional(offers[*tapped].first) : std::nullopt;
}

void pick_language(Ui& ui, const SettingsView& view, Actions& actions) {
    const auto language =
        pick<Language>(ui, Word::language, "", view.language,
                       {{Language::vi, ui.say(Word::vietnamese)}, {Language::en, ui.say(Word::english)}});
    if (language) actions.push_back(SetLanguage{*language});
}

void pick_look(Ui& ui, Preferences& wanted) {
    const auto theme = pick<Theme>(ui, Word::theme, "", wanted.theme,
                                   {{Theme::standard, ui.say(Word::theme_standard)},
                                    {Theme::day, ui.say(Word::theme_day)},
                                    {Theme::night, ui.say(Word::theme_night)}});
    const auto text_size = pick<TextSize>(ui, Word::text_size, "", wanted.text_size,
                                          {{TextSize::normal, ui.say(Word::text_normal)},
                                           {TextSize::large, ui.say(Word::text_large)},
                                           {TextSize::very_large, ui.say(Word::text_very_large)}});
    wanted.theme = theme.value_or(wanted.theme);
    wanted.text_size = text_size.value_or(wanted.text_size);
}

void pick_habits(Ui& ui, Preferences& wanted) {
    const auto layout = pick<FormLayout>(ui, Word::layout, ui.say(Word::layout_help), wanted.layout,
                                         {{FormLayout::as_form_says, ui.say(Word::layout_as_form_says)},
                                          {FormLayout::one_question, ui.say(Word::layout_one_question)},
                                          {FormLayout::list, ui.say(Word::layout_list)}});
    const auto typing = pick<TypingMethod>(ui, Word::typing, "", wanted.typing,
                                           {{TypingMethod::telex, ui.say(Word::typing_telex)},
                                            {TypingMethod::vni, ui.say(Word::typing_vni)},
                                            {TypingMethod::off, ui.say(Word::typing_off)}});
    std::vector<Offer<std::chrono::minutes>> times;
    for (const int count : {2, 5, 10, 20})
        times.emplace_back(count, std::to_string(count) + " " + ui.say(Word::minutes));
    const auto auto_lock = pick<std::chrono::minutes>(ui, Word::auto_lock, "", wanted.auto_lock, times);
    wanted.layout = layout.value_or(wanted.layout);
    wanted.typing = typing.value_or(wanted.typing);
    wanted.auto_lock = auto_lock.value_or(wanted.auto_lock);
}

void draw_about(Ui& ui, const SettingsView& view) {
    const Card card(ui);
    say(ui, bold(ui), ui.say(Word::about));
    gap(ui, 2);
    for (const auto& [word, text] :
         {std::pair(Word::user, view.user), std::pair(Word::device_name, view.device),
          std::pair(Word::program, view.version), std::pair(Word::newer_program, view.newer_version)})
        if (!text.empty()) say(ui, body(ui), ui.say(word) + ": " + text);
}

void draw_practice(Ui& ui, const SettingsView& view, Actions& actions) {
    const Card card(ui);
    say(ui, bold(ui), ui.say(Word::practice));
    say(ui, muted(ui), ui.say(Word::practice_help));
    gap(ui, 4);
    const std::string& word = ui.say(view.is_practice ? Word::practice_again : Word::start_practice);
    if (button(ui, word, {.icon = view.is_practice ? Icon::undo : Icon::pencil})) actions.push_back(StartPractice{});
}

}  // namespace

void draw_settings(Ui& ui, const SettingsView& view, Actions& actions) {
    const Page page(ui, "settings", 0);
    Preferences wanted = view.preferences;
    pick_language(ui, view, actions);
    pick_look(ui, wanted);
    pick_habits(ui, wanted);
    draw_practice(ui, view, actions);
    draw_about(ui, view);
    if (wanted != view.preferences) actions.push_back(SetPreferences{wanted});
}

}  // namespace nuong::client
