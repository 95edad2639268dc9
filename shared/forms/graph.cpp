#include "shared/forms/graph.h"

#include <queue>

#include "shared/forms/functions.h"

namespace nuong::forms {
namespace {

constexpr std::size_t edges_max = 5'000'000;

}  // namespace

int Graph::add(Vertex vertex) {
    const int index = static_cast<int>(vertices_.size());
    if (vertex.node >= 0) {
        if (by_node_.size() <= static_cast<std::size_t>(vertex.node)) by_node_.resize(form_.definition.nodes.size());
        by_node_[static_cast<std::size_t>(vertex.node)].push_back(index);
    }
    vertices_.push_back(std::move(vertex));
    later_.emplace_back();
    return index;
}

const std::vector<int>& Graph::of_node(int node) const {
    static const std::vector<int> none;
    return static_cast<std::size_t>(node) < by_node_.size() ? by_node_[static_cast<std::size_t>(node)] : none;
}

void Graph::read(int reader, int source, int shared_scope) {
    // A row that looks at its neighbours: no order among them can be known before there are rows.
    if (reader == source && shared_scope != vertex(source).scope) vertex(source).reads_itself = true;
    auto& readers = vertex(source).readers;
    const Edge edge{reader, shared_scope};
    if (edges_ > edges_max || (!readers.empty() && readers.back() == edge)) return;  // one formula may name it twice
    readers.push_back(edge);
    ++edges_;
}

void Graph::before(int first, int second) { later_[static_cast<std::size_t>(first)].push_back(second); }

int Graph::world(Property property, int& slot) {
    if (slot < 0) slot = add({-1, property, -1, -1, {}});
    return slot;
}

void Graph::read_all(int reader, const Expression& expression) {
    for (const Term& term : expression.terms) {
        if (term.op == Op::reference) {
            read_reference(reader, term.reference);
        } else if (term.op == Op::path) {
            for (const int node : term.reads) read_reference(reader, {node, -1, true});
        } else if (term.op == Op::column && term.name == "label") {
            read(reader, world(Property::language, form_.language), -1);
        } else if (term.op == Op::call) {
            if (has(term.function->needs, Needs::clock)) read(reader, world(Property::clock, form_.clock), -1);
            if (term.name == "jr:choice-name" || term.name == "label")
                for (const std::uint32_t argument : term.arguments) read_choices(reader, expression.terms[argument]);
            if (has(term.function->needs, Needs::language)) read(reader, world(Property::language, form_.language), -1);
        }
    }
}

void Graph::read_choices(int reader, const Term& question) {
    if (question.op != Op::reference || question.reference.node < 0) return;
    const int choices = form_.plan(question.reference.node).choices;
    if (choices >= 0) read(reader, choices, question.reference.shared_scope);
}

void Graph::read_reference(int reader, const Reference& reference) {
    const Node& node = form_.node(reference.node);
    const NodePlan& plan = form_.plan(reference.node);
    if (!reference.is_many) {
        if (node.type == FieldType::repeat) read(reader, plan.position, reference.node);
        else if (plan.value >= 0) read(reader, plan.value, node.scope);
        return;
    }
    const int rows_of = node.type == FieldType::repeat ? reference.node : node.scope;
    read_rows(reader, rows_of, reference.shared_scope);
    if (plan.value >= 0) read(reader, plan.value, reference.shared_scope);
}

// Rows that come, go or change relevance, in every repeat between the shared row and the values.
void Graph::read_rows(int reader, int repeat, int until_scope) {
    for (int scope = repeat; scope >= 0 && scope != until_scope; scope = form_.node(scope).scope) {
        const NodePlan& plan = form_.plan(scope);
        read(reader, plan.rows, shared_scope(form_.definition, form_.node(scope).scope, vertex(reader).scope));
        if (plan.row >= 0) read(reader, plan.row, shared_scope(form_.definition, scope, until_scope));
    }
}

// ODK lets a repeat ask for one more row because of what stands in its last row. Such a count keeps being told, but no
// order with its rows is asked for: it is computed until nothing changes.
bool Graph::loosen_counts(const std::vector<int>& ranked) {
    std::vector<bool> is_ranked(vertices_.size());
    for (const int index : ranked) is_ranked[static_cast<std::size_t>(index)] = true;
    bool found = false;
    for (std::size_t i = 0; i < vertices_.size(); ++i) {
        if (is_ranked[i] || vertices_[i].property != Property::count) continue;
        vertices_[i].reads_itself = vertices_[i].is_loose = found = true;
    }
    return found;
}

bool Graph::is_neighbour(std::size_t source, const Edge& edge) const {
    if (vertices_[static_cast<std::size_t>(edge.vertex)].is_loose) return true;
    return static_cast<std::size_t>(edge.vertex) == source && edge.shared_scope != vertices_[source].scope;
}

// By number of unread sources; among the ready ones the earliest in the form first, so that ranks are stable.
std::vector<int> Graph::order() const {
    std::vector<int> waiting(vertices_.size()), ranked;
    for (std::size_t i = 0; i < vertices_.size(); ++i) {
        for (const Edge& edge : vertices_[i].readers)
            if (!is_neighbour(i, edge)) ++waiting[static_cast<std::size_t>(edge.vertex)];
        for (const int next : later_[i]) ++waiting[static_cast<std::size_t>(next)];
    }
    std::priority_queue<int, std::vector<int>, std::greater<>> ready;
    for (std::size_t i = 0; i < vertices_.size(); ++i)
        if (waiting[i] == 0) ready.push(static_cast<int>(i));
    const auto arrive = [&](int next) {
        if (--waiting[static_cast<std::size_t>(next)] == 0) ready.push(next);
    };
    while (!ready.empty()) {
        const int now = ready.top();
        ready.pop();
        ranked.push_back(now);
        for (const Edge& edge : vertices_[static_cast<std::size_t>(now)].readers)
            if (!is_neighbour(static_cast<std::size_t>(now), edge)) arrive(edge.vertex);
        for (const int next : later_[static_cast<std::size_t>(now)]) arrive(next);
    }
    return ranked;
}

// Walks backwards among the vertices that never became ready until one is met again.
void Graph::report_loop(const std::vector<int>& ranked, Problems& problems) const {
    std::vector<bool> is_ranked(vertices_.size());
    for (const int index : ranked) is_ranked[static_cast<std::size_t>(index)] = true;
    std::vector<int> source_of(vertices_.size(), -1);
    int at = -1;
    for (std::size_t i = 0; i < vertices_.size(); ++i) {
        if (is_ranked[i]) continue;
        for (const Edge& edge : vertices_[i].readers)
            if (!is_neighbour(i, edge)) source_of[static_cast<std::size_t>(edge.vertex)] = static_cast<int>(i);
        for (const int next : later_[i]) source_of[static_cast<std::size_t>(next)] = static_cast<int>(i);
    }
    for (std::size_t i = 0; i < vertices_.size() && at < 0; ++i)
        if (!is_ranked[i] && source_of[i] >= 0) at = static_cast<int>(i);
    std::vector<bool> seen(vertices_.size());
    while (!seen[static_cast<std::size_t>(at)]) {
        seen[static_cast<std::size_t>(at)] = true;
        at = source_of[static_cast<std::size_t>(at)];
    }
    std::string loop;
    int step = at;
    std::string where;
    do {
        const Vertex& vertex = vertices_[static_cast<std::size_t>(step)];
        const std::string name = form_.node(vertex.node).path + " (" + name_of(vertex.property) + ")";
        if (where.empty()) where = form_.node(vertex.node).path + ": " + name_of(vertex.property);
        loop += name + " ← ";
        step = source_of[static_cast<std::size_t>(step)];
    } while (step != at);
    loop += form_.node(vertices_[static_cast<std::size_t>(at)].node).path;
    add_error(problems, where, "Vòng lặp: mỗi mục cần mục kế tiếp: " + loop + ".",
              "A loop: each needs the next: " + loop + ".");
}

void Graph::rank(Problems& problems) {
    if (edges_ > edges_max)
        return add_error(problems, "survey", "Các biểu thức phụ thuộc lẫn nhau quá nhiều.",
                         "The expressions depend on one another too much.");
    std::vector<int> ranked = order();
    if (ranked.size() != vertices_.size() && form_.definition.is_imported && loosen_counts(ranked)) ranked = order();
    if (ranked.size() != vertices_.size()) return report_loop(ranked, problems);
    std::vector<int> rank_of(vertices_.size());
    for (std::size_t i = 0; i < ranked.size(); ++i) rank_of[static_cast<std::size_t>(ranked[i])] = static_cast<int>(i);
    const auto moved = [&](int& index) {
        if (index >= 0) index = rank_of[static_cast<std::size_t>(index)];
    };
    for (const int index : ranked) {
        form_.vertices.push_back(std::move(vertices_[static_cast<std::size_t>(index)]));
        for (Edge& edge : form_.vertices.back().readers) moved(edge.vertex);
    }
    for (NodePlan& plan : form_.plans)
        for (int* index : {&plan.relevance, &plan.value, &plan.readonly, &plan.required, &plan.valid, &plan.warn,
                           &plan.choices, &plan.count, &plan.rows, &plan.position, &plan.row})
            moved(*index);
    moved(form_.clock);
    moved(form_.language);
}

}  // namespace nuong::forms
