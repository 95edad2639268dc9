// The record being filled as a tree: /data/group/question, with one element per row of a repeat. Rows that do not count
// are not there, and a question that is not asked is blank.
#include "shared/forms/evaluate.h"

namespace nuong::forms {
namespace {

// 0 is the document, 1 its element; above them a node of the form with a row of its table (of a repeat: its own row).
constexpr NodeNumber document = 0, top = 1;
constexpr unsigned row_bits = 32;
constexpr std::size_t text_bytes_max = 1u << 18;

int node_of(NodeNumber number) { return static_cast<int>(number >> row_bits) - 1; }
int row_of(NodeNumber number) { return static_cast<int>(number & 0xFFFFFFFFu); }

const Node& definition_of(const FormDefinition& form, NodeNumber number) {
    return form.nodes[static_cast<std::size_t>(node_of(number))];
}

}  // namespace

NodeNumber ValueSource::number_of(int node, int row) {
    if (node < 0) return top;
    return (static_cast<NodeNumber>(node + 1) << row_bits) | static_cast<NodeNumber>(row);
}

Place ValueSource::place_of(NodeNumber number) { return {node_of(number), row_of(number)}; }

NodeNumber ValueSource::root() const { return document; }

NodeKind ValueSource::kind(NodeNumber node) const { return node == document ? NodeKind::document : NodeKind::element; }

std::string_view ValueSource::name(NodeNumber node) const {
    const FormDefinition* form = definition();
    if (node == document || !form) return "";
    return node == top ? std::string_view(form->root_name) : definition_of(*form, node).name;
}

std::string_view ValueSource::name_space(NodeNumber) const { return ""; }

bool ValueSource::parent(NodeNumber node, NodeNumber& parent) const {
    const FormDefinition* form = definition();
    if (node == document || !form) return false;
    if (node == top) {
        parent = document;
        return true;
    }
    const Node& written = definition_of(*form, node);
    int row = row_of(node);
    if (written.type == FieldType::repeat) row = enclosing_row({node_of(node), row}, written.scope);
    parent = number_of(written.parent, row);
    return true;
}

void ValueSource::children(NodeNumber node, std::vector<NodeNumber>& into) const {
    const FormDefinition* form = definition();
    if (!form) return;
    if (node == document) {
        into.push_back(top);
        return;
    }
    const int around = node == top ? -1 : node_of(node);
    const int row = node == top ? 0 : row_of(node);
    if (around >= 0 && !is_container(form->nodes[static_cast<std::size_t>(around)].type)) return;
    const int end =
        around < 0 ? static_cast<int>(form->nodes.size()) : form->nodes[static_cast<std::size_t>(around)].end;
    std::vector<int> rows;
    for (int inner = around + 1; inner < end; inner = form->nodes[static_cast<std::size_t>(inner)].end) {
        const Node& written = form->nodes[static_cast<std::size_t>(inner)];
        if (written.type != FieldType::repeat) {
            into.push_back(number_of(inner, row));
            continue;
        }
        rows.clear();
        rows_below({written.scope, row}, inner, rows);
        for (const int below : rows)
            if (is_row_relevant({inner, below})) into.push_back(number_of(inner, below));
    }
}

void ValueSource::attributes(NodeNumber, std::vector<NodeNumber>&) const {}

Datum ValueSource::value(NodeNumber node) const {
    const FormDefinition* form = definition();
    if (!form) return Datum();
    if (node != document && node != top && !is_container(definition_of(*form, node).type))
        return value(node_of(node), row_of(node));
    std::string all;  // of what holds others: all their text
    std::vector<NodeNumber> inner;
    children(node, inner);
    for (const NodeNumber child : inner) {
        all += text_of(value(child));
        if (all.size() > text_bytes_max) break;
    }
    return Datum(std::move(all));
}

// The ways up from both, compared from the top: the first difference decides.
bool ValueSource::is_before(NodeNumber a, NodeNumber b) const {
    const auto way = [&](NodeNumber node) {
        std::vector<std::pair<int, int>> steps;
        for (NodeNumber at = node; at != document && at != top;) {
            const int index = node_of(at);
            const bool is_row = definition_of(*definition(), at).type == FieldType::repeat;
            steps.emplace_back(index, is_row ? position({index, row_of(at)}) : 0);
            if (!parent(at, at)) break;
        }
        std::reverse(steps.begin(), steps.end());
        return steps;
    };
    if (a == b) return false;
    if (a <= top || b <= top) return a < b;
    return way(a) < way(b);
}

}  // namespace nuong::forms
