// Why is this hidden, why is it not accepted: the condition in the form's words, cut down to the part that fails, with
// the answers that it looks at.
#include <set>

#include "shared/forms/instance.h"
#include "shared/forms/words.h"

namespace nuong::forms {
namespace {

Message joined(const Message& a, const Message& b) { return {a.vi + b.vi, a.en + b.en}; }

// The questions below a term, each once.
void gather_questions(const Expression& expression, const Term& term, std::set<int>& questions) {
    if (term.op == Op::reference && term.reference.node >= 0) questions.insert(term.reference.node);
    for (const int node : term.reads) questions.insert(node);
    for (const std::uint32_t argument : term.arguments)
        gather_questions(expression, expression.terms[argument], questions);
}

}  // namespace

const Term& Instance::failing_part(const Expression& expression, Place place) const {
    const Term* term = &expression.top();
    const Evaluation asked = evaluation(place);
    while (term->op == Op::both) {
        const Term& left = expression.terms[term->arguments[0]];
        term = truth_of(evaluate_term(expression, left, asked)) ? &expression.terms[term->arguments[1]] : &left;
    }
    return *term;
}

Message Instance::explain_expression(int index, Place place, bool only_what_fails) const {
    const Expression& expression = form_->expressions[static_cast<std::size_t>(index)];
    const Term& term = only_what_fails ? failing_part(expression, place) : expression.top();
    Message words{in_words(*form_, expression, term, "vi") + ".", in_words(*form_, expression, term, "en") + "."};
    std::set<int> questions;
    gather_questions(expression, term, questions);
    Message now;
    for (const int node : questions) {
        const Node& written = form_->node(node);
        if (is_container(written.type) || !encloses(form_->definition, written.scope, place.scope)) continue;
        const Datum& held = state(node, enclosing_row(place, written.scope)).value;
        const bool blank = held.is_blank();
        now.vi += " «" + shown_name(*form_, node, "vi") + "» " +
                  (blank ? "chưa có câu trả lời." : "hiện là «" + shown_datum(*form_, node, held, "vi") + "».");
        now.en += " \"" + shown_name(*form_, node, "en") + "\" " +
                  (blank ? "has no answer." : "is now \"" + shown_datum(*form_, node, held, "en") + "\".");
    }
    return joined(words, now);
}

Message Instance::explain_relevance(int node, int row) const {
    for (int at = node; at >= 0; at = form_->node(at).parent) {
        const Node& written = form_->node(at);
        const int relevance = form_->plan(at).relevance;
        const Vertex* own =
            written.relevant.empty() || relevance < 0 ? nullptr : &form_->vertices[static_cast<std::size_t>(relevance)];
        if (own && own->node != at) own = nullptr;  // a repeat whose rows are asked one by one
        const Place place{written.scope, row};
        if (own && !truth_of(computed(own->expression, place))) {
            const std::string vi = at == node ? "Đang ẩn" : "Đang ẩn cùng nhóm «" + shown_name(*form_, at, "vi") + "»";
            const std::string en =
                at == node ? "Hidden" : "Hidden with the group \"" + shown_name(*form_, at, "en") + "\"";
            return joined({vi + ", chỉ hỏi khi ", en + ", asked only when "},
                          explain_expression(own->expression, place, true));
        }
        if (written.parent < 0 || form_->node(written.parent).type != FieldType::repeat) continue;
        const Row& around = row_at({written.parent, row});
        const NodePlan& repeat = form_->plan(written.parent);
        const auto* count = state(written.parent, around.parent).value.as<std::int64_t>();
        if (repeat.count >= 0 && count && around.position > *count)
            return {"Đang ẩn vì chỉ cần " + std::to_string(*count) + " dòng.",
                    "Hidden because only " + std::to_string(*count) + " rows are needed."};
        row = around.parent;
    }
    const Node& written = form_->node(node);
    const int vertex = form_->plan(node).relevance;
    if (written.relevant.empty() || vertex < 0 || form_->vertices[static_cast<std::size_t>(vertex)].node != node)
        return {"Luôn được hỏi.", "Always asked."};
    return joined(
        {"Đang hỏi vì ", "Asked because "},
        explain_expression(form_->vertices[static_cast<std::size_t>(vertex)].expression, {written.scope, row}, false));
}

Message Instance::explain_error(int node, int row) const {
    const NodeState& held = state(node, row);
    if (held.error == ErrorKind::none) return {"Câu trả lời hợp lệ.", "The answer is accepted."};
    const Message said = error_at(node, row).message;
    if (held.error != ErrorKind::constraint) return said;
    const int vertex = form_->plan(node).valid;
    const Message why = explain_expression(form_->vertices[static_cast<std::size_t>(vertex)].expression,
                                           {form_->node(node).scope, row}, true);
    return joined(said, {" Điều kiện: " + why.vi, " Condition: " + why.en});
}

Message Instance::explain(std::string_view path, std::string_view property) const {
    const auto at = address(path);
    if (!at)
        return {"Biểu mẫu không có \"" + std::string(path) + "\".", "The form has no \"" + std::string(path) + "\"."};
    const NodePlan& plan = form_->plan(at->node);
    if (at->is_row || property == "relevant") {
        if (!at->is_row) return explain_relevance(at->node, at->row);
        return is_row_relevant({at->node, at->row})
                   ? Message{"Dòng này đang được tính.", "This row counts."}
                   : Message{"Dòng này không được tính lúc này.", "This row does not count now."};
    }
    if (property == "valid") return explain_error(at->node, at->row);
    const int vertex = property == "required"   ? plan.required
                       : property == "readonly" ? plan.readonly
                       : property == "choices"  ? plan.choices
                       : property == "warn"     ? plan.warn
                                                : plan.value;
    const int expression = vertex < 0 ? -1 : form_->vertices[static_cast<std::size_t>(vertex)].expression;
    if (expression < 0) return {"Không có điều kiện nào.", "There is no condition."};
    return explain_expression(expression, {form_->node(at->node).scope, at->row}, false);
}

}  // namespace nuong::forms
