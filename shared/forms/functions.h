// The functions that a form may call. Each is a row of a table: name, how many arguments, what kind of result, and what
// it depends on besides its arguments.
#pragma once
#include <span>
#include <string_view>

#include "shared/forms/evaluate.h"

namespace nuong::forms {

class Call;

enum class Needs : unsigned {
    nothing = 0,
    clock = 1,      // changes at midnight
    language = 2,   // changes when the person reads another language
    question = 4,   // the first argument must name a question, not just have a value
    repeat = 8,     // the argument must name a repeat around the asking question
    one_time = 16,  // gives another result at each call: only in defaults
    nodes = 32,     // the first argument must give nodes, not a value
};
constexpr Needs operator|(Needs a, Needs b) {
    return static_cast<Needs>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr bool has(Needs all, Needs one) { return (static_cast<unsigned>(all) & static_cast<unsigned>(one)) != 0; }

struct Function {
    std::string_view name;
    int arguments_min;
    int arguments_max;  // -1: any number
    Kind result;
    Datum (*run)(const Call& call);
    Needs needs = Needs::nothing;
    void (*select)(const Call& call, TreeNodes& nodes) = nullptr;  // of what gives nodes
};

const Function* find_function(std::string_view name);

// One call while it runs. Arguments are computed when asked for, so `if` looks at one branch only.
class Call {
public:
    Call(const Expression& expression, const Term& term, const Evaluation& evaluation)
        : expression_(expression), term_(term), evaluation_(evaluation) {}

    int size() const { return static_cast<int>(term_.arguments.size()); }
    Datum value(int argument) const;  // of an argument left out: of the node where the expression stands
    std::string text(int argument) const { return text_of(value(argument)); }
    bool truth(int argument) const;
    std::optional<double> number(int argument) const { return finite_number_of(value(argument)); }
    // Every value of the arguments from `first` on; a repeated question gives one per row.
    std::vector<Datum> values(int first) const;
    // The nodes of an argument; one that gives none is a failure. Left out: where the expression stands.
    TreeNodes nodes(int argument) const;
    bool is_nodes(int argument) const;
    bool is_question(int argument) const;  // one of the form's own, bound when it was compiled
    const Reference& question(int argument) const;
    // The pattern of a constant argument, compiled with the form; nullptr when the pattern is itself an answer.
    const Pattern* pattern() const;
    const Evaluation& evaluation() const { return evaluation_; }
    TreeNode context() const { return context_of(expression_, evaluation_); }

private:
    const Term& argument_term(int argument) const;

    const Expression& expression_;
    const Term& term_;
    const Evaluation& evaluation_;
};

// The tables, one file each.
std::span<const Function> logic_functions();
std::span<const Function> number_functions();
std::span<const Function> text_functions();
std::span<const Function> date_functions();
std::span<const Function> time_functions();
std::span<const Function> math_functions();
std::span<const Function> node_functions();
std::span<const Function> place_functions();
std::span<const Function> digest_functions();

}  // namespace nuong::forms
