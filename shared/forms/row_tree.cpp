#include "shared/forms/row_tree.h"

#include <algorithm>

namespace nuong::forms {
namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::string element_name(std::string_view column) {
    std::string name;
    for (const char c : column) name += is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' ? c : '_';
    return name.empty() || !is_letter(name.front()) ? "_" + name : name;
}

const RowTable& RowTree::table() const {
    std::call_once(read_, [this] {
        if (auto read = read_table(kind_, text_)) table_ = std::move(*read);
        for (const std::string& column : table_.columns) names_.push_back(element_name(column));
    });
    return table_;
}

std::string_view RowTree::name(NodeNumber node) const {
    if (node <= 1) return node == 0 ? "" : "root";
    const std::size_t place = static_cast<std::size_t>(node - 2) % stride();
    return place == 0 ? std::string_view("item") : names_[place - 1];
}

bool RowTree::parent(NodeNumber node, NodeNumber& parent) const {
    if (node == 0) return false;
    const NodeNumber place = node == 1 ? 0 : (node - 2) % stride();
    parent = node == 1 ? 0 : place == 0 ? 1 : node - place;
    return true;
}

void RowTree::children(NodeNumber node, std::vector<NodeNumber>& into) const {
    if (node == 0) return into.push_back(1);
    if (node == 1) {
        for (std::size_t row = 0; row < table().row_count(); ++row) into.push_back(2 + row * stride());
        return;
    }
    if ((node - 2) % stride() != 0) return;
    for (std::size_t column = 1; column < stride(); ++column) into.push_back(node + column);
}

Datum RowTree::value(NodeNumber node) const {
    if (node >= 2) {
        const std::size_t row = static_cast<std::size_t>(node - 2) / stride();
        const std::size_t place = static_cast<std::size_t>(node - 2) % stride();
        if (place > 0) return Datum(table().cell(row, place - 1));
    }
    std::string all;
    std::vector<NodeNumber> inner;
    children(node, inner);
    for (const NodeNumber child : inner) all += text_of(value(child));
    return Datum(std::move(all));
}

bool RowTree::lookup(NodeNumber node, std::string_view name, std::string_view column, const std::string& value,
                     std::vector<NodeNumber>& into) const {
    if (node != 1 || name != "item") return false;
    const RowTable& rows = table();
    const auto at = static_cast<std::size_t>(std::find(names_.begin(), names_.end(), column) - names_.begin());
    if (at == names_.size()) return true;  // no row has it
    if (std::count(names_.begin(), names_.end(), column) > 1) return false;
    const std::lock_guard guard(indexes_guard_);
    const auto [index, is_new] = indexes_.try_emplace(at);
    if (is_new)
        for (std::size_t row = 0; row < rows.row_count(); ++row)
            index->second[rows.cell(row, at)].push_back(2 + row * stride());
    if (const auto found = index->second.find(value); found != index->second.end())
        into.insert(into.end(), found->second.begin(), found->second.end());
    return true;
}

}  // namespace nuong::forms
