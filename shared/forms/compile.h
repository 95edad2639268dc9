// CompiledForm: a form made ready to be filled. Everything that can change is one vertex, a property of a node; edges
// say what to look at again when it changed. Vertices stand in rank order: each after all that it reads.
#pragma once
#include <map>
#include <memory>
#include <unordered_map>

#include "shared/forms/cast.h"
#include "shared/forms/evaluate.h"
#include "shared/forms/form_definition.h"
#include "shared/forms/form_problem.h"
#include "shared/forms/resolve.h"

namespace nuong::forms {

enum class Property {
    value,
    relevant,
    readonly,
    required,
    valid,
    warn,
    choices,
    count,     // of a repeat: how many rows its repeat_count asks for
    rows,      // of a repeat: which rows there are
    position,  // of a row: its place among its siblings
    row,       // of a row: is it relevant
    clock,
    language,  // of the world; their node is -1
};
const char* name_of(Property property);

struct Edge {
    int vertex = 0;         // who must look again
    int shared_scope = -1;  // in all its rows below the row that both share

    bool operator==(const Edge&) const = default;
};

struct Vertex {
    int node = -1;
    Property property = Property::value;
    int scope = -1;       // it exists once per row of this repeat
    int expression = -1;  // index into CompiledForm::expressions; -1: follows from its node
    std::vector<Edge> readers;
    bool reads_itself = false;  // in other rows: a running total
    bool is_loose = false;      // a count that depends on what it counts
};

// A text with ${name} in it, cut into words and values.
struct TextPiece {
    std::string words;
    int expression = -1;  // when set, its value stands here
};
using TextTemplate = std::map<std::string, std::vector<TextPiece>, std::less<>>;  // by language

// The choices of a list by the value of one column, so that `province = ${province}` does not look at all of them.
using ColumnIndex = std::unordered_map<std::string_view, std::vector<std::uint32_t>>;

// An itemset or an action, bound.
struct ItemsetPlan {
    int nodes = -1, value = -1, label = -1;  // expressions
};
struct ActionPlan {
    unsigned events = 0;
    int trigger = -1;  // node
    int target = -1;   // expression, from the trigger
    int target_node = -1;
    int value = -1;  // expression, from the target
    std::string constant;
};

// What the instance needs to know of a node, beside its definition.
struct NodePlan {
    int table = 0;        // 0: the record, else the rows of a repeat
    int slot = 0;         // place among the nodes of its table
    int rows_table = -1;  // of a repeat: the table that holds its rows
    int relevance = -1;   // vertex that decides whether it is relevant; -1: always
    int value = -1, readonly = -1, required = -1, valid = -1, warn = -1, choices = -1;
    int count = -1, rows = -1, position = -1, row = -1;
    int default_expression = -1, seed = -1;  // expressions; seed: of an order by chance
    std::optional<ItemsetPlan> itemset;
    Cast cast = Cast::none;
    const ChoiceList* list = nullptr;
    const std::unordered_map<std::string_view, std::uint32_t>* choice_numbers = nullptr;  // name -> index in the list
    const ColumnIndex* filter_index = nullptr;  // when the filter needs column = value: the choices by that column,
    std::uint32_t filter_key = 0;               // and the term of the filter that gives the value
    TextTemplate label, hint, guidance, constraint_message, warn_message;  // only those with ${} in them
};

struct CompiledForm {
    explicit CompiledForm(FormDefinition form);
    CompiledForm(const CompiledForm&) = delete;
    CompiledForm& operator=(const CompiledForm&) = delete;

    FormDefinition definition;
    NameTable names;
    std::vector<Expression> expressions;
    std::vector<Vertex> vertices;
    std::vector<NodePlan> plans;                        // one per node
    std::vector<int> scopes;                            // table -> repeat node; [0] = -1
    std::vector<std::vector<int>> slots;                // table -> its nodes
    std::vector<std::vector<int>> of_table;             // table -> vertices that exist once per row of it
    std::vector<Kind> kinds;                            // per node: what its values are
    int clock = -1, language = -1;                      // vertices, -1 when nobody reads them
    bool reads_last_saved = false;                      // a new record looks at the one that was saved last
    int instance_name = -1, due = -1, restricted = -1;  // expressions of the settings
    std::vector<ActionPlan> actions;
    Tables tables;  // what came with the form, ready to be walked over
    std::map<std::string, std::unordered_map<std::string_view, std::uint32_t>, std::less<>> choice_numbers;
    std::map<std::pair<std::string, std::string>, ColumnIndex> column_indexes;  // by list and column

    const Node& node(int index) const { return definition.nodes[static_cast<std::size_t>(index)]; }
    const NodePlan& plan(int index) const { return plans[static_cast<std::size_t>(index)]; }
    int table_of(int scope) const { return scope < 0 ? 0 : plan(scope).rows_table; }
    // The node of an id or path without row keys; -1 when there is none.
    int find(std::string_view id_or_path) const { return definition.node_index.find(id_or_path); }
};
using FormPointer = std::shared_ptr<const CompiledForm>;

struct Compiled {
    FormPointer form;  // null when a problem is an error
    Problems problems;

    explicit operator bool() const { return form != nullptr; }
};

Compiled compile_form(FormDefinition definition);
// Both steps, with the problems of both.
Compiled compile_package(std::string_view json);

// An expression outside the form's own ones: a report's `where`, `record list --where`. `form` must outlive it.
Result<Expression> compile_expression(const CompiledForm& form, std::string_view source);

}  // namespace nuong::forms
