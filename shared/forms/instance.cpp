#include "shared/forms/instance.h"

#include <algorithm>

#include "shared/forms/place.h"

namespace nuong::forms {
namespace {

constexpr std::string_view live_suffix = "/~live";

Error unknown_path(std::string_view path) {
    const std::string shown(path);
    return Error{ErrorCode::not_found,
                 {"Biểu mẫu không có câu hỏi \"" + shown + "\".", "The form has no question \"" + shown + "\"."}};
}

}  // namespace

const char* name_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::none: return "none";
        case ErrorKind::required: return "required";
        case ErrorKind::constraint: return "constraint";
        case ErrorKind::not_in_list: return "not_in_list";
        case ErrorKind::type: return "type";
    }
    return "none";
}

Instance::Instance(FormPointer form, Environment environment)
    : form_(std::move(form)), environment_(std::move(environment)), tables_(form_->scopes.size()) {
    remember_last_record();
    tables_[0].rows.emplace_back().nodes.resize(form_->slots[0].size());
    fill_defaults(0, 0);
    for (const int node : form_->slots[0]) fill_metadata(node, state(node, 0));
    for (const NamedValue& field : form_->definition.first_rows) load_one(field.name, field.value);
    compute_all();
    fill_default_expressions(0, 0);
    settle();
    run_actions(FormAction::first_load | FormAction::load, -1, 0);
}

Instance::Instance(FormPointer form, Environment environment, const Fields& answers)
    : form_(std::move(form)), environment_(std::move(environment)), tables_(form_->scopes.size()) {
    remember_last_record();
    tables_[0].rows.emplace_back().nodes.resize(form_->slots[0].size());
    load(answers);
    run_actions(FormAction::load, -1, 0);
}

Instance::NodeState& Instance::state(int node, int row) {
    const NodePlan& plan = form_->plan(node);
    return tables_[static_cast<std::size_t>(plan.table)]
        .rows[static_cast<std::size_t>(row)]
        .nodes[static_cast<std::size_t>(plan.slot)];
}
const Instance::NodeState& Instance::state(int node, int row) const {
    const NodePlan& plan = form_->plan(node);
    return tables_[static_cast<std::size_t>(plan.table)]
        .rows[static_cast<std::size_t>(row)]
        .nodes[static_cast<std::size_t>(plan.slot)];
}

const Datum& Instance::value(int node, int row) const { return state(node, row).value; }

void Instance::fill_metadata(int node, NodeState& held) {
    switch (form_->node(node).type) {
        case FieldType::start: held.answer = Datum(to_string(environment_.now)); break;
        case FieldType::today: held.answer = Datum(environment_.today); break;
        case FieldType::username: held.answer = Datum(environment_.user); break;
        case FieldType::deviceid: held.answer = Datum(environment_.device); break;
        default: break;
    }
}

void Instance::fill_defaults(int table, int row) {
    for (const int node : form_->slots[static_cast<std::size_t>(table)]) {
        const Node& written = form_->node(node);
        for (int key = 1; key <= written.rows_at_start && has_room(node); ++key) {
            const int made = make_row(node, row, std::to_string(key));
            fill_defaults(form_->table_of(node), made);
            if (is_computed_) touch_row(node, made);
        }
        if (written.default_value.empty() || written.default_is_expression) continue;
        if (auto fitting = accepted(node, Value(written.default_value))) state(node, row).answer = std::move(*fitting);
    }
}

// After the first computation, because a default may look at calculations; once, because the person may change it.
void Instance::fill_default_expressions(int table, int row) {
    for (const int node : form_->slots[static_cast<std::size_t>(table)]) {
        const int expression = form_->plan(node).default_expression;
        NodeState& held = state(node, row);
        if (expression < 0 || !held.answer.is_blank()) continue;
        auto fitting = accepted(node, value_of(computed(expression, {form_->node(node).scope, row})));
        if (!fitting || fitting->is_blank()) continue;
        held.answer = std::move(*fitting);
        touch(form_->plan(node).value, row);
        settle();
    }
}

// A place as exactly as the form wants to know it and no more: who was met there must not be found by it.
Datum Instance::coarse_place(const Datum& place, int places) {
    const auto points = parse_points(text_of(place));
    return points ? Datum(to_text(rounded(*points, places))) : place;
}

