#include "shared/forms/card_answers.h"

#include <algorithm>
#include <array>

namespace nuong::forms {
namespace {

constexpr std::string_view also_ending = "_also";

struct CardPart {
    std::string_view name;
    FieldType type;
    Value (*value)(const CitizenCard& card);  // blank: the card does not know it
};

Value text_or_blank(const std::string& text) { return text.empty() ? Value() : Value(text); }

const std::array<CardPart, 8>& card_parts() {
    static const std::array<CardPart, 8> parts{{
        {"number", FieldType::text, [](const CitizenCard& card) { return Value(card.number); }},
        {"old_number", FieldType::text, [](const CitizenCard& card) { return text_or_blank(card.old_number); }},
        {"full_name", FieldType::text, [](const CitizenCard& card) { return Value(card.full_name); }},
        {"address", FieldType::text, [](const CitizenCard& card) { return text_or_blank(card.address); }},
        {"birth_year", FieldType::integer, [](const CitizenCard& card) { return Value(card.born.year); }},
        {"birth_date", FieldType::date,
         [](const CitizenCard& card) { return card.born.day == 0 ? Value() : Value(to_string(card.born)); }},
        {"issued_on", FieldType::date, [](const CitizenCard& card) { return Value(to_string(card.issued_on)); }},
        {"sex", FieldType::select_one,
         [](const CitizenCard& card) { return Value(card.sex == CardSex::male ? "male" : "female"); }},
    }};
    return parts;
}

const CardPart* part_named(std::string_view name) {
    const auto& parts = card_parts();
    const auto at = std::find_if(parts.begin(), parts.end(), [&](const CardPart& part) { return part.name == name; });
    return at == parts.end() ? nullptr : &*at;
}

const std::string* setting(const FormDefinition& form, std::string_view key) {
    for (const auto& [name, value] : form.settings.citizen_card)
        if (name == key) return &value;
    return nullptr;
}

// "id_docs/type=cccd"
struct Also {
    const Node* node = nullptr;
    std::string value;
};

Also also_of(const FormDefinition& form, std::string_view part) {
    const std::string* text = setting(form, std::string(part) + std::string(also_ending));
    const std::size_t sign = text ? text->find('=') : std::string::npos;
    if (sign == std::string::npos) return {};
    return {form.find(text->substr(0, sign)), text->substr(sign + 1)};
}

bool has_choice(const FormDefinition& form, const Node& node, std::string_view code) {
    const ChoiceList* list = form.list(node.list);
    return list && list->find(code);
}

int repeats_around(const FormDefinition& form, const Node& node) {
    int count = 0;
    for (int scope = node.scope; scope >= 0; scope = form.nodes[static_cast<std::size_t>(scope)].scope) ++count;
    return count;
}

void check_part(const FormDefinition& form, const CardPart& part, const std::string& path, Problems& problems) {
    const std::string place = "settings: citizen_card: " + std::string(part.name);
    const Node* node = form.find(path);
    if (!node)
        return add_error(problems, place, "Không có câu hỏi \"" + path + "\".",
                         "There is no question \"" + path + "\".");
    if (node->type != part.type)
        add_error(problems, place, std::string("Phải là câu hỏi kiểu ") + name_of(part.type) + ".",
                  std::string("Must name a question of type ") + name_of(part.type) + ".");
    else if (repeats_around(form, *node) > 1)
        add_error(problems, place, "Câu hỏi nằm trong hai bảng lồng nhau.",
                  "The question lies in a repeat of a repeat.");
    else if (part.type == FieldType::select_one &&
             !(has_choice(form, *node, "male") && has_choice(form, *node, "female")))
        add_error(problems, place, "Câu hỏi phải có lựa chọn male và female.",
                  "The question must offer male and female.");
}

void check_also(const FormDefinition& form, std::string_view part, Problems& problems) {
    const std::string place = "settings: citizen_card: " + std::string(part) + std::string(also_ending);
    const std::string* path = setting(form, part);
    const Node* owner = path ? form.find(*path) : nullptr;
    const Also also = also_of(form, part);
    const bool fits_a_cell = also.value.find_first_of(" ,;\t\n") == std::string::npos;  // of a sheet
    if (!fits_a_cell || !owner || !also.node ||
        !(also.node->type == FieldType::select_one || also.node->type == FieldType::text))
        return add_error(
            problems, place,
            "Phải viết câu_hỏi=giá_trị (giá trị một chữ), kiểu select_one hoặc text, kèm một phần của thẻ.",
            "Must be question=value (one word), of type select_one or text, beside a part of the card.");
    if (also.node->scope != owner->scope)
        add_error(problems, place, "Hai câu hỏi phải nằm trong cùng một bảng.",
                  "Both questions must lie in the same repeat.");
    if (also.node->type == FieldType::select_one && !has_choice(form, *also.node, also.value))
        add_error(problems, place, "Câu hỏi không có lựa chọn \"" + also.value + "\".",
                  "The question does not offer \"" + also.value + "\".");
}

}  // namespace

std::vector<CardAnswer> answers_of(const CitizenCard& card, const FormDefinition& form) {
    std::vector<CardAnswer> answers;
    for (const auto& [name, path] : form.settings.citizen_card) {
        const CardPart* part = part_named(name);
        const Node* node = part ? form.find(path) : nullptr;
        if (!node) continue;
        CardAnswer answer{node, part->value(card), nullptr, {}};
        if (answer.value.is_blank()) continue;
        if (const Also also = also_of(form, name); also.node) {
            answer.also = also.node;
            answer.also_value = Value(also.value);
        }
        answers.push_back(std::move(answer));
    }
    std::stable_sort(answers.begin(), answers.end(),
                     [](const CardAnswer& a, const CardAnswer& b) { return a.question < b.question; });
    return answers;
}

void check_citizen_card(const FormDefinition& form, Problems& problems) {
    for (const auto& [name, value] : form.settings.citizen_card) {
        const std::string_view key = name;
        const std::string_view owner =
            key.ends_with(also_ending) ? key.substr(0, key.size() - also_ending.size()) : key;
        const CardPart* part = part_named(owner);
        if (!part)
            add_error(problems, "settings: citizen_card: " + name, "Thẻ căn cước không có phần này.",
                      "A citizen card has no such part.");
        else if (owner == key) check_part(form, *part, value, problems);
        else check_also(form, owner, problems);
    }
}

}  // namespace nuong::forms
