#include "shared/forms/xform_body.h"

#include <algorithm>
#include <array>

#include "shared/forms/appearance.h"

namespace nuong::forms {
namespace {

constexpr std::array<std::string_view, 9> control_kinds{"input", "select",  "select1", "upload",  "range",
                                                        "rank",  "trigger", "secret",  "textarea"};

bool is_control(std::string_view kind) {
    return std::find(control_kinds.begin(), control_kinds.end(), kind) != control_kinds.end();
}

struct NamedEvent {
    std::string_view name;
    unsigned event;
};
constexpr std::array<NamedEvent, 5> events{{{"odk-instance-first-load", FormAction::first_load},
                                            {"xforms-ready", FormAction::first_load},
                                            {"odk-instance-load", FormAction::load},
                                            {"odk-new-repeat", FormAction::new_row},
                                            {"xforms-value-changed", FormAction::changed}}};

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find_first_of(" \t\r\n", from), text.size());
        if (to > from) words.push_back(text.substr(from, to - from));
        from = to + 1;
    }
    return words;
}

// "/data/repeat[position() = 1]/name" -> "/data/repeat/name"
std::string without_predicates(std::string_view ref) {
    std::string plain;
    int depth = 0;
    for (const char c : ref) {
        depth += c == '[' ? 1 : 0;
        if (depth == 0 && c != ' ') plain += c;
        depth -= c == ']' && depth > 0 ? 1 : 0;
    }
    return plain;
}

}  // namespace

std::string XformBody::attribute(NodeNumber element, std::string_view name) const {
    const std::string* value = tree_.attribute(element, name);
    return value ? *value : "";
}

std::optional<Path> XformBody::path_of(std::string_view ref, const Path& context) const {
    const std::string plain = without_predicates(ref);
    std::string_view rest = plain;
    std::vector<std::string> steps;
    const auto add = [&](std::string_view path) {
        for (std::size_t from = 0; from <= path.size();) {
            const std::size_t to = std::min(path.find('/', from), path.size());
            const std::string step(path.substr(from, to - from));
            from = to + 1;
            if (step.empty() || step == "." || step == "current()") continue;
            if (step != "..") steps.push_back(step);
            else if (steps.empty()) return false;
            else steps.pop_back();
        }
        return true;
    };
    if (rest.starts_with("/")) {
        const std::string top = "/" + root_;
        if (!rest.starts_with(top) || (rest.size() > top.size() && rest[top.size()] != '/')) return std::nullopt;
        rest.remove_prefix(top.size());
    } else if (!add(context)) {
        return std::nullopt;
    }
    if (!add(rest)) return std::nullopt;
    Path path;
    for (const std::string& step : steps) path += (path.empty() ? "" : "/") + step;
    return path;
}

void XformBody::read(NodeNumber body) { read_inside(body, "", "", 0); }

void XformBody::read_model_actions(NodeNumber model) {
    for (const NodeNumber element : tree_.elements(model)) read_action(element, "", "", true);
}

void XformBody::read_inside(NodeNumber around, const Path& context, const Path& repeat, int depth) {
    for (const NodeNumber element : tree_.elements(around)) {
        const std::string kind(tree_.local(element));
        if (kind == "group" || kind == "repeat") {
            const std::string ref =
                attribute(element, kind == "repeat" && tree_.attribute(element, "nodeset") ? "nodeset" : "ref");
            const auto path = ref.empty() ? std::optional(context) : path_of(ref, context);
            if (!path) {
                add_warning(problems_, tree_.path(element), "Không có \"" + ref + "\" trong dữ liệu của biểu mẫu.",
                            "The form's data has no \"" + ref + "\".");
                continue;
            }
            if (kind == "repeat") repeats[*path] = attribute(element, "count");
            XformControl& control = controls[*path];
            if (kind == "repeat" || control.kind.empty()) control.kind = kind;
            if (control.appearance.empty()) control.appearance = attribute(element, "appearance");
            if (const NodeNumber label = tree_.child(element, "label"); label != 0 && control.label.empty())
                control.label = texts_.of_element(label);
            name_what_is_not_done(element);
            read_inside(element, *path, kind == "repeat" ? *path : repeat, depth + 1);
        } else if (is_control(kind)) {
            const std::string bound = attribute(element, "bind"), ref = attribute(element, "ref");
            const auto path = path_of(ref, context);
            if (!path || (ref.empty() && bound.empty())) {
                add_warning(problems_, tree_.path(element), "Câu hỏi này không gắn với dữ liệu: \"" + ref + "\".",
                            "This question is bound to no data: \"" + ref + "\".");
                continue;
            }
            read_control(element, *path);
            for (const NodeNumber inner : tree_.elements(element)) read_action(inner, *path, repeat, false);
        } else {
            read_action(element, repeat, repeat, false);
        }
    }
}

