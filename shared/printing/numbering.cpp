#include "shared/printing/numbering.h"

#include <cstdlib>

#include "shared/forms/words.h"
#include "shared/printing/print_words.h"

namespace nuong::printing {
namespace {

using forms::Expression;
using forms::Op;
using forms::Term;

constexpr int parts_max = 6;             // comparisons in one condition; more are read by nobody
constexpr std::size_t columns_max = 10;  // of a grid

bool is_in_grid_silently(const forms::Node& node) {
    return forms::is_metadata(node.type) || node.type == forms::FieldType::calculate ||
           node.type == forms::FieldType::hidden;
}

// Says an expression if all of it is comparisons of single questions that have a number.
class ConditionSpeaker {
public:
    ConditionSpeaker(const forms::CompiledForm& form, const Expression& expression, const Numbers& numbers,
                     std::string_view language)
        : form_(form), expression_(expression), numbers_(numbers), language_(language) {}

    std::optional<std::string> say(const Term& term) {
        if (term.op == Op::both) return joined(term, say_in(" và ", " and "));
        if (term.op == Op::either) return joined(term, say_in(" hoặc ", " or "));
        if (++parts_ > parts_max) return std::nullopt;
        if (term.op == Op::call && term.name == "selected") return selected(term);
        if (term.op < Op::equal || term.op > Op::at_least) return std::nullopt;
        const int node = question(argument(term, 0));
        const Term& right = argument(term, 1);
        if (node < 0 || right.op != Op::constant) return std::nullopt;
        const std::string number = "[" + numbers_[static_cast<std::size_t>(node)] + "]";
        if (right.constant.is_blank()) return blankness(term.op, number);
        if (form_.plan(node).list && (is_order(term.op) || !right.constant.text()))
            return range_of_choices(term.op, node, right);
        return number + sign(term.op) + value(node, right);
    }

private:
    const Term& argument(const Term& term, std::size_t i) const { return expression_.terms[term.arguments[i]]; }
    std::string say_in(const char* vi, const char* en) const { return language_ == "vi" ? vi : en; }
    static bool is_order(Op op) { return op >= Op::less && op <= Op::at_least; }

    int question(const Term& term) const {
        if (term.op == Op::call && term.name == "number" && term.arguments.size() == 1)
            return question(argument(term, 0));
        if (term.op != Op::reference || term.reference.is_many || term.reference.node < 0) return -1;
        return numbers_[static_cast<std::size_t>(term.reference.node)].empty() ? -1 : term.reference.node;
    }

    std::string value(int node, const Term& constant) const {
        const std::string words = forms::shown_datum(form_, node, constant.constant, language_);
        return constant.constant.text() ? "«" + words + "»" : words;
    }

    std::optional<std::string> joined(const Term& term, const std::string& word) {
        std::string text;
        for (std::size_t i = 0; i < 2; ++i) {
            const Term& part = argument(term, i);
            const auto words = say(part);
            if (!words) return std::nullopt;
            const bool is_mixed = (part.op == Op::both || part.op == Op::either) && part.op != term.op;
            text += (i > 0 ? word : "") + (is_mixed ? "(" + *words + ")" : *words);
        }
        return text;
    }

    std::optional<std::string> selected(const Term& term) const {
        if (term.arguments.size() != 2) return std::nullopt;
        const int node = question(argument(term, 0));
        const Term& code = argument(term, 1);
        if (node < 0 || code.op != Op::constant) return std::nullopt;
        return "[" + numbers_[static_cast<std::size_t>(node)] + "]" + say_in(" có chọn ", " includes ") +
               value(node, code);
    }

    std::optional<std::string> blankness(Op op, const std::string& number) const {
        if (op == Op::equal) return number + say_in(" để trống", " is left blank");
        if (op == Op::not_equal) return number + say_in(" có câu trả lời", " has an answer");
        return std::nullopt;
    }

    std::string sign(Op op) const {
        switch (op) {
            case Op::equal: return say_in(" là ", " is ");
            case Op::not_equal: return say_in(" không phải là ", " is not ");
            case Op::less: return " < ";
            case Op::at_most: return " ≤ ";
            case Op::greater: return " > ";
            default: return " ≥ ";
        }
    }

