#include "shared/targets/target_plan.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "shared/base/schema_reader.h"

namespace nuong {
namespace {

// Values are written as numbers or, where binary fractions would blur them, as texts: "2577.6".
std::optional<Decimal> decimal_at(const SchemaNode& node, std::string_view key) {
    const auto at = node.json().is_object() ? node.json().find(std::string(key)) : node.json().end();
    std::optional<Decimal> value;
    if (node.has(key) && at->is_string()) value = parse_decimal(at->get_ref<const std::string&>());
    else if (node.has(key) && at->is_number()) value = parse_decimal(dump_json(*at));
    if (value && value->units >= 0) return value;
    node.complain(key, {"cần một số từ 0 trở lên.", "needs a number from 0 up."});
    return std::nullopt;
}

Target read_target(const SchemaNode& node) {
    node.allow_only({"indicator", "area", "facility", "value", "unit", "remark"});
    Target target;
    target.indicator = node.text("indicator");
    target.area = node.text("area");
    target.facility = node.text_or("facility", "");
    target.value = decimal_at(node, "value").value_or(Decimal{});
    target.unit = node.one_of("unit", {"people", "turns", "percent", "count"}, "count");
    return target;
}

Date begin_of(const TargetPlan& plan) {
    return std::min(plan.valid_from, std::chrono::sys_days(std::chrono::year(plan.year) / std::chrono::January / 1));
}

// Which of two plans supersedes the other: the greater.
auto order_of(const TargetPlan& plan) {
    return std::tuple(plan.valid_from, plan.decided_on.value_or(Date::min()), plan.version);
}

std::optional<Decimal> assigned(const TargetPlan& plan, std::string_view indicator, std::string_view area, Date day,
                                std::string_view facility) {
    std::optional<Decimal> whole, of_facilities;
    for (const Target& target : plan.targets) {
        if (target.indicator != indicator || target.area != area) continue;
        if (!facility.empty() && target.facility != facility) continue;
        if (target.valid_to && *target.valid_to < day) continue;
        if (target.facility.empty()) whole = target.value;
        else of_facilities = of_facilities.value_or(Decimal{}) + target.value;
    }
    return whole ? whole : of_facilities;
}

}  // namespace

Result<TargetPlan> parse_target_plan(std::string_view text, const std::string& what) {
    const auto json = parse_json(text, what);
    if (!json) return json.error();
    SchemaProblems problems(what);
    const SchemaNode node(*json, problems);
    node.allow_only({"kind", "id", "version", "title", "plan_no", "decision_no", "date", "year", "level", "area",
                     "valid_from", "valid_to", "targets", "table", "findings", "source", "replaces", "layout"});
    TargetPlan plan;
    plan.id = node.text("id");
    plan.version = static_cast<std::uint32_t>(node.integer("version", 1, UINT32_MAX));
    plan.title = node.words("title");
    plan.plan_no = node.text_or("plan_no", "");
    plan.year = static_cast<int>(node.integer("year", 2000, 2100));
    plan.area = node.text("area");
    const std::string year = std::to_string(plan.year);
    plan.valid_from = node.date_or_none("valid_from").value_or(*parse_date(year + "-01-01"));
    plan.valid_to = node.date_or_none("valid_to").value_or(*parse_date(year + "-12-31"));
    plan.decided_on = parse_date(node.text_or("date", ""));  // one that is wrong was published as a remark
    if (plan.valid_to < plan.valid_from)
        node.complain("valid_to", {"phải từ valid_from trở đi.", "must not lie before valid_from."});
    for (const SchemaNode& target : node.list("targets")) plan.targets.push_back(read_target(target));
    for (const SchemaNode& finding : node.list_or_none("findings"))
        plan.findings.push_back({finding.text_or("area", ""), finding.text_or("area_code", "")});
    if (!problems.empty()) return problems.error();
    return plan;
}

std::vector<TargetBook::Found> TargetBook::claims(std::string_view indicator, std::string_view area, Date day,
                                                  std::string_view facility) const {
    std::vector<Found> strongest;
    const TargetPlan* last = nullptr;  // one of those
    for (const TargetPlan& plan : plans_) {
        if (day < plan.valid_from || plan.valid_to < day) continue;
        const auto order = last ? order_of(plan) <=> order_of(*last) : std::weak_ordering::greater;
        if (order < 0) continue;
        const auto value = assigned(plan, indicator, area, day, facility);
        if (!value) continue;
        if (order > 0) strongest.clear();
        strongest.push_back({*value, {plan.id, plan.version}, begin_of(plan), plan.valid_to});
        last = &plan;
    }
    std::sort(strongest.begin(), strongest.end(), [](const Found& a, const Found& b) { return a.plan < b.plan; });
    return strongest;
}

namespace {

bool are_at_odds(const std::vector<TargetBook::Found>& claims) {
    return std::any_of(claims.begin(), claims.end(),
                       [&](const TargetBook::Found& each) { return !(each.value == claims.front().value); });
}

}  // namespace

std::optional<TargetBook::Found> TargetBook::find(std::string_view indicator, std::string_view area, Date day,
                                                  std::string_view facility) const {
    const auto found = claims(indicator, area, day, facility);
    return found.empty() || are_at_odds(found) ? std::nullopt : std::optional(found.front());
}

std::vector<PlanVersion> TargetBook::rivals(std::string_view indicator, std::string_view area, Date day,
                                            std::string_view facility) const {
    std::vector<PlanVersion> plans;
    const auto found = claims(indicator, area, day, facility);
    if (are_at_odds(found))
        for (const Found& each : found) plans.push_back(each.plan);
    return plans;
}

const TargetPlan* TargetBook::plan(const PlanVersion& version) const {
    const auto at = std::find_if(plans_.begin(), plans_.end(), [&](const TargetPlan& plan) {
        return plan.id == version.id && plan.version == version.version;
    });
    return at == plans_.end() ? nullptr : &*at;
}

}  // namespace nuong
