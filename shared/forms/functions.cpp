#include "shared/forms/functions.h"

#include <map>

namespace nuong::forms {
namespace {

// At the places where a row count matters: `if`, `not`, `coalesce` and what asks whether there is an answer.
Datum run_if(const Call& call) { return call.truth(0) ? call.value(1) : call.value(2); }
void select_if(const Call& call, TreeNodes& nodes) { nodes = call.nodes(call.truth(0) ? 1 : 2); }

Datum run_coalesce(const Call& call) {
    for (int i = 0; i + 1 < call.size(); ++i) {
        Datum value = call.value(i);
        const auto* number = value.as<double>();
        if (!value.is_blank() && !(number && *number != *number)) return value;
    }
    return call.value(call.size() - 1);
}

Datum run_not(const Call& call) { return Datum(!call.truth(0)); }
Datum run_true(const Call&) { return Datum(true); }
Datum run_false(const Call&) { return Datum(false); }
Datum run_boolean(const Call& call) { return Datum(call.truth(0)); }

Datum run_boolean_from_string(const Call& call) {
    const std::string text = call.text(0);
    return Datum(text == "true" || text == "1");
}

Datum run_is_missing(const Call& call) { return Datum(call.value(0).is_missing()); }

Datum run_missing_reason(const Call& call) {
    const Datum value = call.value(0);
    return value.is_missing() ? Datum(value.words) : Datum();
}

// How many of the pairs (condition, weight) hold, or weigh; within bounds of which -1 is no bound.
bool is_within(const Call& call, double sum) {
    const double min = call.number(0).value_or(-1), max = call.number(1).value_or(-1);
    return (min < 0 || sum >= min) && (max < 0 || sum <= max);
}

Datum run_checklist(const Call& call) {
    double sum = 0;
    for (int i = 2; i < call.size(); ++i) sum += truth_of(call.value(i)) ? 1 : 0;
    return Datum(is_within(call, sum));
}

Datum run_weighted_checklist(const Call& call) {
    double sum = 0;
    for (int i = 2; i + 1 < call.size(); i += 2) sum += truth_of(call.value(i)) ? call.number(i + 1).value_or(0) : 0;
    return Datum(is_within(call, sum));
}

constexpr Function table[] = {
    {"if", 3, 3, Kind::any, run_if, Needs::nothing, select_if},
    {"coalesce", 2, -1, Kind::any, run_coalesce},
    {"not", 1, 1, Kind::truth, run_not},
    {"true", 0, 0, Kind::truth, run_true},
    {"false", 0, 0, Kind::truth, run_false},
    {"boolean", 1, 1, Kind::truth, run_boolean},
    {"boolean-from-string", 1, 1, Kind::truth, run_boolean_from_string},
    {"is-missing", 1, 1, Kind::truth, run_is_missing},
    {"missing-reason", 1, 1, Kind::text, run_missing_reason},
    {"checklist", 2, -1, Kind::truth, run_checklist},
    {"weighted-checklist", 2, -1, Kind::truth, run_weighted_checklist},
};

std::map<std::string_view, const Function*> all_functions() {
    std::map<std::string_view, const Function*> all;
    for (const auto functions :
         {logic_functions(), number_functions(), text_functions(), date_functions(), time_functions(), math_functions(),
          node_functions(), place_functions(), digest_functions()})
        for (const Function& function : functions) all.emplace(function.name, &function);
    return all;
}

}  // namespace

std::span<const Function> logic_functions() { return table; }

const Function* find_function(std::string_view name) {
    static const std::map<std::string_view, const Function*> all = all_functions();
    const auto at = all.find(name);
    return at == all.end() ? nullptr : at->second;
}

const Term& Call::argument_term(int argument) const {
    return expression_.terms[term_.arguments[static_cast<std::size_t>(argument)]];
}

Datum Call::value(int argument) const {
    if (argument < size()) return evaluate_term(expression_, argument_term(argument), evaluation_);
    const TreeNode here = context();
    return here ? here.value() : Datum();
}

bool Call::truth(int argument) const { return truth_of_term(expression_, argument_term(argument), evaluation_); }

TreeNodes Call::nodes(int argument) const {
    TreeNodes nodes;
    if (argument < size()) collect_nodes(expression_, argument_term(argument), evaluation_, nodes);
    else if (const TreeNode here = context()) nodes.push_back(here);
    return nodes;
}

bool Call::is_question(int argument) const { return argument_term(argument).op == Op::reference; }

bool Call::is_nodes(int argument) const { return gives_nodes(expression_, argument_term(argument)); }

std::vector<Datum> Call::values(int first) const {
    std::vector<Datum> values;
    for (int i = first; i < size(); ++i) collect_values(expression_, argument_term(i), evaluation_, values);
    return values;
}

const Reference& Call::question(int argument) const { return argument_term(argument).reference; }

const Pattern* Call::pattern() const {
    return term_.pattern < 0 ? nullptr : &expression_.patterns[static_cast<std::size_t>(term_.pattern)];
}

}  // namespace nuong::forms
