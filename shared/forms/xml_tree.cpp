#include "shared/forms/xml_tree.h"

#include <algorithm>
#include <cstring>
#include <pugixml.hpp>

namespace nuong::forms {
namespace {

constexpr unsigned full =
    pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_comments | pugi::parse_pi | pugi::parse_doctype;
constexpr unsigned data = pugi::parse_default;

NodeKind kind_of(pugi::xml_node_type type) {
    switch (type) {
        case pugi::node_document: return NodeKind::document;
        case pugi::node_element: return NodeKind::element;
        case pugi::node_pcdata:
        case pugi::node_cdata: return NodeKind::text;
        case pugi::node_comment: return NodeKind::comment;
        case pugi::node_pi: return NodeKind::instruction;
        default: return NodeKind::other;
    }
}

std::string_view name_prefix(std::string_view qualified) {
    const std::size_t colon = qualified.find(':');
    return colon == std::string_view::npos ? std::string_view() : qualified.substr(0, colon);
}

}  // namespace

std::string_view local_name(std::string_view qualified) {
    const std::size_t colon = qualified.find(':');
    return colon == std::string_view::npos ? qualified : qualified.substr(colon + 1);
}

// Copies a parsed document into a tree, without recursion: depth is the author's choice.
class XmlReader {
public:
    XmlReader() { number_of(""); }

    std::shared_ptr<XmlTree> tree = std::make_shared<XmlTree>();

    bool read(const pugi::xml_document& document) {
        tree->nodes_.emplace_back();
        tree->words_.emplace_back();
        std::vector<std::uint32_t> open{0};
        pugi::xml_node node = document.first_child();
        while (node) {
            if (open.size() > xml_depth_max || tree->nodes_.size() > 20'000'000) return false;
            const std::uint32_t number = add(node, open.back());
            if (node.first_child()) {
                open.push_back(number);
                node = node.first_child();
                continue;
            }
            close(number);
            while (node && !node.next_sibling()) {
                node = node.parent();
                if (!node || node.type() == pugi::node_document) {
                    node = pugi::xml_node();
                    break;
                }
                close(open.back());
                open.pop_back();
            }
            if (node) node = node.next_sibling();
        }
        close(0);
        return true;
    }

private:
    struct Declared {
        std::string prefix;
        std::uint32_t uri;
        std::uint32_t by;
    };

    void close(std::uint32_t number) {
        tree->nodes_[number].end = static_cast<std::uint32_t>(tree->nodes_.size());
        while (!scopes_.empty() && scopes_.back().by == number) scopes_.pop_back();
    }

    std::uint32_t number_of(std::string_view name) {
        const auto [at, is_new] = numbers_.try_emplace(std::string(name), numbers_.size());
        if (is_new) tree->names_.emplace_back(name);
        return static_cast<std::uint32_t>(at->second);
    }

    std::uint32_t uri_of(std::string_view prefix) {
        for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope)
            if (scope->prefix == prefix) return scope->uri;
        return prefix == "xml" ? number_of("http://www.w3.org/XML/1998/namespace") : 0;
    }

    std::uint32_t add(const pugi::xml_node& node, std::uint32_t parent) {
        const auto number = static_cast<std::uint32_t>(tree->nodes_.size());
        for (const pugi::xml_attribute& attribute : node.attributes()) {
            const std::string_view name = attribute.name();
            if (name == "xmlns") scopes_.push_back({"", number_of(attribute.value()), number});
            else if (name_prefix(name) == "xmlns")
                scopes_.push_back({std::string(local_name(name)), number_of(attribute.value()), number});
        }
        put(kind_of(node.type()), node.name(), node.value(), parent);
        if (node.type() == pugi::node_element) tree->nodes_.back().name_space = uri_of(name_prefix(node.name()));
        for (const pugi::xml_attribute& attribute : node.attributes()) {
            put(NodeKind::attribute, attribute.name(), attribute.value(), number);
            if (const auto prefix = name_prefix(attribute.name()); !prefix.empty())
                tree->nodes_.back().name_space = uri_of(prefix);
            tree->nodes_.back().end = static_cast<std::uint32_t>(tree->nodes_.size());
        }
        return number;
    }

    void put(NodeKind kind, const char* name, const char* words, std::uint32_t parent) {
        XmlTree::Node made;
        made.kind = kind;
        made.name = number_of(name);
        made.parent = parent;
        if (*words != '\0') {
            made.words = static_cast<std::uint32_t>(tree->words_.size());
            tree->words_.emplace_back(words);
        }
        tree->nodes_.push_back(made);
    }

    std::unordered_map<std::string, std::size_t> numbers_;
    std::vector<Declared> scopes_;
};