// The form's reading of a value: codes in the order of their list, so that equal choices are equal texts.
Result<Datum> Instance::accepted(int node, const Value& value) const {
    const Node& written = form_->node(node);
    if (const auto* missing = value.as<Missing>()) {
        if (std::find(written.missing.begin(), written.missing.end(), missing->reason) != written.missing.end())
            return Datum(*missing);
        return Error{ErrorCode::invalid,
                     {"Câu hỏi này không nhận lý do thiếu \"" + missing->reason + "\".",
                      "This question does not take the missing reason \"" + missing->reason + "\"."}};
    }
    const NodePlan& plan = form_->plan(node);
    auto datum = datum_of(value, plan.cast == Cast::none ? written.type : FieldType::text);
    if (datum && plan.cast != Cast::none) {
        Datum cast = cast_to(*datum, plan.cast);
        if (cast.is_blank() && !datum->is_blank()) return Error{ErrorCode::invalid, expected_by(plan.cast)};
        if (plan.cast == Cast::point && written.places) return coarse_place(cast, *written.places);
        return cast;
    }
    const auto* numbers = plan.choice_numbers;
    const bool keeps_order = written.type != FieldType::select_multiple || plan.itemset || written.control == "rank";
    if (!datum || keeps_order || datum->is_blank() || !numbers) return datum;
    std::vector<std::pair<std::uint32_t, std::string_view>> codes;
    const std::string& all = datum->words;
    for (std::size_t from = 0; from < all.size();) {
        const std::size_t to = std::min(all.find_first_of(" \t\n", from), all.size());
        const std::string_view code = std::string_view(all).substr(from, to - from);
        const auto number = numbers->find(code);
        if (to > from) codes.emplace_back(number == numbers->end() ? UINT32_MAX : number->second, code);
        from = to + 1;
    }
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    std::string sorted;
    for (const auto& [number, code] : codes) sorted.append(sorted.empty() ? "" : " ").append(code);
    return Datum(std::move(sorted));
}

Status Instance::set(std::string_view path, const Value& value) {
    const auto at = address(path);
    if (!at || at->is_row || !is_stored(form_->node(at->node).type)) return unknown_path(path);
    auto fitting = accepted(at->node, value);
    if (!fitting) return fitting.error();
    NodeState& held = state(at->node, at->row);
    if (!ranks_all(at->node, at->row, *fitting))
        return Error{ErrorCode::invalid,
                     {"Khi xếp hạng phải xếp mọi lựa chọn.", "A ranking must contain every choice."}};
    if (const Offers* offers = offers_at(at->node, at->row)) in_order_of(*offers, at->node, *fitting);
    if (held.answer == *fitting && !held.misfit) {
        edit_.clear();
        return Done{};
    }
    const bool had_misfit = held.misfit.has_value();
    edit_.clear();
    give(at->node, at->row, std::move(*fitting));
    if (had_misfit && form_->plan(at->node).valid >= 0) touch(form_->plan(at->node).valid, at->row);
    settle();
    run_actions(FormAction::changed, at->node, at->row);
    history_.add(edit_);
    return Done{};
}

Value Instance::answer_at(int node, int row) const {
    const NodeState& held = state(node, row);
    return held.misfit ? *held.misfit : value_of(held.answer);
}

void Instance::give(int node, int row, Datum answer) {
    Value before = answer_at(node, row);
    NodeState& held = state(node, row);
    held.answer = std::move(answer);
    held.misfit.reset();
    ++revision_;
    touch(form_->plan(node).value, row);
    Value after = value_of(held.answer);
    if (!(before == after)) edit_.push_back({path_of(node, row), std::move(before), std::move(after)});
}

void Instance::load(const Fields& answers) {
    std::vector<std::string> dead;
    for (const NamedValue& field : answers)
        if (field.name.ends_with(live_suffix) && field.value == Value(false))
            dead.push_back(field.name.substr(0, field.name.size() - live_suffix.size() + 1));
    for (const NamedValue& field : answers) {
        const bool is_dead =
            std::any_of(dead.begin(), dead.end(), [&](const std::string& row) { return field.name.starts_with(row); });
        if (is_dead) nuong::set(unknown_, field.name, field.value);
        else load_one(field.name, field.value);
    }
    sort_rows();
    compute_all();
    settle();
    ++revision_;
}

void Instance::set_language(std::string language) {
    if (language == environment_.language) return;
    environment_.language = std::move(language);
    ++revision_;
    if (form_->language >= 0) touch(form_->language, 0);
    settle();
}

void Instance::set_today(Date today) {
    if (today == environment_.today) return;
    environment_.today = today;
    ++revision_;
    if (form_->clock >= 0) touch(form_->clock, 0);
    settle();
}

