// Walking: paths over trees, step by step. Every set is kept in the order of its document, each node once.
#include <algorithm>
#include <array>

#include "shared/forms/functions.h"

namespace nuong::forms {
namespace {

constexpr std::size_t nodes_max = 2'000'000;

// Prefixes that forms and their expressions use without declaring them beside the expression.
struct Prefix {
    std::string_view prefix, uri;
};
constexpr std::array<Prefix, 8> prefixes{{{"h", "http://www.w3.org/1999/xhtml"},
                                          {"xhtml", "http://www.w3.org/1999/xhtml"},
                                          {"xf", "http://www.w3.org/2002/xforms"},
                                          {"jr", "http://openrosa.org/javarosa"},
                                          {"orx", "http://openrosa.org/xforms"},
                                          {"odk", "http://www.opendatakit.org/xforms"},
                                          {"ev", "http://www.w3.org/2001/xml-events"},
                                          {"xml", "http://www.w3.org/XML/1998/namespace"}}};

std::string_view prefix_of(std::string_view qualified) {
    return qualified.substr(0, qualified.size() - local_name(qualified).size());
}

bool is_in_space(const TreeNode& node, std::string_view prefix_with_colon) {
    if (prefix_of(node.tree->name(node.number)) == prefix_with_colon) return true;
    const std::string_view prefix = prefix_with_colon.substr(0, prefix_with_colon.size() - 1);
    return std::any_of(prefixes.begin(), prefixes.end(), [&](const Prefix& known) {
        return known.prefix == prefix && known.uri == node.tree->name_space(node.number);
    });
}

bool fits(const Step& step, const TreeNode& node) {
    const NodeKind kind = node.kind();
    const NodeKind principal = step.axis == Axis::attribute ? NodeKind::attribute : NodeKind::element;
    const std::string_view name = node.tree->name(node.number);
    switch (step.test) {
        case Step::Test::any_node: return kind != NodeKind::other;
        case Step::Test::text: return kind == NodeKind::text;
        case Step::Test::comment: return kind == NodeKind::comment;
        case Step::Test::instruction: return kind == NodeKind::instruction && (step.name.empty() || name == step.name);
        case Step::Test::any_name: return kind == principal && (step.name.empty() || is_in_space(node, step.name));
        case Step::Test::name: break;
    }
    if (kind != principal) return false;
    if (name == step.name) return true;
    const std::string_view prefix = prefix_of(step.name);
    return !prefix.empty() && local_name(name) == local_name(step.name) && is_in_space(node, prefix);
}

using Numbers = std::vector<NodeNumber>;

void add_below(const Tree& tree, NodeNumber node, Numbers& into) {
    Numbers open{node}, inner;
    bool is_self = true;
    while (!open.empty() && into.size() < nodes_max) {
        const NodeNumber next = open.back();
        open.pop_back();
        if (!is_self) into.push_back(next);
        is_self = false;
        inner.clear();
        tree.children(next, inner);
        open.insert(open.end(), inner.rbegin(), inner.rend());
    }
}

Numbers siblings(const Tree& tree, NodeNumber node, bool later) {
    Numbers all;
    NodeNumber parent = 0;
    if (tree.kind(node) == NodeKind::attribute || !tree.parent(node, parent)) return all;
    tree.children(parent, all);
    const auto at = std::find(all.begin(), all.end(), node);
    if (later) all.erase(all.begin(), at == all.end() ? at : at + 1);
    else {
        all.erase(at, all.end());
        std::reverse(all.begin(), all.end());
    }
    return all;
}

void add_around(const Tree& tree, NodeNumber node, bool later, Numbers& into) {
    NodeNumber at = node;
    if (later && tree.kind(node) == NodeKind::attribute && tree.parent(node, at)) add_below(tree, at, into);
    do {
        for (const NodeNumber sibling : siblings(tree, at, later)) {
            Numbers below{sibling};
            add_below(tree, sibling, below);
            if (!later) std::reverse(below.begin(), below.end());
            into.insert(into.end(), below.begin(), below.end());
        }
    } while (tree.parent(at, at) && into.size() < nodes_max);
}

// In the order of the axis: what is nearer comes first.
Numbers along(Axis axis, const Tree& tree, NodeNumber node) {
    Numbers found;
    NodeNumber at = node;
    switch (axis) {
        case Axis::child: tree.children(node, found); break;
        case Axis::attribute: tree.attributes(node, found); break;
        case Axis::self: found.push_back(node); break;
        case Axis::parent:
            if (tree.parent(node, at)) found.push_back(at);
            break;
        case Axis::descendant_or_self: found.push_back(node); [[fallthrough]];
        case Axis::descendant: add_below(tree, node, found); break;
        case Axis::ancestor_or_self: found.push_back(node); [[fallthrough]];
        case Axis::ancestor:
            while (tree.parent(at, at)) found.push_back(at);
            break;
        case Axis::following_sibling: found = siblings(tree, node, true); break;
        case Axis::preceding_sibling: found = siblings(tree, node, false); break;
        case Axis::following: add_around(tree, node, true, found); break;
        case Axis::preceding: add_around(tree, node, false, found); break;
        case Axis::name_space: break;
    }
    return found;
}

// One walk. `is_level_` while all nodes stand at one depth, so that children of sorted nodes are sorted too.
class Walk {
public:
    Walk(const Expression& expression, const Term& term, const Evaluation& evaluation)
        : expression_(expression), term_(term), evaluation_(evaluation) {}

