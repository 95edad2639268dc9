#include "shared/reports/tally.h"

#include <algorithm>

#include "shared/forms/instance.h"

namespace nuong::reports {

struct Tally::Row {
    std::optional<forms::Expression> where, sum;
};

struct Tally::Section {
    SectionDefinition definition;
    std::shared_ptr<const forms::CompiledForm> form;
    std::vector<Row> rows;
};

struct Tally::Share {
    std::size_t section, row, column;
    double amount;
};

Tally::Tally() = default;
Tally::Tally(Tally&&) noexcept = default;
Tally& Tally::operator=(Tally&&) noexcept = default;
Tally::~Tally() = default;

namespace {

Error with_place(const Error& error, const std::string& place) {
    return {error.code, {place + ": " + error.message.vi, place + ": " + error.message.en}};
}

Result<std::optional<forms::Expression>> compiled(const forms::CompiledForm& form, const std::string& source) {
    if (source.empty()) return std::optional<forms::Expression>();
    auto expression = forms::compile_expression(form, source);
    if (!expression) return expression.error();
    return std::optional<forms::Expression>(std::move(*expression));
}

}  // namespace

Result<Tally> Tally::make(const ReportDefinition& definition, const AreaTree& areas, const AreaCode& area,
                          const Period& period, const Forms& forms) {
    const Area* root = areas.find(area);
    if (!root)
        return Error{ErrorCode::not_found,
                     {"Không có địa bàn mã “" + area + "”.", "There is no area with code \"" + area + "\"."}};
    Tally tally;
    tally.areas_ = areas;
    tally.table_ = {definition.id, definition.title, area, root->name, period, {}, {}};
    for (const AreaCode& below : areas.children(area)) {
        tally.column_of_[below] = tally.table_.columns.size();
        tally.table_.columns.push_back({below, areas.find(below)->name});
    }
    tally.other_column_ = tally.table_.columns.size();
    tally.table_.columns.push_back({"", {"Chưa rõ xã", "Not placed"}});
    for (const SectionDefinition& section : definition.sections) {
        const auto form = forms.find(section.form);
        if (form == forms.end())
            return Error{ErrorCode::not_found,
                         {"Báo cáo cần biểu mẫu “" + section.form + "” nhưng máy này chưa có.",
                          "The report needs form \"" + section.form + "\", which is not here."}};
        Section compiled_section{section, form->second, {}};
        ReportSection shown{section.id, section.title, {}};
        for (const RowDefinition& row : section.rows) {
            auto where = compiled(*form->second, row.where), sum = compiled(*form->second, row.sum);
            if (!where) return with_place(where.error(), definition.id + "/" + row.id);
            if (!sum) return with_place(sum.error(), definition.id + "/" + row.id);
            compiled_section.rows.push_back({std::move(*where), std::move(*sum)});
            shown.rows.push_back({row.id, row.label, std::vector<double>(tally.table_.columns.size(), 0.0), 0});
        }
        tally.sections_.push_back(std::move(compiled_section));
        tally.table_.sections.push_back(std::move(shown));
    }
    return tally;
}

void Tally::add(const CountedRecord& record) {
    if (!record.corrects.empty() && record.status != "void") superseded_.insert(record.corrects);
    if (record.status == "void" || !areas_.is_within(record.area, table_.area)) return;
    std::size_t column = other_column_;
    for (const AreaCode& above : areas_.self_and_above(record.area))
        if (const auto at = column_of_.find(above); at != column_of_.end()) column = at->second;
    const Value* day_text = find(record.answers, "occurred_on");
    const auto day = day_text ? parse_date(day_text->text()) : std::nullopt;
    if (!day) return;
    for (std::size_t s = 0; s < sections_.size(); ++s) {
        const SectionDefinition& section = sections_[s].definition;
        const bool in_period = section.whole_past ? *day <= table_.period.last : table_.period.contains(*day);
        if (section.form == record.form && in_period) count(record, s, column, *day);
    }
}

void Tally::count(const CountedRecord& record, std::size_t index, std::size_t column, Date day) {
    const Section& section = sections_[index];
    const forms::Environment that_day{.today = day, .now = Instant(day), .language = "vi", .user = {}, .device = {}};
    const forms::Instance instance(section.form, that_day, record.answers);
    for (std::size_t r = 0; r < section.rows.size(); ++r) {
        const Row& row = section.rows[r];
        if (row.where && !instance.evaluates_true(*row.where)) continue;
        const double amount = row.sum ? instance.evaluate_value(*row.sum).number().value_or(0) : 1;
        if (amount != 0) shares_[record.record].push_back({index, r, column, amount});
    }
}

// The column of records that lie nowhere below appears only when there are some.
ReportTable Tally::finish() const {
    ReportTable table = table_;
    bool other_used = table.columns.size() == 1;
    for (const auto& [record, shares] : shares_) {
        if (superseded_.contains(record)) continue;
        for (const Share& share : shares) {
            ReportRow& row = table.sections[share.section].rows[share.row];
            row.values[share.column] += share.amount;
            row.total += share.amount;
            other_used = other_used || share.column == other_column_;
        }
    }
    if (other_used) return table;
    table.columns.pop_back();
    for (ReportSection& section : table.sections)
        for (ReportRow& row : section.rows) row.values.pop_back();
    return table;
}

}  // namespace nuong::reports
