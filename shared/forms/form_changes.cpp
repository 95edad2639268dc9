#include "shared/forms/form_changes.h"

#include <algorithm>
#include <unordered_map>

namespace nuong::forms {
namespace {

using What = FormChange::Kind;

bool is_question(const Node& node) { return is_asked(node.type); }

Message name_of(const Node& node, const FormDefinition& form) {
    if (node.label.empty()) return {node.path, node.path};
    return message_of(node.label, form.default_language);
}

std::vector<std::string> offered(const Node& node, const FormDefinition& form) {
    std::vector<std::string> names;
    const ChoiceList* list = is_select(node.type) ? form.list(node.list) : nullptr;
    if (list)
        for (const Choice& choice : list->choices) names.push_back(choice.name);
    std::sort(names.begin(), names.end());
    return names;
}

Message said(const Message& name, const char* vi, const char* en) {
    return {"«" + name.vi + "» " + vi, "\"" + name.en + "\" " + en};
}

std::optional<FormChange> change_of(const Node& was, const FormDefinition& before, const Node& is,
                                    const FormDefinition& after) {
    const Message name = name_of(is, after);
    if (was.type != is.type || was.data_type != is.data_type)
        return FormChange{What::retyped, is.path,
                          said(name, "nay nhận kiểu câu trả lời khác: hãy xem lại.",
                               "takes another kind of answer now: please look again.")};
    if (offered(was, before) != offered(is, after))
        return FormChange{What::choices, is.path,
                          said(name, "có danh sách lựa chọn mới.", "offers other choices now.")};
    if (was.required.empty() && !is.required.empty())
        return FormChange{What::required, is.path, said(name, "nay phải trả lời.", "must be answered now.")};
    if (!(was.label == is.label))
        return FormChange{What::reworded, is.path, said(name, "được hỏi bằng lời khác.", "is asked in other words.")};
    return std::nullopt;
}

using ById = std::unordered_map<std::string_view, const Node*>;

ById questions_of(const FormDefinition& form) {
    ById questions;
    for (const Node& node : form.nodes)
        if (is_question(node)) questions.emplace(node.id, &node);
    return questions;
}

}  // namespace

std::vector<FormChange> changes_between(const FormDefinition& before, const FormDefinition& after) {
    std::vector<FormChange> changes;
    const ById were = questions_of(before), are = questions_of(after);
    for (const Node& node : after.nodes) {
        if (!is_question(node)) continue;
        const auto was = were.find(node.id);
        if (was == were.end())
            changes.push_back(
                {What::added, node.path, said(name_of(node, after), "là câu mới.", "is a new question.")});
        else if (auto change = change_of(*was->second, before, node, after)) changes.push_back(std::move(*change));
    }
    for (const Node& node : before.nodes)
        if (is_question(node) && !are.contains(node.id))
            changes.push_back({What::removed, node.path,
                               said(name_of(node, before), "không còn được hỏi; câu trả lời đã ghi vẫn được giữ.",
                                    "is not asked any more; what was answered is kept.")});
    return changes;
}

std::vector<FormChange> draft_changes(const FormDefinition* before, const Instance& after) {
    const FormDefinition& form = after.form().definition;
    std::vector<FormChange> changes;
    if (before) changes = changes_between(*before, form);
    for (const AnswerError& error : after.problems()) {
        if (error.kind != ErrorKind::type && error.kind != ErrorKind::not_in_list) continue;
        const Node* node = form.find(without_row_keys(form, error.path));
        const Message name = node ? name_of(*node, form) : Message{error.path, error.path};
        changes.push_back({What::unfit,
                           error.path,
                           {"«" + name.vi + "»: câu trả lời cũ không còn dùng được. " + error.message.vi,
                            "\"" + name.en + "\": the earlier answer does not fit any more. " + error.message.en}});
    }
    return changes;
}

}  // namespace nuong::forms
