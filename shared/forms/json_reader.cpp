#include "shared/forms/json_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/text.h"

namespace nuong::forms {

bool is_language(std::string_view key) {
    if (key.size() < 2 || key.size() > 12) return false;
    for (const char c : key)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-')) return false;
    return true;
}

JsonReader::JsonReader(const Json& object, std::string where, Problems& problems)
    : object_(object), where_(std::move(where)), problems_(problems) {}

const Json* JsonReader::get(const char* key) {
    seen_.insert(key);
    const auto at = object_.find(key);
    return at == object_.end() || at->is_null() ? nullptr : &*at;
}

std::string JsonReader::at(const char* key) const { return where_.empty() ? key : where_ + ": " + key; }

void JsonReader::wrong(const char* key, const char* vi, const char* en) {
    add_error(problems_, at(key), std::string("Phải là ") + vi + ".", std::string("Must be ") + en + ".");
}

std::string JsonReader::text(const char* key) {
    const Json* json = get(key);
    if (!json) return "";
    if (json->is_string()) return clean_text(json->get_ref<const std::string&>()).value_or("");
    if (json->is_number()) return plain_text(*value_from_json(*json));
    wrong(key, "văn bản", "text");
    return "";
}

std::string JsonReader::expression(const char* key) {
    const Json* json = get(key);
    if (!json) return "";
    if (json->is_boolean()) return json->get<bool>() ? "true()" : "false()";
    if (!json->is_string() && !json->is_number()) {
        wrong(key, "một biểu thức", "an expression");
        return "";
    }
    std::string source = text(key);
    if (source == "yes" || source == "true") return "true()";
    if (source == "no" || source == "false") return "false()";
    return source;
}

Label JsonReader::label(const char* key, std::string_view default_language) {
    Label label;
    const Json* json = get(key);
    if (!json) return label;
    if (json->is_string()) {
        std::string words = text(key);
        if (!words.empty()) label.texts.emplace(default_language, std::move(words));
        return label;
    }
    if (!json->is_object()) {
        wrong(key, "văn bản hoặc {\"vi\":…,\"en\":…}", "text or {\"vi\":…,\"en\":…}");
        return label;
    }
    for (const auto& [language, words] : json->items()) {
        if (!is_language(language) || !words.is_string()) {
            wrong(key, "văn bản theo từng ngôn ngữ", "one text per language");
            continue;
        }
        std::string clean = clean_text(words.get_ref<const std::string&>()).value_or("");
        if (!clean.empty()) label.texts.emplace(language, std::move(clean));
    }
    return label;
}

std::vector<std::string> JsonReader::names(const char* key) {
    std::vector<std::string> names;
    const Json* json = get(key);
    if (!json) return names;
    if (json->is_string()) {
        const std::string all = text(key);
        for (std::size_t from = 0; from < all.size();) {
            const std::size_t to = std::min(all.find_first_of(" ,", from), all.size());
            if (to > from) names.push_back(all.substr(from, to - from));
            from = to + 1;
        }
        return names;
    }
    if (!json->is_array()) {
        wrong(key, "danh sách tên", "a list of names");
        return names;
    }
    for (const Json& name : *json) {
        if (name.is_string()) names.push_back(name.get<std::string>());
        else wrong(key, "danh sách tên", "a list of names");
    }
    return names;
}

Media JsonReader::media(std::string_view default_language) {
    Media media;
    for (const char* kind : {"image", "audio", "video", "big-image"})
        if (Label files = label(kind, default_language); !files.empty()) media.emplace(kind, std::move(files));
    return media;
}

std::vector<std::pair<std::string, std::string>> JsonReader::parameters(const char* key) {
    std::vector<std::pair<std::string, std::string>> parameters;
    const Json* json = get(key);
    if (!json) return parameters;
    if (json->is_object()) {
        for (const auto& [name, value] : json->items()) {
            if (value.is_boolean()) parameters.emplace_back(name, value.get<bool>() ? "true" : "false");
            else if (value.is_string()) parameters.emplace_back(name, value.get<std::string>());
            else if (value.is_number()) parameters.emplace_back(name, plain_text(*value_from_json(value)));
            else wrong(key, "các cặp tên: giá trị", "pairs of name and value");
        }
        return parameters;
    }
    const std::string all = text(key);
    std::size_t from = 0;
    while ((from = all.find_first_not_of(" ,;\t\n", from)) != std::string::npos) {
        const std::size_t to = std::min(all.find_first_of(" ,;\t\n", from), all.size());
        const std::string pair = all.substr(from, to - from);
        const std::size_t sign = pair.find('=');
        if (sign == std::string::npos || sign == 0) wrong(key, "các cặp tên=giá trị", "pairs of name=value");
        else parameters.emplace_back(pair.substr(0, sign), pair.substr(sign + 1));
        from = to;
    }
    std::sort(parameters.begin(), parameters.end());
    return parameters;
}

void JsonReader::warn_unknown_keys() const {
    for (const auto& [key, value] : object_.items())
        if (!seen_.contains(key) && !key.starts_with("_"))
            add_warning(problems_, at(key.c_str()), "Không biết mục này nên bỏ qua; hãy xem lại cách viết.",
                        "This key is not known and was ignored; check its spelling.");
}

}  // namespace nuong::forms
