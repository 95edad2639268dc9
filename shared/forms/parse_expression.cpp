#include <algorithm>
#include <array>
#include <optional>

#include "shared/forms/expression.h"
#include "shared/forms/lexer.h"

namespace nuong::forms {
namespace {

struct Infix {
    std::string_view symbol;
    Op op;
    int strength;
};
constexpr std::array<Infix, 14> infixes{{{"or", Op::either, 1},
                                         {"and", Op::both, 2},
                                         {"=", Op::equal, 3},
                                         {"!=", Op::not_equal, 3},
                                         {"<", Op::less, 4},
                                         {"<=", Op::at_most, 4},
                                         {">", Op::greater, 4},
                                         {">=", Op::at_least, 4},
                                         {"+", Op::add, 5},
                                         {"-", Op::subtract, 5},
                                         {"*", Op::multiply, 6},
                                         {"div", Op::divide, 6},
                                         {"mod", Op::modulo, 6},
                                         {"|", Op::join_sets, 8}}};
constexpr int negation_strength = 7;
constexpr int tree_depth_max = 2'000;

const Infix* infix_of(const Token& token) {
    if (token.type != Token::Type::symbol) return nullptr;
    for (const Infix& infix : infixes)
        if (infix.symbol == token.text) return &infix;
    return nullptr;
}

// Precedence climbing. The first error stops it: what follows a grammar error is guesswork.
class ExpressionParser {
public:
    ExpressionParser(std::string_view source, std::vector<Token> tokens) : tokens_(std::move(tokens)) {
        expression_.source = source;
    }

    std::variant<Expression, SyntaxError> run() {
        expression_.root = expression(1, 0);
        if (!error_ && now().type != Token::Type::finish)
            fail("Thừa \"" + now().text + "\"; có thể thiếu toán tử ở trước.",
                 "Unexpected \"" + now().text + "\"; an operator may be missing before it.");
        if (error_) return *error_;
        return std::move(expression_);
    }

private:
    const Token& now() const { return tokens_[at_]; }
    const Token& after() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
    bool take(std::string_view symbol) {
        if (!now().is(symbol)) return false;
        ++at_;
        return true;
    }
    void fail(std::string vi, std::string en) {
        if (!error_) error_ = SyntaxError{now().at, {std::move(vi), std::move(en)}};
    }
    std::uint32_t add(Term term, std::uint32_t from) {
        term.at = from;
        term.until = at_ > 0 ? tokens_[at_ - 1].until : 0;
        int depth = 1;
        for (const std::uint32_t argument : term.arguments)
            if (argument < depths_.size()) depth = std::max(depth, depths_[argument] + 1);
        if (depth > tree_depth_max) fail("Biểu thức quá dài.", "The expression is too long.");
        depths_.push_back(depth);
        expression_.terms.push_back(std::move(term));
        return static_cast<std::uint32_t>(expression_.terms.size() - 1);
    }

    std::uint32_t expression(int strength, int depth) {
        if (depth > expression_depth_max) fail("Biểu thức lồng nhau quá sâu.", "The expression is nested too deeply.");
        if (error_) return 0;
        const std::uint32_t from = now().at;
        std::uint32_t left = operand(depth);
        while (const Infix* infix = error_ ? nullptr : infix_of(now())) {
            if (infix->strength < strength) break;
            ++at_;
            const std::uint32_t right = expression(infix->strength + 1, depth + 1);
            Term term;
            term.op = infix->op;
            term.arguments = {left, right};
            left = add(std::move(term), from);
        }
        return left;
    }

    std::uint32_t operand(int depth) {
        const Token token = now();
        Term term;
        if (take("-")) {
            term.op = Op::negate;
            term.arguments = {expression(negation_strength, depth + 1)};
            return add(std::move(term), token.at);
        }
        if (take("(")) {
            const std::uint32_t inner = expression(1, depth + 1);
            if (!take(")")) fail("Thiếu dấu ) đóng.", "A closing ) is missing.");
            return inner;
        }
        if (token.type == Token::Type::number) {
            ++at_;
            term.constant = parse_number(token.text).value_or(Datum());
            return add(std::move(term), token.at);
        }
        if (token.type == Token::Type::literal) {
            ++at_;
            term.constant = Datum(token.text);
            return add(std::move(term), token.at);
        }
        if (token.type == Token::Type::name && after().is("(") && token.text != "current") return call(depth);
        return path();
    }

    std::uint32_t call(int depth) {
        Term term;
        term.op = Op::call;
        const std::uint32_t from = now().at;
        term.name = now().text;
        at_ += 2;
        if (!take(")")) {
            do term.arguments.push_back(expression(1, depth + 1));
            while (!error_ && take(","));
            if (!take(")"))
                fail("Thiếu dấu ) sau các tham số của " + term.name + ".",
                     "A closing ) is missing after the arguments of " + term.name + ".");
        }
        return add(std::move(term), from);
    }

    std::uint32_t path() {
        Term term;
        term.op = Op::path;
        const std::uint32_t from = now().at;
        if (now().type == Token::Type::braces) {
            term.path.start = WrittenPath::Start::braces;
            term.path.steps.push_back(now().text);
            ++at_;
            if (!now().is("/")) return add(std::move(term), from);
        } else if (now().type == Token::Type::name && now().text == "current" && after().is("(")) {
            term.path.start = WrittenPath::Start::current;
            at_ += 2;
            if (!take(")")) fail("Viết current().", "Write current().");
            if (!now().is("/")) return add(std::move(term), from);
        } else if (now().is("/")) {
            term.path.start = WrittenPath::Start::root;
        }
        if (now().is("/")) ++at_;
        do step(term.path);
        while (!error_ && take("/"));
        if (now().is("[") || now().is("//"))
            fail("Chưa hỗ trợ [điều kiện] và // trong đường dẫn; hãy dùng ${tên}.",
                 "[predicates] and // in a path are not supported yet; use ${name}.");
        return add(std::move(term), from);
    }

    void step(WrittenPath& path) {
        if (take("..")) path.steps.emplace_back("..");
        else if (take(".")) return;
        else if (now().type == Token::Type::name) {
            path.steps.push_back(now().text);
            ++at_;
        } else if (now().type == Token::Type::finish) {
            fail("Biểu thức chưa hết.", "The expression stops too early.");
        } else {
            fail("Ở đây cần một giá trị, không phải \"" + now().text + "\".",
                 "A value must stand here, not \"" + now().text + "\".");
        }
    }

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    Expression expression_;
    std::vector<int> depths_;  // of each term's tree: evaluation recurses that deep
    std::optional<SyntaxError> error_;
};

}  // namespace

std::variant<Expression, SyntaxError> parse_expression(std::string_view source) {
    if (source.size() > expression_bytes_max)
        return SyntaxError{0, {"Biểu thức quá dài.", "The expression is too long."}};
    auto tokens = tokens_of(source);
    if (auto* error = std::get_if<SyntaxError>(&tokens)) return *error;
    return ExpressionParser(source, std::move(*std::get_if<std::vector<Token>>(&tokens))).run();
}

Message describe(const SyntaxError& error, std::string_view source) {
    std::size_t character = 1;
    for (std::size_t i = 0; i < error.at && i < source.size(); ++i)
        if ((static_cast<unsigned char>(source[i]) & 0xC0) != 0x80) ++character;
    const std::string at = std::to_string(character), shown(source.substr(0, 200));
    return {"Vị trí " + at + " trong «" + shown + "»: " + error.message.vi,
            "Position " + at + " in \"" + shown + "\": " + error.message.en};
}

}  // namespace nuong::forms