    TreeNodes run() {
        TreeNodes nodes = start();
        for (const std::uint32_t filter : term_.path.filters) nodes = kept(std::move(nodes), filter);
        bool is_up_already = starts_at_repeat();
        for (const Step& step : term_.path.steps) {
            if (nodes.empty()) break;
            if (is_up_already && step.goes_up()) {
                is_up_already = false;
                continue;
            }
            nodes = taken(step, nodes);
        }
        return nodes;
    }

private:
    // A repeat stands for its surroundings (context_of), so the first ".." is done.
    bool starts_at_repeat() const {
        const bool from_question = term_.path.start == WrittenPath::Start::current ||
                                   (term_.path.start == WrittenPath::Start::context && !evaluation_.focus.node);
        return from_question && expression_.asking >= 0 && evaluation_.place.scope != expression_.asking &&
               evaluation_.source.definition() &&
               evaluation_.form.nodes[static_cast<std::size_t>(expression_.asking)].type == FieldType::repeat;
    }

    TreeNodes start() {
        switch (term_.path.start) {
            case WrittenPath::Start::root: {
                return {evaluation_.document ? evaluation_.document
                                             : TreeNode{&evaluation_.source, evaluation_.source.root()}};
            }
            case WrittenPath::Start::value:
            case WrittenPath::Start::braces: {
                TreeNodes nodes;
                is_level_ = false;
                if (term_.path.start == WrittenPath::Start::value)
                    collect_nodes(expression_, expression_.terms[term_.arguments[0]], evaluation_, nodes);
                else collect_nodes(expression_, braces(), evaluation_, nodes);
                return nodes;
            }
            case WrittenPath::Start::current: {
                Evaluation outside = evaluation_;
                if (outside.source.definition()) outside.focus = {};
                return {context_of(expression_, outside)};
            }
            case WrittenPath::Start::context: break;
        }
        const TreeNode context = context_of(expression_, evaluation_);
        return context ? TreeNodes{context} : TreeNodes{};
    }

    Term braces() const {
        Term question;
        question.op = Op::reference;
        question.reference = term_.reference;
        return question;
    }

