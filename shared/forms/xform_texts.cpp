#include "shared/forms/xform_texts.h"

#include <algorithm>

namespace nuong::forms {
namespace {

std::string trimmed(const std::string& text) {
    const std::size_t from = text.find_first_not_of(" \t\r\n");
    if (from == std::string::npos) return "";
    return text.substr(from, text.find_last_not_of(" \t\r\n") + 1 - from);
}

}  // namespace

std::string itext_id(std::string_view expression) {
    const std::string text = trimmed(std::string(expression));
    const std::size_t open = text.find('(');
    if (!text.starts_with("jr:itext") || open == std::string::npos || !text.ends_with(")")) return "";
    const std::string inner = trimmed(text.substr(open + 1, text.size() - open - 2));
    const bool is_quoted = inner.size() >= 2 && (inner[0] == '\'' || inner[0] == '"') && inner.back() == inner[0];
    if (!is_quoted || inner.find(inner[0], 1) != inner.size() - 1) return "";
    return inner.substr(1, inner.size() - 2);
}

std::string language_code(const std::string& name) {
    const std::size_t open = name.rfind('(');
    if (open == std::string::npos || !name.ends_with(")")) return name;
    const std::string code = name.substr(open + 1, name.size() - open - 2);
    const bool is_code = code.size() >= 2 && code.size() <= 8 && std::all_of(code.begin(), code.end(), [](char c) {
                             return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
                         });
    return is_code ? code : name;
}

void XformTexts::read_itext(NodeNumber itext) {
    if (itext == 0) return;
    for (const NodeNumber translation : tree_.elements(itext)) {
        const std::string* named = tree_.attribute(translation, "lang");
        if (!named) continue;
        const std::string language = language_code(*named);
        if (languages.empty() || tree_.attribute(translation, "default")) default_language = language;
        languages.push_back(language);
        for (const NodeNumber text : tree_.elements(translation)) {
            const std::string* id = tree_.attribute(text, "id");
            for (const NodeNumber value : tree_.elements(text)) {
                if (!id || tree_.local(value) != "value") continue;
                const std::string* form = tree_.attribute(value, "form");
                if (form) read_form(*id, *form, language, value);
                else by_id[*id].texts[language] = words_of(value);
            }
        }
    }
    std::stable_partition(languages.begin(), languages.end(),
                          [&](const std::string& language) { return language == default_language; });
}

// Other forms of a text: more help, pictures, sounds.
void XformTexts::read_form(const std::string& id, const std::string& form, const std::string& language,
                           NodeNumber value) {
    if (form == "guidance") guidance_[id].texts[language] = words_of(value);
    if (form != "image" && form != "audio" && form != "video" && form != "big-image") return;
    const std::string address = trimmed(tree_.text(value));
    media_[id][form].texts[language] = address.substr(address.rfind('/') + 1);  // jr://images/a.png
}

std::string XformTexts::id_of(NodeNumber element) const {
    const std::string* ref = element == 0 ? nullptr : tree_.attribute(element, "ref");
    return ref ? itext_id(*ref) : "";
}

Label XformTexts::guidance_of(NodeNumber hint) const {
    const auto found = guidance_.find(id_of(hint));
    return found == guidance_.end() ? Label{} : found->second;
}

Media XformTexts::media_of(NodeNumber label) const {
    const auto found = media_.find(id_of(label));
    return found == media_.end() ? Media{} : found->second;
}

std::string XformTexts::words_of(NodeNumber element) const {
    std::string words;
    std::vector<NodeNumber> inner;
    tree_.children(element, inner);
    for (const NodeNumber node : inner) {
        if (tree_.kind(node) == NodeKind::text) words += tree_.text(node);
        if (tree_.kind(node) != NodeKind::element) continue;
        const std::string* value = tree_.attribute(node, "value");
        if (!value) value = tree_.attribute(node, "ref");
        if (tree_.local(node) == "output" && value) words += "${=" + *value + "}";
        else words += tree_.text(node);
    }
    return trimmed(words);
}

Label XformTexts::of_id(const std::string& id) const {
    const auto found = by_id.find(id);
    return found == by_id.end() ? Label{} : found->second;
}

Label XformTexts::of_element(NodeNumber element) const {
    Label label;
    if (const std::string* ref = tree_.attribute(element, "ref")) {
        if (const std::string id = itext_id(*ref); !id.empty()) return of_id(id);
        label.texts[default_language] = "${=" + *ref + "}";
        return label;
    }
    label.texts[default_language] = words_of(element);
    return label;
}

Label XformTexts::of_attribute(const std::string& words) const {
    if (const std::string id = itext_id(words); !id.empty()) return of_id(id);
    Label label;
    label.texts[default_language] = words;
    return label;
}

}  // namespace nuong::forms
