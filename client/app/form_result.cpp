#include "client/app/form_result.h"

#include <algorithm>
#include <array>

#include "shared/forms/appearance.h"

namespace nuong::client {
namespace {

constexpr std::string_view score_group = "result-score", band_group = "result-band";
constexpr std::string_view band_list = "risk_band";
constexpr std::string_view offers_word = "offers:", advice_word = "advice", read_aloud_word = "read-aloud";

bool is_result_group(const forms::Node& node) {
    return node.type == forms::FieldType::group && (node.appearance == score_group || node.appearance == band_group);
}

int level_of(const std::string& band) {
    constexpr std::array<std::string_view, 3> levels{"low", "moderate", "high"};
    for (std::size_t i = 0; i < levels.size(); ++i)
        if (levels[i] == band) return static_cast<int>(i) + 1;
    return 0;
}

// What needs action is read first: high, moderate, then what is not known yet, then low.
int urgency(const ResultRow& row) {
    constexpr std::array<int, 4> of_level{1, 0, 2, 3};
    return of_level[static_cast<std::size_t>(row.band_level)];
}

std::string score_of(const forms::Instance& instance, const std::string& row) {
    for (const forms::Node& node : instance.form().definition.nodes) {
        if (!is_result_group(node) || node.appearance != score_group) continue;
        return plain_text(instance.value(node.path + "/" + row));
    }
    return "";
}

void put_band(ResultRow& row, const forms::FormDefinition& form, const std::string& band, const std::string& language) {
    row.band = band;
    row.band_level = level_of(band);
    const forms::ChoiceList* list = form.list(band_list);
    const forms::Choice* choice = list ? list->find(band) : nullptr;
    if (!choice) return;
    row.band = choice->label.in(language, "vi");
    row.advice = choice->column("advice_" + language);
}

// Ten cards that say "0, low" would hide the two that matter: what scored nothing shares one card at the end.
void gather_untouched(std::vector<ResultRow>& rows) {
    const auto is_untouched = [](const ResultRow& row) { return row.score == "0" && row.band_level == 1; };
    const auto first = std::find_if(rows.begin(), rows.end(), is_untouched);
    if (first == rows.end()) return;
    ResultRow together = *first;
    for (auto row = std::next(first); row != rows.end(); ++row)
        if (is_untouched(*row)) together.label += ", " + row->label;
    std::erase_if(rows, is_untouched);
    rows.push_back(std::move(together));
}

}  // namespace

bool is_result_part(const forms::FormDefinition& form, int node) {
    for (int at = node; at >= 0; at = form.nodes[static_cast<std::size_t>(at)].parent)
        if (is_result_group(form.nodes[static_cast<std::size_t>(at)])) return true;
    return false;
}

void add_result(FormView& out, const forms::Instance& instance, Language language) {
    const forms::FormDefinition& form = instance.form().definition;
    const std::string code = language == Language::vi ? "vi" : "en";
    for (const forms::Item& item : instance.items()) {
        const forms::ItemView view = instance.view(item);
        if (!view.node || view.node->parent < 0 || !view.is_relevant || view.value.is_blank()) continue;
        const forms::Node& group = form.nodes[static_cast<std::size_t>(view.node->parent)];
        if (!is_result_group(group) || group.appearance != band_group) continue;
        ResultRow row;
        row.label = view.label;
        row.score = score_of(instance, view.node->name);
        put_band(row, form, view.value.text(), code);
        out.result_title = group.label.in(code, "vi");
        out.results.push_back(std::move(row));
    }
    std::stable_sort(out.results.begin(), out.results.end(),
                     [](const ResultRow& a, const ResultRow& b) { return urgency(a) > urgency(b); });
    gather_untouched(out.results);
}

FormId offered_by(const forms::Node& node) {
    const std::size_t at = node.appearance.find(offers_word);
    if (node.type != forms::FieldType::note || at == std::string::npos) return "";
    const std::size_t from = at + offers_word.size();
    return node.appearance.substr(from, node.appearance.find(' ', from) - from);
}

bool is_read_aloud(const forms::Node& node) {
    return node.type == forms::FieldType::note && forms::has_appearance(node.appearance, read_aloud_word);
}

std::vector<Offer> offers_of(const forms::Instance& instance) {
    std::vector<Offer> offers;
    for (const forms::Item& item : instance.items()) {
        const forms::ItemView view = instance.view(item);
        if (!view.node || !view.is_relevant) continue;
        if (FormId form = offered_by(*view.node); !form.empty()) offers.push_back({std::move(form), view.label});
    }
    return offers;
}

FormOutcome outcome_of(const forms::Instance& instance, Language language) {
    FormView laid_out;
    add_result(laid_out, instance, language);
    FormOutcome outcome{.title = std::move(laid_out.result_title), .rows = std::move(laid_out.results)};
    for (const forms::Item& item : instance.items()) {
        const forms::ItemView view = instance.view(item);
        if (!view.node || !view.is_relevant || view.node->type != forms::FieldType::note) continue;
        if (is_read_aloud(*view.node)) outcome.words.push_back(view.label);
        else if (forms::has_appearance(view.node->appearance, advice_word)) outcome.advice.push_back(view.label);
    }
    return outcome;
}

}  // namespace nuong::client
