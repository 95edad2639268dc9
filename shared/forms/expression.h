// Expression: one formula of a form as a tree, in ODK's XPath words. parse_expression knows only grammar;
// resolve_expression (resolve.h) binds names to questions and checks functions and types.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/message.h"
#include "shared/forms/datum.h"
#include "shared/forms/pattern.h"

namespace nuong::forms {

struct Function;  // functions.h

enum class Op {
    constant,
    reference,
    path,
    column,
    call,
    negate,
    add,
    subtract,
    multiply,
    divide,
    modulo,
    equal,
    not_equal,
    less,
    at_most,
    greater,
    at_least,
    both,
    either,
    join_sets,
};

// What is known of a result before anybody answered.
enum class Kind { any, truth, number, date, text, rows };

enum class Axis {
    child,
    parent,
    self,
    attribute,
    descendant,
    descendant_or_self,
    ancestor,
    ancestor_or_self,
    following,
    following_sibling,
    preceding,
    preceding_sibling,
    name_space,
};

// One step of a path: where to look, what to take, and which conditions it must meet, in their order.
struct Step {
    enum class Test { name, any_name, any_node, text, comment, instruction };
    Axis axis = Axis::child;
    Test test = Test::name;
    std::string name;                       // "name", "prefix:name" or, of any_name, "prefix:"
    std::vector<std::uint32_t> predicates;  // terms

    bool goes_up() const { return axis == Axis::parent && test == Test::any_node && predicates.empty(); }
    bool names_child() const { return axis == Axis::child && test == Test::name && predicates.empty(); }
    bool operator==(const Step&) const = default;
};

// A path as written: ${group/name}, ../name, /data/group/name, current()/../name, instance('x')/root/item[a = 1]/b.
struct WrittenPath {
    enum class Start { braces, context, current, root, value } start = Start::context;  // value: the term's argument
    std::string name;                                                                   // in the braces
    std::vector<std::uint32_t> filters;  // conditions on the start as a whole: (a | b)[1]
    std::vector<Step> steps;

    bool operator==(const WrittenPath&) const = default;
};

// Which values a reference means: one (its row is the asking row or encloses it) or all rows below the row that both
// share. `shared_scope` is that row's repeat, -1 for the whole record.
struct Reference {
    int node = -1;
    int shared_scope = -1;
    bool is_many = false;

    bool operator==(const Reference&) const = default;
};

struct Term {
    Op op = Op::constant;
    std::uint32_t at = 0;     // where it begins in the source, in bytes
    std::uint32_t until = 0;  // where it ends
    Datum constant;
    std::string name;  // of a function or a choice column
    WrittenPath path;
    Reference reference;     // once resolved; of a path that is walked: the question where it starts
    std::vector<int> reads;  // of a path that is walked: the questions and repeats of the form that it looks at
    bool is_nested = false;  // within a [predicate]: "." is the candidate there
    const Function* function = nullptr;
    std::vector<std::uint32_t> arguments;
    Kind kind = Kind::any;
    int pattern = -1;  // index into Expression::patterns, for regex with a constant pattern
};

struct Expression {
    std::string source;
    std::vector<Term> terms;  // arguments stand before the term that uses them
    std::uint32_t root = 0;
    std::vector<Pattern> patterns;
    bool walks = false;  // a path in it is followed over trees
    int asking = -1;     // the question whose expression it is; -1: the record's

    const Term& top() const { return terms[root]; }
};

struct SyntaxError {
    std::uint32_t at = 0;
    Message message;
};

inline constexpr std::size_t expression_bytes_max = 100'000;
inline constexpr int expression_depth_max = 200;

std::variant<Expression, SyntaxError> parse_expression(std::string_view source);

// Whether a path can be followed step by step over names alone, so that it always means the same question.
bool is_plain(const WrittenPath& path);

// "Vị trí 7 trong «${a} >»: …": the error with its place in the source, counted in characters from 1.
Message describe(const SyntaxError& error, std::string_view source);

}  // namespace nuong::forms
