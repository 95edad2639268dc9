#include "client/app/preferences.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "shared/base/json.h"
#include "shared/sqlite/durable_file.h"

namespace nuong::client {
namespace {

constexpr std::size_t look_bytes_max = 4096;

template <class Enum, std::size_t count>
using Names = std::array<std::pair<Enum, const char*>, count>;

constexpr Names<Theme, 3> theme_names{{{Theme::standard, "standard"}, {Theme::day, "day"}, {Theme::night, "night"}}};
constexpr Names<TextSize, 3> text_size_names{
    {{TextSize::normal, "normal"}, {TextSize::large, "large"}, {TextSize::very_large, "very_large"}}};
constexpr Names<TypingMethod, 3> typing_names{
    {{TypingMethod::telex, "telex"}, {TypingMethod::vni, "vni"}, {TypingMethod::off, "off"}}};
constexpr Names<FormLayout, 3> layout_names{{{FormLayout::as_form_says, "as_form_says"},
                                             {FormLayout::one_question, "one_question"},
                                             {FormLayout::list, "list"}}};
constexpr Names<Language, 2> language_names{{{Language::vi, "vi"}, {Language::en, "en"}}};

template <class Enum, std::size_t count>
std::string name_in(const Names<Enum, count>& names, Enum wanted) {
    for (const auto& [value, name] : names)
        if (value == wanted) return name;
    return "";
}

// Stays as it was when the name is unknown: a newer program may have written it.
template <class Enum, std::size_t count>
void take(const Names<Enum, count>& names, const StoredPreferences& stored, const char* key, Enum& value) {
    const auto found = stored.find(key);
    if (found == stored.end()) return;
    for (const auto& [each, name] : names)
        if (found->second == name) value = each;
}

std::string look_path(const std::string& home) { return home + "/look.json"; }

}  // namespace

StoredPreferences stored_preferences(const Preferences& preferences, Language language) {
    return {{"language", name_in(language_names, language)},
            {"theme", name_in(theme_names, preferences.theme)},
            {"text_size", name_in(text_size_names, preferences.text_size)},
            {"typing", name_in(typing_names, preferences.typing)},
            {"layout", name_in(layout_names, preferences.layout)},
            {"auto_lock", std::to_string(preferences.auto_lock.count())}};
}

void take_stored(const StoredPreferences& stored, Preferences& preferences, Language& language) {
    take(language_names, stored, "language", language);
    take(theme_names, stored, "theme", preferences.theme);
    take(text_size_names, stored, "text_size", preferences.text_size);
    take(typing_names, stored, "typing", preferences.typing);
    take(layout_names, stored, "layout", preferences.layout);
    const auto minutes = stored.find("auto_lock");
    if (minutes == stored.end()) return;
    int count = 0;
    const char* const end = minutes->second.data() + minutes->second.size();
    if (std::from_chars(minutes->second.data(), end, count).ptr == end && count >= 1 && count <= auto_lock_max.count())
        preferences.auto_lock = std::chrono::minutes(count);
}

StoredPreferences read_door_look(const std::string& home) {
    StoredPreferences stored;
    const auto text = read_file(look_path(home), look_bytes_max);
    const auto json = text ? parse_json(*text, "look") : Result<Json>(text.error());
    if (!json || !json->is_object()) return stored;
    for (const auto& [name, value] : json->items())
        if (value.is_string()) stored.emplace(name, value.get<std::string>());
    return stored;
}

Status keep_door_look(const std::string& home, const Preferences& preferences, Language language) {
    const Json look = {{"language", name_in(language_names, language)},
                       {"theme", name_in(theme_names, preferences.theme)},
                       {"text_size", name_in(text_size_names, preferences.text_size)}};
    if (const auto folder = make_folder(home); !folder) return folder;
    return write_file_durably(look_path(home), dump_json(look) + "\n");
}

}  // namespace nuong::client
