#include "shared/forms/functions.h"

#include <map>

namespace nuong::forms {
namespace {

// At the places where a row count matters: `if`, `not`, `coalesce` and what asks whether there is an answer.
Datum run_if(const Call& call) { return truth_of(call.value(0)) ? call.value(1) : call.value(2); }

Datum run_coalesce(const Call& call) {
    for (int i = 0; i + 1 < call.size(); ++i) {
        Datum value = call.value(i);
        const auto* number = value.as<double>();
        if (!value.is_blank() && !(number && *number != *number)) return value;
    }
    return call.value(call.size() - 1);
}

Datum run_not(const Call& call) { return Datum(!truth_of(call.value(0))); }
Datum run_true(const Call&) { return Datum(true); }
Datum run_false(const Call&) { return Datum(false); }
Datum run_boolean(const Call& call) { return Datum(truth_of(call.value(0))); }

Datum run_boolean_from_string(const Call& call) {
    const std::string text = call.text(0);
    return Datum(text == "true" || text == "1");
}

Datum run_is_missing(const Call& call) { return Datum(call.value(0).is_missing()); }

Datum run_missing_reason(const Call& call) {
    const Datum value = call.value(0);
    return value.is_missing() ? Datum(value.words) : Datum();
}

Datum run_position(const Call& call) {
    const Evaluation& evaluation = call.evaluation();
    const int repeat = call.question(0).node;
    return Datum(evaluation.source.position({repeat, evaluation.source.enclosing_row(evaluation.place, repeat)}));
}

constexpr Function table[] = {
    {"if", 3, 3, Kind::any, run_if},
    {"coalesce", 2, -1, Kind::any, run_coalesce},
    {"not", 1, 1, Kind::truth, run_not},
    {"true", 0, 0, Kind::truth, run_true},
    {"false", 0, 0, Kind::truth, run_false},
    {"boolean", 1, 1, Kind::truth, run_boolean},
    {"boolean-from-string", 1, 1, Kind::truth, run_boolean_from_string},
    {"is-missing", 1, 1, Kind::truth, run_is_missing},
    {"missing-reason", 1, 1, Kind::text, run_missing_reason},
    {"position", 1, 1, Kind::number, run_position, Needs::repeat},
};

std::map<std::string_view, const Function*> all_functions() {
    std::map<std::string_view, const Function*> all;
    for (const auto functions : {logic_functions(), number_functions(), text_functions(), date_functions()})
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

Datum Call::value(int argument) const { return evaluate_term(expression_, argument_term(argument), evaluation_); }

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