void XformBody::read_control(NodeNumber element, const Path& path) {
    XformControl control;
    control.kind = tree_.local(element);
    control.appearance = attribute(element, "appearance");
    const NodeNumber label = tree_.child(element, "label"), hint = tree_.child(element, "hint");
    if (label != 0) control.label = texts_.of_element(label);
    if (hint != 0) control.hint = texts_.of_element(hint);
    control.guidance = texts_.guidance_of(hint);
    control.media = texts_.media_of(label);
    for (const char* name : {"end", "mediatype", "start", "step"})
        if (std::string value = attribute(element, name); !value.empty())
            control.parameters.emplace_back(name, std::move(value));
    name_what_is_not_done(element);
    read_choices(element, path, control);
    controls[path] = std::move(control);
}

// Named where it stands, so that nobody waits for it in the field; the question itself is asked.
void XformBody::name_what_is_not_done(NodeNumber element) {
    if (const std::string_view word = unsupported_appearance(attribute(element, "appearance")); !word.empty()) {
        const Message message = unsupported_appearance_message(word);
        add_warning(problems_, tree_.path(element) + "/@appearance", message.vi, message.en);
    }
    if (const std::string intent = attribute(element, "intent"); !intent.empty())
        add_warning(problems_, tree_.path(element) + "/@intent",
                    "Không gọi được ứng dụng khác (\"" + intent + "\"); câu hỏi được hỏi như thường.",
                    "Another program (\"" + intent + "\") cannot be called; the question is asked plainly.");
}

void XformBody::read_choices(NodeNumber element, const Path& path, XformControl& control) {
    for (const NodeNumber inner : tree_.elements(element)) {
        if (tree_.local(inner) == "item") {
            Choice choice;
            if (const NodeNumber value = tree_.child(inner, "value"); value != 0)
                for (const std::string& word : words_of(tree_.text(value))) choice.name += word;
            if (const NodeNumber label = tree_.child(inner, "label"); label != 0) {
                choice.label = texts_.of_element(label);
                choice.media = texts_.media_of(label);
            }
            control.choices.push_back(std::move(choice));
        } else if (tree_.local(inner) == "itemset") {
            Itemset itemset{attribute(inner, "nodeset"), "", ""};
            if (const NodeNumber value = tree_.child(inner, "value"); value != 0)
                itemset.value = attribute(value, "ref");
            if (const NodeNumber label = tree_.child(inner, "label"); label != 0)
                itemset.label = attribute(label, "ref");
            if (itemset.label.empty()) itemset.label = itemset.value;
            if (itemset.nodes.empty() || itemset.value.empty())
                add_error(problems_, path + ": itemset", "Danh sách lựa chọn thiếu nodeset hoặc value.",
                          "The itemset lacks its nodeset or value.");
            else control.itemset = std::move(itemset);
        }
    }
}

void XformBody::read_action(NodeNumber element, const Path& trigger, const Path& repeat, bool in_model) {
    const std::string kind(tree_.local(element)), event = attribute(element, "event");
    if (event.empty()) return;
    FormAction action;
    for (const std::string& name : words_of(event)) {
        const auto* known =
            std::find_if(events.begin(), events.end(), [&](const NamedEvent& one) { return one.name == name; });
        if (known == events.end())
            return add_error(problems_, tree_.path(element), "Không có sự kiện \"" + name + "\".",
                             "There is no event \"" + name + "\".");
        action.events |= known->event;
    }
    if (in_model && (action.events & FormAction::new_row) != 0)
        return add_error(problems_, tree_.path(element), "odk-new-repeat phải nằm trong nhóm lặp của nó.",
                         "odk-new-repeat must stand in its repeat.");
    if (kind != "setvalue")
        return add_warning(problems_, tree_.path(element), "Chưa hỗ trợ " + kind + "; phần còn lại được giữ.",
                           kind + " is not supported; everything else is kept.");
    action.target = attribute(element, "ref");
    const auto target = path_of(action.target, trigger.empty() ? repeat : trigger);
    if (!target || action.target.find('@') != std::string::npos)
        return add_warning(problems_, tree_.path(element), "Chưa hỗ trợ setvalue vào \"" + action.target + "\".",
                           "setvalue into \"" + action.target + "\" is not supported.");
    action.target_path = *target;
    action.trigger = (action.events & FormAction::new_row) != 0 ? repeat : trigger;
    action.value_is_expression = tree_.attribute(element, "value") != nullptr;
    action.value = action.value_is_expression ? attribute(element, "value") : tree_.text(element);
    if (action.value_is_expression && action.value.empty()) action.value_is_expression = false;
    actions.push_back(std::move(action));
}

}  // namespace nuong::forms