Result<std::shared_ptr<const XmlTree>> XmlTree::parse(std::string_view xml, bool only_data) {
    if (xml.size() > xml_bytes_max)
        return Error{ErrorCode::invalid, {"Tệp XML quá lớn.", "The XML document is too large."}};
    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer(xml.data(), xml.size(), only_data ? data : full, pugi::encoding_utf8);
    if (!parsed) {
        const std::string at = std::to_string(parsed.offset);
        return Error{ErrorCode::invalid,
                     {"XML viết sai ở byte " + at + " (" + parsed.description() + ").",
                      "The XML is not well formed at byte " + at + " (" + parsed.description() + ")."}};
    }
    XmlReader reader;
    if (!reader.read(document))
        return Error{ErrorCode::invalid, {"XML lồng nhau quá sâu.", "The XML is nested too deeply."}};
    return std::shared_ptr<const XmlTree>(std::move(reader.tree));
}

bool XmlTree::parent(NodeNumber node, NodeNumber& parent) const {
    if (node == 0) return false;
    parent = at(node).parent;
    return true;
}

void XmlTree::children(NodeNumber node, std::vector<NodeNumber>& into) const {
    for (NodeNumber child = node + 1; child < at(node).end; child = at(child).end)
        if (at(child).kind != NodeKind::attribute) into.push_back(child);
}

void XmlTree::attributes(NodeNumber node, std::vector<NodeNumber>& into) const {
    if (at(node).kind != NodeKind::element) return;
    for (NodeNumber child = node + 1; child < at(node).end && at(child).kind == NodeKind::attribute; ++child)
        if (name(child) != "xmlns" && name_prefix(name(child)) != "xmlns") into.push_back(child);
}

std::string XmlTree::text(NodeNumber node) const {
    const Node& asked = at(node);
    if (asked.kind != NodeKind::element && asked.kind != NodeKind::document) return words_[asked.words];
    std::string all;
    for (NodeNumber inner = node + 1; inner < asked.end; ++inner)
        if (at(inner).kind == NodeKind::text) all += words_[at(inner).words];
    return all;
}

bool XmlTree::lookup(NodeNumber node, std::string_view row, std::string_view column, const std::string& value,
                     std::vector<NodeNumber>& into) const {
    if (at(node).end - node < 64) return false;  // looking is quicker than an index
    const std::lock_guard guard(indexes_guard_);
    std::string key = std::to_string(node) + " ";
    key.append(row).append(" ").append(column);
    const auto [index, is_new] = indexes_.try_emplace(std::move(key));
    if (is_new) {
        for (const NodeNumber child : elements(node)) {
            if (name(child) != row) continue;
            for (const NodeNumber inner : elements(child))
                if (name(inner) == column) {
                    auto& rows = index->second.rows[text(inner)];
                    if (rows.empty() || rows.back() != child) rows.push_back(child);
                }
        }
    }
    if (const auto found = index->second.rows.find(value); found != index->second.rows.end())
        into.insert(into.end(), found->second.begin(), found->second.end());
    return true;
}

NodeNumber XmlTree::child(NodeNumber node, std::string_view wanted) const {
    for (NodeNumber child = node + 1; child < at(node).end; child = at(child).end)
        if (at(child).kind == NodeKind::element && local(child) == wanted) return child;
    return 0;
}

std::vector<NodeNumber> XmlTree::elements(NodeNumber node) const {
    std::vector<NodeNumber> all;
    for (NodeNumber child = node + 1; child < at(node).end; child = at(child).end)
        if (at(child).kind == NodeKind::element) all.push_back(child);
    return all;
}

const std::string* XmlTree::attribute(NodeNumber node, std::string_view wanted) const {
    for (NodeNumber child = node + 1; child < at(node).end && at(child).kind == NodeKind::attribute; ++child)
        if (local(child) == wanted && name_prefix(name(child)) != "xmlns") return &words_[at(child).words];
    return nullptr;
}

std::string XmlTree::to_xml(NodeNumber element) const {
    const auto escaped = [](const std::string& text) {
        std::string safe;
        for (const char c : text) {
            if (c == '<') safe += "&lt;";
            else if (c == '&') safe += "&amp;";
            else if (c == '"') safe += "&quot;";
            else safe += c;
        }
        return safe;
    };
    std::string xml;
    std::vector<NodeNumber> open;
    const auto close_until = [&](NodeNumber next) {
        while (!open.empty() && at(open.back()).end <= next) {
            xml.append("</").append(name(open.back())).append(">");
            open.pop_back();
        }
    };
    for (NodeNumber node = element; node < at(element).end; ++node) {
        close_until(node);
        if (at(node).kind == NodeKind::text) xml += escaped(words_[at(node).words]);
        if (at(node).kind != NodeKind::element) continue;
        xml.append("<").append(name(node));
        NodeNumber inner = node + 1;
        for (; inner < at(node).end && at(inner).kind == NodeKind::attribute; ++inner)
            xml.append(" ").append(name(inner)).append("=\"").append(escaped(words_[at(inner).words])).append("\"");
        xml += ">";
        open.push_back(node);
        node = inner - 1;
    }
    close_until(at(element).end);
    return xml;
}

std::string XmlTree::path(NodeNumber node) const {
    std::string path;
    for (NodeNumber step = node; step != 0; step = at(step).parent) path = "/" + std::string(name(step)) + path;
    return path;
}

}  // namespace nuong::forms
