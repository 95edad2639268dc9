#include "shared/targets/import_targets.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/text.h"
#include "shared/sheets/table_file.h"
#include "shared/targets/target_plan.h"

namespace nuong {
namespace {

using sheets::Sheet;
constexpr std::size_t header_rows_max = 30;
constexpr std::size_t no_column = SIZE_MAX;

// Where the columns of a layout lie in a sheet.
struct Head {
    std::size_t row = 0;
    std::size_t code = no_column, printed = no_column;
    std::vector<std::size_t> columns;
    std::vector<std::string> missing;
    bool is_whole() const { return missing.empty() && (code != no_column || printed != no_column); }
};

std::size_t column_named(const std::vector<std::string>& row, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        const std::string wanted = fold_for_search(name);
        for (std::size_t i = 0; i < row.size(); ++i)
            if (!row[i].empty() && fold_for_search(row[i]) == wanted) return i;
    }
    return no_column;
}

Head head_by_names(const TargetLayout& layout, const std::vector<std::string>& row) {
    Head head;
    head.code = column_named(row, layout.code_headers);
    head.printed = column_named(row, layout.printed_headers);
    for (const TargetColumn& column : layout.columns) {
        std::vector<std::string> names{column.id};
        names.insert(names.end(), column.headers.begin(), column.headers.end());
        head.columns.push_back(column_named(row, names));
        if (head.columns.back() == no_column) head.missing.push_back(column.id);
    }
    return head;
}

// A printed table has its numbers below its words: (1) (2) (3). The area stands left of (1).
Head head_by_numbers(const TargetLayout& layout, const std::vector<std::string>& row) {
    Head head;
    for (const TargetColumn& column : layout.columns) {
        const std::string number = std::to_string(column.number);
        head.columns.push_back(column.number ? column_named(row, {"(" + number + ")"}) : no_column);
        if (head.columns.back() == no_column) head.missing.push_back(column.id);
        if (column.number == 1 && head.columns.back() != no_column && head.columns.back() > 0)
            head.printed = head.columns.back() - 1;
    }
    return head;
}

struct Match {
    const TargetLayout* layout = nullptr;
    const Sheet* sheet = nullptr;
    Head head;
};

// The best fit, whole or not: what is missing in it is what a person has to mend.
Match best_match(const std::vector<Sheet>& table, const std::vector<TargetLayout>& layouts) {
    Match best;
    for (const Sheet& sheet : table)
        for (const TargetLayout& layout : layouts)
            for (std::size_t r = 0; r < std::min(header_rows_max, sheet.rows.size()); ++r)
                for (const auto& find : {head_by_names, head_by_numbers}) {
                    Head head = find(layout, sheet.rows[r]);
                    head.row = r;
                    if (head.is_whole()) return {&layout, &sheet, std::move(head)};
                    const bool some = head.missing.size() < layout.columns.size();
                    if (some && (!best.layout || head.missing.size() < best.head.missing.size()))
                        best = {&layout, &sheet, std::move(head)};
                }
    return best;
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

Error no_layout(const std::string& file, const Match& match, const std::vector<TargetLayout>& layouts) {
    if (!match.layout) {
        std::vector<std::string> known;
        for (const TargetLayout& layout : layouts) known.push_back(layout.id);
        return {ErrorCode::invalid,
                {file + ": không có dòng tiêu đề nào giống các mẫu bảng chỉ tiêu đã công bố (" + listed(known) +
                     "). Hãy đặt tên cột như trong schemas/targets.",
                 file + ": no header line looks like a published layout of targets (" + listed(known) +
                     "). Name the columns as in schemas/targets."}};
    }
    const std::string place = sheets::place_of_row(file, *match.sheet, match.head.row);
    const std::string missing = match.head.missing.empty()
                                    ? listed(match.layout->printed_headers) + " / " + listed(match.layout->code_headers)
                                    : listed(match.head.missing);
    return {ErrorCode::invalid,
            {place + ": bảng giống mẫu " + match.layout->id + " nhưng thiếu cột: " + missing + ".",
             place + ": looks like layout " + match.layout->id + " but lacks the columns: " + missing + "."}};
}

class PlanReader {
public:
    PlanReader(const Match& match, const std::string& file, const AreaTree& areas)
        : layout_(*match.layout), head_(match.head), sheet_(*match.sheet), file_(file), areas_(areas) {}

    Result<std::vector<PlanRow>> read() {
        for (std::size_t r = head_.row + 1; r < sheet_.rows.size() && !error_; ++r) read_row(r);
        if (error_) return *error_;
        if (rows_.empty()) return wrong(head_.row, {"bên dưới không có dòng số liệu nào.", "no figures below it."});
        return std::move(rows_);
    }

private:
    const std::string& cell(std::size_t row, std::size_t column) const {
        static const std::string empty;
        return column < sheet_.rows[row].size() ? sheet_.rows[row][column] : empty;
    }

    Error wrong(std::size_t row, const Message& what) const {
        const std::string place = sheets::place_of_row(file_, sheet_, row);
        return {ErrorCode::invalid, {place + ": " + what.vi, place + ": " + what.en}};
    }

    void read_row(std::size_t r) {
        PlanRow row;
        bool any = false;
        for (std::size_t c = 0; c < layout_.columns.size(); ++c) {
            const std::string& text = cell(r, head_.columns[c]);
            row.values.push_back(text.empty() ? std::nullopt : parse_typed_number(text));
            any = any || !text.empty();
            const bool is_number_row = text == "(" + std::to_string(layout_.columns[c].number) + ")";
            if (is_number_row) return;
            if (!text.empty() && (!row.values.back() || row.values.back()->units < 0)) {
                error_ = wrong(r, {"cột " + layout_.columns[c].id + ": “" + text + "” không phải số từ 0 trở lên.",
                                   "column " + layout_.columns[c].id + ": \"" + text + "\" is no number from 0 up."});
                return;
            }
        }
        if (!any) return;  // notes and signatures below the table
        row.printed = cell(r, head_.printed);
        place(row, r);
        if (error_) return;
        for (const PlanRow& other : rows_)
            if (other.area == row.area && other.is_total == row.is_total)
                error_ = wrong(r, {"địa bàn “" + row.printed + "” có hai dòng.",
                                   "the area \"" + row.printed + "\" has two lines."});
        rows_.push_back(std::move(row));
    }

    // Which area the line is of: by code, by the layout's abbreviations, by name among the plan's areas.
    void place(PlanRow& row, std::size_t r) {
        const std::string code = cell(r, head_.code), name = fold_for_search(row.printed);
        for (const std::string& word : layout_.total_words)
            if (code.empty() && name == fold_for_search(word)) {
                row.is_total = true;
                row.area = layout_.plan.area;
                return;
            }
        if (!code.empty()) row.area = code;
        else if (const auto alias = layout_.aliases.find(row.printed); alias != layout_.aliases.end())
            row.area = alias->second;
        else
            for (const AreaCode& child : areas_.children(layout_.plan.area))
                if (fold_for_search(areas_.find(child)->name.vi) == name) row.area = child;
        if (row.printed.empty() && areas_.contains(row.area)) row.printed = areas_.find(row.area)->name.vi;
        if (!row.area.empty() && areas_.contains(row.area)) return;
        const std::string said = code.empty() ? row.printed : code;
        error_ = wrong(r, {"không có địa bàn “" + said + "”. Hãy ghi mã địa bàn hoặc đúng tên trong danh mục.",
                           "there is no area \"" + said + "\". Write its code, or its name as in the list."});
    }

    const TargetLayout& layout_;
    const Head& head_;
    const Sheet& sheet_;
    const std::string& file_;
    const AreaTree& areas_;
    std::vector<PlanRow> rows_;
    std::optional<Error> error_;
};

void check_row(const TargetLayout& layout, const PlanRow& row, std::vector<Finding>& findings) {
    for (const RowSum& sum : layout.row_sums) {
        const auto& printed = row.values[sum.value];
        if (!printed) continue;
        Decimal recomputed;
        for (const std::size_t part : sum.parts) recomputed = recomputed + row.values[part].value_or(Decimal{});
        if (!(*printed == recomputed)) findings.push_back({row.printed, row.area, sum.check, *printed, recomputed});
    }
    for (const PercentCheck& percent : layout.percents) {
        const auto &printed = row.values[percent.value], &above = row.values[percent.numerator],
                   &below = row.values[percent.denominator];
        if (!printed || !above || !below) continue;
        const auto recomputed = percent_of(*above, *below, percent.places, percent.rounding);
        if (!recomputed || !(*printed == *recomputed))
            findings.push_back({row.printed, row.area, percent.check, *printed, recomputed.value_or(Decimal{})});
    }
}

void check_columns(const TargetLayout& layout, const std::vector<PlanRow>& rows, std::vector<Finding>& findings) {
    const auto total = std::find_if(rows.begin(), rows.end(), [](const PlanRow& row) { return row.is_total; });
    if (total == rows.end()) return;
    for (const ColumnSum& sum : layout.column_sums) {
        const auto& printed = total->values[sum.column];
        if (!printed) continue;
        Decimal recomputed;
        for (const PlanRow& row : rows)
            if (!row.is_total) recomputed = recomputed + row.values[sum.column].value_or(Decimal{});
        if (!(*printed == recomputed)) findings.push_back({column_finding, "", sum.check, *printed, recomputed});
    }
}

OrderedJson number(Decimal decimal) { return OrderedJson::parse(to_string(decimal)); }

OrderedJson words(const Message& message) { return {{"vi", message.vi}, {"en", message.en}}; }

OrderedJson table_json(const ImportedPlan& plan) {
    OrderedJson columns = OrderedJson::array(), rows = OrderedJson::array();
    for (const TargetColumn& column : plan.layout->columns)
        columns.push_back({{"id", column.id}, {"label", words(column.label)}, {"unit", column.unit}});
    for (const PlanRow& row : plan.rows) {
        OrderedJson values = OrderedJson::array();
        for (const auto& value : row.values) values.push_back(value ? number(*value) : OrderedJson());
        rows.push_back(
            {{"printed", row.printed}, {"area", row.area}, {"total", row.is_total}, {"values", std::move(values)}});
    }
    return {{"columns", std::move(columns)}, {"rows", std::move(rows)}};
}

OrderedJson targets_json(const ImportedPlan& plan) {
    OrderedJson targets = OrderedJson::array();
    for (const PlanRow& row : plan.rows)
        for (std::size_t c = 0; c < row.values.size(); ++c) {
            const TargetColumn& column = plan.layout->columns[c];
            if (column.indicator.empty() || !row.values[c]) continue;
            OrderedJson target{{"indicator", column.indicator}, {"area", row.area}};
            if (!column.facility.empty()) target["facility"] = column.facility;
            target["value"] = number(*row.values[c]);
            target["unit"] = column.unit;
            targets.push_back(std::move(target));
        }
    return targets;
}

}  // namespace

Result<ImportedPlan> import_targets(const std::vector<Sheet>& table, const std::string& file,
                                    const std::vector<TargetLayout>& layouts, const AreaTree& areas) {
    const Match match = best_match(table, layouts);
    if (!match.layout || !match.head.is_whole()) return no_layout(file, match, layouts);
    auto rows = PlanReader(match, file, areas).read();
    if (!rows) return rows.error();
    ImportedPlan plan{match.layout, std::move(*rows), {}};
    for (const PlanRow& row : plan.rows) check_row(*plan.layout, row, plan.findings);
    check_columns(*plan.layout, plan.rows, plan.findings);
    return plan;
}

OrderedJson findings_json(const ImportedPlan& plan) {
    OrderedJson findings = OrderedJson::array();
    for (const Finding& finding : plan.findings)
        findings.push_back({{"area", finding.area},
                            {"area_code", finding.area_code},
                            {"check", finding.check},
                            {"printed", number(finding.printed)},
                            {"recomputed", number(finding.recomputed)},
                            {"difference", number(finding.difference())}});
    return findings;
}

namespace {

std::string id_of(const PlanFacts& facts) {
    const std::string id = facts.id + "_" + std::to_string(facts.year);
    return facts.valid_from ? id + "_from_" + to_string(*facts.valid_from).substr(5) : id;
}

}  // namespace

OrderedJson target_document(const ImportedPlan& plan, const PlanFacts& facts, std::uint32_t version) {
    OrderedJson json{{"kind", "targets"}, {"id", id_of(facts)}, {"version", version}, {"title", words(facts.title)}};
    if (!facts.plan_no.empty()) json["plan_no"] = facts.plan_no;
    if (!facts.decision_no.empty()) json["decision_no"] = facts.decision_no;
    if (!facts.date.empty()) json["date"] = facts.date;
    json["year"] = facts.year;
    json["level"] = facts.level;
    json["area"] = facts.area;
    if (facts.valid_from) json["valid_from"] = to_string(*facts.valid_from);
    if (version > 1) json["replaces"] = version - 1;
    json["layout"] = plan.layout->id;
    json["targets"] = targets_json(plan);
    json["table"] = table_json(plan);
    json["findings"] = findings_json(plan);
    return json;
}

}  // namespace nuong
