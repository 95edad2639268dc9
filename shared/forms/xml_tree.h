// XmlTree: an XML document as it stands in memory while expressions look at it. Immutable; numbers follow the order of
// the document. Bounded in size and depth, and nothing outside the text is ever loaded (no DTD, no entities).
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "shared/base/result.h"
#include "shared/forms/tree.h"

namespace nuong::forms {

inline constexpr std::size_t xml_bytes_max = 64u << 20;
inline constexpr std::size_t xml_depth_max = 256;

class XmlTree final : public Tree {
public:
    // Spaces between elements are nodes, as XPath has it; with `only_data` they are left out.
    static Result<std::shared_ptr<const XmlTree>> parse(std::string_view xml, bool only_data);

    NodeNumber root() const override { return 0; }
    NodeKind kind(NodeNumber node) const override { return at(node).kind; }
    std::string_view name(NodeNumber node) const override { return names_[at(node).name]; }
    std::string_view name_space(NodeNumber node) const override { return names_[at(node).name_space]; }
    bool parent(NodeNumber node, NodeNumber& parent) const override;
    void children(NodeNumber node, std::vector<NodeNumber>& into) const override;
    void attributes(NodeNumber node, std::vector<NodeNumber>& into) const override;
    Datum value(NodeNumber node) const override { return Datum(text(node)); }
    bool is_before(NodeNumber a, NodeNumber b) const override { return a < b; }
    bool lookup(NodeNumber node, std::string_view name, std::string_view column, const std::string& value,
                std::vector<NodeNumber>& into) const override;

    std::string text(NodeNumber node) const;
    // For readers of documents. Names here are local: prefixes are the author's choice.
    NodeNumber child(NodeNumber node, std::string_view local) const;  // 0 when there is none
    std::vector<NodeNumber> elements(NodeNumber node) const;
    const std::string* attribute(NodeNumber node, std::string_view local) const;  // nullptr when there is none
    std::string_view local(NodeNumber node) const { return local_name(name(node)); }
    std::string to_xml(NodeNumber element) const;
    std::string path(NodeNumber node) const;  // /data/group/name, for messages

private:
    struct Node {
        NodeKind kind = NodeKind::document;
        std::uint32_t name = 0, name_space = 0;  // in names_
        std::uint32_t parent = 0;
        std::uint32_t end = 1;    // one past its last descendant
        std::uint32_t words = 0;  // in words_, of what has text of its own
    };
    struct Index {  // the rows of one parent by the text of one column
        std::unordered_map<std::string, std::vector<NodeNumber>> rows;
    };
    friend class XmlReader;

    const Node& at(NodeNumber node) const { return nodes_[static_cast<std::size_t>(node)]; }

    std::vector<Node> nodes_;
    std::vector<std::string> names_;
    std::vector<std::string> words_;
    // Made when first asked for. Forms are shared by threads, so the guard.
    mutable std::mutex indexes_guard_;
    mutable std::map<std::string, Index, std::less<>> indexes_;
};

}  // namespace nuong::forms
