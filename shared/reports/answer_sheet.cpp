#include "shared/reports/answer_sheet.h"

#include <cmath>

namespace nuong::reports {

using forms::Datum;
using forms::Place;
using forms::Property;

AnswerSheet::AnswerSheet(forms::FormPointer form) : form_(std::move(form)), tables_(form_->slots.size()) {
    environment_.utc_offset_min = 420;
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
    for (const NamedValue& answer : answers) put(answer.name, answer.value);
}

void AnswerSheet::set_today(Date today) {
    if (environment_.today == today) return;
    environment_.today = today;
    environment_.now = Instant(today);
    if (form_->clock < 0) return;  // nothing in the form asks for it
    for (Table& table : tables_)
        for (std::size_t r = 0; r < table.used; ++r) {
            table.rows[r].relevance_known = Known::no;
            for (Cell& held : table.rows[r].cells) held.value_known = held.relevance_known = Known::no;
        }
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
