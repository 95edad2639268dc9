#include "shared/exports/export_plan.h"

#include <algorithm>

#include "shared/printing/print_words.h"

namespace nuong::exports {
namespace {

constexpr std::size_t split_choices_max = 60;  // a column each; longer lists stay one column

using forms::FieldType;

bool is_place(const forms::Node& node) {
    return node.data_type == "geopoint" || node.data_type == "geotrace" || node.data_type == "geoshape";
}

bool is_about_a_person(const forms::FormDefinition& form) {
    return !form.settings.subject.empty() || !form.settings.same_person.empty();
}

bool has_column(const forms::Node& node) { return !forms::is_container(node.type) && node.type != FieldType::note; }

std::string fact_label(std::string_view fact, const std::string& language) {
    static const struct {
        std::string_view fact;
        Message words;
    } labels[]{{"record", {"Mã phiếu", "Record"}},
               {"area", {"Mã địa bàn", "Area code"}},
               {"area_name", {"Địa bàn", "Area"}},
               {"status", {"Trạng thái", "Status"}},
               {"author", {"Người ghi", "Author"}},
               {"device", {"Thiết bị", "Device"}},
               {"made_at", {"Lúc lập", "Made at"}},
               {"saved_at", {"Lúc ghi cuối", "Last saved at"}},
               {"assigned", {"Người phụ trách", "Assigned to"}},
               {"corrects", {"Thay cho phiếu", "Corrects"}},
               {"same_as", {"Trùng với phiếu", "Same as"}},
               {"conflicts", {"Số mâu thuẫn", "Conflicts"}},
               {"conflict_fields", {"Mâu thuẫn ở", "Conflicts in"}},
               {"row", {"Dòng", "Row"}},
               {"parent_row", {"Thuộc dòng", "Of row"}}};
    for (const auto& each : labels)
        if (each.fact == fact) return printing::said(each.words, language);
    return std::string(fact);
}

// Options of a select whose choices are listed in the form and few.
const forms::ChoiceList* options_of(const forms::CompiledForm& form, int node) {
    const forms::Node& written = form.node(node);
    if (written.type != FieldType::select_multiple || written.itemset) return nullptr;
    const forms::ChoiceList* list = form.plan(node).list;
    return list && !list->has_duplicates && list->choices.size() <= split_choices_max ? list : nullptr;
}

}  // namespace

ExportPlan::ExportPlan(const Order& order)
    : form_(*order.form), labels_(order.wish.labels), hidden_(form_.plans.size()) {
    const printing::LeftOut masked(form_, order.mask);
    const bool about_a_person = is_about_a_person(form_.definition);
    for (std::size_t i = 0; i < hidden_.size(); ++i) {
        const forms::Node& node = form_.definition.nodes[i];
        // Nobody is found by an export, whoever makes it.
        const bool tells_where = is_place(node) && (about_a_person || node.sensitivity != forms::Sensitivity::open);
        hidden_[i] = masked.node(static_cast<int>(i)) || tells_where;
        if (hidden_[i] && has_column(node)) left_out_.push_back(node.id);
    }
    tables_.push_back({-1, form_.definition.id, {}});
    for (const char* fact : record_facts) add(tables_[0], {fact, fact, Column::Kind::fact}, fact_label(fact, labels_));
    for (int i = 0; i < static_cast<int>(hidden_.size()); ++i) {
        if (form_.node(i).type == FieldType::repeat && !leaves_out(i)) {
            tables_.push_back({i, form_.node(i).id, {}});
            for (const char* fact : row_facts)
                add(tables_.back(), {fact, fact, Column::Kind::fact}, fact_label(fact, labels_));
        }
        if (leaves_out(i) || !has_column(form_.node(i))) continue;
        const auto table = std::find_if(tables_.begin(), tables_.end(),
                                        [&](const Table& each) { return each.repeat == form_.node(i).scope; });
        if (table != tables_.end()) add_columns(*table, i);
    }
}

void ExportPlan::add_columns(Table& table, int node) {
    const forms::Node& written = form_.node(node);
    const std::string label = label_of(node, labels_);
    add(table, {written.id, written.id, Column::Kind::value, node}, label);
    if (const forms::ChoiceList* options = options_of(form_, node))
        for (const forms::Choice& choice : options->choices)
            add(table, {written.id + "/" + choice.name, "", Column::Kind::option, node, choice.name},
                label + ": " + words_of(node, choice.name));
    if (!written.missing.empty())
        add(table, {written.id + ".missing", "", Column::Kind::reason, node},
            label + printing::said({": vì sao không có", ": why not"}, labels_));
}

void ExportPlan::add(Table& table, Column column, std::string label) {
    column.head = labels_.empty() ? column.name : std::move(label);
    const auto is_taken = [&](const Column& other) { return other.head == column.head; };
    if (std::any_of(table.columns.begin(), table.columns.end(), is_taken)) column.head += " (" + column.name + ")";
    table.columns.push_back(std::move(column));
}

bool ExportPlan::tells_hidden(const forms::Expression& filter) const {
    return std::any_of(filter.terms.begin(), filter.terms.end(), [&](const forms::Term& term) {
        return (term.reference.node >= 0 && leaves_out(term.reference.node)) ||
               std::any_of(term.reads.begin(), term.reads.end(),
                           [&](int read) { return read >= 0 && leaves_out(read); });
    });
}

std::string ExportPlan::words_of(int node, std::string_view codes) const {
    const forms::ChoiceList* list = labels_.empty() ? nullptr : form_.definition.list(form_.node(node).list);
    if (!list) return std::string(codes);
    std::string words;
    for (std::size_t from = 0; from < codes.size();) {
        const std::size_t to = std::min(codes.find(' ', from), codes.size());
        const std::string_view code = codes.substr(from, to - from);
        const forms::Choice* choice = list->find(code);
        if (to > from)
            words.append(words.empty() ? "" : "; ")
                .append(choice && !choice->label.empty() ? choice->label.in(labels_, form_.definition.default_language)
                                                         : std::string(code));
        from = to + 1;
    }
    return words;
}

std::string ExportPlan::label_of(int node, const std::string& language) const {
    const std::string text =
        printing::blank_text(form_, form_.node(node).label, form_.plan(node).label, language.empty() ? "vi" : language);
    return text.empty() ? form_.node(node).name : text;
}

}  // namespace nuong::exports
