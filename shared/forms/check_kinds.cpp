// What kinds of values meet in an expression: finds the comparison that can never be true before anybody is asked.
#include "shared/forms/functions.h"
#include "shared/forms/resolve.h"

namespace nuong::forms {
namespace {

class KindChecker {
public:
    KindChecker(Expression& expression, const FormDefinition& form, std::span<const Kind> node_kinds,
                const std::string& where, Problems& problems)
        : expression_(expression), form_(form), node_kinds_(node_kinds), where_(where), problems_(problems) {}

    void run() {
        for (Term& term : expression_.terms) term.kind = kind_of_term(term);
    }

private:
    const Term& argument(const Term& term, std::size_t i) const { return expression_.terms[term.arguments[i]]; }

    void report(const Term& term, Severity severity, std::string vi, std::string en) {
        if (form_.is_imported) severity = Severity::warning;
        problems_.push_back(
            {where_, describe({term.at, {std::move(vi), std::move(en)}}, expression_.source), severity});
    }

    Kind kind_of_term(const Term& term) {
        switch (term.op) {
            case Op::constant:
                return term.constant.text() ? Kind::text : term.constant.is_blank() ? Kind::any : Kind::number;
            case Op::reference: return term.reference.is_many ? Kind::rows : node_kind(term);
            case Op::path: return Kind::rows;
            case Op::column: return Kind::any;
            case Op::call: return kind_of_call(term);
            case Op::join_sets: return Kind::rows;
            case Op::both:
            case Op::either: return Kind::truth;
            case Op::negate: return numeric(term, argument(term, 0)), Kind::number;
            case Op::add:
            case Op::subtract:
            case Op::multiply:
            case Op::divide:
            case Op::modulo: return kind_of_arithmetic(term);
            default: check_comparison(term); return Kind::truth;
        }
    }

    Kind node_kind(const Term& term) const {
        return term.reference.node < 0 ? Kind::any : node_kinds_[static_cast<std::size_t>(term.reference.node)];
    }

    Kind kind_of_call(const Term& term) {
        if (term.name == "if") {
            const Kind yes = argument(term, 1).kind, no = argument(term, 2).kind;
            return yes == no && yes != Kind::rows ? yes : Kind::any;
        }
        if (term.name == "sum" || term.name == "min" || term.name == "max")
            for (std::size_t i = 0; i < term.arguments.size(); ++i) summed(argument(term, i));
        return gives_nodes(expression_, term) ? Kind::rows : term.function->result;
    }

    // Is this the name of a text question, or a word in quotes that is no number?
    bool is_wordy(const Term& term) const {
        if (term.op == Op::constant && term.constant.text()) {
            return !term.constant.is_blank() && !finite_number_of(term.constant);
        }
        if (term.op != Op::reference || term.reference.node < 0) return false;
        return node_kinds_[static_cast<std::size_t>(term.reference.node)] == Kind::text;
    }

    void numeric(const Term& term, const Term& value) {
        if (is_wordy(value))
            report(value, Severity::error, "Không làm tính được với văn bản; nếu là số, hãy dùng number(…).",
                   "A text cannot be calculated with; if it holds a number, use number(…).");
        else if (value.op == Op::reference && value.kind == Kind::rows && term.op != Op::call)
            report(value, Severity::error,
                   "Đây là nhiều giá trị của một nhóm lặp; hãy dùng sum(…), max(…) hoặc count(…).",
                   "These are the many values of a repeat; use sum(…), max(…) or count(…).");
    }
    void summed(const Term& value) {
        if (is_wordy(value))
            report(value, Severity::error, "Không cộng hay so lớn nhỏ được văn bản.",
                   "Texts cannot be added or ranked.");
    }

    Kind kind_of_arithmetic(const Term& term) {
        const Term &left = argument(term, 0), &right = argument(term, 1);
        numeric(term, left);
        numeric(term, right);
        const bool dated = left.kind == Kind::date || right.kind == Kind::date;
        if (!dated) return Kind::number;
        if (term.op != Op::add && term.op != Op::subtract) {
            report(term, Severity::error, "Ngày chỉ cộng, trừ được.",
                   "A date can only be added to or subtracted from.");
            return Kind::number;
        }
        return left.kind == Kind::date && right.kind == Kind::date ? Kind::number : Kind::any;
    }

    void check_comparison(const Term& term) {
        const Term &left = argument(term, 0), &right = argument(term, 1);
        check_pair(term, left, right);
        check_pair(term, right, left);
    }

    void check_pair(const Term& term, const Term& value, const Term& literal) {
        if (literal.op != Op::constant || value.op != Op::reference || value.reference.node < 0) return;
        const Node& node = form_.nodes[static_cast<std::size_t>(value.reference.node)];
        const Kind kind = node_kinds_[static_cast<std::size_t>(value.reference.node)];
        if (literal.constant.is_blank()) return;
        if ((kind == Kind::number && is_wordy(literal)) ||
            (kind == Kind::date && literal.constant.text() && !date_of(literal.constant)))
            report(term, Severity::error,
                   "So sánh này không bao giờ đúng: \"" + text_of(literal.constant) + "\" không phải kiểu của " +
                       node.name + ".",
                   "This comparison is never true: \"" + text_of(literal.constant) + "\" is not of the type of " +
                       node.name + ".");
        const ChoiceList* list = node.type == FieldType::select_one ? form_.list(node.list) : nullptr;
        const bool names_choice = term.op == Op::equal || term.op == Op::not_equal;
        if (list && names_choice && !list->find(text_of(literal.constant)))
            report(term, Severity::warning, node.name + " không có lựa chọn \"" + text_of(literal.constant) + "\".",
                   node.name + " has no choice \"" + text_of(literal.constant) + "\".");
    }

    Expression& expression_;
    const FormDefinition& form_;
    std::span<const Kind> node_kinds_;
    const std::string& where_;
    Problems& problems_;
};

}  // namespace

Kind kind_of(FieldType type) {
    switch (type) {
        case FieldType::integer:
        case FieldType::decimal: return Kind::number;
        case FieldType::date:
        case FieldType::today: return Kind::date;
        case FieldType::acknowledge: return Kind::truth;
        case FieldType::text:
        case FieldType::record_ref:
        case FieldType::select_multiple: return Kind::text;
        default: return Kind::any;  // codes may be numbers
    }
}

void check_kinds(Expression& expression, const FormDefinition& form, std::span<const Kind> node_kinds,
                 const std::string& where, Problems& problems) {
    KindChecker(expression, form, node_kinds, where, problems).run();
}

}  // namespace nuong::forms
