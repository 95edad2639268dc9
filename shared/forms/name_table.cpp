// Names of a form: which questions bear one, which of several is near, and which rows two questions share.
#include <algorithm>
#include <numeric>

#include "shared/forms/resolve.h"

namespace nuong::forms {
namespace {

const Node& at(const FormDefinition& form, int node) { return form.nodes[static_cast<std::size_t>(node)]; }

bool ends_with_path(std::string_view path, std::string_view tail) {
    return path == tail ||
           (path.size() > tail.size() && path.ends_with(tail) && path[path.size() - tail.size() - 1] == '/');
}

// How many groups lie between `asking` and the nearest one that holds both: siblings are nearer than cousins.
int distance(const FormDefinition& form, int asking, int node) {
    int steps = 0;
    for (int around = asking; around >= 0; around = at(form, around).parent, ++steps)
        if (node >= around && node < at(form, around).end) return steps;
    return steps;
}

}  // namespace

NameTable::NameTable(const FormDefinition& form) : form_(form) {
    for (std::size_t i = 0; i < form.nodes.size(); ++i) by_name_[form.nodes[i].name].push_back(static_cast<int>(i));
}

NameTable::Found NameTable::find(std::string_view name, int asking) const {
    const std::size_t slash = name.rfind('/');
    const auto listed = by_name_.find(std::string(slash == std::string_view::npos ? name : name.substr(slash + 1)));
    Found found{-1, Failure::unknown};
    if (listed == by_name_.end()) return found;
    int best = 0;
    for (const int node : listed->second) {
        if (!ends_with_path(at(form_, node).path, name)) continue;
        const int far = distance(form_, asking, node);
        if (found.node < 0 || far < best) found = {node, Failure::none}, best = far;
        else if (far == best) found.failure = Failure::ambiguous;
        if (at(form_, node).path == name) return {node, Failure::none};  // said in full
    }
    return found;
}

int NameTable::child(int group, std::string_view name) const {
    const auto listed = by_name_.find(std::string(name));
    if (listed == by_name_.end()) return -1;
    for (const int node : listed->second)
        if (at(form_, node).parent == group) return node;
    return -1;
}

std::string NameTable::nearest(std::string_view name) const {
    const std::size_t limit = std::max<std::size_t>(1, name.size() / 3);
    std::string best;
    std::size_t best_distance = limit + 1;
    for (const Node& node : form_.nodes)
        for (const std::string* candidate : {&node.name, &node.path}) {
            const std::size_t edits = edit_distance(name, *candidate, limit);
            if (edits < best_distance) best = *candidate, best_distance = edits;
        }
    return best;
}

bool encloses(const FormDefinition& form, int outer_scope, int inner_scope) {
    for (int scope = inner_scope;; scope = at(form, scope).scope) {
        if (scope == outer_scope) return true;
        if (scope < 0) return false;
    }
}

int shared_scope(const FormDefinition& form, int a, int b) {
    while (a >= 0 && !encloses(form, a, b)) a = at(form, a).scope;
    return a;
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    if (a.size() > 64 || b.size() > 64) return limit + 1;
    if (a.size() > b.size() + limit || b.size() > a.size() + limit) return limit + 1;
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0u : 1u)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

}  // namespace nuong::forms
