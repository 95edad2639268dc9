#include "shared/reports/listed_fields.h"

#include <algorithm>

#include "shared/reports/answer_sheet.h"

namespace nuong::reports {
namespace {

// Lists are for the commune's own use; further up they come without who it is.
constexpr const char* not_upward = "***";

bool asks_for_secrets(const forms::CompiledForm& form, const forms::Expression& expression) {
    const auto is_secret = [&](int node) {
        return node >= 0 && form.node(node).sensitivity != forms::Sensitivity::open;
    };
    return std::any_of(expression.terms.begin(), expression.terms.end(), [&](const forms::Term& term) {
        return is_secret(term.reference.node) || std::any_of(term.reads.begin(), term.reads.end(), is_secret);
    });
}

// The words for a choice where a field is just a question with choices; codes are for programs.
std::string in_words(const forms::CompiledForm& form, const forms::Expression& expression, std::string text) {
    const int node = expression.terms.size() == 1 ? expression.top().reference.node : -1;
    const forms::ChoiceList* list = node < 0 ? nullptr : form.definition.list(form.node(node).list);
    const forms::Choice* choice = list ? list->find(text) : nullptr;
    return choice && !choice->label.empty() ? choice->label.in("vi", form.definition.default_language) : text;
}

}  // namespace

std::vector<std::string> fields_of(const ListDefinition& list, const forms::FormPointer& form,
                                   const CountedRecord& record, Date today, bool tells_secrets) {
    AnswerSheet sheet(form);
    sheet.load(record.answers, today);
    std::vector<std::string> fields;
    for (const ListField& field : list.fields) {
        const auto expression = forms::compile_expression(*form, field.value);
        if (expression && !tells_secrets && asks_for_secrets(*form, *expression)) {
            fields.push_back(not_upward);
            continue;
        }
        fields.push_back(expression ? in_words(*form, *expression, forms::text_of(sheet.evaluate(*expression, {})))
                                    : "");
    }
    return fields;
}

}  // namespace nuong::reports
