#include "shared/forms/words.h"

#include <cstdio>

namespace nuong::forms {
namespace {

std::string day_month_year(Date date) {
    const std::chrono::year_month_day ymd(date);
    char text[32];
    std::snprintf(text, sizeof text, "%02u/%02u/%04d", static_cast<unsigned>(ymd.day()),
                  static_cast<unsigned>(ymd.month()), static_cast<int>(ymd.year()));
    return text;
}

std::string quoted(const std::string& words) { return "«" + words + "»"; }

class Speaker {
public:
    Speaker(const CompiledForm& form, const Expression& expression, std::string_view language)
        : form_(form), expression_(expression), language_(language), vi_(language != "en") {}

    std::string say(const Term& term) const {
        switch (term.op) {
            case Op::constant: return constant(term.constant);
            case Op::reference:
                return term.reference.node < 0 ? "" : quoted(shown_name(form_, term.reference.node, language_));
            case Op::column: return term.name;
            case Op::path: return expression_.source.substr(term.at, term.until - term.at);  // as its author wrote it
            case Op::call: return call(term);
            case Op::negate: return "-" + say(argument(term, 0));
            case Op::both: return joined(term, vi_ ? " và " : " and ");
            case Op::either: return joined(term, vi_ ? " hoặc " : " or ");
            case Op::join_sets: return say(argument(term, 0)) + ", " + say(argument(term, 1));
            case Op::equal:
            case Op::not_equal: return equality(term);
            default: return say(argument(term, 0)) + sign(term.op) + say(argument(term, 1));
        }
    }

private:
    const Term& argument(const Term& term, std::size_t i) const { return expression_.terms[term.arguments[i]]; }

    std::string constant(const Datum& value) const {
        if (value.is_blank()) return vi_ ? "trống" : "blank";
        return value.text() ? quoted(*value.text()) : text_of(value);
    }

    // A code beside its question is said by its label.
    std::string beside(const Term& question, const Term& code) const {
        if (question.op == Op::reference && question.reference.node >= 0 && code.op == Op::constant &&
            !code.constant.is_blank())
            return quoted(shown_datum(form_, question.reference.node, code.constant, language_));
        return say(code);
    }

    std::string equality(const Term& term) const {
        const Term &left = argument(term, 0), &right = argument(term, 1);
        const bool equal = term.op == Op::equal;
        const bool is_number = right.op == Op::constant && !right.constant.text();
        const std::string is = vi_ ? (equal ? " là " : " không phải là ") : (equal ? " is " : " is not ");
        return say(left) + (is_number ? (equal ? " = " : " ≠ ") : is) + (is_number ? say(right) : beside(left, right));
    }

    std::string joined(const Term& term, const char* word) const {
        const auto part = [&](const Term& inner) {
            const bool mixed = (inner.op == Op::both || inner.op == Op::either) && inner.op != term.op;
            return mixed ? "(" + say(inner) + ")" : say(inner);
        };
        return part(argument(term, 0)) + word + part(argument(term, 1));
    }

    static const char* sign(Op op) {
        switch (op) {
            case Op::less: return " < ";
            case Op::at_most: return " ≤ ";
            case Op::greater: return " > ";
            case Op::at_least: return " ≥ ";
            case Op::add: return " + ";
            case Op::subtract: return " - ";
            case Op::multiply: return " × ";
            case Op::divide: return " ÷ ";
            default: return " mod ";
        }
    }

    std::string call(const Term& term) const {
        if (term.name == "selected")
            return say(argument(term, 0)) + (vi_ ? " có chọn " : " includes ") +
                   beside(argument(term, 0), argument(term, 1));
        if (term.name == "not") return (vi_ ? "không phải: " : "not: ") + say(argument(term, 0));
        if (term.name == "today") return vi_ ? "hôm nay" : "today";
        if (term.name == "true" || term.name == "false")
            return vi_ ? (term.name == "true" ? "luôn đúng" : "không bao giờ") : term.name;
        std::string words = term.name + "(";
        for (std::size_t i = 0; i < term.arguments.size(); ++i) words += (i > 0 ? ", " : "") + say(argument(term, i));
        return words + ")";
    }

    const CompiledForm& form_;
    const Expression& expression_;
    std::string_view language_;
    bool vi_;
};

}  // namespace

std::string shown_datum(const CompiledForm& form, int node, const Datum& datum, std::string_view language) {
    if (const auto* date = datum.as<Date>()) return day_month_year(*date);
    const NodePlan& plan = form.plan(node);
    const std::string text = text_of(datum);
    if (!plan.list) return text;
    std::string words;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find(' ', from), text.size());
        const std::string_view code = std::string_view(text).substr(from, to - from);
        const auto number = plan.choice_numbers->find(code);
        if (!words.empty()) words += ", ";
        if (number == plan.choice_numbers->end()) words += code;
        else words += plan.list->choices[number->second].label.in(language, form.definition.default_language);
        from = to + 1;
    }
    return words;
}

std::string shown_name(const CompiledForm& form, int node, std::string_view language) {
    const Node& written = form.node(node);
    return written.label.empty() ? written.name : written.label.in(language, form.definition.default_language);
}

std::string missing_text(std::string_view reason, std::string_view language) {
    const bool vi = language == "vi";
    if (reason == "refused" || reason == "declined") return vi ? "Từ chối trả lời" : "Declined to answer";
    if (reason == "unknown") return vi ? "Không rõ" : "Unknown";
    if (reason == "not_asked") return vi ? "Chưa hỏi" : "Not asked";
    if (reason == "not_applicable") return vi ? "Không áp dụng" : "Not applicable";
    return std::string(reason);
}

std::string in_words(const CompiledForm& form, const Expression& expression, const Term& term,
                     std::string_view language) {
    return Speaker(form, expression, language).say(term);
}

}  // namespace nuong::forms
