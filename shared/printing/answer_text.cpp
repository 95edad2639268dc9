#include "shared/printing/answer_text.h"

#include <algorithm>

#include "shared/forms/words.h"
#include "shared/printing/print_words.h"

namespace nuong::printing {
namespace {

std::string label_of_code(const forms::Instance& instance, const forms::ItemView& view, std::string_view code) {
    for (const forms::ChoiceView& choice : view.choices)
        if (choice.name == code) return choice.label;
    const forms::FormDefinition& form = instance.form().definition;
    const forms::ChoiceList* list = form.list(view.node->list);
    const forms::Choice* choice = list ? list->find(code) : nullptr;
    if (!choice || choice->label.empty()) return std::string(code);
    return choice->label.in(instance.environment().language, form.default_language);
}

std::string labels_of(const forms::Instance& instance, const forms::ItemView& view, std::string_view codes) {
    std::string text;
    for (std::size_t from = 0; from < codes.size();) {
        const std::size_t to = std::min(codes.find(' ', from), codes.size());
        if (to > from)
            text += (text.empty() ? "" : "; ") + label_of_code(instance, view, codes.substr(from, to - from));
        from = to + 1;
    }
    return text;
}

}  // namespace

std::string answer_text(const forms::Instance& instance, const forms::ItemView& view, const NamesOf& names_of) {
    const forms::Node& node = *view.node;
    const Value& value = view.value;
    const std::string& language = instance.environment().language;
    if (const auto* missing = value.as<Missing>()) return "(" + forms::missing_text(missing->reason, language) + ")";
    if (value.is_blank()) return "";
    if (!node.list.empty()) return labels_of(instance, view, plain_text(value));
    if (node.type == forms::FieldType::acknowledge) return said({"Có", "Yes"}, language);
    if (node.type == forms::FieldType::record_ref) return names_of.record ? names_of.record(value) : value.text();
    if (has_word(node.appearance, "area") && names_of.area) return names_of.area(value);
    if (node.control == "upload") return said({"(có tệp, không in)", "(a file, not printed)"}, language);
    if (const auto* truth = value.as<bool>())
        return *truth ? said({"Có", "Yes"}, language) : said({"Không", "No"}, language);
    return node.type == forms::FieldType::text && node.data_type.empty() ? value.text() : day_text(plain_text(value));
}

}  // namespace nuong::printing
