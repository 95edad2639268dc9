#include "shared/forms/lexer.h"

#include <array>

namespace nuong::forms {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool continues_name(char c) { return starts_name(c) || is_digit(c) || c == '-' || c == '.'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Lexer {
public:
    explicit Lexer(std::string_view source) : source_(source) {}

    std::variant<std::vector<Token>, SyntaxError> run() {
        while (skip_spaces(), at_ < source_.size()) {
            const std::size_t from = at_;
            if (auto error = next()) return *error;
            tokens_.back().at = static_cast<std::uint32_t>(from);
            tokens_.back().until = static_cast<std::uint32_t>(at_);
        }
        const auto end = static_cast<std::uint32_t>(source_.size());
        tokens_.push_back({Token::Type::finish, "", end, end});
        return std::move(tokens_);
    }

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0'; }
    void skip_spaces() {
        while (at_ < source_.size() && is_space(source_[at_])) ++at_;
    }
    SyntaxError error(std::string vi, std::string en) const {
        return {static_cast<std::uint32_t>(at_), {std::move(vi), std::move(en)}};
    }
    void add(Token::Type type, std::string_view text) { tokens_.push_back({type, std::string(text), 0, 0}); }

    // After a complete operand only an operator can follow: "* 3" multiplies there, "and" joins.
    bool after_operand() const {
        if (tokens_.empty()) return false;
        const Token& last = tokens_.back();
        return last.type != Token::Type::symbol || last.is(")") || last.is("]") || last.is(".") || last.is("..");
    }

    std::optional<SyntaxError> next() {
        const char c = peek();
        if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
        if (c == '\'' || c == '"') return literal(c);
        if (c == '$') return braces();
        if (starts_name(c)) return name();
        return symbol();
    }

    std::optional<SyntaxError> number() {
        const std::size_t from = at_;
        while (is_digit(peek())) ++at_;
        if (peek() == '.') ++at_;
        while (is_digit(peek())) ++at_;
        const std::string_view next = source_.substr(at_, 3);
        if (starts_name(peek()) && next != "div" && next != "mod" && next != "and" && !next.starts_with("or"))
            return error("Số viết sai.", "Not a number as it is written here.");
        add(Token::Type::number, source_.substr(from, at_ - from));
        return std::nullopt;
    }

    std::optional<SyntaxError> literal(char quote) {
        const std::size_t end = source_.find(quote, at_ + 1);
        if (end == std::string_view::npos) return error("Thiếu dấu nháy đóng.", "The closing quote is missing.");
        add(Token::Type::literal, source_.substr(at_ + 1, end - at_ - 1));
        at_ = end + 1;
        return std::nullopt;
    }

    std::optional<SyntaxError> braces() {
        const std::size_t end = source_.find('}', at_);
        if (peek(1) != '{' || end == std::string_view::npos)
            return error("Viết ${tên} để chỉ một câu hỏi.", "Write ${name} to mean a question.");
        std::string_view inner = source_.substr(at_ + 2, end - at_ - 2);
        while (!inner.empty() && is_space(inner.front())) inner.remove_prefix(1);
        while (!inner.empty() && is_space(inner.back())) inner.remove_suffix(1);
        if (inner.empty()) return error("Thiếu tên trong ${}.", "The name in ${} is missing.");
        add(Token::Type::braces, inner);
        at_ = end + 1;
        return std::nullopt;
    }

    // "1 and2": an operator that a number follows without a space. Its length; all when it is a plain word.
    static std::size_t glued_operator(std::string_view word) {
        for (const std::string_view symbol : {"and", "or", "div", "mod"})
            if (word.starts_with(symbol) && word.size() > symbol.size() &&
                (is_digit(word[symbol.size()]) || word[symbol.size()] == '.'))
                return symbol.size();
        return word.size();
    }

    std::optional<SyntaxError> name() {
        const std::size_t from = at_;
        while (continues_name(peek())) ++at_;
        if (peek() == ':' && starts_name(peek(1))) {  // a prefixed name: jr:choice-name
            ++at_;
            while (continues_name(peek())) ++at_;
        } else if (peek() == ':' && peek(1) == '*') {  // all names with this prefix
            at_ += 2;
        }
        if (after_operand()) at_ = std::min(at_, from + glued_operator(source_.substr(from, at_ - from)));
        const std::string_view word = source_.substr(from, at_ - from);
        const bool is_operator = word == "and" || word == "or" || word == "div" || word == "mod";
        add(is_operator && after_operand() ? Token::Type::symbol : Token::Type::name, word);
        return std::nullopt;
    }

    std::optional<SyntaxError> symbol() {
        static constexpr std::array<std::string_view, 21> symbols{"!=", "<=", ">=", "..", "//", "::", "(",
                                                                  ")",  "[",  "]",  ",",  "+",  "-",  "*",
                                                                  "=",  "<",  ">",  "|",  "/",  ".",  "@"};
        if (peek() == '*' && !after_operand()) {  // any name, not "times"
            add(Token::Type::name, "*");
            ++at_;
            return std::nullopt;
        }
        for (const std::string_view symbol : symbols)
            if (source_.substr(at_, symbol.size()) == symbol) {
                add(Token::Type::symbol, symbol);
                at_ += symbol.size();
                return std::nullopt;
            }
        return error("Ký tự này không dùng được ở đây.", "This character cannot stand here.");
    }

    std::string_view source_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

}  // namespace

std::variant<std::vector<Token>, SyntaxError> tokens_of(std::string_view source) { return Lexer(source).run(); }

}  // namespace nuong::forms