    TreeNodes taken(const Step& step, const TreeNodes& from) {
        TreeNodes result;
        if (evaluation_.steps_left && *evaluation_.steps_left < 0) return result;
        for (const TreeNode& node : from) {
            TreeNodes found;
            if (!looked_up(step, node, found)) {
                const Numbers near = along(step.axis, *node.tree, node.number);
                looked_at_ = static_cast<std::int64_t>(near.size()) + 1;
                for (const NodeNumber number : near)
                    if (fits(step, {node.tree, number})) found.push_back({node.tree, number});
            }
            for (const std::uint32_t predicate : step.predicates) found = kept(std::move(found), predicate);
            result.insert(result.end(), found.begin(), found.end());
            if (evaluation_.steps_left && (*evaluation_.steps_left -= looked_at_) < 0) {
                fail(evaluation_, "Đường dẫn này chọn quá nhiều mục.", "This path selects too many nodes.");
                return {};
            }
        }
        arrange(step, from.size(), result);
        return result;
    }

    void arrange(const Step& step, std::size_t contexts, TreeNodes& nodes) {
        const bool stays_level = step.axis == Axis::child || step.axis == Axis::attribute || step.axis == Axis::self;
        if (is_level_ && stays_level) return;
        if (is_level_ && step.axis == Axis::parent) {
            nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
            return;
        }
        const bool forward = step.axis == Axis::descendant || step.axis == Axis::descendant_or_self ||
                             step.axis == Axis::following || step.axis == Axis::following_sibling || stays_level;
        if (contexts > 1 || !forward) sort_nodes(nodes);
        is_level_ = false;
    }

    TreeNodes kept(TreeNodes nodes, std::uint32_t predicate) {
        TreeNodes result;
        const Term& condition = expression_.terms[predicate];
        Evaluation inner = evaluation_;
        inner.focus.size = static_cast<std::int64_t>(nodes.size());
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            inner.focus.node = nodes[i];
            inner.focus.position = static_cast<std::int64_t>(i) + 1;
            if (holds(condition, inner)) result.push_back(nodes[i]);
        }
        return result;
    }

    bool holds(const Term& condition, const Evaluation& inner) {
        if (gives_nodes(expression_, condition)) return truth_of_term(expression_, condition, inner);
        const Datum value = evaluate_term(expression_, condition, inner);
        if (const auto* place = value.as<std::int64_t>()) return *place == inner.focus.position;
        return !value.as<double>() && truth_of(value);
    }

    // item[name = $x and …] in a table: the rows by that column instead of all rows.
    bool looked_up(const Step& step, const TreeNode& node, TreeNodes& found) {
        if (!step_has_condition(step)) return false;
        std::vector<std::uint32_t> conjuncts{step.predicates.front()};
        while (!conjuncts.empty()) {
            const Term& condition = expression_.terms[conjuncts.back()];
            conjuncts.pop_back();
            if (condition.op == Op::both)
                conjuncts.insert(conjuncts.end(), condition.arguments.begin(), condition.arguments.end());
            if (condition.op != Op::equal) continue;
            for (const std::size_t side : {0u, 1u}) {
                const Term& column = expression_.terms[condition.arguments[side]];
                const Term& key = expression_.terms[condition.arguments[1 - side]];
                if (!is_column(column) || !is_free_of_focus(key)) continue;
                const Datum value = evaluate_term(expression_, key, evaluation_);
                if (!value.text() || value.is_blank() || (gives_nodes(expression_, key) && key.op != Op::reference))
                    continue;
                Numbers rows;
                if (!node.tree->lookup(node.number, step.name, column.path.steps[0].name, *value.text(), rows))
                    return false;
                for (const NodeNumber row : rows) found.push_back({node.tree, row});
                return true;
            }
        }
        return false;
    }

    static bool step_has_condition(const Step& step) {
        return step.axis == Axis::child && step.test == Step::Test::name && !step.predicates.empty();
    }
    static bool is_column(const Term& term) {
        return term.op == Op::path && term.is_nested && term.path.start == WrittenPath::Start::context &&
               term.path.filters.empty() && term.path.steps.size() == 1 && term.path.steps[0].names_child();
    }
    bool is_free_of_focus(const Term& term) const {
        if (term.op == Op::constant) return true;
        if (term.op == Op::reference) return !term.reference.is_many;
        if (term.op == Op::path) return term.path.start == WrittenPath::Start::current && term.path.filters.empty();
        if (term.op != Op::call || term.arguments.empty()) return false;
        return std::all_of(term.arguments.begin(), term.arguments.end(),
                           [&](std::uint32_t argument) { return is_free_of_focus(expression_.terms[argument]); });
    }

