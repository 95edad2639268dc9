// Recomputation: a queue of vertices in rank order. Each is computed after all that it reads, once, and its readers are
// looked at only when it came out different.
#include <algorithm>
#include <cmath>
#include <utility>

#include "shared/forms/instance.h"

namespace nuong::forms {
namespace {

constexpr int counted_rows_max = 1'000;
constexpr std::size_t neighbour_runs_max = 20'000;
constexpr std::size_t text_bytes_max = 1u << 18;

// A text that holds itself would double for ever; cut to one length it comes out the same, and that is the end.
void cut(std::string& text) {
    std::size_t end = text_bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
}

}  // namespace

void Instance::touch(int vertex, int row) {
    if (is_computed_) queue_.push({vertex, row});
}

void Instance::touch_readers(int vertex, int row) {
    const Vertex& source = form_->vertices[static_cast<std::size_t>(vertex)];
    std::vector<int> rows;
    for (const Edge& edge : source.readers) {
        const int scope = form_->vertices[static_cast<std::size_t>(edge.vertex)].scope;
        if (scope == source.scope && edge.shared_scope == scope) {
            touch(edge.vertex, row);
            continue;
        }
        rows.clear();
        rows_below({edge.shared_scope, enclosing_row({source.scope, row}, edge.shared_scope)}, scope, rows);
        for (const int reader : rows) touch(edge.vertex, reader);
    }
}

void Instance::compute_all() {
    is_computed_ = false;
    error_count_ = 0;
    for (Table& held : tables_)
        for (Row& row : held.rows)
            for (NodeState& node : row.nodes) node.error = ErrorKind::none;
    std::vector<int> rows;
    for (const Vertex& vertex : form_->vertices) {
        rows.clear();
        rows_below({-1, 0}, vertex.scope, rows);
        for (const int row : rows) compute(vertex, row);
    }
    is_computed_ = true;
    for (std::size_t i = 0; i < form_->vertices.size(); ++i) {  // what they count came after who counted it
        const Vertex& vertex = form_->vertices[i];
        if (!vertex.is_loose) continue;
        rows.clear();
        rows_below({-1, 0}, vertex.scope, rows);
        for (const int row : rows) {
            touch(static_cast<int>(i), row);
            touch_readers(form_->plan(vertex.node).rows, row);
        }
    }
}

void Instance::settle() {
    std::size_t runs = 0;
    while (!queue_.empty()) {
        const Task task = queue_.top();
        while (!queue_.empty() && queue_.top().vertex == task.vertex && queue_.top().row == task.row) queue_.pop();
        const Vertex& vertex = form_->vertices[static_cast<std::size_t>(task.vertex)];
        if (vertex.scope >= 0 && !row_at({vertex.scope, task.row}).is_live) continue;
        if (vertex.reads_itself) runs += 1 + state(vertex.node, task.row).value.words.size() / 512;  // long texts cost
        if (vertex.reads_itself && runs > neighbour_runs_max) {  // rows that push each other up for ever
            queue_ = {};
            break;
        }
        if (!compute(vertex, task.row)) continue;
        ++revision_;
        touch_readers(task.vertex, task.row);
    }
    for (const Place& fresh : std::exchange(fresh_rows_, {})) {
        fill_default_expressions(form_->table_of(fresh.scope), fresh.row);
        run_actions(FormAction::new_row, fresh.scope, fresh.row);
    }
}

// True when it came out different.
bool Instance::compute(const Vertex& vertex, int row) {
    ++evaluations_;
    switch (vertex.property) {
        case Property::value: return compute_value(vertex, row);
        case Property::relevant: return compute_flag(vertex, row, &NodeState::is_relevant);
        case Property::readonly: return compute_flag(vertex, row, &NodeState::is_readonly);
        case Property::required: return compute_flag(vertex, row, &NodeState::is_required);
        case Property::warn: return compute_flag(vertex, row, &NodeState::is_warned);
        case Property::valid: return compute_valid(vertex, row);
        case Property::choices: return compute_choices(vertex, row);
        case Property::count: return compute_count(vertex, row);
        case Property::row: return compute_row(vertex, row);
        case Property::rows:
        case Property::position:
        case Property::clock:
        case Property::language: return true;  // touched only when it changed
    }
    return false;
}

bool Instance::is_relevant_at(int relevance_vertex, int row) const {
    if (relevance_vertex < 0) return true;
    const Vertex& vertex = form_->vertices[static_cast<std::size_t>(relevance_vertex)];
    return vertex.property == Property::row ? row_at({vertex.node, row}).is_relevant
                                            : state(vertex.node, row).is_relevant;
}

bool Instance::compute_flag(const Vertex& vertex, int row, bool NodeState::*flag) {
    const Node& written = form_->node(vertex.node);
    const NodePlan& plan = form_->plan(vertex.node);
    NodeState& held = state(vertex.node, row);
    bool now = true;
    if (vertex.property == Property::relevant) {
        const int outer = written.parent < 0                ? -1
                          : written.parent == written.scope ? form_->plan(written.scope).row
                                                            : form_->plan(written.parent).relevance;
        now = is_relevant_at(outer, row);
    } else if (vertex.property == Property::warn) {
        now = is_relevant_at(plan.relevance, row) && !held.value.is_blank();
    }
    now = now && truth_of(computed(vertex.expression, {vertex.scope, row}));
    if (held.*flag == now) return false;
    held.*flag = now;
    return true;
}

bool Instance::compute_value(const Vertex& vertex, int row) {
    NodeState& held = state(vertex.node, row);
    Datum now;
    if (is_relevant_at(form_->plan(vertex.node).relevance, row)) {
        const bool only_calculated = form_->node(vertex.node).type == FieldType::calculate;
        if (!only_calculated) now = held.answer;
        // What a person entered stands before what the form would calculate.
        if (now.is_blank() && !now.is_missing() && vertex.expression >= 0)
            now = computed(vertex.expression, {vertex.scope, row});
        if (const auto* number = now.as<double>(); number && !std::isfinite(*number)) now = Datum();
        if (now.text() && now.words.size() > text_bytes_max) cut(now.words);
        if (const Cast cast = form_->plan(vertex.node).cast; cast != Cast::none) now = cast_to(now, cast);
    }
    if (held.value == now) return false;
    held.value = std::move(now);
    return true;
}

bool Instance::offers(int node, int row, const NodeState& held) const {
    const NodePlan& plan = form_->plan(node);
    const std::string codes = text_of(held.value);
    const Offers* offers = offers_at(node, row);
    for (std::size_t from = 0; from < codes.size();) {
        const std::size_t to = std::min(codes.find(' ', from), codes.size());
        const std::string_view code = std::string_view(codes).substr(from, to - from);
        from = to + 1;
        if (offers) {
            if (std::none_of(offers->begin(), offers->end(), [&](const Offer& offer) { return offer.name == code; }))
                return false;
            continue;
        }
        const auto number = plan.choice_numbers->find(code);
        if (number == plan.choice_numbers->end()) return false;
        if (plan.choices >= 0 && plan.list->has_duplicates) {
            if (std::none_of(held.choices.begin(), held.choices.end(),
                             [&](std::uint32_t offered) { return plan.list->choices[offered].name == code; }))
                return false;
            continue;
        }
        if (plan.choices >= 0 && !std::binary_search(held.choices.begin(), held.choices.end(), number->second))
            return false;
    }
    return true;
}

ErrorKind Instance::error_of(const Vertex& vertex, int row) const {
    const NodePlan& plan = form_->plan(vertex.node);
    const NodeState& held = state(vertex.node, row);
    if (!is_relevant_at(plan.relevance, row)) return ErrorKind::none;
    if (held.misfit) return ErrorKind::type;
    if (held.value.is_missing()) return ErrorKind::none;  // a reason is an answer
    if (held.value.is_blank()) return held.is_required ? ErrorKind::required : ErrorKind::none;
    if (plan.choice_numbers && !offers(vertex.node, row, held)) return ErrorKind::not_in_list;
    if (vertex.expression >= 0 && !truth_of(computed(vertex.expression, {vertex.scope, row})))
        return ErrorKind::constraint;
    return ErrorKind::none;
}

bool Instance::compute_valid(const Vertex& vertex, int row) {
    const ErrorKind now = error_of(vertex, row);
    NodeState& held = state(vertex.node, row);
    if (held.error == now) return false;
    error_count_ += (now != ErrorKind::none ? 1 : 0) - (held.error != ErrorKind::none ? 1 : 0);
    held.error = now;
    return true;
}

bool Instance::compute_choices(const Vertex& vertex, int row) {
    if (form_->plan(vertex.node).itemset) return compute_itemset(vertex, row);
    const ChoiceList& list = *form_->plan(vertex.node).list;
    const Expression& filter = form_->expressions[static_cast<std::size_t>(vertex.expression)];
    Evaluation asked = evaluation({vertex.scope, row});
    std::vector<std::uint32_t> now;
    const auto look_at = [&](std::uint32_t number) {
        asked.choice = &list.choices[number];
        if (truth_of(evaluate(filter, asked))) now.push_back(number);
    };
    const NodePlan& plan = form_->plan(vertex.node);
    const Datum key = plan.filter_index ? evaluate_term(filter, filter.terms[plan.filter_key], asked) : Datum();
    if (plan.filter_index && key.text() && !key.is_blank()) {  // other kinds of values compare by other rules
        const auto found = plan.filter_index->find(*key.text());
        if (found != plan.filter_index->end()) std::for_each(found->second.begin(), found->second.end(), look_at);
    } else {
        for (std::size_t i = 0; i < list.choices.size(); ++i) look_at(static_cast<std::uint32_t>(i));
    }
    NodeState& held = state(vertex.node, row);
    if (held.choices == now) return false;
    held.choices = std::move(now);
    return true;
}

// Makes the rows that are wanted. Rows that are not wanted any more stay and stop counting: lowering a number by
// mistake must not lose what was asked.
bool Instance::compute_count(const Vertex& vertex, int row) {
    const double wanted = finite_number_of(computed(vertex.expression, {vertex.scope, row})).value_or(0);
    const int count = static_cast<int>(std::clamp(std::floor(wanted), 0.0, static_cast<double>(counted_rows_max)));
    NodeState& held = state(vertex.node, row);
    Table& rows = table(vertex.node);
    const auto existing = [&] {
        const auto parent = static_cast<std::size_t>(row);
        return parent < rows.children.size() ? static_cast<int>(rows.children[parent].size()) : 0;
    };
    for (int key = 1; existing() < count && has_room(vertex.node); ++key) {  // the same keys on every device
        if (find_row(vertex.node, row, std::to_string(key)) >= 0) continue;
        const int made = make_row(vertex.node, row, std::to_string(key));
        fill_defaults(form_->table_of(vertex.node), made);
        touch_row(vertex.node, made);
        fresh_rows_.push_back({vertex.node, made});
    }
    if (held.value == Datum(count)) return false;
    held.value = Datum(count);
    return true;
}

bool Instance::compute_row(const Vertex& vertex, int row) {
    Row& held = table(vertex.node).rows[static_cast<std::size_t>(row)];
    const NodePlan& plan = form_->plan(vertex.node);
    bool now = is_relevant_at(plan.relevance, held.parent);
    if (plan.count >= 0) {
        const auto* count = state(vertex.node, held.parent).value.as<std::int64_t>();
        now = now && count && held.position <= *count;
    }
    now = now && (vertex.expression < 0 || truth_of(computed(vertex.expression, {vertex.node, row})));
    if (held.is_relevant == now) return false;
    held.is_relevant = now;
    return true;
}

}  // namespace nuong::forms