template <class Visit>
void Instance::each_in(int row, int first, int last, Visit& visit) const {
    for (int node = first; node < last;) {
        const Node& written = form_->node(node);
        visit(node, row);
        if (written.type != FieldType::repeat) {
            ++node;
            continue;
        }
        const Table& rows = table(node);
        if (static_cast<std::size_t>(row) < rows.children.size())
            for (const int inner : rows.children[static_cast<std::size_t>(row)])
                each_in(inner, node + 1, written.end, visit);
        node = written.end;
    }
}

template <class Visit>
void Instance::each(Visit visit) const {
    each_in(0, 0, static_cast<int>(form_->definition.nodes.size()), visit);
}

// What was answered there, and which rows there are.
void Instance::collect_answers(int node, int row, Fields& fields) const {
    if (is_stored(form_->node(node).type)) {
        if (Value answer = answer_at(node, row); !answer.is_null())
            fields.push_back({path_of(node, row), std::move(answer)});
    } else if (form_->node(node).type == FieldType::repeat) {
        std::vector<int> rows;
        rows_below({form_->node(node).scope, row}, node, rows);
        for (const int inner : rows) fields.push_back({row_path(node, inner) + std::string(live_suffix), Value(true)});
    }
}

Fields Instance::answers() const {
    Fields fields = unknown_;
    each([&](int node, int row) { collect_answers(node, row, fields); });
    std::sort(fields.begin(), fields.end(), [](const NamedValue& a, const NamedValue& b) { return a.name < b.name; });
    return fields;
}

Fields Instance::answers_in(int repeat, int row) const {
    Fields fields;
    const auto collect = [&](int node, int inner) { collect_answers(node, inner, fields); };
    each_in(row, repeat + 1, form_->node(repeat).end, collect);
    return fields;
}

Fields Instance::answers_to_save() const {
    Fields fields = unknown_;
    const auto add = [&](Path path, Value value) {
        if (!value.is_null()) fields.push_back({std::move(path), std::move(value)});
    };
    each([&](int node, int row) {
        const Node& written = form_->node(node);
        if (!is_relevant_at(form_->plan(node).relevance, row) || !is_row_relevant({written.scope, row})) return;
        if (written.type == FieldType::end) return add(path_of(node, row), Value(to_string(environment_.now)));
        if (is_stored(written.type)) {
            const NodeState& held = state(node, row);
            add(path_of(node, row), held.misfit ? *held.misfit : value_of(held.value));
        } else if (written.type == FieldType::repeat) {
            std::vector<int> rows;
            rows_below({written.scope, row}, node, rows);
            for (const int inner : rows)
                if (row_at({node, inner}).is_relevant)
                    add(row_path(node, inner) + std::string(live_suffix), Value(true));
        }
    });
    std::sort(fields.begin(), fields.end(), [](const NamedValue& a, const NamedValue& b) { return a.name < b.name; });
    return fields;
}

Fields Instance::values() const {
    Fields fields;
    each([&](int node, int row) {
        const NodePlan& plan = form_->plan(node);
        if (plan.value < 0) return;
        Value value = value_of(state(node, row).value);
        if (!value.is_null()) fields.push_back({path_of(node, row), std::move(value)});
    });
    std::sort(fields.begin(), fields.end(), [](const NamedValue& a, const NamedValue& b) { return a.name < b.name; });
    return fields;
}

Value Instance::value(std::string_view path) const {
    const auto at = address(path);
    return at && !at->is_row ? value_of(state(at->node, at->row).value) : Value();
}

bool Instance::evaluates_true(const Expression& expression) const {
    return truth_of(evaluate(expression, evaluation({})));
}

Value Instance::evaluate_value(const Expression& expression) const {
    return value_of(evaluate(expression, evaluation({})));
}

Datum Instance::computed(int expression, Place place) const {
    return evaluate(form_->expressions[static_cast<std::size_t>(expression)], evaluation(place));
}

std::vector<AnswerError> Instance::problems() const {
    std::vector<AnswerError> problems;
    if (error_count_ == 0) return problems;
    each([&](int node, int row) {
        if (state(node, row).error != ErrorKind::none) problems.push_back(error_at(node, row));
    });
    return problems;
}

std::vector<AnswerWarning> Instance::warnings() const {
    std::vector<AnswerWarning> warnings;
    each([&](int node, int row) {
        const NodePlan& plan = form_->plan(node);
        if (plan.warn < 0 || !state(node, row).is_warned) return;
        warnings.push_back(
            {path_of(node, row), shown_message(form_->node(node).warn_message, plan.warn_message, node, row)});
    });
    return warnings;
}

}  // namespace nuong::forms
