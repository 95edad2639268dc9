#include "shared/forms/form_definition.h"

#include <algorithm>

namespace nuong::forms {
namespace {

const std::string no_text;

}  // namespace

const std::string& Label::in(std::string_view language, std::string_view fallback) const {
    if (const auto at = texts.find(language); at != texts.end()) return at->second;
    if (const auto at = texts.find(fallback); at != texts.end()) return at->second;
    return texts.empty() ? no_text : texts.begin()->second;
}

const char* name_of(FieldType type) {
    switch (type) {
        case FieldType::text: return "text";
        case FieldType::integer: return "integer";
        case FieldType::decimal: return "decimal";
        case FieldType::date: return "date";
        case FieldType::select_one: return "select_one";
        case FieldType::select_multiple: return "select_multiple";
        case FieldType::note: return "note";
        case FieldType::calculate: return "calculate";
        case FieldType::acknowledge: return "acknowledge";
        case FieldType::hidden: return "hidden";
        case FieldType::record_ref: return "record_ref";
        case FieldType::start: return "start";
        case FieldType::end: return "end";
        case FieldType::today: return "today";
        case FieldType::username: return "username";
        case FieldType::deviceid: return "deviceid";
        case FieldType::group: return "group";
        case FieldType::repeat: return "repeat";
    }
    return "text";
}

const char* name_of(Sensitivity sensitivity) {
    switch (sensitivity) {
        case Sensitivity::open: return "open";
        case Sensitivity::identifying: return "identifying";
        case Sensitivity::health: return "health";
        case Sensitivity::special: return "special";
    }
    return "open";
}

const std::string& Choice::column(std::string_view column_name) const {
    if (column_name == "name") return name;
    for (const auto& [key, value] : columns)
        if (key == column_name) return value;
    return no_text;
}

const std::string& Node::parameter(std::string_view parameter_name) const {
    for (const auto& [key, value] : parameters)
        if (key == parameter_name) return value;
    return no_text;
}

const Choice* ChoiceList::find(std::string_view choice_name) const {
    for (const Choice& choice : choices)
        if (choice.name == choice_name) return &choice;
    return nullptr;
}

const ChoiceList* FormDefinition::list(std::string_view name) const {
    const auto at =
        std::lower_bound(lists.begin(), lists.end(), name,
                         [](const ChoiceList& list, std::string_view wanted) { return list.name < wanted; });
    return at != lists.end() && at->name == name ? &*at : nullptr;
}

const Node* FormDefinition::find(std::string_view id_or_path) const {
    if (node_index.is_made()) {
        const int node = node_index.find(id_or_path);
        return node < 0 ? nullptr : &nodes[static_cast<std::size_t>(node)];
    }
    for (const Node& node : nodes)
        if (node.id == id_or_path) return &node;
    for (const Node& node : nodes)
        if (node.path == id_or_path) return &node;
    return nullptr;
}

Path without_row_keys(const FormDefinition& form, std::string_view path) {
    Path id;
    for (std::size_t from = 0; from <= path.size();) {
        const std::size_t to = std::min(path.find('/', from), path.size());
        id.append(id.empty() ? "" : "/").append(path.substr(from, to - from));
        from = to + 1;
        const Node* node = form.find(id);
        if (node && node->type == FieldType::repeat && to < path.size())
            from = std::min(path.find('/', from), path.size()) + 1;
    }
    return id;
}

bool FormDefinition::speaks(std::string_view language) const {
    return std::find(languages.begin(), languages.end(), language) != languages.end();
}

const std::string& FormDefinition::language_for(const std::string& reader) const {
    return speaks(reader) ? reader : default_language;
}

Message message_of(const Label& label, std::string_view default_language) {
    return {label.in("vi", default_language), label.in("en", default_language)};
}

}  // namespace nuong::forms
