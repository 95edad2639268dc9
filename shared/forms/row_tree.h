// RowTree: a RowTable as paths walk over it: /root/item/<column>. Read when somebody first looks into it.
#pragma once
#include <map>
#include <mutex>
#include <unordered_map>

#include "shared/forms/row_table.h"
#include "shared/forms/tree.h"

namespace nuong::forms {

// What XML does not allow in a name becomes "_"; ODK's own clients do the same.
std::string element_name(std::string_view column);

class RowTree final : public Tree {
public:
    // `text` must outlive it and be readable: read_table(kind, text) has succeeded, or it is empty.
    RowTree(TableKind kind, std::string_view text) : kind_(kind), text_(text) {}

    const RowTable& table() const;

    NodeNumber root() const override { return 0; }
    NodeKind kind(NodeNumber node) const override { return node == 0 ? NodeKind::document : NodeKind::element; }
    std::string_view name(NodeNumber node) const override;
    std::string_view name_space(NodeNumber) const override { return ""; }
    bool parent(NodeNumber node, NodeNumber& parent) const override;
    void children(NodeNumber node, std::vector<NodeNumber>& into) const override;
    void attributes(NodeNumber, std::vector<NodeNumber>&) const override {}
    Datum value(NodeNumber node) const override;
    bool is_before(NodeNumber a, NodeNumber b) const override { return a < b; }
    bool lookup(NodeNumber node, std::string_view name, std::string_view column, const std::string& value,
                std::vector<NodeNumber>& into) const override;

private:
    // Numbers: 0 the document, 1 root, then for every row its item followed by one node per column.
    std::size_t stride() const { return table().columns.size() + 1; }

    TableKind kind_;
    std::string_view text_;
    mutable std::once_flag read_;
    mutable RowTable table_;
    mutable std::vector<std::string> names_;  // of its columns, as elements
    mutable std::mutex indexes_guard_;        // forms are shared by threads
    mutable std::map<std::size_t, std::unordered_map<std::string_view, std::vector<NodeNumber>>> indexes_;
};

}  // namespace nuong::forms
