#include "tests/conformance/xpath_suite.h"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "shared/forms/document_query.h"
#include "shared/forms/xml_tree.h"

namespace nuong::conformance {
namespace {

using namespace nuong::forms;
using Json = nlohmann::json;
using Document = std::shared_ptr<const XmlTree>;

// How the recordings name a node: the place of each step among all children, attributes by name. "/*2/*4/@id".
std::string path_of(const TreeNode& node) {
    NodeNumber parent = 0;
    if (!node.tree->parent(node.number, parent)) return "";
    const std::string above = path_of({node.tree, parent});
    if (node.kind() == NodeKind::attribute) return above + "/@" + std::string(node.tree->name(node.number));
    std::vector<NodeNumber> siblings;
    node.tree->children(parent, siblings);
    const auto at = std::find(siblings.begin(), siblings.end(), node.number);
    return above + "/*" + std::to_string(at - siblings.begin() + 1);
}

TreeNode node_at(const Document& document, const std::string& path) {
    TreeNode node{document.get(), document->root()};
    for (std::size_t from = path.find('/'); from + 1 < path.size();) {
        const std::size_t to = std::min(path.find('/', from + 1), path.size());
        const std::string step = path.substr(from + 1, to - from - 1);
        from = to;
        std::vector<NodeNumber> inner;
        if (step.starts_with("@")) {
            document->attributes(node.number, inner);
            std::erase_if(inner, [&](NodeNumber number) { return document->name(number) != step.substr(1); });
        } else {
            document->children(node.number, inner);
            const auto index = static_cast<std::size_t>(std::stoi(step.substr(1)));
            inner = index <= inner.size() ? std::vector{inner[index - 1]} : std::vector<NodeNumber>{};
        }
        if (inner.empty()) return {};
        node.number = inner.front();
    }
    return node;
}

// Inside the <instance> of a whole XForm "/" is that instance; elsewhere it is the document.
TreeNode root_of(const TreeNode& context) {
    TreeNode at = context;
    std::vector<NodeNumber> tops;
    at.tree->children(at.tree->root(), tops);
    const bool is_form =
        std::any_of(tops.begin(), tops.end(), [&](NodeNumber top) { return local_name(at.tree->name(top)) == "html"; });
    if (is_form) do {
            if (local_name(at.tree->name(at.number)) == "instance") return at;
        } while (at.tree->parent(at.number, at.number));
    return {context.tree, context.tree->root()};
}

double number_in(const Json& value) {
    if (value.is_number()) return value.get<double>();
    const std::string text = value.get<std::string>();
    return text == "Infinity" ? HUGE_VAL : text == "-Infinity" ? -HUGE_VAL : std::nan("");
}

double number_in(const Datum& datum) {
    const Datum number = number_of(datum);
    if (const auto* i = number.as<std::int64_t>()) return static_cast<double>(*i);
    const auto* d = number.as<double>();
    return d ? *d : std::nan("");
}

bool are_near(double a, double b) {
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
    return a == b || std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
}

std::string paths_of(TreeNodes nodes, bool only_first) {
    if (only_first && nodes.size() > 1) nodes.resize(1);
    Json paths = Json::array();
    for (const TreeNode& node : nodes) paths.push_back(path_of(node).empty() ? "/" : path_of(node));
    return paths.dump();
}

// What is different, "" when nothing is.
std::string difference(const Json& recorded, const QueryAnswer& answer) {
    const auto differs = [&](const std::string& ours) {
        return "recorded " + recorded["value"].dump() + ", ours " + ours;
    };
    switch (recorded["req_type"].get<int>()) {
        case 1: {
            const double ours = number_in(answer.value);
            return are_near(ours, number_in(recorded["value"])) ? "" : differs(std::to_string(ours));
        }
        case 2: {
            const std::string ours = text_of(answer.value);
            return recorded["value"] == ours ? "" : differs("\"" + ours + "\"");
        }
        case 3: return recorded["value"] == answer.truth ? "" : differs(answer.truth ? "true" : "false");
        default: {
            const bool only_first = recorded["req_type"].get<int>() >= 8;
            const std::string ours = paths_of(answer.nodes, only_first);
            return recorded["value"].dump() == ours ? "" : differs(ours);
        }
    }
}

std::string outcome(const Json& recorded, const Document& document, const Environment& environment) {
    const Json& place = recorded["ctx"];
    const TreeNode context = node_at(document, place.is_string() ? place.get<std::string>() : "/");
    if (!context) return "the context is not in the document";
    const auto answer = query(recorded["expr"].get<std::string>(), context, root_of(context), environment);
    if (recorded.contains("error")) return answer ? "recorded an error, ours has a value" : "";
    if (!answer) return "error: " + answer.error().message.en;
    return difference(recorded, *answer);
}

}  // namespace

void run_xpath_cases(const std::string& cases_path, const std::string& documents_path, Verdicts& verdicts) {
    std::ifstream documents_in(documents_path), cases_in(cases_path);
    std::map<std::string, Document> documents;
    const Json listed = Json::parse(documents_in);
    for (const auto& [id, xml] : listed.items())
        if (auto parsed = XmlTree::parse(xml.get<std::string>(), false)) documents.emplace(id, *parsed);
    Environment environment;  // as recorded: America/Phoenix, English
    environment.language = "en";
    environment.utc_offset_min = -420;
    environment.today = *parse_date("2026-11-22");
    for (std::string line; std::getline(cases_in, line);) {
        const Json recorded = Json::parse(line);
        const auto document = documents.find(recorded["doc"].get<std::string>());
        const std::string difference = document == documents.end() ? "the document is not well formed"
                                                                   : outcome(recorded, document->second, environment);
        verdicts.add(recorded["suite"].get<std::string>(), recorded["file"].get<std::string>(),
                     recorded["test"].get<std::string>(), recorded["expr"].get<std::string>(), difference);
    }
}

}  // namespace nuong::conformance
