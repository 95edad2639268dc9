// What a person sees of an instance: items in order, words in their language, and the errors beside the answers.
#include "shared/forms/instance.h"
#include "shared/forms/words.h"

namespace nuong::forms {

std::string Instance::shown_text(const Label& label, const TextTemplate& cut, int node, int row,
                                 std::string_view language) const {
    const std::string& fallback = form_->definition.default_language;
    auto pieces = cut.find(language);
    if (label.texts.find(language) == label.texts.end()) pieces = cut.find(fallback);
    if (pieces == cut.end()) return label.in(language, fallback);
    std::string text;
    for (const TextPiece& piece : pieces->second) {
        text += piece.words;
        if (piece.expression < 0) continue;
        const Term& top = form_->expressions[static_cast<std::size_t>(piece.expression)].top();
        if (form_->definition.is_imported || top.op != Op::reference)  // ODK shows what is stored
            text += text_of(computed(piece.expression, {form_->node(node).scope, row}));
        else
            text += shown_datum(*form_, top.reference.node, computed(piece.expression, {form_->node(node).scope, row}),
                                language);
    }
    return text;
}

Message Instance::shown_message(const Label& label, const TextTemplate& cut, int node, int row) const {
    return {shown_text(label, cut, node, row, "vi"), shown_text(label, cut, node, row, "en")};
}

AnswerError Instance::error_at(int node, int row) const {
    const Node& written = form_->node(node);
    const NodePlan& plan = form_->plan(node);
    const NodeState& held = state(node, row);
    AnswerError error{path_of(node, row), held.error, {}};
    switch (held.error) {
        case ErrorKind::required:
            error.message = written.required_message.empty()
                                ? Message{"Câu này bắt buộc phải trả lời.", "This question must be answered."}
                                : message_of(written.required_message, form_->definition.default_language);
            break;
        case ErrorKind::constraint:
            error.message = written.constraint_message.empty()
                                ? Message{"Câu trả lời chưa hợp lệ, hãy kiểm tra lại.",
                                          "The answer is not accepted; please check it."}
                                : shown_message(written.constraint_message, plan.constraint_message, node, row);
            break;
        case ErrorKind::not_in_list:
            error.message = {"\"" + text_of(held.value) + "\" không có trong danh sách; hãy chọn lại.",
                             "\"" + text_of(held.value) + "\" is not in the list; please choose again."};
            break;
        case ErrorKind::type: {
            const auto fitting = accepted(node, *held.misfit);
            if (!fitting) error.message = fitting.error().message;
            break;
        }
        case ErrorKind::none: break;
    }
    return error;
}

void Instance::list_items(int first, int last, int row, int depth, std::vector<Item>& items) const {
    for (int node = first; node < last;) {
        const Node& written = form_->node(node);
        items.push_back({path_of(node, row), node, row, depth, false, ""});
        if (written.type == FieldType::repeat) {
            std::vector<int> rows;
            rows_below({written.scope, row}, node, rows);
            for (const int inner : rows) {
                items.push_back({row_path(node, inner), node, inner, depth + 1, true, row_at({node, inner}).key});
                list_items(node + 1, written.end, inner, depth + 2, items);
            }
        } else if (written.type == FieldType::group) {
            list_items(node + 1, written.end, row, depth + 1, items);
        }
        node = written.end;
    }
}

std::vector<Item> Instance::items() const {
    std::vector<Item> items;
    list_items(0, static_cast<int>(form_->definition.nodes.size()), 0, 0, items);
    return items;
}

std::optional<Item> Instance::find(std::string_view path) const {
    const auto at = address(path);
    if (!at) return std::nullopt;
    int depth = 0;
    for (int around = form_->node(at->node).parent; around >= 0; around = form_->node(around).parent)
        depth += form_->node(around).type == FieldType::repeat ? 2 : 1;
    if (at->is_row)
        return Item{row_path(at->node, at->row), at->node, at->row, depth + 1, true, row_at({at->node, at->row}).key};
    return Item{path_of(at->node, at->row), at->node, at->row, depth, false, ""};
}

bool Instance::is_relevant(const Item& item) const {
    if (item.is_row) return is_row_relevant({item.node, item.row});
    return is_relevant_at(form_->plan(item.node).relevance, item.row) &&
           is_row_relevant({form_->node(item.node).scope, item.row});
}

ItemView Instance::view(const Item& item) const {
    const Node& written = form_->node(item.node);
    const NodePlan& plan = form_->plan(item.node);
    ItemView view;
    view.path = item.path;
    view.node = &written;
    view.is_relevant = is_relevant(item);
    if (item.is_row) return view;
    const NodeState& held = state(item.node, item.row);
    view.is_required = held.is_required;
    view.is_readonly = held.is_readonly;
    for (int around = written.parent, row = item.row; around >= 0 && !view.is_readonly;
         around = form_->node(around).parent) {
        if (form_->node(around).type == FieldType::repeat) row = row_at({around, row}).parent;
        view.is_readonly = state(around, row).is_readonly;
    }
    if (is_stored(written.type)) view.answer = held.misfit ? *held.misfit : value_of(held.answer);
    view.value = value_of(held.value);
    view.label = shown_text(written.label, plan.label, item.node, item.row, environment_.language);
    view.hint = shown_text(written.hint, plan.hint, item.node, item.row, environment_.language);
    view.guidance = shown_text(written.guidance, plan.guidance, item.node, item.row, environment_.language);
    const auto offer = [&](const Choice& choice) {
        view.choices.push_back(
            {choice.name, choice.label.in(environment_.language, form_->definition.default_language)});
    };
    if (const Offers* offers = offers_at(item.node, item.row))
        for (const Offer& found : *offers) view.choices.push_back({found.name, label_of(found, item.node, item.row)});
    else if (plan.choices >= 0)
        for (const std::uint32_t number : held.choices) offer(plan.list->choices[number]);
    else if (plan.list)
        for (const Choice& choice : plan.list->choices) offer(choice);
    if (is_select(written.type)) shuffle(view.choices, item.node, item.row);
    if (held.error != ErrorKind::none) view.error = error_at(item.node, item.row);
    if (held.is_warned)
        view.warning =
            AnswerWarning{item.path, shown_message(written.warn_message, plan.warn_message, item.node, item.row)};
    return view;
}

}  // namespace nuong::forms
