#include "shared/forms/left_out.h"

#include <algorithm>

namespace nuong::forms {
namespace {

// What a person can tell from the paper, and what is told on by it. That an answer is required or breaks a rule is not
// printed.
bool is_printed(Property property) {
    return property == Property::value || property == Property::relevant || property == Property::count ||
           property == Property::rows || property == Property::row || property == Property::choices;
}

// Vertices that follow from an answer of a masked class, themselves included.
std::vector<bool> tainted_vertices(const CompiledForm& form, const Mask& mask) {
    std::vector<bool> tainted(form.vertices.size());
    std::vector<int> next;
    const auto taint = [&](int vertex) {
        if (vertex < 0 || tainted[static_cast<std::size_t>(vertex)]) return;
        tainted[static_cast<std::size_t>(vertex)] = true;
        next.push_back(vertex);
    };
    for (std::size_t i = 0; i < form.plans.size(); ++i)
        if (mask.contains(form.definition.nodes[i].sensitivity)) taint(form.plans[i].value);
    while (!next.empty()) {
        const Vertex& vertex = form.vertices[static_cast<std::size_t>(next.back())];
        next.pop_back();
        for (const Edge& edge : vertex.readers)
            if (is_printed(form.vertices[static_cast<std::size_t>(edge.vertex)].property)) taint(edge.vertex);
    }
    return tainted;
}

}  // namespace

LeftOut::LeftOut(const CompiledForm& form, const Mask& mask) : form_(form), nodes_(form.plans.size()) {
    const std::vector<bool> tainted = tainted_vertices(form, mask);
    const auto is_tainted = [&](int vertex) { return vertex >= 0 && tainted[static_cast<std::size_t>(vertex)]; };
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const Node& node = form.definition.nodes[i];
        const NodePlan& plan = form.plans[i];
        // Of a group the class is only what its questions begin with: each of them says for itself.
        const bool is_masked = !is_container(node.type) && mask.contains(node.sensitivity);
        nodes_[i] = is_masked || is_tainted(plan.value) || is_tainted(plan.relevance) || is_tainted(plan.row) ||
                    is_tainted(plan.rows) || is_tainted(plan.count) ||
                    (node.parent >= 0 && nodes_[static_cast<std::size_t>(node.parent)]);
    }
}

bool LeftOut::reads(const Expression& expression) const {
    return std::any_of(expression.terms.begin(), expression.terms.end(), [&](const Term& term) {
        return (term.reference.node >= 0 && node(term.reference.node)) ||
               std::any_of(term.reads.begin(), term.reads.end(), [&](int read) { return node(read); });
    });
}

bool LeftOut::quotes(const TextTemplate& text) const {
    for (const auto& [language, pieces] : text)
        for (const TextPiece& piece : pieces)
            if (piece.expression >= 0 && reads(form_.expressions[static_cast<std::size_t>(piece.expression)]))
                return true;
    return false;
}

int LeftOut::questions() const {
    int count = 0;
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        if (nodes_[i] && is_asked(form_.definition.nodes[i].type)) ++count;
    return count;
}

}  // namespace nuong::forms
