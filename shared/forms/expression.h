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

// A name as written: ${group/name}, ../name, /data/group/name, current()/../name, or "." (no steps).
struct WrittenPath {
    enum class Start { braces, context, current, root } start = Start::context;
    std::vector<std::string> steps;  // ".." goes up

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
    Reference reference;  // once resolved
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

    const Term& top() const { return terms[root]; }
};

struct SyntaxError {
    std::uint32_t at = 0;
    Message message;
};

inline constexpr std::size_t expression_bytes_max = 100'000;
inline constexpr int expression_depth_max = 200;

std::variant<Expression, SyntaxError> parse_expression(std::string_view source);

// "Vị trí 7 trong «${a} >»: …": the error with its place in the source, counted in characters from 1.
Message describe(const SyntaxError& error, std::string_view source);

}  // namespace nuong::forms
