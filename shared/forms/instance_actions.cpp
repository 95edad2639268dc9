// What an instance looks up (choices by a path) and what it does by itself (set a question when something happens).
#include <algorithm>

#include "shared/forms/instance.h"
#include "shared/forms/shuffle.h"

namespace nuong::forms {

const Instance::Offers* Instance::offers_at(int node, int row) const {
    if (!form_->plan(node).itemset) return nullptr;
    static const Offers none;
    const auto found = offers_.find(number_of(node, row));
    return found == offers_.end() ? &none : &found->second;
}

bool Instance::compute_itemset(const Vertex& vertex, int row) {
    const ItemsetPlan& itemset = *form_->plan(vertex.node).itemset;
    const auto expression = [&](int index) -> const Expression& {
        return form_->expressions[static_cast<std::size_t>(index)];
    };
    Evaluation asked = evaluation({vertex.scope, row});
    std::int64_t steps_left = walk_steps_max;
    asked.steps_left = &steps_left;
    TreeNodes nodes;
    if (itemset.nodes >= 0 && itemset.value >= 0)
        collect_nodes(expression(itemset.nodes), expression(itemset.nodes).top(), asked, nodes);
    Offers now;
    for (const TreeNode& node : nodes) {
        asked.focus.node = node;
        now.push_back({text_of(evaluate(expression(itemset.value), asked)), node});
    }
    Offers& held = offers_[number_of(vertex.node, row)];
    // The words may have changed where the values did not, so that whoever shows them looks again.
    const bool is_other = held != now || itemset.label >= 0;
    held = std::move(now);
    return is_other;
}

bool Instance::ranks_all(int node, int row, const Datum& codes) const {
    const Node& written = form_->node(node);
    if (written.control != "rank" || codes.is_blank()) return true;
    const Offers* offers = offers_at(node, row);
    const std::size_t offered = offers ? offers->size() : form_->plan(node).list->choices.size();
    const std::string& words = codes.words;
    return static_cast<std::size_t>(std::count(words.begin(), words.end(), ' ')) + 1 >= offered;
}

// Several choices stand in the order in which they are offered, so that equal choices are equal texts.
void Instance::in_order_of(const Offers& offers, int node, Datum& codes) const {
    const Node& written = form_->node(node);
    if (written.type != FieldType::select_multiple || written.control == "rank" || !codes.text()) return;
    std::string sorted;
    std::string rest = " " + codes.words + " ";
    for (const Offer& offer : offers) {
        const std::size_t at = rest.find(" " + offer.name + " ");
        if (offer.name.empty() || at == std::string::npos) continue;
        sorted.append(sorted.empty() ? "" : " ").append(offer.name);
        rest.erase(at, offer.name.size() + 1);
    }
    const std::size_t from = rest.find_first_not_of(' ');
    if (from != std::string::npos)  // no longer offered: kept, at the end
        sorted.append(sorted.empty() ? "" : " ").append(rest.substr(from, rest.find_last_not_of(' ') + 1 - from));
    codes = Datum(std::move(sorted));
}

std::string Instance::label_of(const Offer& offer, int node, int row) const {
    const int label = form_->plan(node).itemset->label;
    if (label < 0) return offer.name;
    Evaluation asked = evaluation({form_->node(node).scope, row});
    asked.focus.node = offer.node;
    return text_of(evaluate(form_->expressions[static_cast<std::size_t>(label)], asked));
}

std::optional<std::string> Instance::offered_label(int node, int row, std::string_view code) const {
    const Offers* offers = offers_at(node, row);
    if (!offers) return std::nullopt;
    for (const Offer& offer : *offers)
        if (offer.name == code) return label_of(offer, node, row);
    return std::string();
}

// "randomize=true": in an order that no choice profits from, the same while the form is open.
void Instance::shuffle(std::vector<ChoiceView>& choices, int node, int row) const {
    const Node& written = form_->node(node);
    if (written.parameter("randomize") != "true") return;
    const int seed = form_->plan(node).seed;
    const std::int64_t of_now = environment_.now.time_since_epoch().count() + node;
    const auto given = seed < 0 ? std::nullopt : finite_number_of(computed(seed, {written.scope, row}));
    choices = Shuffle(given ? static_cast<std::int64_t>(*given) : of_now)(choices);
}

void Instance::remember_last_record() {
    const bool is_walked = std::any_of(form_->definition.tables.begin(), form_->definition.tables.end(),
                                       [](const forms::Table& table) { return table.id == last_saved_table; });
    if (!is_walked || !environment_.last_saved) return;
    Environment then = environment_;
    then.last_saved = nullptr;
    const auto record = std::make_shared<const Instance>(form_, std::move(then), *environment_.last_saved);
    last_record_ = std::shared_ptr<const Tree>(record, record.get());
}

void Instance::run_actions(unsigned event, int trigger, int row) {
    for (const ActionPlan& action : form_->actions) {
        if ((action.events & event) == 0 || (trigger >= 0 && action.trigger != trigger)) continue;
        const bool of_repeat = action.trigger >= 0 && form_->node(action.trigger).type == FieldType::repeat;
        const int scope = action.trigger < 0 ? -1 : of_repeat ? action.trigger : form_->node(action.trigger).scope;
        std::vector<int> rows{row};
        if (trigger < 0) {
            rows.clear();
            rows_below({-1, 0}, scope, rows);
        }
        for (const int place : rows) run_action(action, {scope, place});
    }
}

// The value is computed where it will stand, so that relative paths begin there.
void Instance::run_action(const ActionPlan& action, Place trigger) {
    if (action.target < 0) return;
    const Expression& target = form_->expressions[static_cast<std::size_t>(action.target)];
    TreeNodes nodes;
    std::int64_t steps_left = walk_steps_max;
    Evaluation asked = evaluation(trigger);
    asked.steps_left = &steps_left;
    collect_nodes(target, target.top(), asked, nodes);
    for (const TreeNode& found : nodes) {
        const auto [node, row] = place_of(found.number);
        if (node < 0 || !is_stored(form_->node(node).type)) continue;
        const Datum value =
            action.value < 0 ? Datum(action.constant) : computed(action.value, {form_->node(node).scope, row});
        Datum cast = cast_to(value, form_->plan(node).cast);
        auto fitting = accepted(node, value_of(cast));
        give(node, row, fitting ? std::move(*fitting) : Datum());
        settle();
    }
}

}  // namespace nuong::forms
