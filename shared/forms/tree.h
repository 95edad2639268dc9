// Tree: what paths walk over. The record being filled, a table that came with a form and any XML document look the same
// to an expression; it never asks which of them it stands in.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/forms/datum.h"

namespace nuong::forms {

enum class NodeKind { document, element, attribute, text, comment, instruction, other };

using NodeNumber = std::uint64_t;  // means something to its tree only

class Tree {
public:
    virtual ~Tree() = default;
    virtual NodeNumber root() const = 0;  // the document, above its one element
    virtual NodeKind kind(NodeNumber node) const = 0;
    virtual std::string_view name(NodeNumber node) const = 0;  // as written, with its prefix; "" when it has none
    virtual std::string_view name_space(NodeNumber node) const = 0;
    virtual bool parent(NodeNumber node, NodeNumber& parent) const = 0;               // false at the root
    virtual void children(NodeNumber node, std::vector<NodeNumber>& into) const = 0;  // in order, without attributes
    virtual void attributes(NodeNumber node, std::vector<NodeNumber>& into) const = 0;
    virtual Datum value(NodeNumber node) const = 0;                // of an element: all text in it
    virtual bool is_before(NodeNumber a, NodeNumber b) const = 0;  // in the order of the document
    // The children of `node` named `name` that have a child `column` with the text `value`, when the tree can tell
    // without looking at all of them; false when it cannot.
    virtual bool lookup(NodeNumber, std::string_view, std::string_view, const std::string&,
                        std::vector<NodeNumber>&) const {
        return false;
    }
};

struct TreeNode {
    const Tree* tree = nullptr;
    NodeNumber number = 0;

    explicit operator bool() const { return tree != nullptr; }
    Datum value() const { return tree->value(number); }
    NodeKind kind() const { return tree->kind(number); }
    bool operator==(const TreeNode&) const = default;
};

// The part of a qualified name after its prefix.
std::string_view local_name(std::string_view qualified);

}  // namespace nuong::forms
