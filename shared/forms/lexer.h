// Splits the text of an expression into tokens, following XPath 1.0 plus ${name}.
#pragma once
#include <optional>
#include <vector>

#include "shared/forms/expression.h"

namespace nuong::forms {

struct Token {
    enum class Type { number, literal, braces, name, symbol, finish } type = Type::finish;
    std::string text;  // the name, the literal without quotes, the symbol as written
    std::uint32_t at = 0;
    std::uint32_t until = 0;

    bool is(std::string_view symbol) const { return type == Type::symbol && text == symbol; }
};

// The last token is `finish`. A word is a symbol ("and", "or", "div", "mod") only where an operator can stand.
std::variant<std::vector<Token>, SyntaxError> tokens_of(std::string_view source);

}  // namespace nuong::forms
