#include "shared/reports/answer_sheet.h"

#include <algorithm>
#include <cmath>

#include "shared/forms/functions.h"

namespace nuong::reports {

using forms::Datum;
using forms::Place;
using forms::Property;

namespace {

// Whether an answer is allowed, required or remarked on nobody asks here.
bool is_of_answers(Property property) {
    return property == Property::value || property == Property::relevant || property == Property::count ||
           property == Property::rows || property == Property::position || property == Property::row;
}

// By node. Nearly every form looks at the clock, but mostly to see that a day is not in the future.
std::vector<bool> followers_of_clock(const forms::CompiledForm& form) {
    std::vector<bool> followers(form.definition.nodes.size()), seen(form.vertices.size());
    std::vector<int> left;
    if (form.clock >= 0) left.push_back(form.clock);
    while (!left.empty()) {
        const auto at = static_cast<std::size_t>(left.back());
        left.pop_back();
        if (seen[at]) continue;
        seen[at] = true;
        const forms::Vertex& vertex = form.vertices[at];
        if (vertex.node >= 0 && is_of_answers(vertex.property)) followers[static_cast<std::size_t>(vertex.node)] = true;
        for (const forms::Edge& edge : vertex.readers) left.push_back(edge.vertex);
    }
    return followers;
}

bool is_of_its_day(const forms::Expression& expression, const std::vector<bool>& followers) {
    const auto follows = [&](int node) { return node >= 0 && followers[static_cast<std::size_t>(node)]; };
    return std::any_of(expression.terms.begin(), expression.terms.end(), [&](const forms::Term& term) {
        const bool asks = term.op == forms::Op::call && term.function &&
                          has(term.function->needs, forms::Needs::clock | forms::Needs::one_time);
        return asks || follows(term.reference.node) || std::any_of(term.reads.begin(), term.reads.end(), follows);
    });
}

}  // namespace

AnswerSheet::AnswerSheet(forms::FormPointer form)
    : form_(std::move(form)), tables_(form_->slots.size()), follows_clock_(followers_of_clock(*form_)) {
    environment_.utc_offset_min = 420;
    for (std::size_t node = 0; node < follows_clock_.size(); ++node)
        if (follows_clock_[node]) clock_followers_.push_back(static_cast<int>(node));
}

AnswerSheet::Row& AnswerSheet::row_at(int scope, int row) const {
    return tables_[static_cast<std::size_t>(form_->table_of(scope))].rows[static_cast<std::size_t>(row)];
}

AnswerSheet::Cell& AnswerSheet::cell(int node, int row) const {
    const forms::NodePlan& plan = form_->plan(node);
    return tables_[static_cast<std::size_t>(plan.table)]
        .rows[static_cast<std::size_t>(row)]
        .cells[static_cast<std::size_t>(plan.slot)];
}

void AnswerSheet::load(const Fields& answers, Date today) {
    for (Table& table : tables_) table.used = 0;
    find_or_make_row(-1, 0, "");
    environment_.today = today;
    environment_.now = Instant(today);
    turn_ = ++today_turn_;
    for (const NamedValue& answer : answers) put(answer.name, answer.value);
}

void AnswerSheet::set_today(Date today) {
    if (environment_.today == today) return;
    environment_.today = today;
    environment_.now = Instant(today);
    ++today_turn_;
    for (const int node : clock_followers_) forget(node);
}

// What was computed of it in all rows, and of a repeat whether its rows are relevant.
void AnswerSheet::forget(int node) {
    const forms::NodePlan& plan = form_->plan(node);
    Table& table = tables_[static_cast<std::size_t>(plan.table)];
    for (std::size_t r = 0; r < table.used; ++r) {
        Cell& held = table.rows[r].cells[static_cast<std::size_t>(plan.slot)];
        held.value_known = held.relevance_known = Known::no;
    }
    if (plan.rows_table < 0) return;
    Table& rows = tables_[static_cast<std::size_t>(plan.rows_table)];
    for (std::size_t r = 0; r < rows.used; ++r) rows.rows[r].relevance_known = Known::no;
}

// "members/<key>/age" is the question "members/age" in the row <key>. What this version of the form does not know is
// not asked for.
void AnswerSheet::put(const Path& path, const Value& value) {
    const forms::NodeIndex& index = form_->definition.node_index;
    int row = 0, node = index.find_id(path);
    if (node >= 0) {
        if (form_->node(node).scope >= 0) return;
    } else {
        std::string name;
        int scope = -1;
        for (std::size_t from = 0; from <= path.size();) {
            const std::size_t to = std::min(path.find('/', from), path.size());
            if (!name.empty()) name += '/';
            name.append(path, from, to - from);
            from = to + 1;
            const int named = index.find_id(name);
            if (named < 0) continue;
            if (to == path.size()) node = named;
            if (form_->node(named).type != forms::FieldType::repeat || to == path.size()) continue;
            const std::size_t end = std::min(path.find('/', from), path.size());
            scope = named;
            row = find_or_make_row(scope, row, std::string_view(path).substr(from, end - from));
            from = end + 1;
        }
        if (node < 0 || form_->node(node).scope != scope) return;
    }
    const auto type = form_->node(node).type;
    if (type == forms::FieldType::group || type == forms::FieldType::repeat) return;
    const forms::Cast cast = form_->plan(node).cast;
    auto datum = forms::datum_of(value, cast == forms::Cast::none ? type : forms::FieldType::text);
    if (datum) cell(node, row).answer = cast == forms::Cast::none ? std::move(*datum) : forms::cast_to(*datum, cast);
}

int AnswerSheet::find_or_make_row(int repeat, int parent, std::string_view key) {
    const auto number = static_cast<std::size_t>(form_->table_of(repeat));
    Table& table = tables_[number];
    int position = 1;
    for (std::size_t r = 0; r < table.used; ++r) {
        if (table.rows[r].parent != parent) continue;
        if (table.rows[r].key == key) return static_cast<int>(r);
        ++position;
    }
    if (table.used == table.rows.size()) {
        table.rows.emplace_back();
        table.rows.back().cells.resize(form_->slots[number].size());
    }
    Row& row = table.rows[table.used];
    row.key = key;
    row.parent = parent;
    row.position = position;
    row.relevance_known = Known::no;
    for (Cell& held : row.cells) {
        held.answer = Datum();
        held.value_known = held.relevance_known = Known::no;
    }
    return static_cast<int>(table.used++);
}

int AnswerSheet::row_count(int repeat) const {
    return static_cast<int>(tables_[static_cast<std::size_t>(form_->table_of(repeat))].used);
}

Datum AnswerSheet::evaluate(const forms::Expression& expression, Place place) const {
    return forms::evaluate(
        expression, {form_->definition, *this, environment_, place, nullptr, &form_->tables, {}, {}, nullptr, nullptr});
}

void AnswerSheet::give_number(AskedExpression& asked, int repeat) {
    const auto [at, is_new] =
        numbers_->by_words.try_emplace({asked.expression.source, repeat}, numbers_->by_words.size());
    asked.number = at->second;
    if (is_new) kept_.push_back({is_of_its_day(asked.expression, follows_clock_), {}});
}

const Datum& AnswerSheet::evaluate(const AskedExpression& asked, Place place) const {
    Kept& kept = kept_[asked.number];
    const auto row = static_cast<std::size_t>(place.row);
    if (row >= kept.rows.size()) kept.rows.resize(row + 1);
    KeptValue& held = kept.rows[row];
    const std::uint64_t turn = kept.follows_clock ? today_turn_ : turn_;
    if (held.turn != turn) held = {turn, evaluate(asked.expression, place)};
    return held.value;
}

Datum AnswerSheet::computed(int expression, Place place) const {
    return evaluate(form_->expressions[static_cast<std::size_t>(expression)], place);
}

bool AnswerSheet::is_relevant_at(int vertex_number, int row) const {
    if (vertex_number < 0) return true;
    const forms::Vertex& vertex = form_->vertices[static_cast<std::size_t>(vertex_number)];
    if (vertex.property == Property::row) return is_row_relevant({vertex.node, row});
    return is_relevant(vertex.node, row);
}

// As Instance::compute_flag: what is around a question must be relevant too. `node` has a condition of its own.
bool AnswerSheet::is_relevant(int node, int row) const {
    Cell& held = cell(node, row);
    if (held.relevance_known != Known::no) return held.is_relevant;
    held.relevance_known = Known::computing;
    held.is_relevant = true;
    const forms::Node& written = form_->node(node);
    const int outer = written.parent < 0                ? -1
                      : written.parent == written.scope ? form_->plan(written.scope).row
                                                        : form_->plan(written.parent).relevance;
    const int own = form_->vertices[static_cast<std::size_t>(form_->plan(node).relevance)].expression;
    held.is_relevant = is_relevant_at(outer, row) && forms::truth_of(computed(own, {written.scope, row}));
    held.relevance_known = Known::yes;
    return held.is_relevant;
}

// As Instance::compute_value.
const Datum& AnswerSheet::value(int node, int row) const {
    static const Datum blank;
    const forms::NodePlan& plan = form_->plan(node);
    if (plan.value < 0) return blank;
    Cell& held = cell(node, row);
    if (held.value_known == Known::yes) return held.value;
    if (held.value_known == Known::computing) return blank;
    held.value_known = Known::computing;
    Datum now;
    if (is_relevant_at(plan.relevance, row)) {
        if (form_->node(node).type != forms::FieldType::calculate) now = held.answer;
        const int expression = form_->vertices[static_cast<std::size_t>(plan.value)].expression;
        if (now.is_blank() && !now.is_missing() && expression >= 0)
            now = computed(expression, {form_->node(node).scope, row});
        if (const auto* number = now.as<double>(); number && !std::isfinite(*number)) now = Datum();
        if (plan.cast != forms::Cast::none) now = forms::cast_to(now, plan.cast);
    }
    held.value = std::move(now);
    held.value_known = Known::yes;
    return held.value;
}

int AnswerSheet::enclosing_row(Place place, int scope) const {
    int row = place.row;
    for (int at = place.scope; at != scope; at = form_->node(at).scope) {
        if (at < 0) return 0;
        row = row_at(at, row).parent;
    }
    return row;
}

void AnswerSheet::rows_below(Place shared, int scope, std::vector<int>& rows) const {
    if (scope == shared.scope) return rows.push_back(shared.row);
    const Table& table = tables_[static_cast<std::size_t>(form_->table_of(scope))];
    for (std::size_t r = 0; r < table.used; ++r)
        if (enclosing_row({scope, static_cast<int>(r)}, shared.scope) == shared.row)
            rows.push_back(static_cast<int>(r));
}

int AnswerSheet::position(Place place) const { return place.scope < 0 ? 1 : row_at(place.scope, place.row).position; }

bool AnswerSheet::is_row_relevant(Place place) const {
    if (place.scope < 0) return true;
    Row& row = row_at(place.scope, place.row);
    if (row.relevance_known != Known::no) return row.is_relevant;
    row.relevance_known = Known::computing;
    row.is_relevant = true;
    const forms::NodePlan& plan = form_->plan(place.scope);
    bool now =
        is_row_relevant({form_->node(place.scope).scope, row.parent}) && is_relevant_at(plan.relevance, row.parent);
    if (now && plan.count >= 0) {
        const int expression = form_->vertices[static_cast<std::size_t>(plan.count)].expression;
        const auto count = forms::finite_number_of(computed(expression, {form_->node(place.scope).scope, row.parent}));
        now = count && row.position <= *count;
    }
    const int own = plan.row < 0 ? -1 : form_->vertices[static_cast<std::size_t>(plan.row)].expression;
    row.is_relevant = now && (own < 0 || forms::truth_of(computed(own, place)));
    row.relevance_known = Known::yes;
    return row.is_relevant;
}

AnswerSheet& AnswerSheets::load(const forms::FormPointer& form, const Fields& answers) {
    auto& sheet = sheets_[form.get()];
    if (!sheet) sheet = std::make_unique<AnswerSheet>(form);
    sheet->load(answers, {});
    return *sheet;
}

}  // namespace nuong::reports
