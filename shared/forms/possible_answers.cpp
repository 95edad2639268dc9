#include "shared/forms/possible_answers.h"

namespace nuong::forms {
namespace {

Op mirrored(Op op) {
    switch (op) {
        case Op::less: return Op::greater;
        case Op::at_most: return Op::at_least;
        case Op::greater: return Op::less;
        case Op::at_least: return Op::at_most;
        default: return op;
    }
}

Op opposite(Op op) {
    switch (op) {
        case Op::equal: return Op::not_equal;
        case Op::not_equal: return Op::equal;
        default: return op;  // `not(a < 5)` also holds when a is blank: nothing can be said
    }
}

bool is_comparison(Op op) {
    return op == Op::equal || op == Op::not_equal || op == Op::less || op == Op::at_most || op == Op::greater ||
           op == Op::at_least;
}

}  // namespace

int PossibleAnswers::question_of(const Term& term) const {
    if (term.op != Op::reference || term.reference.is_many || term.reference.node < 0) return -1;
    return is_container(form_.node(term.reference.node).type) ? -1 : term.reference.node;
}

bool PossibleAnswers::require(const Expression& expression, const Term& term, bool wanted) {
    const auto argument = [&](std::size_t i) -> const Term& { return expression.terms[term.arguments[i]]; };
    if (term.op == Op::constant) return truth_of(term.constant) == wanted;
    if (term.op == Op::both && wanted)
        return require(expression, argument(0), true) && require(expression, argument(1), true);
    if (term.op == Op::either && !wanted)
        return require(expression, argument(0), false) && require(expression, argument(1), false);
    if (term.op == Op::either) {  // possible when one side is
        const auto before = answers_;
        const bool left = require(expression, argument(0), true);
        answers_ = before;
        const bool right = require(expression, argument(1), true);
        answers_ = before;
        return left || right;
    }
    if (term.op == Op::call) return require_call(expression, term, wanted);
    if (!is_comparison(term.op)) return true;
    if (!wanted && term.op != Op::equal && term.op != Op::not_equal) return true;
    return require_comparison(argument(0), argument(1), wanted ? term.op : opposite(term.op));
}

bool PossibleAnswers::require_call(const Expression& expression, const Term& term, bool wanted) {
    const auto argument = [&](std::size_t i) -> const Term& { return expression.terms[term.arguments[i]]; };
    if (term.name == "true") return wanted;
    if (term.name == "false") return !wanted;
    if (term.name == "not" && term.arguments.size() == 1) return require(expression, argument(0), !wanted);
    if (term.name != "selected" || term.arguments.size() != 2) return true;
    const int node = question_of(argument(0));
    if (node < 0 || argument(1).op != Op::constant) return true;
    const std::string code = text_of(argument(1).constant);
    Answer& answer = answers_[node];
    if (!wanted) {
        answer.lacks.insert(code);
        return !answer.contains.contains(code) && answer.is != code;
    }
    answer.contains.insert(code);
    if (!can_be_given(node, answer) || !offers(node, code)) return false;
    const bool is_one = form_.node(node).type == FieldType::select_one;
    return !answer.lacks.contains(code) && !(is_one && answer.contains.size() > 1);
}

bool PossibleAnswers::require_comparison(const Term& left, const Term& right, Op op) {
    const int node = question_of(left);
    if (node < 0) return question_of(right) < 0 || require_comparison(right, left, mirrored(op));
    if (right.op != Op::constant) return true;
    if (op == Op::equal || op == Op::not_equal) return require_equal(node, right.constant, op == Op::equal);
    const auto bound = finite_number_of(right.constant);
    return !bound || require_bound(node, *bound, op);
}

bool PossibleAnswers::require_equal(int node, const Datum& constant, bool equal) {
    Answer& answer = answers_[node];
    if (constant.is_blank()) {
        if (!equal) return can_be_given(node, answer);
        answer.is_blank = true;
        return !answer.is_given;
    }
    const std::string text = text_of(constant);
    if (!equal) {
        answer.is_not.insert(text);
        return answer.is != text;
    }
    if (!can_be_given(node, answer) || !offers(node, text)) return false;
    if (const auto number = finite_number_of(constant))
        if (!require_bound(node, *number, Op::at_least) || !require_bound(node, *number, Op::at_most)) return false;
    const bool is_other = answer.is && *answer.is != text && !finite_number_of(constant);
    answer.is = text;
    return !is_other && !answer.is_not.contains(text) && !answer.lacks.contains(text);
}

bool PossibleAnswers::require_bound(int node, double bound, Op op) {
    Answer& answer = answers_[node];
    if (!can_be_given(node, answer)) return false;
    const bool open = op == Op::less || op == Op::greater;
    const bool from_below = op == Op::greater || op == Op::at_least;
    double& limit = from_below ? answer.low : answer.high;
    bool& is_open = from_below ? answer.low_open : answer.high_open;
    const bool is_tighter = from_below ? bound > limit : bound < limit;
    if (is_tighter) {
        limit = bound;
        is_open = open;
    } else if (bound == limit) {
        is_open = is_open || open;
    }
    return has_room(answer);
}

bool PossibleAnswers::has_room(const Answer& answer) const {
    return answer.low < answer.high || (answer.low == answer.high && !answer.low_open && !answer.high_open);
}

bool PossibleAnswers::can_be_given(int node, Answer& answer) {
    answer.is_given = true;
    return !answer.is_blank && (node == self_ || !never_asked_[static_cast<std::size_t>(node)]);
}

bool PossibleAnswers::offers(int node, const std::string& code) const {
    const NodePlan& plan = form_.plan(node);
    return !plan.list || plan.itemset || plan.choice_numbers->contains(code);
}

}  // namespace nuong::forms
