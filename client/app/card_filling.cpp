#include "client/app/card_filling.h"

#include "client/app/views.h"

namespace nuong::client {
namespace {

const forms::FormDefinition& definition_of(const OpenForm& form) { return form.instance().form().definition; }

std::string label_of(const forms::Node& node, Language language) {
    return node.label.in(language == Language::vi ? "vi" : "en", "vi");
}

// The place of a question in the record; of one in a repeat, in the row at `row`.
Path path_in(const OpenForm& form, const forms::Node& question, const Path& row) {
    if (row.empty()) return question.id;
    const auto& repeat = definition_of(form).nodes[static_cast<std::size_t>(question.scope)];
    return row + question.id.substr(repeat.id.size());
}

bool has_row_with(const OpenForm& form, const forms::CardAnswer& answer) {
    for (const forms::Item& item : form.instance().items()) {
        const forms::ItemView view = form.instance().view(item);
        if (!item.is_row && view.node == answer.question && view.answer == answer.value) return true;
    }
    return false;
}

// It stands there already, word for word.
bool is_there(const OpenForm& form, const forms::CardAnswer& answer) {
    if (answer.question->scope >= 0) return has_row_with(form, answer);
    const auto item = form.instance().find(answer.question->id);
    if (!item) return false;
    const bool same_also = !answer.also || form.instance().value(answer.also->id) == answer.also_value;
    return same_also && form.instance().view(*item).answer == answer.value;
}

// What a person has entered and the card would replace.
Value replaced(const OpenForm& form, const forms::CardAnswer& answer) {
    if (answer.question->scope >= 0) return {};
    const auto item = form.instance().find(answer.question->id);
    return item ? form.instance().view(*item).answer : Value();
}

Result<Path> row_for(OpenForm& form, const forms::Node& question) {
    if (question.scope < 0) return Path();
    const Path repeat = definition_of(form).nodes[static_cast<std::size_t>(question.scope)].id;
    if (const Status added = form.add_row(repeat); !added) return added.error();
    Path last;
    for (const forms::Item& item : form.instance().items())
        if (item.is_row && item.node == question.scope) last = item.path;
    return last;
}

Status give(OpenForm& form, const forms::CardAnswer& answer) {
    const auto row = row_for(form, *answer.question);
    if (!row) return row.error();
    if (answer.also) {
        const Status also = form.answer(path_in(form, *answer.also, *row), answer.also_value);
        if (!also) return also;
    }
    return form.answer(path_in(form, *answer.question, *row), answer.value);
}

}  // namespace

CardView card_view(const OpenForm& form, const forms::CitizenCard& card, Language language) {
    const forms::FormDefinition& definition = definition_of(form);
    CardView view;
    for (const Message& doubt : card.doubts) view.doubts.push_back(doubt.in(language));
    for (const forms::CardAnswer& answer : forms::answers_of(card, definition)) {
        CardRow row;
        row.label = label_of(*answer.question, language);
        if (answer.also) row.label += " (" + value_text(definition, answer.also, answer.also_value, language) + ")";
        row.value = value_text(definition, answer.question, answer.value, language);
        row.is_there = is_there(form, answer);
        const Value before = replaced(form, answer);
        if (!row.is_there && !before.is_blank() && !(before == answer.value))
            row.replaces = value_text(definition, answer.question, before, language);
        view.can_fill = view.can_fill || !row.is_there;
        view.rows.push_back(std::move(row));
    }
    return view;
}

Status fill_from_card(OpenForm& form, const forms::CitizenCard& card) {
    Status filled = Done{};
    for (const forms::CardAnswer& answer : forms::answers_of(card, definition_of(form))) {
        if (is_there(form, answer)) continue;
        if (const Status given = give(form, answer); !given && filled) filled = given;
    }
    return filled;
}

}  // namespace nuong::client
