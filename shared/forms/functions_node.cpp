// Sets of nodes: which ones, how many, where they stand; and what came with the form (tables, texts).
#include <algorithm>
#include <utility>

#include "shared/base/random.h"
#include "shared/forms/functions.h"
#include "shared/forms/shuffle.h"

namespace nuong::forms {
namespace {

std::string attribute_of(const TreeNode& node, std::string_view local) {
    std::vector<NodeNumber> attributes;
    node.tree->attributes(node.number, attributes);
    for (const NodeNumber attribute : attributes)
        if (local_name(node.tree->name(attribute)) == local) return text_of(node.tree->value(attribute));
    return "";
}

TreeNode document_of(const Call& call) {
    const Evaluation& evaluation = call.evaluation();
    const TreeNode context = call.context();
    if (evaluation.document) return {evaluation.document.tree, evaluation.document.tree->root()};
    return context ? TreeNode{context.tree, context.tree->root()} : TreeNode{};
}

// The first element in the document that `is_it`, and all when it never is.
template <class Is>
void find_elements(const TreeNode& document, Is is_it, bool only_first, TreeNodes& found) {
    if (!document) return;
    std::vector<NodeNumber> open{document.number}, inner;
    while (!open.empty() && !(only_first && !found.empty())) {
        const TreeNode node{document.tree, open.back()};
        open.pop_back();
        if (node.kind() == NodeKind::element && is_it(node)) found.push_back(node);
        inner.clear();
        node.tree->children(node.number, inner);
        open.insert(open.end(), inner.rbegin(), inner.rend());
    }
}

void select_instance(const Call& call, TreeNodes& nodes) {
    const Evaluation& evaluation = call.evaluation();
    const std::string id = call.text(0);
    if (id == last_saved_table && evaluation.last_record) {
        nodes.push_back({evaluation.last_record, evaluation.last_record->root()});
        return;
    }
    if (evaluation.tables) {
        if (const auto found = evaluation.tables->find(id); found != evaluation.tables->end())
            nodes.push_back({found->second.get(), found->second->root()});
        return;
    }
    const auto is_it = [&](const TreeNode& node) {
        return local_name(node.tree->name(node.number)) == "instance" && attribute_of(node, "id") == id;
    };
    find_elements(document_of(call), is_it, true, nodes);
}

void select_id(const Call& call, TreeNodes& nodes) {
    std::string wanted = " ";
    for (const Datum& value : call.values(0)) wanted += text_of(value) + " ";
    for (char& c : wanted)
        if (c == '\n' || c == '\t' || c == '\r') c = ' ';
    const auto is_it = [&](const TreeNode& node) {
        const std::string id = attribute_of(node, "id");
        return !id.empty() && wanted.find(" " + id + " ") != std::string::npos;
    };
    find_elements(document_of(call), is_it, false, nodes);
}

Datum run_count(const Call& call) {
    if (!call.is_nodes(0)) fail(call.evaluation(), "count() đếm các mục.", "count() counts nodes.");
    return Datum(static_cast<std::int64_t>(call.values(0).size()));
}

Datum run_count_non_empty(const Call& call) {
    std::int64_t count = 0;
    for (int i = 0; i < call.size(); ++i)
        if (!call.is_nodes(i))
            fail(call.evaluation(), "count-non-empty() đếm các mục.", "count-non-empty() counts nodes.");
    for (const Datum& value : call.values(0))
        if (!value.is_blank()) ++count;
    return Datum(count);
}

// Among its siblings of the same name; of a form's repeat, the row.
Datum run_position(const Call& call) {
    const Evaluation& evaluation = call.evaluation();
    if (call.size() == 0) return Datum(evaluation.focus.position);
    if (const Reference& repeat = call.question(0);
        repeat.node >= 0 && call.is_question(0) &&
        evaluation.form.nodes[static_cast<std::size_t>(repeat.node)].type == FieldType::repeat && !repeat.is_many)
        return Datum(
            evaluation.source.position({repeat.node, evaluation.source.enclosing_row(evaluation.place, repeat.node)}));
    const TreeNodes nodes = call.nodes(0);
    NodeNumber parent = 0;
    if (nodes.empty()) return Datum();
    const TreeNode node = nodes.front();
    if (!node.tree->parent(node.number, parent)) return Datum(1);
    std::vector<NodeNumber> siblings;
    node.tree->children(parent, siblings);
    std::int64_t position = 1;
    for (const NodeNumber sibling : siblings) {
        if (sibling == node.number) break;
        if (node.tree->kind(sibling) == node.kind() && node.tree->name(sibling) == node.tree->name(node.number))
            ++position;
    }
    return Datum(position);
}

Datum run_last(const Call& call) { return Datum(call.evaluation().focus.size); }

Datum name_with(const Call& call, std::string (*part)(const TreeNode&)) {
    const TreeNodes nodes = call.nodes(0);
    return Datum(nodes.empty() ? std::string() : part(nodes.front()));
}
Datum run_name(const Call& call) {
    return name_with(call, [](const TreeNode& node) { return std::string(node.tree->name(node.number)); });
}
Datum run_local_name(const Call& call) {
    return name_with(call, [](const TreeNode& node) { return std::string(local_name(node.tree->name(node.number))); });
}
Datum run_namespace_uri(const Call& call) {
    return name_with(call, [](const TreeNode& node) { return std::string(node.tree->name_space(node.number)); });
}

Datum run_lang(const Call& call) {
    const auto lower = [](std::string text) {
        for (char& c : text)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return text;
    };
    const std::string wanted = lower(call.text(0));
    TreeNode node = call.context();
    while (node) {
        if (const std::string spoken = lower(attribute_of(node, "lang")); !spoken.empty())
            return Datum(spoken == wanted || spoken.starts_with(wanted + "-"));
        if (!node.tree->parent(node.number, node.number)) break;
    }
    return Datum(false);
}

// What stands there already, so that it is computed once in the life of a record.
Datum run_once(const Call& call) {
    const TreeNode context = call.context();
    Datum value = context ? context.value() : Datum();
    return value.is_blank() ? call.value(0) : value;
}

std::int64_t any_seed() {
    std::array<std::uint8_t, 4> bytes{};
    fill_random(bytes);
    std::int64_t seed = 0;
    for (const std::uint8_t byte : bytes) seed = seed * 256 + byte;
    return seed;
}

void select_randomize(const Call& call, TreeNodes& nodes) {
    const TreeNodes from = call.nodes(0);
    Shuffle shuffle(call.size() > 1 ? static_cast<std::int64_t>(call.number(1).value_or(0)) : any_seed());
    nodes = shuffle(from);
}

bool is_within(TreeNode node, const TreeNode& around) {
    if (node.tree != around.tree) return false;
    do {
        if (node.number == around.number) return true;
    } while (node.tree->parent(node.number, node.number));
    return false;
}

int depth_of(const TreeNodes& nodes) {
    int depth = 0;
    if (nodes.empty()) return depth;
    NodeNumber at = nodes.front().number;
    while (nodes.front().tree->parent(at, at)) ++depth;
    return depth;
}

// indexed-repeat(question, repeat, row, inner repeat, row, …): the question in the row of the row.
void select_indexed_repeat(const Call& call, TreeNodes& nodes) {
    std::vector<std::pair<int, TreeNodes>> repeats;  // with the argument that says which row; outer ones first
    for (int i = 1; i + 1 < call.size(); i += 2) repeats.emplace_back(i + 1, call.nodes(i));
    std::stable_sort(repeats.begin(), repeats.end(),
                     [](const auto& a, const auto& b) { return depth_of(a.second) < depth_of(b.second); });
    TreeNodes rows;
    bool is_first = true;
    for (auto& [which, inner] : repeats) {
        if (!std::exchange(is_first, false))
            std::erase_if(inner, [&](const TreeNode& row) { return !is_within(row, rows.front()); });
        const double index = call.number(which).value_or(0);
        rows.clear();
        if (!(index >= 1) || index > static_cast<double>(inner.size())) return;
        rows.push_back(inner[static_cast<std::size_t>(index) - 1]);
    }
    for (const TreeNode& node : call.nodes(0))
        if (!rows.empty() && is_within(node, rows.front())) nodes.push_back(node);
}

std::string child_text(const TreeNode& row, std::string_view name) {
    if (name.starts_with("@")) return attribute_of(row, name.substr(1));
    std::vector<NodeNumber> columns;
    row.tree->children(row.number, columns);
    for (const NodeNumber column : columns)
        if (row.tree->name(column) == name) return text_of(row.tree->value(column));
    return "";
}

// pulldata(table, wanted column, key column, key): of the first row that fits.
Datum run_pulldata(const Call& call) {
    TreeNodes found;
    select_instance(call, found);
    if (found.empty()) {
        fail(call.evaluation(), "Không có bảng \"" + call.text(0) + "\".",
             "There is no table \"" + call.text(0) + "\".");
        return Datum();
    }
    const Tree& tree = *found.front().tree;
    std::vector<NodeNumber> tops, rows;
    tree.children(found.front().number, tops);
    std::erase_if(tops, [&](NodeNumber node) { return tree.kind(node) != NodeKind::element; });
    if (tops.empty()) return Datum();
    const std::string column = call.text(2), key = call.text(3);
    const bool is_attribute = column.starts_with("@");
    if (is_attribute || !tree.lookup(tops.front(), "item", column, key, rows)) tree.children(tops.front(), rows);
    for (const NodeNumber row : rows)
        if (child_text({&tree, row}, column) == key) return Datum(child_text({&tree, row}, call.text(1)));
    return Datum(std::string());
}

// What the last record that was saved here has at a question; of a repeat, in its first row.
Datum run_last_saved(const Call& call) {
    const Evaluation& evaluation = call.evaluation();
    if (!evaluation.environment.last_saved) return Datum();
    const std::string wanted = call.text(0);
    for (const NamedValue& field : *evaluation.environment.last_saved) {
        if (without_row_keys(evaluation.form, field.name) != wanted) continue;
        const Node* node = evaluation.form.find(wanted);
        auto datum = datum_of(field.value, node ? node->type : FieldType::text);
        return datum ? std::move(*datum) : Datum();
    }
    return Datum();
}

// A text of the form by its id, in the language of the person.
Datum run_itext(const Call& call) {
    const Evaluation& evaluation = call.evaluation();
    const std::string id = call.text(0), &language = evaluation.environment.language;
    if (const auto text = evaluation.form.texts.find(id); text != evaluation.form.texts.end())
        return Datum(text->second.in(language, evaluation.form.default_language));
    TreeNodes translations;
    find_elements(
        document_of(call),
        [&](const TreeNode& node) { return local_name(node.tree->name(node.number)) == "translation"; }, false,
        translations);
    for (const bool only_spoken : {true, false})
        for (const TreeNode& translation : translations) {
            if (only_spoken && attribute_of(translation, "lang") != language) continue;
            TreeNodes texts;
            find_elements(
                translation, [&](const TreeNode& node) { return attribute_of(node, "id") == id; }, true, texts);
            if (!texts.empty()) return Datum(child_text(texts.front(), "value"));
        }
    fail(evaluation, "Không có văn bản \"" + id + "\".", "There is no text \"" + id + "\".");
    return Datum();
}

constexpr Function node_table[] = {
    {"instance", 1, 1, Kind::rows, nullptr, Needs::nothing, select_instance},
    {"id", 1, 1, Kind::rows, nullptr, Needs::nothing, select_id},
    {"randomize", 1, 2, Kind::rows, nullptr, Needs::nodes, select_randomize},
    {"indexed-repeat", 3, 7, Kind::rows, nullptr, Needs::nodes, select_indexed_repeat},
    {"count", 1, 1, Kind::number, run_count, Needs::nodes},
    {"count-non-empty", 1, -1, Kind::number, run_count_non_empty, Needs::nodes},
    {"position", 0, 1, Kind::number, run_position, Needs::repeat},
    {"last", 0, 0, Kind::number, run_last},
    {"name", 0, 1, Kind::text, run_name, Needs::nodes},
    {"local-name", 0, 1, Kind::text, run_local_name, Needs::nodes},
    {"namespace-uri", 0, 1, Kind::text, run_namespace_uri, Needs::nodes},
    {"lang", 1, 1, Kind::truth, run_lang},
    {"once", 1, 1, Kind::any, run_once},
    {"pulldata", 4, 4, Kind::text, run_pulldata},
    {"last-saved", 1, 1, Kind::any, run_last_saved},
    {"jr:itext", 1, 1, Kind::text, run_itext, Needs::language},
};

}  // namespace

std::span<const Function> node_functions() { return node_table; }

}  // namespace nuong::forms
