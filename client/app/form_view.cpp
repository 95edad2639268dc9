#include "client/app/form_view.h"

#include <algorithm>

#include "client/app/area_choice.h"
#include "client/app/attach_file.h"
#include "client/app/form_pages.h"
#include "client/app/form_result.h"
#include "client/app/one_by_one.h"
#include "client/app/views.h"
#include "shared/base/text.h"
#include "shared/forms/appearance.h"
#include "shared/forms/words.h"

namespace nuong::client {
namespace {

constexpr std::size_t buttons_max = 12;         // more choices become a searched list
constexpr std::size_t listed_choices_max = 60;  // of a searched list, shown at once

ItemKind text_kind(const forms::Node& node) {
    if (forms::has_appearance(node.appearance, "multiline")) return ItemKind::multiline;
    if (forms::has_appearance(node.appearance, "numbers") || forms::has_appearance(node.appearance, "ascii"))
        return ItemKind::ascii;
    return ItemKind::text;
}

ItemKind kind_of(const forms::ItemView& view) {
    const forms::Node& node = *view.node;
    switch (node.type) {
        case forms::FieldType::integer: return node.policy == Policy::counter ? ItemKind::counter : ItemKind::integer;
        case forms::FieldType::decimal: return ItemKind::decimal;
        case forms::FieldType::date: return ItemKind::date;
        case forms::FieldType::select_one:
            return view.choices.size() > buttons_max ? ItemKind::select_from_list : ItemKind::select_one;
        case forms::FieldType::select_multiple: return ItemKind::select_multiple;
        case forms::FieldType::note: return ItemKind::note;
        case forms::FieldType::acknowledge: return ItemKind::acknowledge;
        case forms::FieldType::calculate: return ItemKind::calculated;
        case forms::FieldType::record_ref: return ItemKind::record;
        case forms::FieldType::group:
        case forms::FieldType::repeat: return ItemKind::heading;
        default: break;
    }
    if (asks_for_area(node)) return ItemKind::area;
    if (node.data_type == "geopoint") return ItemKind::point;
    if (node.data_type == "partial_date") return ItemKind::partial_date;
    return asks_for_file(node) ? ItemKind::file : text_kind(node);
}

void add_choices(FormItem& item, const forms::ItemView& view, const std::string& query) {
    const std::string wanted = fold_for_search(query);
    for (const forms::ChoiceView& choice : view.choices) {
        if (view.value.text() == choice.name) item.shown = choice.label;
        if (item.kind == ItemKind::select_from_list) {
            if (fold_for_search(choice.label).find(wanted) == std::string::npos) continue;
            ++item.choices_total;
            if (item.choices.size() >= listed_choices_max) continue;
        }
        item.choices.push_back({choice.name, choice.label});
    }
    item.choice_query = query;
}

// A person would see it if it were asked.
bool is_visible_kind(const forms::ItemView& view) {
    if (!view.node) return false;
    if (forms::is_metadata(view.node->type) || view.node->type == forms::FieldType::hidden) return false;
    if (view.node->type == forms::FieldType::calculate) return !view.label.empty();
    return true;
}

bool is_shown(const forms::ItemView& view) { return view.is_relevant && is_visible_kind(view); }

// Only what depends on other answers needs a reason: that a question is always required is seen from its mark.
bool depends_on_answers(const std::string& condition) { return condition.find('$') != std::string::npos; }

struct Why {
    const char* property;
    Message before;
};

std::vector<Why> whys_of(const forms::ItemView& view, bool shows_error) {
    std::vector<Why> whys;
    if (shows_error && view.error->kind != forms::ErrorKind::required) whys.push_back({"valid", {}});
    if (view.is_required && depends_on_answers(view.node->required))
        whys.push_back({"required", {"Bắt buộc vì ", "Required because "}});
    if (view.is_readonly && depends_on_answers(view.node->readonly))
        whys.push_back({"readonly", {"Không sửa được vì ", "Cannot be changed because "}});
    return whys;
}

void add_why(FormItem& item, const OpenForm& form, const forms::ItemView& view, bool shows_error, Language language) {
    const std::vector<Why> whys = whys_of(view, shows_error);
    item.can_explain = !whys.empty();
    if (!form.explained.contains(item.path)) return;
    for (const Why& why : whys)
        item.why += (item.why.empty() ? "" : " ") + why.before.in(language) +
                    form.instance().explain(item.path, why.property).in(language);
}

void add_file(FormItem& item, const OpenForm& form, const forms::Node& node, Language language) {
    item.by_hand = hand_of(node);
    const auto attachment = attachment_of(item.value.text());
    if (!attachment) return;
    item.shown = form.file_text(*attachment, language);
    item.preview = form.preview(*attachment);
}

// The answer as it stands in a line of a table.
std::string cell_of(const FormItem& item, const forms::FormDefinition& form, const forms::Node& node,
                    Language language) {
    if (!item.shown.empty()) return item.shown;
    return item.value.is_null() || item.value.is_blank() ? "" : value_text(form, &node, item.value, language);
}

FormItem hidden_item(const OpenForm& form, const forms::ItemView& view, Language language) {
    FormItem item;
    item.path = view.path;
    item.label = view.label;
    item.why_hidden = form.instance().explain(view.path, "relevant").in(language);
    return item;
}

// The outermost group around a question that its form shows as a whole: a table, or XLSForm's field-list.
Path table_of(const forms::Instance& instance, const forms::Item& place) {
    const forms::FormDefinition& form = instance.form().definition;
    Path table;
    for (int node = form.nodes[static_cast<std::size_t>(place.node)].parent; node >= 0;
         node = form.nodes[static_cast<std::size_t>(node)].parent) {
        const forms::Node& group = form.nodes[static_cast<std::size_t>(node)];
        if (forms::has_appearance(group.appearance, "table-list") ||
            forms::has_appearance(group.appearance, "field-list"))
            table = group.path;
    }
    return table;
}

// The innermost group around it, if that is a table.
Path line_of(const forms::FormDefinition& form, const forms::Node& node) {
    if (node.parent < 0) return {};
    const forms::Node& group = form.nodes[static_cast<std::size_t>(node.parent)];
    return forms::has_appearance(group.appearance, "table-list") ? group.path : Path();
}

// Errors appear once a person has been there; what is merely not answered yet is no error before the submit.
bool shows_error(const forms::ItemView& view, bool shows_all) {
    return view.error && (shows_all || view.error->kind != forms::ErrorKind::required);
}

void count_answer(FormView& out, const forms::ItemView& view, const FormItem& item) {
    if (!forms::is_asked(view.node->type) || view.is_readonly) return;
    ++out.total;
    if (item.answered) ++out.answered;
}

void collect_problems(FormView& out, const OpenForm& form, Language language) {
    for (const forms::AnswerError& error : form.instance().problems()) {
        Problem problem{error.path, 0, error.message.in(language)};
        for (std::size_t page = 0; page < out.pages.size(); ++page)
            for (const FormItem& item : out.pages[page].items)
                if (item.path == error.path) {
                    problem.page = static_cast<int>(page);
                    problem.text = item.label + ": " + problem.text;
                }
        out.problems.push_back(std::move(problem));
    }
    std::stable_sort(out.problems.begin(), out.problems.end(),
                     [](const Problem& a, const Problem& b) { return a.page < b.page; });
}

// The form says by which question two records may mean one person, and what a citizen card fills in.
bool is_birth_year(const forms::FormDefinition& form, const forms::Node& node) {
    if (node.type != forms::FieldType::integer) return false;
    const std::vector<Path>& marks = form.settings.same_person;
    if (std::find(marks.begin(), marks.end(), node.path) != marks.end()) return true;
    const auto& card = form.settings.citizen_card;
    return std::any_of(card.begin(), card.end(),
                       [&](const auto& each) { return each.first == "birth_year" && each.second == node.path; });
}

}  // namespace

FormItem form_item(const forms::ItemView& view, const forms::FormDefinition& form, const std::string& choice_query,
                   const std::string& language) {
    FormItem item;
    item.path = view.path;
    item.kind = kind_of(view);
    item.label = view.label;
    item.hint = view.hint;
    item.value = view.node->type == forms::FieldType::calculate ? view.value : view.answer;
    item.birth_year = is_birth_year(form, *view.node);
    item.required = view.is_required;
    item.readonly = view.is_readonly;
    item.answered = !view.answer.is_null() && (view.answer.as<Missing>() || !view.answer.is_blank());
    if (item.kind == ItemKind::calculated)
        item.shown = computed_text(form, view.value, language == "vi" ? Language::vi : Language::en);
    if (forms::is_select(view.node->type)) add_choices(item, view, choice_query);
    for (const std::string& reason : view.node->missing)
        item.missing.push_back({reason, forms::missing_text(reason, language)});
    return item;
}

FormView form_view(const OpenForm& form, const std::string& subject, const std::string& saved_state,
                   Language language) {
    const forms::Instance& instance = form.instance();
    const forms::FormDefinition& definition = instance.form().definition;
    const std::string code = language == Language::vi ? "vi" : "en";
    FormView out;
    out.record = form.draft().id;
    out.title = definition.title.in(code, "vi");
    out.subject = subject;
    out.saved_state = saved_state;
    out.can_undo = instance.can_undo();
    out.can_redo = instance.can_redo();
    out.shows_hidden = form.shows_hidden;
    out.focus = form.focus;
    out.is_correction = form.draft().record.has_value();
    if (!out.is_correction) out.from_paper = form.is_from_paper();
    out.takes_card = !definition.settings.citizen_card.empty();
    for (const forms::FormChange& change : form.changes()) out.changes.push_back(change.message.in(language));
    FormPages pages(definition, code);
    for (const forms::Item& place : instance.items()) {
        const forms::ItemView view = instance.view(place);
        const bool is_hidden =
            !view.is_relevant && !place.is_row && is_visible_kind(view) && !forms::is_container(view.node->type);
        if (is_hidden) ++out.hidden;
        if (!(is_shown(view) || (is_hidden && form.shows_hidden)) || is_result_part(definition, place.node)) continue;
        if (!offered_by(*view.node).empty()) continue;  // it is offered once this form is submitted
        pages.go_to(place);
        if (pages.is_label_of_page(place)) continue;
        if (view.node->type == forms::FieldType::repeat && !place.is_row) {
            pages.begin_repeat(view);
            continue;
        }
        if (is_hidden) {
            pages.add(place, hidden_item(form, view, language));
            continue;
        }
        const auto query = form.choice_query.find(view.path);
        FormItem item = form_item(view, definition, query == form.choice_query.end() ? "" : query->second, code);
        item.removable = place.is_row;
        item.together = table_of(instance, place);
        item.table = line_of(definition, *view.node);
        item.read_aloud = is_read_aloud(*view.node);
        if (item.kind == ItemKind::record && item.answered) item.shown = form.title_of(item.value, language);
        if (item.kind == ItemKind::area) item.shown = form.place_of(item.value.text(), language);
        if (item.kind == ItemKind::file) add_file(item, form, *view.node, language);
        if (pages.in_repeat()) item.cell = cell_of(item, definition, *view.node, language);
        const bool is_wrong = shows_error(view, form.shows_all_errors);
        if (is_wrong) item.error = view.error->message.in(language);
        if (view.error && view.error->kind == forms::ErrorKind::not_in_list)
            item.answered = false;  // it is asked again
        add_why(item, form, view, is_wrong, language);
        if (view.warning) item.warning = view.warning->message.in(language);
        count_answer(out, view, item);
        pages.add(place, std::move(item));
    }
    out.pages = pages.finish();
    add_result(out, instance, language);
    out.page = std::clamp(form.page, 0, std::max(0, static_cast<int>(out.pages.size()) - 1));
    out.can_submit = instance.is_valid();
    collect_problems(out, form, language);
    if (form.one_by_one) cut_into_questions(out, form.at, form.page, language);
    return out;
}

}  // namespace nuong::client
