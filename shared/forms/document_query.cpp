#include "shared/forms/document_query.h"

#include "shared/forms/resolve.h"

namespace nuong::forms {
namespace {

// There is no record here: only the tree that was given.
class NoAnswers final : public ValueSource {
public:
    const Datum& value(int, int) const override { return blank_; }
    int enclosing_row(Place, int) const override { return 0; }
    void rows_below(Place, int, std::vector<int>&) const override {}
    int position(Place) const override { return 1; }
    bool is_row_relevant(Place) const override { return true; }

private:
    Datum blank_;
};

}  // namespace

Result<QueryAnswer> query(std::string_view source, TreeNode context, TreeNode root, const Environment& environment) {
    static const FormDefinition no_form;
    auto parsed = parse_expression(source);
    if (const auto* error = std::get_if<SyntaxError>(&parsed))
        return Error{ErrorCode::invalid, describe(*error, source)};
    Expression& expression = *std::get_if<Expression>(&parsed);
    resolve_functions(expression);
    const NoAnswers none;
    std::optional<Message> failure;
    std::int64_t steps_left = walk_steps_max;
    const Evaluation evaluation{no_form,         none, environment, {},         nullptr, nullptr,
                                {context, 1, 1}, root, &failure,    &steps_left};
    QueryAnswer answer;
    answer.is_nodes = gives_nodes(expression, expression.top());
    if (answer.is_nodes) {
        collect_nodes(expression, expression.top(), evaluation, answer.nodes);
        answer.truth = !answer.nodes.empty();
        if (!answer.nodes.empty()) answer.value = answer.nodes.front().value();
    } else {
        answer.value = evaluate(expression, evaluation);
        answer.truth = truth_of(answer.value);
    }
    if (failure) return Error{ErrorCode::invalid, *failure};
    return answer;
}

}  // namespace nuong::forms
