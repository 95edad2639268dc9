#include "shared/forms/form_report.h"

#include <nlohmann/json.hpp>

#include "shared/forms/fields_json.h"

namespace nuong::forms {
namespace {

Language language_of(const Environment& environment) {
    return environment.language == "en" ? Language::en : Language::vi;
}

void add_item(const Instance& instance, const Item& item, Json& report) {
    const ItemView view = instance.view(item);
    report["relevant"][item.path] = view.is_relevant;
    if (item.is_row) return;
    if (!view.label.empty()) report["labels"][item.path] = view.label;
    if (is_container(view.node->type)) return;
    report["required"][item.path] = view.is_required;
    report["readonly"][item.path] = view.is_readonly;
    if (view.node->type != FieldType::note) report["values"][item.path] = to_json(view.value);
    if (!is_select(view.node->type)) return;
    Json names = Json::array();
    for (const ChoiceView& choice : view.choices) names.push_back(choice.name);
    report["choices"][item.path] = std::move(names);
}

Json all_explanations(const Instance& instance, const std::string& path, Language language) {
    Json words = Json::object();
    for (const char* property : {"relevant", "valid", "required", "readonly", "choices", "value"})
        words[property] = instance.explain(path, property).in(language);
    return words;
}

}  // namespace

Json check_report(const Problems& problems, Language language) {
    Json report = {{"ok", !has_error(problems)}, {"errors", Json::array()}, {"warnings", Json::array()}};
    for (const Problem& problem : problems)
        report[problem.severity == Severity::error ? "errors" : "warnings"].push_back(
            {{"where", problem.where}, {"message", problem.message.in(language)}});
    return report;
}

Json eval_report(const Instance& instance) {
    Json report;
    for (const char* part : {"values", "relevant", "required", "readonly", "choices", "labels"})
        report[part] = Json::object();
    for (const Item& item : instance.items()) add_item(instance, item, report);
    const Language language = language_of(instance.environment());
    report["errors"] = Json::array();
    for (const AnswerError& error : instance.problems())
        report["errors"].push_back(
            {{"path", error.path}, {"kind", name_of(error.kind)}, {"message", error.message.in(language)}});
    report["warnings"] = Json::array();
    for (const AnswerWarning& warning : instance.warnings())
        report["warnings"].push_back({{"path", warning.path}, {"message", warning.message.in(language)}});
    report["valid"] = instance.is_valid();
    report["xpath"] = nullptr;
    return report;
}

Result<Json> eval_report(const FormPointer& form, const EvalRequest& request) {
    const auto nested = parse_json(request.answers, "answers");
    if (!nested) return nested.error();
    const auto answers = fields_from_json(*form, *nested);
    if (!answers) return answers.error();
    Instance instance(form, request.environment);
    instance.load(*answers);
    Json report = eval_report(instance);
    if (request.xpath) {
        const auto expression = compile_expression(*form, *request.xpath);
        if (!expression) return expression.error();
        report["xpath"] = to_json(instance.evaluate_value(*expression));
    }
    if (request.explain) {
        if (!instance.find(*request.explain))
            return Error{
                ErrorCode::not_found,
                {"Biểu mẫu không có \"" + *request.explain + "\".", "The form has no \"" + *request.explain + "\"."}};
        report["explain"] = all_explanations(instance, *request.explain, language_of(request.environment));
    }
    return report;
}

}  // namespace nuong::forms
