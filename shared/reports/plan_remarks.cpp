#include "shared/reports/plan_remarks.h"

#include <algorithm>
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

Message remark_on(const TargetPlan& plan, const std::vector<std::string>& places) {
    Message names;
    for (const std::string& place : places) {
        const Message words = named(place);
        names.vi += (names.vi.empty() ? "" : ", ") + words.vi;
        names.en += (names.en.empty() ? "" : ", ") + words.en;
    }
    const std::string vi = plan.plan_no.empty() ? plan.title.vi : plan.plan_no,
                      en = plan.plan_no.empty() ? plan.title.en : plan.plan_no;
    return {"Chỉ tiêu của kế hoạch " + vi + " cộng không khớp như đã in ở: " + names.vi +
                ". Số in được giữ nguyên; hãy hỏi cơ quan ban hành.",
            "The targets of plan " + en + " do not add up as printed at: " + names.en +
                ". The printed figures are kept; ask whoever issued it."};
}

}  // namespace

std::vector<Message> remarks_on_plans(const TargetBook& targets, const std::vector<SectionDefinition>& sections,
                                      const ReportAreas& areas, Date day) {
    std::vector<Message> remarks;
    const auto indicators = indicators_of(sections);
    for (const TargetPlan& plan : targets.plans()) {
        if (day < plan.valid_from || plan.valid_to < day || !is_asked_for(plan, indicators)) continue;
        const auto places = places_in(plan, areas);
        if (!places.empty()) remarks.push_back(remark_on(plan, places));
    }
    return remarks;
}

}  // namespace nuong::reports
