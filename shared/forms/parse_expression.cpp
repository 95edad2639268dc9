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
constexpr std::string_view last_saved = "last-saved#";

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
    static std::vector<const std::vector<std::uint32_t>*> predicates_of(const Term& term) {
        std::vector<const std::vector<std::uint32_t>*> all;
        if (term.op != Op::path) return all;
        all.push_back(&term.path.filters);
        for (const Step& step : term.path.steps) all.push_back(&step.predicates);
        return all;
    }

    std::uint32_t add(Term term, std::uint32_t from) {
        term.at = from;
        term.until = at_ > 0 ? tokens_[at_ - 1].until : 0;
        int depth = 1;
        for (const std::uint32_t argument : term.arguments)
            if (argument < depths_.size()) depth = std::max(depth, depths_[argument] + 1);
        for (const auto& conditions : predicates_of(term))
            for (const std::uint32_t condition : *conditions)
                if (condition < depths_.size()) depth = std::max(depth, depths_[condition] + 1);
        if (depth > tree_depth_max) fail("Biểu thức quá dài.", "The expression is too long.");
        depths_.push_back(depth);
        term.is_nested = nesting_ > 0;
        if (term.op == Op::path || term.op == Op::join_sets) term.kind = Kind::rows;
        else if (term.op >= Op::equal && term.op <= Op::either) term.kind = Kind::truth;
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
        if (take("-")) {
            Term term;
            term.op = Op::negate;
            term.arguments = {expression(negation_strength, depth + 1)};
            return add(std::move(term), token.at);
        }
        if (!begins_value()) return path(depth);
        const std::uint32_t first = value(depth);
        if (error_ || (!now().is("[") && !now().is("/") && !now().is("//"))) return first;
        Term term;  // (a | b)[1]/c, instance('x')/root/item
        term.op = Op::path;
        term.path.start = WrittenPath::Start::value;
        term.arguments = {first};
        term.path.filters = predicates(depth);
        if (now().is("/") || now().is("//")) steps(term.path, depth);
        return add(std::move(term), token.at);
    }

    // Everything that can stand before a path's first slash, other than names.
    bool begins_value() const {
        if (now().is("(") || now().type == Token::Type::number || now().type == Token::Type::literal) return true;
        return now().type == Token::Type::name && after().is("(") && now().text != "current" && !is_node_test(now());
    }

    std::uint32_t value(int depth) {
        const Token token = now();
        Term term;
        if (take("(")) {
            const std::uint32_t inner = expression(1, depth + 1);
            if (!take(")")) fail("Thiếu dấu ) đóng.", "A closing ) is missing.");
            return inner;
        }
        if (token.type == Token::Type::name) return call(depth);
        ++at_;
        term.constant = token.type == Token::Type::number ? parse_number(token.text).value_or(Datum()) : token.text;
        return add(std::move(term), token.at);
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

    std::uint32_t path(int depth) {
        Term term;
        term.op = Op::path;
        const std::uint32_t from = now().at;
        const bool is_current = now().type == Token::Type::name && now().text == "current" && after().is("(");
        if (now().type == Token::Type::braces && now().text.starts_with(last_saved)) return last_saved_call();
        if (now().type == Token::Type::braces || is_current) {
            term.path.start = is_current ? WrittenPath::Start::current : WrittenPath::Start::braces;
            if (!is_current) term.path.name = now().text;
            at_ += is_current ? 2 : 1;
            if (is_current && !take(")")) fail("Viết current().", "Write current().");
            term.path.filters = predicates(depth);
            if (now().is("/") || now().is("//")) steps(term.path, depth);
            return add(std::move(term), from);
        }
        if (now().is("/") || now().is("//")) {
            term.path.start = WrittenPath::Start::root;
            if (now().is("/") && !begins_step(after())) ++at_;  // the document itself
            else steps(term.path, depth);
        } else {
            step(term.path, depth);
            steps(term.path, depth);
        }
        return add(std::move(term), from);
    }

    // ${last-saved#q} is last-saved('q'): no path, since nothing of it is in this record.
    std::uint32_t last_saved_call() {
        const Token token = now();
        ++at_;
        Term question, call;
        question.constant = Datum(token.text.substr(last_saved.size()));
        call.op = Op::call;
        call.name = "last-saved";
        call.arguments = {add(std::move(question), token.at)};
        return add(std::move(call), token.at);
    }

    static bool begins_step(const Token& token) {
        return token.type == Token::Type::name || token.is(".") || token.is("..") || token.is("@");
    }

    static bool is_node_test(const Token& token) {
        return token.text == "node" || token.text == "text" || token.text == "comment" ||
               token.text == "processing-instruction";
    }

    void steps(WrittenPath& path, int depth) {
        while (!error_ && (now().is("/") || now().is("//"))) {
            if (now().is("//")) path.steps.push_back({Axis::descendant_or_self, Step::Test::any_node, "", {}});
            ++at_;
            step(path, depth);
        }
    }

    void step(WrittenPath& path, int depth) {
        Step step;
        if (take("..")) {
            step.axis = Axis::parent;
            step.test = Step::Test::any_node;
        } else if (take(".")) {
            step.axis = Axis::self;
            step.test = Step::Test::any_node;
        } else {
            axis(step);
            test(step);
        }
        if (error_) return;
        step.predicates = predicates(depth);
        path.steps.push_back(std::move(step));
    }

    void axis(Step& step) {
        if (take("@")) step.axis = Axis::attribute;
        if (now().type != Token::Type::name || !after().is("::")) return;
        static constexpr std::array<std::pair<std::string_view, Axis>, 13> axes{
            {{"child", Axis::child},
             {"parent", Axis::parent},
             {"self", Axis::self},
             {"attribute", Axis::attribute},
             {"descendant", Axis::descendant},
             {"descendant-or-self", Axis::descendant_or_self},
             {"ancestor", Axis::ancestor},
             {"ancestor-or-self", Axis::ancestor_or_self},
             {"following", Axis::following},
             {"following-sibling", Axis::following_sibling},
             {"preceding", Axis::preceding},
             {"preceding-sibling", Axis::preceding_sibling},
             {"namespace", Axis::name_space}}};
        const auto* found =
            std::find_if(axes.begin(), axes.end(), [&](const auto& axis) { return axis.first == now().text; });
        if (found == axes.end())
            return fail("Không có trục \"" + now().text + "\".", "There is no axis \"" + now().text + "\".");
        step.axis = found->second;
        at_ += 2;
    }

    void test(Step& step) {
        if (now().type == Token::Type::finish) return fail("Biểu thức chưa hết.", "The expression stops too early.");
        if (now().type != Token::Type::name)
            return fail("Ở đây cần một giá trị, không phải \"" + now().text + "\".",
                        "A value must stand here, not \"" + now().text + "\".");
        const Token name = now();
        ++at_;
        if (is_node_test(name) && take("(")) {
            step.test = name.text == "node"      ? Step::Test::any_node
                        : name.text == "text"    ? Step::Test::text
                        : name.text == "comment" ? Step::Test::comment
                                                 : Step::Test::instruction;
            if (step.test == Step::Test::instruction && now().type == Token::Type::literal) {
                step.name = now().text;
                ++at_;
            }
            if (!take(")")) fail("Thiếu dấu ) đóng.", "A closing ) is missing.");
            return;
        }
        step.name = name.text;
        if (!step.name.ends_with("*")) return;
        step.test = Step::Test::any_name;
        step.name.pop_back();
    }

    std::vector<std::uint32_t> predicates(int depth) {
        std::vector<std::uint32_t> conditions;
        ++nesting_;
        while (!error_ && take("[")) {
            conditions.push_back(expression(1, depth + 1));
            if (!take("]")) fail("Thiếu dấu ] đóng.", "A closing ] is missing.");
        }
        --nesting_;
        return conditions;
    }

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    int nesting_ = 0;  // how many [ ] are open
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

bool is_plain(const WrittenPath& path) {
    const bool follows_names = std::all_of(path.steps.begin(), path.steps.end(), [](const Step& step) {
        const bool stays = step.axis == Axis::self && step.test == Step::Test::any_node && step.predicates.empty();
        return stays || step.goes_up() || step.names_child();
    });
    return follows_names && path.filters.empty() && path.start != WrittenPath::Start::value;
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
