#include "shared/printing/print_mask.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"

namespace nuong::printing {
namespace {

using forms::Property;
using forms::Sensitivity;

const PrintMask everything{Sensitivity::identifying, Sensitivity::health, Sensitivity::special};

// A mask as one role writes it; `unsaid` when it does not, everything when it cannot be read.
PrintMask mask_of_role(const Json& role, const char* purpose, const PrintMask& unsaid) {
    const auto masks = role.find("masks");
    if (masks == role.end()) return unsaid;
    if (!masks->is_object()) return everything;
    const auto written = masks->find(purpose);
    if (written == masks->end()) return unsaid;
    if (!written->is_array()) return everything;
    PrintMask mask;
    for (const Json& name : *written) {
        const auto known = std::find_if(everything.begin(), everything.end(), [&](Sensitivity sensitivity) {
            return name.is_string() && name.get<std::string>() == name_of(sensitivity);
        });
        if (known == everything.end()) return everything;
        mask.insert(*known);
    }
    return mask;
}

// The first that is written of a role; nothing when a document before it cannot be read, or none has it.
std::optional<Json> role_in(std::span<const std::string> documents, const std::string& role) {
    for (const std::string& document : documents) {
        const auto json = parse_json(document, "roles");
        if (!json || !json->is_object() || !json->contains("roles") || !(*json)["roles"].is_array())
            return std::nullopt;
        for (const Json& each : (*json)["roles"])
            if (each.is_object() && each.contains("id") && each["id"] == role) return each;
    }
    return std::nullopt;
}

// What a person can tell from the paper, and what is told on by it. That an answer is required or breaks a rule is not
// printed.
bool is_printed(Property property) {
    return property == Property::value || property == Property::relevant || property == Property::count ||
           property == Property::rows || property == Property::row || property == Property::choices;
}

// Vertices that follow from an answer of a masked class, themselves included.
std::vector<bool> tainted_vertices(const forms::CompiledForm& form, const PrintMask& mask) {
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
        const forms::Vertex& vertex = form.vertices[static_cast<std::size_t>(next.back())];
        next.pop_back();
        for (const forms::Edge& edge : vertex.readers)
            if (is_printed(form.vertices[static_cast<std::size_t>(edge.vertex)].property)) taint(edge.vertex);
    }
    return tainted;
}

}  // namespace

PrintMask print_mask_of(std::span<const std::string> role_documents, const std::string& role) {
    const auto written = role_in(role_documents, role);
    return written ? mask_of_role(*written, "print", {}) : everything;
}

std::optional<PrintMask> export_mask_of(std::span<const std::string> role_documents, const std::string& role) {
    const auto written = role_in(role_documents, role);
    if (!written) return std::nullopt;
    if (const auto exports = written->find("exports"); exports != written->end() && *exports != true)
        return std::nullopt;
    return mask_of_role(*written, "export", everything);
}

LeftOut::LeftOut(const forms::CompiledForm& form, const PrintMask& mask) : form_(form), nodes_(form.plans.size()) {
    const std::vector<bool> tainted = tainted_vertices(form, mask);
    const auto is_tainted = [&](int vertex) { return vertex >= 0 && tainted[static_cast<std::size_t>(vertex)]; };
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const forms::Node& node = form.definition.nodes[i];
        const forms::NodePlan& plan = form.plans[i];
        // Of a group the class is only what its questions begin with: each of them says for itself.
        const bool is_masked = !forms::is_container(node.type) && mask.contains(node.sensitivity);
        nodes_[i] = is_masked || is_tainted(plan.value) || is_tainted(plan.relevance) || is_tainted(plan.row) ||
                    is_tainted(plan.rows) || is_tainted(plan.count) ||
                    (node.parent >= 0 && nodes_[static_cast<std::size_t>(node.parent)]);
    }
}

bool LeftOut::reads(const forms::Expression& expression) const {
    return std::any_of(expression.terms.begin(), expression.terms.end(), [&](const forms::Term& term) {
        return (term.reference.node >= 0 && node(term.reference.node)) ||
               std::any_of(term.reads.begin(), term.reads.end(), [&](int read) { return node(read); });
    });
}

bool LeftOut::quotes(const forms::TextTemplate& text) const {
    for (const auto& [language, pieces] : text)
        for (const forms::TextPiece& piece : pieces)
            if (piece.expression >= 0 && reads(form_.expressions[static_cast<std::size_t>(piece.expression)]))
                return true;
    return false;
}

int LeftOut::questions() const {
    int count = 0;
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        if (nodes_[i] && forms::is_asked(form_.definition.nodes[i].type)) ++count;
    return count;
}

}  // namespace nuong::printing
