#include "shared/reports/asked_words.h"

#include "shared/reports/expand.h"

namespace nuong::reports {
namespace {

std::string for_days(std::string source, const WordsOfDays& days) {
    replace_all(source, "{period_start}", "date('" + to_string(days.start) + "')");
    replace_all(source, "{period_end}", "date('" + to_string(days.end) + "')");
    return source;
}

}  // namespace

Result<std::optional<AskedExpression>> expression_of(const forms::CompiledForm& form, const std::string& source,
                                                     const WordsOfDays& days, int repeat) {
    if (source.empty()) return std::optional<AskedExpression>();
    const std::string text = for_days(source, days);
    auto parsed = forms::parse_expression(text);
    if (const auto* error = std::get_if<forms::SyntaxError>(&parsed))
        return Error{ErrorCode::invalid, forms::describe(*error, text)};
    forms::Expression& expression = *std::get_if<forms::Expression>(&parsed);
    forms::Problems problems;
    if (forms::resolve_expression(expression, form.definition, form.names, {repeat, repeat, false, true}, "", problems))
        forms::check_kinds(expression, form.definition, form.kinds, "", problems);
    for (const forms::Problem& problem : problems)
        if (problem.severity == forms::Severity::error) return Error{ErrorCode::invalid, problem.message};
    return std::optional(AskedExpression{std::move(expression)});
}

}  // namespace nuong::reports