    static bool holds(Op op, double left, double right) {
        switch (op) {
            case Op::equal: return left == right;
            case Op::not_equal: return left != right;
            case Op::less: return left < right;
            case Op::at_most: return left <= right;
            case Op::greater: return left > right;
            default: return left >= right;
        }
    }

    // Codes that are scores mean nothing to people: "số > 0" of a choice is said by the labels that it means.
    std::optional<std::string> range_of_choices(Op op, int node, const Term& bound) const {
        const double right = std::strtod(text_of(bound.constant).c_str(), nullptr);
        std::vector<std::string> in, out;
        for (const forms::Choice& choice : form_.plan(node).list->choices) {
            char* end = nullptr;
            const double code = std::strtod(choice.name.c_str(), &end);
            const bool is_in = end != choice.name.c_str() && *end == '\0' && holds(op, code, right);
            (is_in ? in : out).push_back("«" + choice.label.in(language_, form_.definition.default_language) + "»");
        }
        const std::string number = "[" + numbers_[static_cast<std::size_t>(node)] + "]";
        if (out.size() == 1 && in.size() > 1)
            return number + say_in(" có câu trả lời khác ", " has an answer other than ") + out.front();
        if (in.empty() || in.size() > 4) return std::nullopt;
        std::string words;
        for (const std::string& label : in) words += (words.empty() ? "" : say_in(" hoặc ", " or ")) + label;
        return number + sign(Op::equal) + words;
    }

    const forms::CompiledForm& form_;
    const Expression& expression_;
    const Numbers& numbers_;
    std::string_view language_;
    int parts_ = 0;
};

}  // namespace

bool is_grid(const forms::FormDefinition& form, int group) {
    const forms::Node& written = form.nodes[static_cast<std::size_t>(group)];
    if (written.type != forms::FieldType::group || !has_word(written.appearance, "table-list")) return false;
    std::string list;
    for (int i = group + 1; i < written.end; ++i) {
        const forms::Node& node = form.nodes[static_cast<std::size_t>(i)];
        if (is_in_grid_silently(node)) continue;
        if (node.type != forms::FieldType::select_one || node.list.empty() || node.itemset) return false;
        if (!list.empty() && node.list != list) return false;
        list = node.list;
    }
    const forms::ChoiceList* choices = form.list(list);
    return choices && choices->choices.size() <= columns_max;
}

Numbers numbers_of(const forms::FormDefinition& form) {
    Numbers numbers(form.nodes.size());
    int top = 0, below = 0, until = 0;  // until: the end of the grid or repeat that has the number
    for (int i = 0; i < static_cast<int>(form.nodes.size()); ++i) {
        const forms::Node& node = form.nodes[static_cast<std::size_t>(i)];
        std::string& number = numbers[static_cast<std::size_t>(i)];
        if (i >= until && (node.type == forms::FieldType::repeat || is_grid(form, i))) {
            number = std::to_string(++top);
            below = 0;
            until = node.end;
        } else if (forms::is_asked(node.type) || node.type == forms::FieldType::repeat) {
            number = i < until ? std::to_string(top) + "." + std::to_string(++below) : std::to_string(++top);
        }
    }
    return numbers;
}

std::optional<std::string> condition_of(const forms::CompiledForm& form, int node, const Numbers& numbers,
                                        std::string_view language) {
    if (form.node(node).relevant.empty()) return "";
    for (const int vertex : {form.plan(node).relevance, form.plan(node).row}) {
        if (vertex < 0) continue;
        const forms::Vertex& decides = form.vertices[static_cast<std::size_t>(vertex)];
        if (decides.node != node || decides.expression < 0) continue;
        const Expression& expression = form.expressions[static_cast<std::size_t>(decides.expression)];
        return ConditionSpeaker(form, expression, numbers, language).say(expression.top());
    }
    return std::nullopt;
}

}  // namespace nuong::printing
