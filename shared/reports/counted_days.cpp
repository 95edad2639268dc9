#include "shared/reports/counted_days.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "shared/forms/record_day.h"
#include "shared/reports/asked_words.h"

namespace nuong::reports {
namespace {

bool goes_by_one_day(const Measure& measure) { return measure.when == When::within || measure.when == When::until; }

// The words for its first day; empty: only the day of the record.
std::string first_words(const Measure& measure) {
    if (!goes_by_one_day(measure)) return measure.from;
    if (!measure.on.empty() || measure.when == When::within) return measure.on;
    return "${" + std::string(forms::day_question) + "}";
}

}  // namespace

CountedDays::CountedDays(const forms::FormPointer& form, const Measures& measures, const Period& period)
    : today_(period.last) {
    std::set<std::tuple<std::string, std::string, std::string, bool>> known;
    for (const auto& [name, measure] : measures) {
        if (measure.form != form->definition.id || measure.when == When::always) continue;
        const std::string from = first_words(measure);
        if (!from.empty() && known.emplace(measure.each, from, measure.to, measure.when == When::within).second)
            ask(*form, measure, period);
    }
    if (!asked_.empty()) sheet_ = std::make_unique<AnswerSheet>(form);
}

void CountedDays::ask(const forms::CompiledForm& form, const Measure& measure, const Period& period) {
    Asked asked;
    asked.is_day = measure.when == When::within;
    if (!measure.each.empty()) {
        asked.each = form.find(measure.each);
        if (asked.each < 0) return;
    }
    auto from = expression_of(form, first_words(measure), {period.first, period.last}, asked.each);
    auto to = expression_of(form, goes_by_one_day(measure) ? std::string() : measure.to, {period.first, period.last},
                            asked.each);
    if (!from || !*from || !to) return;
    asked.from = std::move((*from)->expression);
    if (*to) asked.to = std::move((*to)->expression);
    asked_.push_back(std::move(asked));
}

std::vector<DaySpan> CountedDays::of(const Fields& answers, std::optional<Date> day) {
    std::vector<DaySpan> spans;
    const auto add = [&](DaySpan span) {
        if (span.first <= span.last && std::find(spans.begin(), spans.end(), span) == spans.end())
            spans.push_back(span);
    };
    if (day) add({*day, *day});
    if (!sheet_) return spans;
    sheet_->load(answers, today_);
    for (const Asked& asked : asked_) {
        const int rows = asked.each < 0 ? 1 : sheet_->row_count(asked.each);
        for (int row = 0; row < rows; ++row) {
            if (asked.each >= 0 && !sheet_->counts(asked.each, row)) continue;
            const forms::Place place = asked.each < 0 ? forms::Place{} : forms::Place{asked.each, row};
            const auto from = forms::date_of(sheet_->evaluate(asked.from, place));
            if (!from) continue;
            const auto to = asked.to ? forms::date_of(sheet_->evaluate(*asked.to, place)) : std::nullopt;
            add({*from, asked.is_day ? *from : to.value_or(Date::max())});
        }
    }
    return spans;
}

}  // namespace nuong::reports
