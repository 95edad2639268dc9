// Computes expressions over something that holds answers: an Instance, or a bare list of fields.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "shared/forms/expression.h"
#include "shared/forms/form_definition.h"
#include "shared/forms/tree.h"

namespace nuong::forms {

// What the world around a form looks like while it is filled.
struct Environment {
    Date today{};
    Instant now{};
    std::string language = "vi";
    std::string user;
    std::string device;
    int utc_offset_min = 0;  // of the local time, for clock times that a form writes or reads; Viet Nam: 420
    std::shared_ptr<const Fields> last_saved =
        {};  // answers of the record of this form that was saved last; null: none
};

// A row of a repeat, or the record itself (scope -1, row 0).
struct Place {
    int scope = -1;
    int row = 0;

    bool operator==(const Place&) const = default;
};

// How many nodes one computation may come across: a hostile path must end, not hang.
inline constexpr std::int64_t walk_steps_max = 2'000'000;

// Where values come from. As a Tree it is the record that a form's paths walk over (record_tree.cpp).
class ValueSource : public Tree {
public:
    virtual const Datum& value(int node, int row) const = 0;  // blank when not relevant; stays while others are asked
    virtual int enclosing_row(Place place, int scope) const = 0;
    virtual void rows_below(Place shared, int scope, std::vector<int>& rows) const = 0;  // in order, relevant or not
    virtual int position(Place place) const = 0;  // 1-based, of the row within its parent
    virtual bool is_row_relevant(Place place) const = 0;
    // The words of a choice that is offered there now; nothing when choices are listed in the form.
    virtual std::optional<std::string> offered_label(int, int, std::string_view) const { return std::nullopt; }
    virtual const FormDefinition* definition() const { return nullptr; }  // without it there is nothing to walk over

    static NodeNumber number_of(int node, int row);  // node -1: the record itself
    static Place place_of(NodeNumber number);        // back: the node as `scope`, its row
    NodeNumber root() const override;
    NodeKind kind(NodeNumber node) const override;
    std::string_view name(NodeNumber node) const override;
    std::string_view name_space(NodeNumber node) const override;
    bool parent(NodeNumber node, NodeNumber& parent) const override;
    void children(NodeNumber node, std::vector<NodeNumber>& into) const override;
    void attributes(NodeNumber node, std::vector<NodeNumber>& into) const override;
    Datum value(NodeNumber node) const override;
    bool is_before(NodeNumber a, NodeNumber b) const override;
};

// The tables that came with a form, by their ids: instance('villages').
using Tables = std::map<std::string, std::shared_ptr<const Tree>, std::less<>>;

// How ODK forms call the record that was saved last, as if it were a table.
inline constexpr std::string_view last_saved_table = "__last-saved";

// The candidate of a [predicate], or where an expression over a document begins.
struct Focus {
    TreeNode node;
    std::int64_t position = 1, size = 1;
};

struct Evaluation {
    const FormDefinition& form;
    const ValueSource& source;
    const Environment& environment;
    Place place;
    const Choice* choice = nullptr;  // the candidate, in a choice filter
    const Tables* tables = nullptr;
    Focus focus;                                // of the innermost predicate
    TreeNode document;                          // where "/" leads when it is not the record
    std::optional<Message>* failure = nullptr;  // what went wrong while computing, first one; nobody asks: a blank
    std::int64_t* steps_left = nullptr;         // of walk_steps_max; evaluate() counts when nobody else does
    const Tree* last_record = nullptr;          // the record that was saved last, for ODK's instance('__last-saved')
};

Datum evaluate(const Expression& expression, const Evaluation& evaluation);

// For functions (functions.h).
Datum evaluate_term(const Expression& expression, const Term& term, const Evaluation& evaluation);
void collect_values(const Expression& expression, const Term& term, const Evaluation& evaluation,
                    std::vector<Datum>& values);

bool truth_of_term(const Expression& expression, const Term& term, const Evaluation& evaluation);

// The nodes that a term means, in the order of the document, each once (walk.cpp).
using TreeNodes = std::vector<TreeNode>;
void collect_nodes(const Expression& expression, const Term& term, const Evaluation& evaluation, TreeNodes& nodes);
bool gives_nodes(const Expression& expression, const Term& term);
void sort_nodes(TreeNodes& nodes);
TreeNode context_of(const Expression& expression, const Evaluation& evaluation);  // "." here
void fail(const Evaluation& evaluation, std::string vi, std::string en);

}  // namespace nuong::forms
