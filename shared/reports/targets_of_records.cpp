#include "shared/reports/targets_of_records.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "shared/targets/entered_targets.h"

namespace nuong::reports {
namespace {

constexpr int year_min = 2000, year_max = 2100;  // as of published plans
constexpr double value_max = 1e12;               // more can be told of no number exactly

std::string text_in(const CountedRecord& record, std::string_view question) {
    const Value* answer = find(record.answers, question);
    return answer ? answer->text() : std::string();
}

std::optional<double> number_in(const CountedRecord& record, std::string_view question) {
    const Value* answer = find(record.answers, question);
    if (!answer || answer->is_blank()) return std::nullopt;
    if (const auto number = answer->number()) return number;
    const auto written = parse_decimal(answer->text());
    return written ? std::optional(written->number()) : std::nullopt;
}

std::optional<std::int64_t> whole_in(const CountedRecord& record, std::string_view question, std::int64_t least,
                                     std::int64_t most) {
    const auto number = number_in(record, question);
    if (!number || *number != std::floor(*number)) return std::nullopt;
    if (*number < static_cast<double>(least) || static_cast<double>(most) < *number) return std::nullopt;
    return static_cast<std::int64_t>(*number);
}

// One that plans have no code for is itself: what is assigned to it is a part of the sum all the same.
std::string code_of_facility(const std::string& facility, const Tally::FindRecord& find) {
    const auto record = facility.empty() || !find ? std::nullopt : find(facility);
    const std::string code = record ? text_in(*record, "plan_code") : "";
    return code.empty() ? facility : code;
}

std::optional<EnteredTarget> target_in(const CountedRecord& record, const Tally::FindRecord& find) {
    const auto value = number_in(record, "value");
    const auto year = whole_in(record, "year", year_min, year_max);
    const auto valid_from = parse_date(text_in(record, "valid_from"));
    const auto version = whole_in(record, "version", 1, UINT32_MAX);
    EnteredTarget entered{.record = record.record,
                          .replaces = text_in(record, "replaces"),
                          .plan_no = text_in(record, "plan_no"),
                          .decided_on = parse_date(text_in(record, "date")),
                          .target = {text_in(record, "indicator"), text_in(record, "area"), "", {}, ""}};
    const bool is_whole = value && year && valid_from && version;
    if (!is_whole || entered.target.indicator.empty() || entered.target.area.empty()) return std::nullopt;
    if (!(0 <= *value && *value <= value_max)) return std::nullopt;
    entered.version = static_cast<std::uint32_t>(*version);
    entered.year = static_cast<int>(*year);
    entered.valid_from = *valid_from;
    entered.target.value = decimal_of(*value);
    entered.target.unit = text_in(record, "unit");
    entered.target.facility = code_of_facility(text_in(record, "facility"), find);
    return entered;
}

bool is_of_a_plan(const Figure& figure) {
    return figure.numerator.kind == Side::Kind::target || figure.denominator.kind == Side::Kind::target;
}

}  // namespace

bool asks_for_targets(const ReportDefinition& report) {
    return std::any_of(report.sections.begin(), report.sections.end(), [](const SectionDefinition& section) {
        return section.all_indicators ||
               std::any_of(section.rows.begin(), section.rows.end(), [](const RowDefinition& row) {
                   return !row.indicator.empty() || !row.target_of.empty() || is_of_a_plan(row.figure);
               });
    });
}

Programme with_entered_targets(Programme programme, const ReportDefinition& report, const EachRecord& each_record,
                               const Tally::FindRecord& find) {
    if (!asks_for_targets(report)) return programme;
    std::vector<EnteredTarget> entered;
    std::set<std::string> corrected;
    each_record(target_form, [&](const CountedRecord& record) {
        if (record.status == status::void_) return;
        if (!record.corrects.empty()) corrected.insert(record.corrects);
        if (auto target = target_in(record, find)) entered.push_back(std::move(*target));
    });
    std::erase_if(entered, [&](const EnteredTarget& each) { return corrected.contains(each.record); });
    std::vector<TargetPlan> plans = programme.targets.plans();
    for (TargetPlan& plan : entered_plans(std::move(entered))) plans.push_back(std::move(plan));
    programme.targets = TargetBook(std::move(plans));
    return programme;
}

}  // namespace nuong::reports
