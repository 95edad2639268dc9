#include "shared/forms/record_title.h"

#include "shared/base/text.h"
#include "shared/forms/instance.h"
#include "shared/forms/words.h"

namespace nuong::forms {
namespace {

// Answers as they were saved, without an instance: no repeats, no calculations, no conditions.
class SavedAnswers final : public ValueSource {
public:
    SavedAnswers(const CompiledForm& form, const Fields& fields) : form_(form), fields_(fields) {}

    const Datum& value(int node, int) const override {
        const auto [at, is_new] = read_.try_emplace(node);
        const Value* value = is_new ? nuong::find(fields_, form_.node(node).id) : nullptr;
        if (!value) return at->second;
        if (auto datum = datum_of(*value, form_.node(node).type)) at->second = std::move(*datum);
        return at->second;
    }
    int enclosing_row(Place, int) const override { return 0; }
    void rows_below(Place, int, std::vector<int>&) const override {}
    int position(Place) const override { return 0; }
    bool is_row_relevant(Place) const override { return true; }

private:
    const CompiledForm& form_;
    const Fields& fields_;
    mutable std::map<int, Datum> read_;  // by node: a comparison looks at two of them at a time
};

// A title may look only at answers of the record itself; what is saved is relevant already.
bool is_plain(const CompiledForm& form, const Expression& expression) {
    for (const Term& term : expression.terms) {
        if (term.op == Op::path) return false;
        if (term.op != Op::reference) continue;
        if (term.reference.is_many || term.reference.node < 0) return false;
        const Node& node = form.node(term.reference.node);
        if (!is_stored(node.type) || !node.calculation.empty() || node.scope >= 0) return false;
    }
    return true;
}

Environment reading_on(Date today, std::string_view language) {
    Environment environment;
    environment.today = today;
    environment.language = language;
    return environment;
}

Datum computed(const FormPointer& owner, const CompiledForm& form, const Expression& expression, const Fields& answers,
               Environment environment) {
    if (!is_plain(form, expression) && owner) {
        const Instance instance(owner, std::move(environment), answers);
        const Value value = instance.evaluate_value(expression);
        if (const bool* truth = value.as<bool>()) return Datum(*truth);
        if (const auto number = value.number()) return Datum(*number);
        return Datum(value.text());
    }
    const SavedAnswers saved(form, answers);
    return evaluate(expression,
                    {form.definition, saved, environment, {}, nullptr, &form.tables, {}, {}, nullptr, nullptr});
}

// "010 089 001 234" is found by "010089001234" as well; "" of what is no such number.
std::string number_in_one(std::string_view text) {
    constexpr std::size_t digits_min = 6;
    std::string digits = " ";
    for (const char c : text) {
        if (c >= '0' && c <= '9') digits += c;
        else if (c != ' ' && c != '.' && c != '-') return "";
    }
    return digits.size() > digits_min && digits.size() <= text.size() ? digits : "";
}

// An expression of the settings, as text; "" when the form has none.
std::string setting_text(const CompiledForm& form, int expression, const Fields& answers, std::string_view language) {
    if (expression < 0) return "";
    // A non-owning pointer: the instance lives only inside this call.
    const FormPointer borrowed(FormPointer(), &form);
    return text_of(computed(borrowed, form, form.expressions[static_cast<std::size_t>(expression)], answers,
                            reading_on({}, language)));
}

}  // namespace

std::string title_of(const CompiledForm& form, const Fields& answers, std::string_view language) {
    return setting_text(form, form.instance_name, answers, language);
}

std::string due_day_of(const CompiledForm& form, const Fields& answers) {
    std::string day = setting_text(form, form.due, answers, "vi");
    return parse_date(day) ? day : "";
}

std::string search_text_of(const CompiledForm& form, const Fields& answers) {
    std::string text;
    for (const Path& path : form.definition.settings.search) {
        const int node = form.find(path);
        if (node < 0) continue;
        const auto add = [&](const Value& value) {
            const auto datum = datum_of(value, form.node(node).type);
            if (!datum || datum->is_blank()) return;
            if (!form.plan(node).list) text += " " + text_of(*datum) + number_in_one(text_of(*datum));
            else
                for (const std::string& language : form.definition.languages)
                    text += " " + shown_datum(form, node, *datum, language);
        };
        if (form.node(node).scope < 0) {
            if (const Value* value = nuong::find(answers, form.node(node).id)) add(*value);
            continue;
        }
        const std::string tail = form.node(node).id.substr(form.node(form.node(node).scope).id.size());
        const std::string head = form.node(form.node(node).scope).id + "/";
        for (const NamedValue& field : answers)
            if (field.name.starts_with(head) && field.name.ends_with(tail)) add(field.value);
    }
    return fold_for_search(text.empty() ? text : text.substr(1));
}

bool evaluates_true(const FormPointer& form, const Expression& expression, const Fields& answers, Date today) {
    return truth_of(computed(form, *form, expression, answers, reading_on(today, form->definition.default_language)));
}

}  // namespace nuong::forms
