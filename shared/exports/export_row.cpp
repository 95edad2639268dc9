#include "shared/exports/export_row.h"

#include <algorithm>
#include <map>

#include "shared/forms/record_fields.h"

namespace nuong::exports {
namespace {

Instant time_in(const RecordId& id) {
    std::int64_t ms = 0;
    for (std::size_t i = 0; i < 6; ++i) ms = ms << 8 | id.bytes[i];
    return Instant(std::chrono::milliseconds(ms));
}

const Head* newest_of(const RecordState& state) {
    const Head* newest = nullptr;
    for (const Register& reg : state.registers)
        for (const Head& head : reg.heads)
            if (!newest || head.at > newest->at) newest = &head;
    return newest;
}

bool has_rivals(const RecordState& state) {
    return std::any_of(state.registers.begin(), state.registers.end(),
                       [](const Register& reg) { return reg.heads.size() > 1; });
}

// A register that holds any answer that is left out is not named.
bool may_name(const Order& order, const ExportPlan& plan, const Path& path) {
    if (is_reserved(path)) return true;
    const int node = order.form->find(forms::without_row_keys(order.form->definition, path));
    if (node < 0) return false;
    for (int i = node; i < std::max(order.form->node(node).end, node + 1); ++i)
        if (plan.leaves_out(i)) return false;
    return true;
}

Cell text_or_nothing(std::string text) { return text.empty() ? Cell() : Cell(std::move(text)); }

Cell cell_of(const ExportPlan& plan, const forms::Node& node, int number, const Value& value, bool has_reason) {
    if (value.is_null()) return {};
    if (value.as<Missing>() && has_reason) return {};
    if (const bool* truth = value.as<bool>()) return *truth;
    if (const auto* whole = value.as<std::int64_t>()) return *whole;
    if (const auto* real = value.as<double>()) return *real;
    const std::string text = plain_text(value);
    if (value.as<Missing>()) return text;
    if (node.type == forms::FieldType::date || node.type == forms::FieldType::today)
        if (const auto day = parse_date(text)) return *day;
    return text_or_nothing(plan.words_of(number, text));
}

bool is_ticked(std::string_view codes, std::string_view code) {
    for (std::size_t from = 0; from < codes.size();) {
        const std::size_t to = std::min(codes.find(' ', from), codes.size());
        if (codes.substr(from, to - from) == code) return true;
        from = to + 1;
    }
    return false;
}

Cell cell_for(const Order& order, const ExportPlan& plan, const Column& column, const Value& value) {
    switch (column.kind) {
        case Column::Kind::fact: break;
        case Column::Kind::value: {
            const forms::Node& node = order.form->node(column.node);
            return cell_of(plan, node, column.node, value, !node.missing.empty());
        }
        case Column::Kind::option:
            if (value.is_blank() || value.as<Missing>()) return {};
            return std::int64_t{is_ticked(value.text(), column.option) ? 1 : 0};
        case Column::Kind::reason:
            if (const auto* missing = value.as<Missing>()) return missing->reason;
            break;
    }
    return {};
}

// Rows of one repeat by their path, in the order in which they were made.
struct RowBefore {
    bool operator()(const std::string& a, const std::string& b) const {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    }
};
using Rows = std::map<std::string, std::vector<Cell>, RowBefore>;

std::string row_of(const std::string& path, const forms::Node& node, const forms::Node& repeat);

// Where a record is about several people, only the rows of those whose data may be used leave.
std::vector<std::string> restricted_rows(const Order& order, const Fields& values) {
    std::vector<std::string> rows;
    if (order.restricted.size() == 0 && !order.knows) return rows;
    for (const NamedValue& field : values) {
        const forms::Node* node = forms::node_of(order.form->definition, field.name);
        if (!node || node->type != forms::FieldType::record_ref || node->scope < 0) continue;
        const auto named = parse_uuid(field.value.text());
        if (named && (order.restricted.holds(*named) || (order.knows && !order.knows(*named))))
            rows.push_back(row_of(field.name, *node, order.form->node(node->scope)) + "/");
    }
    return rows;
}

// "members/1/visits/2/day" of "members/visits/day" is in the row "members/1/visits/2" of "members/visits".
std::string row_of(const std::string& path, const forms::Node& node, const forms::Node& repeat) {
    return path.substr(0, path.size() - (node.id.size() - repeat.id.size()));
}

std::string parent_row_of(const forms::CompiledForm& form, int repeat, const std::string& row) {
    const int outer = form.node(repeat).scope;
    if (outer < 0) return "";
    const std::string list = row.substr(0, row.rfind('/'));  // without the row's own key
    return row_of(list, form.node(repeat), form.node(outer));
}

void add_rows(const Order& order, const ExportPlan& plan, const Outgoing& record, std::size_t number,
              std::vector<Line>& lines) {
    const Table& table = plan.tables()[number];
    Rows rows;
    for (std::size_t i = 0; i < record.values.size(); ++i) {
        const int node = record.nodes[i];
        if (order.form->node(node).scope != table.repeat) continue;
        const std::string row = row_of(record.values[i].name, order.form->node(node), order.form->node(table.repeat));
        auto [at, is_new] = rows.try_emplace(row, table.columns.size());
        if (is_new) {
            at->second[0] = record.facts[0].second;
            at->second[1] = row;
            at->second[2] = text_or_nothing(parent_row_of(*order.form, table.repeat, row));
        }
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (table.columns[c].node == node)
                at->second[c] = cell_for(order, plan, table.columns[c], record.values[i].value);
    }
    for (auto& [row, cells] : rows) lines.push_back({number, std::move(cells)});
}

}  // namespace

Outgoing outgoing(const Order& order, const ExportPlan& plan, const RecordState& state,
                  const forms::Instance& instance) {
    std::int64_t conflicts = 0;
    std::string named;
    if (has_rivals(state))
        for (const forms::FieldConflict& conflict : forms::conflicts_of(order.form->definition, state)) {
            ++conflicts;
            if (may_name(order, plan, conflict.path)) named += (named.empty() ? "" : " ") + conflict.path;
        }
    const auto text = [&](std::string_view path) { return text_or_nothing(forms::shown_text(state, path)); };
    const std::string area = forms::shown_text(state, reserved::area);
    const Head* newest = newest_of(state);
    Outgoing record;
    record.facts = {{"record", to_string(state.id)},
                    {"area", text_or_nothing(area)},
                    {"area_name", text_or_nothing(order.area_name ? order.area_name(area) : "")},
                    {"status", text(reserved::status)},
                    {"author", newest ? text_or_nothing(newest->author) : Cell()},
                    {"device", newest ? Cell(to_string(newest->dot.device)) : Cell()},
                    {"made_at", time_in(state.id)},
                    {"saved_at", newest ? Cell(newest->at) : Cell()},
                    {"assigned", text(reserved::assigned)},
                    {"corrects", text(reserved::corrects)},
                    {"same_as", text(reserved::same_as)},
                    {"conflicts", conflicts},
                    {"conflict_fields", text_or_nothing(named)}};
    Fields values = instance.values();
    const std::vector<std::string> staying = restricted_rows(order, values);
    record.restricted_rows = staying.size();
    for (NamedValue& field : values) {
        const auto is_around = [&](const std::string& row) { return field.name.starts_with(row); };
        if (std::any_of(staying.begin(), staying.end(), is_around)) continue;
        int node = order.form->find(field.name);
        if (node < 0) node = order.form->find(forms::without_row_keys(order.form->definition, field.name));
        if (node < 0 || plan.leaves_out(node)) continue;
        record.values.push_back(std::move(field));
        record.nodes.push_back(node);
    }
    return record;
}

std::vector<Line> lines_of(const Order& order, const ExportPlan& plan, const Outgoing& record) {
    const std::vector<Table>& tables = plan.tables();
    std::vector<Line> lines(1);
    for (const Column& column : tables[0].columns) {
        if (column.kind == Column::Kind::fact) {
            const auto fact = std::find_if(record.facts.begin(), record.facts.end(),
                                           [&](const auto& each) { return each.first == column.name; });
            lines[0].cells.push_back(fact == record.facts.end() ? Cell() : fact->second);
            continue;
        }
        const Value* value = find(record.values, order.form->node(column.node).id);
        lines[0].cells.push_back(value ? cell_for(order, plan, column, *value) : Cell());
    }
    for (std::size_t number = 1; number < tables.size(); ++number) add_rows(order, plan, record, number, lines);
    return lines;
}

}  // namespace nuong::exports
