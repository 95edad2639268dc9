#include "shared/forms/likeness.h"

#include <algorithm>
#include <cstdlib>

#include "shared/base/text.h"
#include "shared/forms/record_fields.h"

namespace nuong::forms {
namespace {

constexpr std::ptrdiff_t digits_min = 6;  // "chưa có" is no number of a document

std::string plain_letters(std::string_view text) {
    std::string plain;
    for (const char c : fold_for_search(text))
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) plain += c;
    return plain;
}

bool is_number(const std::string& text) {
    return std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) >= digits_min;
}

bool share_a_number(const PersonMarks& a, const PersonMarks& b) {
    return std::any_of(a.numbers.begin(), a.numbers.end(), [&](const std::string& number) {
        return std::find(b.numbers.begin(), b.numbers.end(), number) != b.numbers.end();
    });
}

// The question of settings.same_person that an answer belongs to, rows apart; nothing of all others.
const Node* asked(const FormDefinition& form, const Path& answer) {
    const Node* node = node_of(form, answer);
    const auto& paths = form.settings.same_person;
    return node && std::find(paths.begin(), paths.end(), node->path) != paths.end() ? node : nullptr;
}

Path name_path(const FormDefinition& form) {
    for (const Path& path : form.settings.same_person)
        if (const Node* node = form.find(path); node && node->type == FieldType::text) return path;
    return {};
}

}  // namespace

std::optional<PersonMarks> person_marks(const FormDefinition& form, const Fields& answers, const AreaCode& area) {
    if (form.settings.same_person.empty()) return std::nullopt;
    const Path name = name_path(form);
    PersonMarks marks;
    marks.area = area;
    for (const NamedValue& answer : answers) {
        const Node* node = asked(form, answer.name);
        if (!node) continue;
        if (node->path == name) marks.name = fold_for_search(answer.value.text());
        else if (node->type == FieldType::integer)
            marks.birth_year = static_cast<int>(answer.value.number().value_or(0));
        else if (node->type == FieldType::select_one) marks.sex = answer.value.text();
        else if (std::string number = plain_letters(answer.value.text()); is_number(number))
            marks.numbers.push_back(std::move(number));
    }
    if (marks.name.empty()) return std::nullopt;
    return marks;
}

std::optional<Likeness> likeness(const PersonMarks& a, const PersonMarks& b) {
    Likeness alike;
    alike.same_number = share_a_number(a, b);
    alike.same_area = a.area == b.area;
    const bool both_years = a.birth_year > 0 && b.birth_year > 0;
    alike.years_apart = both_years ? std::abs(a.birth_year - b.birth_year) : 0;
    const bool other_sex = !a.sex.empty() && !b.sex.empty() && a.sex != b.sex;
    alike.same_name = a.name == b.name && alike.years_apart <= 1 && !other_sex;
    if (!alike.same_number && !alike.same_name) return std::nullopt;
    return alike;
}

int rank_of(const Likeness& likeness) {
    return (likeness.same_number ? 8 : 0) + (likeness.same_name ? 4 : 0) + (likeness.same_area ? 2 : 0) +
           (likeness.years_apart == 0 ? 1 : 0);
}

}  // namespace nuong::forms
