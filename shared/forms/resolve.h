// Binds the names in an expression to questions, by scope: ${age} inside a repeat is the age of the same row, outside
// it is the ages of all rows. Then checks functions, and what kinds of values meet.
#pragma once
#include <span>
#include <unordered_map>

#include "shared/forms/expression.h"
#include "shared/forms/form_definition.h"
#include "shared/forms/form_problem.h"

namespace nuong::forms {

// Which questions bear a name. Built once per form.
class NameTable {
public:
    explicit NameTable(const FormDefinition& form);

    // `name` may be the end of a path: "tobacco" or "q2/tobacco". Among several the nearest to `asking` wins.
    enum class Failure { none, unknown, ambiguous };
    struct Found {
        int node = -1;
        Failure failure = Failure::none;
    };
    Found find(std::string_view name, int asking) const;
    int child(int group, std::string_view name) const;  // group -1: top level; -1 when there is none
    // A name that was probably meant, for error messages; "" when nothing is near.
    std::string nearest(std::string_view name) const;

private:
    const FormDefinition& form_;
    std::unordered_map<std::string, std::vector<int>> by_name_;
};

// Who asks, and in which role.
struct Asking {
    int node = -1;   // whose expression it is; -1: the record's
    int scope = -1;  // the repeat whose row it is computed for
    bool in_choice_filter = false;
    bool is_once = false;  // a default: computed once, so now() and the like may stand there
    bool in_item = false;  // of one of many nodes: "." is that node
};

// True when every name is bound. Problems are added under `where`.
bool resolve_expression(Expression& expression, const FormDefinition& form, const NameTable& names,
                        const Asking& asking, const std::string& where, Problems& problems);

// For an expression over documents, without a form: binds functions only.
void resolve_functions(Expression& expression);

// Writes down, for every path that is walked, which questions and repeats of the form it can come across (reads.cpp).
void note_reads(Expression& expression, const FormDefinition& form, const NameTable& names, const Asking& asking);

// Sets the kind of every term and reports what can never work. `node_kinds` is what is known of each question.
void check_kinds(Expression& expression, const FormDefinition& form, std::span<const Kind> node_kinds,
                 const std::string& where, Problems& problems);
Kind kind_of(FieldType type);

// The repeat that both lie in, -1 for the record itself.
int shared_scope(const FormDefinition& form, int a, int b);
bool encloses(const FormDefinition& form, int outer_scope, int inner_scope);

// The smallest number of edits from one name to the other, at most `limit` + 1.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

}  // namespace nuong::forms
