#include "shared/reports/plan_remarks.h"

#include <algorithm>
#include <map>
#include <set>

namespace nuong::reports {
namespace {

std::set<std::string> indicators_of(const std::vector<SectionDefinition>& sections) {
    std::set<std::string> indicators;
    for (const SectionDefinition& section : sections)
        for (const RowDefinition& row : section.rows) indicators.insert(row.target_of);
    return indicators;
}

bool is_asked_for(const TargetPlan& plan, const std::set<std::string>& indicators) {
    return std::any_of(plan.targets.begin(), plan.targets.end(),
                       [&](const Target& target) { return indicators.contains(target.indicator); });
}

// As printed, each once; a column that does not add up concerns whoever sees all of it.
std::vector<std::string> places_in(const TargetPlan& plan, const ReportAreas& areas) {
    std::vector<std::string> places;
    const auto is_here = [&](const PlanFinding& finding) {
        if (finding.area_code.empty()) return plan.area == areas.root().code;
        return finding.area_code == areas.root().code ||
               std::any_of(areas.columns().begin(), areas.columns().end(),
                           [&](const ReportColumn& column) { return column.area == finding.area_code; });
    };
    for (const PlanFinding& finding : plan.findings)
        if (is_here(finding) && std::find(places.begin(), places.end(), finding.area) == places.end())
            places.push_back(finding.area);
    return places;
}

Message named(const std::string& place) {
    return place == column_finding ? Message{"tổng các cột", "the column totals"} : Message{place, place};
}

Message name_of(const TargetPlan& plan) {
    return plan.plan_no.empty() ? plan.title : Message{plan.plan_no, plan.plan_no};
}

Message remark_on(const TargetPlan& plan, const std::vector<std::string>& places) {
    Message names;
    for (const std::string& place : places) {
        const Message words = named(place);
        names.vi += (names.vi.empty() ? "" : ", ") + words.vi;
        names.en += (names.en.empty() ? "" : ", ") + words.en;
    }
    const Message called = name_of(plan);
    return {"Chỉ tiêu của kế hoạch " + called.vi + " cộng không khớp như đã in ở: " + names.vi +
                ". Số in được giữ nguyên; hãy hỏi cơ quan ban hành.",
            "The targets of plan " + called.en + " do not add up as printed at: " + names.en +
                ". The printed figures are kept; ask whoever issued it."};
}

using Rivals = std::map<std::vector<PlanVersion>, std::set<std::string>>;  // and what they are at odds about

void note_rivals(const TargetBook& targets, const RowDefinition& row, const AreaCode& area, Date day, Rivals& rivals) {
    const Side& base = row.figure.denominator;
    const bool is_base = base.kind == Side::Kind::target;
    const std::string& indicator = is_base ? base.name : row.target_of;
    const auto found = targets.rivals(indicator, area, day, is_base ? "" : row.target_facility);
    if (!found.empty()) rivals[found].insert(indicator);
}

Message remark_on(const TargetBook& targets, const std::vector<PlanVersion>& rivals,
                  const std::set<std::string>& indicators) {
    std::vector<PlanOfTargets> plans;
    for (const PlanVersion& each : rivals) plans.push_back({each, name_of(*targets.plan(each))});
    const Message names = words_of(plans);
    std::string about;
    for (const std::string& indicator : indicators) about += (about.empty() ? "" : ", ") + indicator;
    return {
        "Các kế hoạch cùng hiệu lực giao số khác nhau cho " + about + ": " + names.vi +
            ". Không rõ theo kế hoạch nào nên để trống mục tiêu; hãy ghi ngày quyết định vào kế hoạch.",
        "Plans in force together assign different numbers for " + about + ": " + names.en +
            ". Nothing says which holds, so the target is left blank; write the day of the decision into the plan."};
}

}  // namespace

Message words_of(const std::vector<PlanOfTargets>& plans) {
    Message words;
    for (const auto& [version, name] : plans) {
        const std::string number = std::to_string(version.version);
        words.vi += (words.vi.empty() ? "" : "; ") + name.vi + " (" + version.id + ") bản " + number;
        words.en += (words.en.empty() ? "" : "; ") + name.en + " (" + version.id + ") version " + number;
    }
    return words;
}

std::vector<PlanOfTargets> plans_of(const ReportTable& table, const TargetBook& targets) {
    std::set<PlanVersion> named;
    const auto look_at = [&](const Cell& cell) {
        if (cell.plan) named.insert(*cell.plan);
    };
    for (const ReportSection& section : table.sections)
        for (const ReportRow& row : section.rows) {
            std::for_each(row.cells.begin(), row.cells.end(), look_at);
            look_at(row.total);
        }
    std::vector<PlanOfTargets> plans;
    for (const PlanVersion& version : named)
        if (const TargetPlan* plan = targets.plan(version)) plans.push_back({version, name_of(*plan)});
    return plans;
}

std::vector<Message> remarks_on_plans(const TargetBook& targets, const std::vector<SectionDefinition>& sections,
                                      const ReportAreas& areas, Date day) {
    std::vector<Message> remarks;
    const auto indicators = indicators_of(sections);
    for (const TargetPlan& plan : targets.plans()) {
        if (day < plan.valid_from || plan.valid_to < day || !is_asked_for(plan, indicators)) continue;
        const auto places = places_in(plan, areas);
        if (!places.empty()) remarks.push_back(remark_on(plan, places));
    }
    Rivals rivals;
    for (const SectionDefinition& section : sections)
        for (const RowDefinition& row : section.rows) {
            note_rivals(targets, row, areas.root().code, day, rivals);
            for (const ReportColumn& column : areas.columns()) note_rivals(targets, row, column.area, day, rivals);
        }
    for (const auto& [plans, about] : rivals) remarks.push_back(remark_on(targets, plans, about));
    return remarks;
}

}  // namespace nuong::reports
