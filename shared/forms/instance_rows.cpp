// Rows of repeats: their keys, their order, and the paths that name them.
#include <algorithm>
#include <charconv>

#include "shared/base/encoding.h"
#include "shared/base/random.h"
#include "shared/forms/instance.h"

namespace nuong::forms {
namespace {

constexpr std::size_t rows_max = 100'000;
constexpr std::string_view live = "~live";
constexpr std::size_t time_digits = 12, key_digits = 18;

// Keys made by count are 1, 2 ... 10; keys made by hand begin with the time. Both sort in the order of making.
bool key_before(const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

bool is_row_key(std::string_view key) {
    if (key.empty() || key.size() > 64) return false;
    return std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
}

Error no_such(std::string_view path, const char* vi, const char* en) {
    const std::string shown(path);
    return Error{ErrorCode::not_found,
                 {"Không có " + std::string(vi) + " \"" + shown + "\" trong biểu mẫu.",
                  "The form has no " + std::string(en) + " \"" + shown + "\"."}};
}

}  // namespace

int Instance::enclosing_row(Place place, int scope) const {
    int row = place.row;
    for (int at = place.scope; at != scope && at >= 0; at = form_->node(at).scope) row = row_at({at, row}).parent;
    return scope < 0 ? 0 : row;
}

void Instance::rows_below(Place shared, int scope, std::vector<int>& rows) const {
    if (scope == shared.scope) {
        rows.push_back(shared.row);
        return;
    }
    std::vector<int> parents;
    rows_below(shared, form_->node(scope).scope, parents);
    const Table& held = table(scope);
    for (const int parent : parents)
        if (static_cast<std::size_t>(parent) < held.children.size()) {
            const auto& children = held.children[static_cast<std::size_t>(parent)];
            rows.insert(rows.end(), children.begin(), children.end());
        }
}

int Instance::position(Place place) const { return row_at(place).position; }

bool Instance::is_row_relevant(Place place) const {
    for (int scope = place.scope, row = place.row; scope >= 0; scope = form_->node(scope).scope) {
        const Row& held = row_at({scope, row});
        if (!held.is_relevant) return false;
        row = held.parent;
    }
    return true;
}

int Instance::find_row(int repeat, int parent, std::string_view key) const {
    const Table& held = table(repeat);
    if (static_cast<std::size_t>(parent) >= held.children.size()) return -1;
    for (const int row : held.children[static_cast<std::size_t>(parent)])
        if (held.rows[static_cast<std::size_t>(row)].key == key) return row;
    return -1;
}

int Instance::make_row(int repeat, int parent, std::string key) {
    Table& held = table(repeat);
    const int row = static_cast<int>(held.rows.size());
    const auto& slots = form_->slots[static_cast<std::size_t>(form_->table_of(repeat))];
    Row made;
    made.key = std::move(key);
    made.parent = parent;
    made.nodes.resize(slots.size());
    held.rows.push_back(std::move(made));
    if (held.children.size() <= static_cast<std::size_t>(parent))
        held.children.resize(static_cast<std::size_t>(parent) + 1);
    auto& children = held.children[static_cast<std::size_t>(parent)];
    children.push_back(row);
    held.rows.back().position = static_cast<int>(children.size());
    return row;
}

void Instance::touch_row(int repeat, int row) {
    for (const int vertex : form_->of_table[static_cast<std::size_t>(form_->table_of(repeat))]) touch(vertex, row);
    touch(form_->plan(repeat).rows, table(repeat).rows[static_cast<std::size_t>(row)].parent);
}

void Instance::renumber(int repeat, int parent, std::size_t from) {
    Table& held = table(repeat);
    const auto& children = held.children[static_cast<std::size_t>(parent)];
    for (std::size_t i = from; i < children.size(); ++i) {
        held.rows[static_cast<std::size_t>(children[i])].position = static_cast<int>(i) + 1;
        touch(form_->plan(repeat).position, children[i]);
    }
}

void Instance::drop_row(int repeat, int row) {
    for (int inner = repeat + 1; inner < form_->node(repeat).end; ++inner) {
        if (form_->node(inner).scope != repeat) continue;
        if (state(inner, row).error != ErrorKind::none) --error_count_;
        if (form_->node(inner).type != FieldType::repeat) continue;
        std::vector<int> rows;
        rows_below({repeat, row}, inner, rows);
        for (const int below : rows) drop_row(inner, below);
    }
    Table& held = table(repeat);
    Row& gone = held.rows[static_cast<std::size_t>(row)];
    gone.is_live = false;
    auto& siblings = held.children[static_cast<std::size_t>(gone.parent)];
    const auto at = std::find(siblings.begin(), siblings.end(), row);
    const auto index = static_cast<std::size_t>(at - siblings.begin());
    siblings.erase(at);
    gone.nodes.clear();
    renumber(repeat, gone.parent, index);
    touch(form_->plan(repeat).rows, gone.parent);
}

bool Instance::has_room(int repeat) const { return table(repeat).rows.size() < rows_max; }

// Later than the row before it, even when the clock stands still or went back.
std::string Instance::next_key(int repeat, int parent) const {
    auto ms = static_cast<std::uint64_t>(std::max<std::int64_t>(environment_.now.time_since_epoch().count(), 0));
    const Table& held = table(repeat);
    if (static_cast<std::size_t>(parent) < held.children.size())
        for (const int row : held.children[static_cast<std::size_t>(parent)]) {
            const std::string& key = held.rows[static_cast<std::size_t>(row)].key;
            std::uint64_t last = 0;
            const char* end = key.data() + std::min(key.size(), time_digits);
            if (key.size() == key_digits && std::from_chars(key.data(), end, last, 16).ptr == end)
                ms = std::max(ms, last + 1);
        }
    std::array<std::uint8_t, 9> bytes{};
    for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
    fill_random(std::span(bytes).subspan(6));  // two devices may add a row in the same millisecond
    return to_hex(bytes);
}

std::optional<Instance::Steps> Instance::steps_of(std::string_view path) const {
    Steps steps;
    std::string name;
    for (std::size_t from = 0; from <= path.size();) {
        const std::size_t to = std::min(path.find('/', from), path.size());
        if (!name.empty()) name += '/';
        name += path.substr(from, to - from);
        from = to + 1;
        const int node = form_->find(name);
        const bool is_last = to == path.size();
        if (node >= 0 && form_->node(node).type == FieldType::repeat && !is_last) {
            const std::size_t end = std::min(path.find('/', from), path.size());
            const std::string_view key = path.substr(from, end - from);
            if (!is_row_key(key)) return std::nullopt;
            steps.keys.emplace_back(node, key);
            from = end + 1;
            name = form_->node(node).id;
            if (end == path.size()) {
                steps.node = node;
                steps.is_row = true;
                return steps;
            }
        } else if (is_last) {
            steps.node = node;
            return node < 0 ? std::nullopt : std::optional(steps);
        }
    }
    return std::nullopt;
}

std::optional<Instance::Address> Instance::address(std::string_view path) const {
    const auto steps = steps_of(path);
    if (!steps) return std::nullopt;
    int row = 0;
    for (const auto& [repeat, key] : steps->keys) {
        row = find_row(repeat, row, key);
        if (row < 0) return std::nullopt;
    }
    return Address{steps->node, row, steps->is_row};
}

Path Instance::row_path(int repeat, int row) const {
    const Row& held = row_at({repeat, row});
    return path_of(repeat, held.parent) + "/" + held.key;
}

Path Instance::path_of(int node, int row) const {
    const Node& written = form_->node(node);
    if (written.scope < 0) return written.id;
    return row_path(written.scope, row) + written.id.substr(form_->node(written.scope).id.size());
}

Result<std::string> Instance::add_row(std::string_view repeat) {
    const auto at = address(repeat);
    if (!at || at->is_row || form_->node(at->node).type != FieldType::repeat)
        return no_such(repeat, "nhóm lặp", "repeat");
    std::string key = next_key(at->node, at->row);
    const Status added = add_row(repeat, key);
    if (!added) return added.error();
    return key;
}

Status Instance::add_row(std::string_view repeat, std::string_view key) {
    const auto at = address(repeat);
    if (!at || at->is_row || form_->node(at->node).type != FieldType::repeat)
        return no_such(repeat, "nhóm lặp", "repeat");
    if (!is_row_key(key) || find_row(at->node, at->row, key) >= 0 || !has_room(at->node))
        return Error{ErrorCode::invalid,
                     {"Không thêm được dòng này: mã dòng sai hoặc đã có.",
                      "This row cannot be added: its key is wrong or already there."}};
    edit_.clear();
    const int row = make_row(at->node, at->row, std::string(key));
    const Path removed_before = row_path(at->node, row) + "/" + std::string(live);
    std::erase_if(unknown_, [&](const NamedValue& field) { return field.name == removed_before; });
    fill_defaults(form_->table_of(at->node), row);
    touch_row(at->node, row);
    settle();
    fill_default_expressions(form_->table_of(at->node), row);
    // What the row begins with is part of its making; what actions set elsewhere they have noted.
    const std::string below = row_path(at->node, row) + "/";
    run_actions(FormAction::new_row, at->node, row);
    std::erase_if(edit_, [&](const AnswerChange& change) { return change.path.starts_with(below); });
    note_row(at->node, row, Value(), Value(true));
    history_.add(edit_);
    ++revision_;
    return Done{};
}

// All that stands in a row comes and goes with it.
void Instance::note_row(int repeat, int row, const Value& before, const Value& after) {
    const bool comes = after == Value(true);
    AnswerChange liveness{row_path(repeat, row) + "/" + std::string(live), before, after};
    if (comes) edit_.push_back(liveness);
    for (NamedValue& answer : answers_in(repeat, row)) {
        if (comes) edit_.push_back({std::move(answer.name), Value(), std::move(answer.value)});
        else edit_.push_back({std::move(answer.name), std::move(answer.value), Value()});
    }
    if (!comes) edit_.push_back(std::move(liveness));
}

Status Instance::remove_row(std::string_view path) {
    const auto at = address(path);
    if (!at || !at->is_row) return no_such(path, "dòng", "row");
    edit_.clear();
    note_row(at->node, at->row, Value(true), Value(false));
    history_.add(edit_);
    nuong::set(unknown_, row_path(at->node, at->row) + "/" + std::string(live), Value(false));
    drop_row(at->node, at->row);
    settle();
    ++revision_;
    return Done{};
}

void Instance::load_one(std::string_view path, const Value& value) {
    const std::size_t slash = path.rfind('/');
    const bool is_live = slash != std::string_view::npos && path.substr(slash + 1) == live;
    const auto steps = steps_of(is_live ? path.substr(0, slash) : path);
    const bool has_value = steps && !steps->is_row && is_stored(form_->node(steps->node).type);
    if (!steps || (!has_value && !is_live)) return nuong::set(unknown_, path, value);
    int row = 0;
    for (const auto& [repeat, key] : steps->keys) {
        int inner = find_row(repeat, row, key);
        if (inner < 0 && !has_room(repeat)) return nuong::set(unknown_, path, value);
        if (inner < 0) inner = make_row(repeat, row, key);
        row = inner;
    }
    if (!has_value) return;
    NodeState& held = state(steps->node, row);
    auto fitting = accepted(steps->node, value);
    held.misfit = fitting ? std::nullopt : std::optional(value);
    held.answer = fitting ? std::move(*fitting) : Datum();
}

bool Instance::undo() {
    edit_.clear();
    if (!history_.can_undo()) return false;
    apply(reversed(history_.undo()));
    return true;
}

bool Instance::redo() {
    edit_.clear();
    if (!history_.can_redo()) return false;
    apply(history_.redo());
    return true;
}

// Answers become what the edit says, then everything is computed as if the record had just been opened.
void Instance::apply(const Edit& edit) {
    edit_ = edit;
    constexpr std::size_t mark = live.size() + 1;
    for (const AnswerChange& change : edit) {
        if (change.path.ends_with("/" + std::string(live)))
            apply_row(std::string_view(change.path).substr(0, change.path.size() - mark), change.after);
        else load_one(change.path, change.after);
    }
    sort_rows();
    compute_all();
    settle();
    ++revision_;
}

void Instance::apply_row(std::string_view row, const Value& is_there) {
    const std::string mark = std::string(row) + "/" + std::string(live);
    if (is_there == Value(true)) {
        std::erase_if(unknown_, [&](const NamedValue& field) { return field.name == mark; });
        return load_one(mark, is_there);
    }
    if (is_there == Value(false)) nuong::set(unknown_, mark, is_there);
    if (const auto at = address(row); at && at->is_row) drop_row(at->node, at->row);
}

void Instance::sort_rows() {
    for (std::size_t number = 1; number < tables_.size(); ++number) {
        Table& held = tables_[number];
        for (auto& children : held.children) {
            std::sort(children.begin(), children.end(), [&](int a, int b) {
                return key_before(held.rows[static_cast<std::size_t>(a)].key,
                                  held.rows[static_cast<std::size_t>(b)].key);
            });
            for (std::size_t i = 0; i < children.size(); ++i)
                held.rows[static_cast<std::size_t>(children[i])].position = static_cast<int>(i) + 1;
        }
    }
}

}  // namespace nuong::forms
