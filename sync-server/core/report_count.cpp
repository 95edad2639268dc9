#include "sync-server/core/report_count.h"

#include <algorithm>
#include <unordered_map>

#include "shared/base/in_parts.h"
#include "shared/reports/answer_sheet.h"

namespace nuong {
namespace {

bool may_count(const reports::WantedDays& days, const protocol::Glance& glance) {
    return !glance.is_enough || days.has_any_of(glance.days);
}

// A count that asks for records of one form.
struct FormCount {
    ReportCount* count;
    reports::WantedDays days;
};
using FormCounts = std::unordered_map<FormId, std::vector<FormCount>>;

// Looked up once a record, not by every count.
FormCounts form_counts(std::vector<ReportCount>& counts, const reports::Forms& known) {
    FormCounts by_form;
    for (const auto& [form, compiled] : known)
        for (ReportCount& each : counts)
            if (const auto days = each.tally.wanted_days(form)) by_form[form].push_back({&each, *days});
    return by_form;
}

void count_row(const CountedRow& row, const reports::Forms& known, reports::AnswerSheets& sheets,
               const FormCounts& counts) {
    const auto of_form = counts.find(row.form);
    if (of_form == counts.end()) return;
    for (const FormCount& each : of_form->second) {
        each.count->heard.note(row.area, row.glance.days);
        if (each.count->late) each.count->late->note(row, each.count->tally);
    }
    if (!row.record) return;
    reports::AnswerSheet& sheet = sheets.load(known.at(row.form), row.record->answers);
    for (const FormCount& each : of_form->second)
        if (may_count(each.days, row.glance)) each.count->tally.add(*row.record, sheet);
}

void share_names(std::vector<ReportCount>& counts) {
    for (ReportCount& each : counts) each.tally.share_names(counts.front().tally);
}

// Counts the records that come to this thread. For a thread that has none, no counts are made.
Status count_part(CountedRows& rows, const reports::Forms& known, const std::vector<ReportCount>& whole,
                  std::vector<ReportCount>& counts) {
    reports::AnswerSheets sheets;
    std::optional<FormCounts> by_form;
    for (;;) {
        const auto batch = rows.next();
        if (!batch) return batch.error();
        if (batch->empty()) return Done{};
        if (counts.empty()) {
            for (const ReportCount& each : whole) counts.push_back(each.another());
            share_names(counts);
        }
        if (!by_form) by_form = form_counts(counts, known);
        for (const CountedRow& row : *batch) count_row(row, known, sheets, *by_form);
    }
}

CountedRows::Needed needed_by(const std::vector<ReportCount>& counts, const reports::Forms& known) {
    CountedRows::Needed needed;
    for (const auto& [id, form] : known) {
        std::set<int> asked;
        for (const ReportCount& each : counts) asked.merge(each.tally.answers_asked_of(id));
        if (form) needed.try_emplace(id, form, asked);
    }
    return needed;
}

}  // namespace

ReportCount ReportCount::another() const {
    return {tally.another(), heard.another(), late ? std::optional(late->another()) : std::nullopt};
}

void ReportCount::absorb(ReportCount part) {
    tally.absorb(part.tally);
    heard.absorb(std::move(part.heard));
    if (late && part.late) late->absorb(std::move(*part.late));
}

Status count_records(StoreReader& reader, const reports::Forms& known, std::vector<ReportCount>& counts,
                     std::size_t rows_of_a_batch) {
    const FormCounts by_form = form_counts(counts, known);
    const auto is_wanted = [&](const FormId& form, const protocol::Glance& glance) {
        const auto at = by_form.find(form);
        return at != by_form.end() && std::any_of(at->second.begin(), at->second.end(),
                                                  [&](const FormCount& each) { return may_count(each.days, glance); });
    };
    share_names(counts);
    CountedRows rows(reader, known, is_wanted, needed_by(counts, known), rows_of_a_batch);
    std::vector<std::vector<ReportCount>> others(parts_of_work() - 1);
    std::vector<Status> ends(parts_of_work(), Done{});
    in_parts(ends.size(), [&](std::size_t part) {
        ends[part] = count_part(rows, known, counts, part == 0 ? counts : others[part - 1]);
    });
    for (const Status& end : ends)
        if (!end) return end;
    for (auto& other : others)
        for (std::size_t i = 0; i < other.size(); ++i) counts[i].absorb(std::move(other[i]));
    return Done{};
}

}  // namespace nuong
