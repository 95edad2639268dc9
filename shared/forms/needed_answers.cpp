#include "shared/forms/needed_answers.h"

namespace nuong::forms {
namespace {

using Sources = std::vector<std::vector<int>>;  // by vertex: those that it reads

Sources sources_in(const CompiledForm& form) {
    Sources sources(form.vertices.size());
    for (std::size_t vertex = 0; vertex < form.vertices.size(); ++vertex)
        for (const Edge& edge : form.vertices[vertex].readers)
            sources[static_cast<std::size_t>(edge.vertex)].push_back(static_cast<int>(vertex));
    return sources;
}

// Goes back along what is read, and out to what is around: nothing is known of a question in a group that is not there.
std::vector<bool> needed_for(const CompiledForm& form, const std::set<int>& asked) {
    const Sources sources = sources_in(form);
    std::vector<bool> needed(form.definition.nodes.size()), seen(form.vertices.size());
    std::vector<int> nodes(asked.begin(), asked.end()), vertices;
    while (!nodes.empty()) {
        const int node = nodes.back();
        nodes.pop_back();
        if (node < 0 || needed[static_cast<std::size_t>(node)]) continue;
        needed[static_cast<std::size_t>(node)] = true;
        nodes.insert(nodes.end(), {form.node(node).parent, form.node(node).scope});
        const NodePlan& plan = form.plan(node);
        vertices.insert(vertices.end(), {plan.value, plan.relevance, plan.count, plan.rows, plan.position, plan.row});
        while (!vertices.empty()) {
            const int vertex = vertices.back();
            vertices.pop_back();
            if (vertex < 0 || seen[static_cast<std::size_t>(vertex)]) continue;
            seen[static_cast<std::size_t>(vertex)] = true;
            nodes.push_back(form.vertices[static_cast<std::size_t>(vertex)].node);
            const std::vector<int>& read = sources[static_cast<std::size_t>(vertex)];
            vertices.insert(vertices.end(), read.begin(), read.end());
        }
    }
    return needed;
}

}  // namespace

NeededAnswers::NeededAnswers(FormPointer form, const std::set<int>& asked)
    : form_(std::move(form)), needed_(needed_for(*form_, asked)) {}

bool NeededAnswers::has(std::string_view register_path) const {
    const int node = form_->definition.node_index.find_id(register_path);
    if (node < 0 || needed_[static_cast<std::size_t>(node)]) return true;
    const Node& question = form_->node(node);
    return question.scope >= 0 || question.type == FieldType::group || question.type == FieldType::repeat;
}

}  // namespace nuong::forms
