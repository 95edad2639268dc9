#include "shared/reports/listed_fields.h"

#include <algorithm>

#include "shared/reports/answer_sheet.h"
#include "shared/reports/list_mask.h"
#include "shared/reports/named_records.h"

namespace nuong::reports {
namespace {

// The words for a choice where a field is just a question with choices; codes are for programs.
std::string in_words(const forms::CompiledForm& form, const forms::Expression& expression, std::string text) {
    const int node = expression.terms.size() == 1 ? expression.top().reference.node : -1;
    const forms::ChoiceList* list = node < 0 ? nullptr : form.definition.list(form.node(node).list);
    const forms::Choice* choice = list ? list->find(text) : nullptr;
    return choice && !choice->label.empty() ? choice->label.in("vi", form.definition.default_language) : text;
}

}  // namespace

void begin_list(const ListDefinition& list, const forms::FormPointer& form, ReportSection& section) {
    for (const ListField& field : list.fields) section.list_head.push_back(field.label);
    section.list_classes.resize(list.fields.size());
    if (!form) return;
    section.names_people = is_about_a_person(form->definition);
    for (const forms::Sensitivity of : forms::every_class) {
        const forms::LeftOut left_out(*form, {of});
        for (std::size_t i = 0; i < list.fields.size(); ++i)
            if (const auto value = forms::compile_expression(*form, list.fields[i].value);
                value && left_out.reads(*value))
                section.list_classes[i].insert(of);
    }
}

std::vector<std::string> fields_of(const ListDefinition& list, const forms::FormPointer& form,
                                   const CountedRecord& record, Date today, const ReportSection& section,
                                   bool tells_secrets) {
    AnswerSheet sheet(form);
    sheet.load(record.answers, today);
    std::vector<std::string> fields;
    for (std::size_t i = 0; i < list.fields.size(); ++i) {
        const auto expression = forms::compile_expression(*form, list.fields[i].value);
        if (!tells_secrets && !section.list_classes[i].empty()) {
            fields.push_back(masked_field);
            continue;
        }
        fields.push_back(expression ? in_words(*form, *expression, forms::text_of(sheet.evaluate(*expression, {})))
                                    : "");
    }
    return fields;
}

}  // namespace nuong::reports
