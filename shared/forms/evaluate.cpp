#include "shared/forms/evaluate.h"

#include <algorithm>
#include <cmath>

#include "shared/forms/functions.h"

namespace nuong::forms {
namespace {

bool is_many(const Term& term) { return term.kind == Kind::rows; }

const Datum& referenced_value(const Reference& reference, const Evaluation& evaluation) {
    static const Datum blank;
    const Node& node = evaluation.form.nodes[static_cast<std::size_t>(reference.node)];
    if (is_container(node.type)) return blank;
    return evaluation.source.value(reference.node, evaluation.source.enclosing_row(evaluation.place, node.scope));
}

// All values of a repeated question, or `true` per row of a repeat.
void referenced_values(const Reference& reference, const Evaluation& evaluation, std::vector<Datum>& values) {
    const Node& node = evaluation.form.nodes[static_cast<std::size_t>(reference.node)];
    const int scope = node.type == FieldType::repeat ? reference.node : node.scope;
    const Place shared{reference.shared_scope,
                       evaluation.source.enclosing_row(evaluation.place, reference.shared_scope)};
    std::vector<int> rows;
    evaluation.source.rows_below(shared, scope, rows);
    for (const int row : rows) {
        if (!evaluation.source.is_row_relevant({scope, row})) continue;
        values.push_back(node.type == FieldType::repeat ? Datum(true) : evaluation.source.value(reference.node, row));
    }
}

struct Whole {  // both sides as whole numbers, when they are
    std::int64_t left, right;
};
std::optional<Whole> whole(const Datum& a, const Datum& b) {
    const auto *x = a.as<std::int64_t>(), *y = b.as<std::int64_t>();
    if (!x || !y) return std::nullopt;
    return Whole{*x, *y};
}

double real(const Datum& number) {
    if (const auto* i = number.as<std::int64_t>()) return static_cast<double>(*i);
    const auto* d = number.as<double>();
    return d ? *d : std::nan("");
}

bool is_day(const Datum& datum) { return datum.as<Date>() || (datum.text() && parse_date(*datum.text())); }

// A day plus days is a day, a day minus a day is days; everything else is a number.
std::optional<Datum> date_arithmetic(Op op, const Datum& left, const Datum& right) {
    const bool dated_left = left.as<Date>(), dated_right = right.as<Date>();
    if (dated_left == dated_right || (op != Op::add && op != Op::subtract)) return std::nullopt;
    if (is_day(left) && is_day(right)) return std::nullopt;
    if (dated_right && op == Op::subtract) return std::nullopt;
    const auto days = finite_number_of(number_of(dated_left ? right : left));
    if (!days || std::abs(*days) > 4e6) return Datum();
    const Date date = dated_left ? *left.as<Date>() : *right.as<Date>();
    const auto shift = std::chrono::days(static_cast<int>(std::floor(*days)));
    return date_of(Datum(std::int64_t{(op == Op::add ? date + shift : date - shift).time_since_epoch().count()}));
}

Datum whole_arithmetic(Op op, Whole n, bool& done) {
    std::int64_t result = 0;
    done = true;
    switch (op) {
        case Op::add: done = !__builtin_add_overflow(n.left, n.right, &result); break;
        case Op::subtract: done = !__builtin_sub_overflow(n.left, n.right, &result); break;
        case Op::multiply: done = !__builtin_mul_overflow(n.left, n.right, &result); break;
        case Op::modulo:
            done = n.right != 0;
            if (done && n.right != -1) result = n.left % n.right;
            break;
        default: done = false;
    }
    return Datum(result);
}

// Blank in, blank out: a sum of which a part is unknown is unknown. sum() is the one that skips blanks.
Datum arithmetic(Op op, const Datum& left, const Datum& right) {
    if (auto dated = date_arithmetic(op, left, right)) return *dated;
    const Datum a = number_of(left), b = number_of(right);
    if (a.is_blank() || b.is_blank()) return Datum();
    if (const auto n = whole(a, b)) {
        bool done = false;
        Datum result = whole_arithmetic(op, *n, done);
        if (done) return result;
    }
    const double x = real(a), y = real(b);
    switch (op) {
        case Op::add: return Datum(x + y);
        case Op::subtract: return Datum(x - y);
        case Op::multiply: return Datum(x * y);
        case Op::divide: return Datum(x / y);
        default: return Datum(std::fmod(x, y));
    }
}

bool holds(Op op, const Datum& left, const Datum& right) {
    if (op == Op::equal) return are_equal(left, right);
    if (op == Op::not_equal) return !are_equal(left, right);
    const Comparison order = compare(left, right);
    switch (op) {
        case Op::less: return order == Comparison::less;
        case Op::at_most: return order == Comparison::less || (order == Comparison::equal && !left.is_blank());
        case Op::greater: return order == Comparison::greater;
        default: return order == Comparison::greater || (order == Comparison::equal && !left.is_blank());
    }
}

Datum as_truth(const Expression& expression, const Term& term, const Evaluation& evaluation) {
    return term.kind == Kind::rows ? Datum(truth_of_term(expression, term, evaluation))
                                   : evaluate_term(expression, term, evaluation);
}

// Against many values a comparison asks whether any of them fits.
bool any_holds(const Expression& expression, const Term& term, const Evaluation& evaluation) {
    const Term &one = expression.terms[term.arguments[0]], &other = expression.terms[term.arguments[1]];
    const bool asks_same = term.op == Op::equal || term.op == Op::not_equal;
    if (asks_same &&
        (one.kind == Kind::truth || other.kind == Kind::truth))  // a set against a truth: is there anything?
        return holds(term.op, as_truth(expression, one, evaluation), as_truth(expression, other, evaluation));
    std::vector<Datum> left, right;
    collect_values(expression, expression.terms[term.arguments[0]], evaluation, left);
    collect_values(expression, expression.terms[term.arguments[1]], evaluation, right);
    for (const Datum& a : left)
        for (const Datum& b : right)
            if (holds(term.op, a, b)) return true;
    return false;
}

// An answer or a constant is looked at where it stands, for a report compares very many; anything else is computed into
// `made`. An answer stays where it is while others are asked for.
const Datum& looked_at(const Expression& expression, const Term& term, const Evaluation& evaluation, Datum& made) {
    if (term.op == Op::constant) return term.constant;
    if (term.op == Op::reference && !term.reference.is_many) return referenced_value(term.reference, evaluation);
    return made = evaluate_term(expression, term, evaluation);
}

Datum compared(const Expression& expression, const Term& term, const Evaluation& evaluation) {
    const Term &left = expression.terms[term.arguments[0]], &right = expression.terms[term.arguments[1]];
    if (is_many(left) || is_many(right)) return Datum(any_holds(expression, term, evaluation));
    Datum made_left, made_right;
    const Datum& one = looked_at(expression, left, evaluation, made_left);
    return Datum(holds(term.op, one, looked_at(expression, right, evaluation, made_right)));
}

Datum negated(const Datum& value) {
    const Datum number = number_of(value);
    if (const auto* i = number.as<std::int64_t>(); i && *i != INT64_MIN) return Datum(-*i);
    return number.is_blank() ? Datum() : Datum(-real(number));
}

Datum candidate_column(const Term& term, const Evaluation& evaluation) {
    if (!evaluation.choice) return Datum();
    if (term.name == "label")
        return Datum(evaluation.choice->label.in(evaluation.environment.language, evaluation.form.default_language));
    return Datum(evaluation.choice->column(term.name));
}

// Whether its values have to be fetched from trees; questions of the form are nearer at hand.
bool walks(const Expression& expression, const Term& term) {
    if (term.op == Op::path) return true;
    if (term.op == Op::call) return term.function && term.function->select && gives_nodes(expression, term);
    if (term.op != Op::join_sets) return false;
    return std::any_of(term.arguments.begin(), term.arguments.end(),
                       [&](std::uint32_t argument) { return walks(expression, expression.terms[argument]); });
}

Datum first_value(const Expression& expression, const Term& term, const Evaluation& evaluation) {
    TreeNodes nodes;
    collect_nodes(expression, term, evaluation, nodes);
    return nodes.empty() ? Datum() : nodes.front().value();
}

Datum called(const Expression& expression, const Term& term, const Evaluation& evaluation) {
    if (term.function && term.function->run) return term.function->run(Call(expression, term, evaluation));
    if (term.function) return first_value(expression, term, evaluation);
    fail(evaluation, "Không gọi được hàm \"" + term.name + "\" như thế này.",
         "The function \"" + term.name + "\" cannot be called like this.");
    return Datum();
}

}  // namespace

// A question is true when its answer is; a set when there is anything in it.
bool truth_of_term(const Expression& expression, const Term& term, const Evaluation& evaluation) {
    if (!walks(expression, term)) {
        Datum made;
        return truth_of(looked_at(expression, term, evaluation, made));
    }
    TreeNodes nodes;
    collect_nodes(expression, term, evaluation, nodes);
    return !nodes.empty();
}

void collect_values(const Expression& expression, const Term& term, const Evaluation& evaluation,
                    std::vector<Datum>& values) {
    if (walks(expression, term)) {
        TreeNodes nodes;
        collect_nodes(expression, term, evaluation, nodes);
        for (const TreeNode& node : nodes) values.push_back(node.value());
    } else if (term.op == Op::join_sets) {
        for (const std::uint32_t argument : term.arguments)
            collect_values(expression, expression.terms[argument], evaluation, values);
    } else if (term.op == Op::reference && term.reference.is_many) {
        referenced_values(term.reference, evaluation, values);
    } else {
        values.push_back(evaluate_term(expression, term, evaluation));
    }
}

Datum evaluate_term(const Expression& expression, const Term& term, const Evaluation& evaluation) {
    const auto argument = [&](std::size_t i) {
        return evaluate_term(expression, expression.terms[term.arguments[i]], evaluation);
    };
    const auto truth = [&](std::size_t i) {
        return truth_of_term(expression, expression.terms[term.arguments[i]], evaluation);
    };
    switch (term.op) {
        case Op::constant: return term.constant;
        case Op::reference:
            if (!term.reference.is_many) return referenced_value(term.reference, evaluation);
            [[fallthrough]];
        case Op::join_sets: {  // one value is wanted: the first
            if (walks(expression, term)) return first_value(expression, term, evaluation);
            std::vector<Datum> values;
            collect_values(expression, term, evaluation, values);
            return values.empty() ? Datum() : values.front();
        }
        case Op::path: return first_value(expression, term, evaluation);
        case Op::column: return candidate_column(term, evaluation);
        case Op::call: return called(expression, term, evaluation);
        case Op::negate: return negated(argument(0));
        case Op::both: return Datum(truth(0) && truth(1));
        case Op::either: return Datum(truth(0) || truth(1));
        case Op::add:
        case Op::subtract:
        case Op::multiply:
        case Op::divide:
        case Op::modulo: return arithmetic(term.op, argument(0), argument(1));
        default: return compared(expression, term, evaluation);
    }
}

Datum evaluate(const Expression& expression, const Evaluation& evaluation) {
    if (!expression.walks || evaluation.steps_left) return evaluate_term(expression, expression.top(), evaluation);
    std::int64_t steps_left = walk_steps_max;
    Evaluation counted = evaluation;
    counted.steps_left = &steps_left;
    return evaluate_term(expression, expression.top(), counted);
}

}  // namespace nuong::forms