    const Expression& expression_;
    const Term& term_;
    const Evaluation& evaluation_;
    bool is_level_ = true;
    std::int64_t looked_at_ = 1;  // by the last step
};

void add_rows(const Reference& reference, const Evaluation& evaluation, TreeNodes& nodes) {
    const ValueSource& source = evaluation.source;
    if (reference.node < 0) {
        nodes.push_back({&source, ValueSource::number_of(-1, 0)});
        return;
    }
    const Node& node = evaluation.form.nodes[static_cast<std::size_t>(reference.node)];
    const int scope = node.type == FieldType::repeat ? reference.node : node.scope;
    if (!reference.is_many) {
        nodes.push_back(
            {&source, ValueSource::number_of(reference.node, source.enclosing_row(evaluation.place, scope))});
        return;
    }
    std::vector<int> rows;
    source.rows_below({reference.shared_scope, source.enclosing_row(evaluation.place, reference.shared_scope)}, scope,
                      rows);
    for (const int row : rows)
        if (source.is_row_relevant({scope, row}))
            nodes.push_back({&source, ValueSource::number_of(reference.node, row)});
}

}  // namespace

void sort_nodes(TreeNodes& nodes) {
    std::stable_sort(nodes.begin(), nodes.end(), [](const TreeNode& a, const TreeNode& b) {
        return a.tree == b.tree && a.tree->is_before(a.number, b.number);
    });
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

TreeNode context_of(const Expression& expression, const Evaluation& evaluation) {
    if (evaluation.focus.node) return evaluation.focus.node;
    if (!evaluation.source.definition()) return {};
    if (expression.asking < 0) return {&evaluation.source, ValueSource::number_of(-1, 0)};
    const Node& node = evaluation.form.nodes[static_cast<std::size_t>(expression.asking)];
    if (node.type == FieldType::repeat && evaluation.place.scope == expression.asking)
        return {&evaluation.source, ValueSource::number_of(expression.asking, evaluation.place.row)};
    const int row = evaluation.source.enclosing_row(evaluation.place, node.scope);
    // A repeat asks as a whole, and has no element of its own: it stands for its surroundings.
    return {&evaluation.source,
            ValueSource::number_of(node.type == FieldType::repeat ? node.parent : expression.asking, row)};
}

bool gives_nodes(const Expression& expression, const Term& term) {
    if (term.op == Op::path || term.op == Op::reference) return true;
    if (term.op == Op::join_sets) return true;
    if (term.op != Op::call || !term.function || !term.function->select) return false;
    if (term.function->result == Kind::rows) return true;
    // `if` gives nodes when both of its branches do.
    return term.arguments.size() == 3 && gives_nodes(expression, expression.terms[term.arguments[1]]) &&
           gives_nodes(expression, expression.terms[term.arguments[2]]);
}

void collect_nodes(const Expression& expression, const Term& term, const Evaluation& evaluation, TreeNodes& nodes) {
    if (term.op == Op::reference) return add_rows(term.reference, evaluation, nodes);
    if (term.op == Op::path) {
        const TreeNodes found = Walk(expression, term, evaluation).run();
        nodes.insert(nodes.end(), found.begin(), found.end());
    } else if (term.op == Op::join_sets) {
        for (const std::uint32_t argument : term.arguments)
            collect_nodes(expression, expression.terms[argument], evaluation, nodes);
        sort_nodes(nodes);
    } else if (gives_nodes(expression, term)) {
        term.function->select(Call(expression, term, evaluation), nodes);
    } else {
        fail(evaluation, "Ở đây cần một tập mục, không phải một giá trị.",
             "A set of nodes is needed here, not a value.");
    }
}

void fail(const Evaluation& evaluation, std::string vi, std::string en) {
    if (evaluation.failure && !*evaluation.failure) *evaluation.failure = Message{std::move(vi), std::move(en)};
}

}  // namespace nuong::forms
