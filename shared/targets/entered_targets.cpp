#include "shared/targets/entered_targets.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace nuong {
namespace {

using Decision = std::vector<EnteredTarget>;  // what it assigns; its own targets first

Date first_day_of(int year) { return std::chrono::year(year) / std::chrono::January / 1; }
Date last_day_of(int year) { return std::chrono::year(year) / std::chrono::December / 31; }

// As a book orders plans; those that are alike in all this are of one decision.
auto key_of(const EnteredTarget& each) {
    return std::tie(each.plan_no, each.year, each.valid_from, each.decided_on, each.version);
}

bool is_of_one_plan(const Decision& one, const Decision& other) {
    return one.front().plan_no == other.front().plan_no && one.front().year == other.front().year;
}

bool is_of_one_figure(const Target& one, const Target& other) {
    return one.indicator == other.indicator && one.area == other.area;
}

bool is_for_the_same(const Target& one, const Target& other) {
    return is_of_one_figure(one, other) && one.facility == other.facility;
}

void keep_to_its_year(EnteredTarget& each) {
    const Date first = first_day_of(each.year);
    if (each.valid_from < first || last_day_of(each.year) < each.valid_from) each.valid_from = first;
}

void end_replaced(std::vector<EnteredTarget>& entered) {
    std::map<std::string, Date> ends;  // by record: its last day
    for (const EnteredTarget& each : entered) {
        if (each.replaces.empty() || each.replaces == each.record) continue;
        const Date last = each.valid_from - std::chrono::days(1);
        const auto [at, is_first] = ends.emplace(each.replaces, last);
        if (!is_first) at->second = std::min(at->second, last);
    }
    std::erase_if(entered, [&](EnteredTarget& each) {
        const auto end = ends.find(each.record);
        if (end == ends.end()) return false;
        each.target.valid_to = end->second;
        return end->second < each.valid_from;
    });
}

std::vector<Decision> decisions_in(const std::vector<EnteredTarget>& sorted) {
    std::vector<Decision> decisions;
    for (const EnteredTarget& each : sorted) {
        if (decisions.empty() || key_of(decisions.back().front()) != key_of(each)) decisions.emplace_back();
        decisions.back().push_back(each);
    }
    return decisions;
}

// What was assigned facility by facility is asked for as a sum: what one plan says of the others would be lost from it
// with the day on which one of them is assigned anew.
void carry_on(const Decision& before, Decision& decision) {
    const std::size_t known = decision.size();
    for (const EnteredTarget& earlier : before) {
        if (earlier.target.valid_to && *earlier.target.valid_to < decision.front().valid_from) continue;
        bool is_beside = false, is_assigned = false;
        for (std::size_t i = 0; i < known; ++i) {
            const Target& own = decision[i].target;
            is_beside = is_beside || (!own.facility.empty() && is_of_one_figure(own, earlier.target));
            is_assigned = is_assigned || is_for_the_same(own, earlier.target);
        }
        if (is_beside && !is_assigned) decision.push_back(earlier);
    }
}

// Its number stands in its title, because reports call a plan that has one by it alone.
TargetPlan plan_with(const EnteredTarget& first, const EnteredTarget& decided) {
    TargetPlan plan;
    plan.id = first.record;
    plan.version = decided.version;
    plan.title = decided.plan_no.empty()
                     ? Message{"Chỉ tiêu nhập bằng phiếu", "Targets entered as forms"}
                     : Message{decided.plan_no + ", nhập bằng phiếu", decided.plan_no + ", entered as forms"};
    plan.year = decided.year;
    plan.area = first.target.area;
    plan.valid_from = decided.valid_from;
    plan.valid_to = last_day_of(decided.year);
    plan.decided_on = decided.decided_on;
    plan.targets = {first.target};
    return plan;
}

// Into the first of the plans that assigns nothing else for the same. What was written down twice holds as long as one
// of the two.
void lay_into(std::vector<TargetPlan>& plans, const EnteredTarget& each, const EnteredTarget& decided) {
    for (TargetPlan& plan : plans) {
        const auto same = std::find_if(plan.targets.begin(), plan.targets.end(),
                                       [&](const Target& target) { return is_for_the_same(target, each.target); });
        if (same == plan.targets.end()) return plan.targets.push_back(each.target);
        if (!(same->value == each.target.value)) continue;
        if (!same->valid_to || !each.target.valid_to) same->valid_to.reset();
        else same->valid_to = std::max(same->valid_to, each.target.valid_to);
        return;
    }
    plans.push_back(plan_with(each, decided));
}

}  // namespace

std::vector<TargetPlan> entered_plans(std::vector<EnteredTarget> entered) {
    for (EnteredTarget& each : entered) keep_to_its_year(each);
    end_replaced(entered);
    std::sort(entered.begin(), entered.end(), [](const EnteredTarget& one, const EnteredTarget& other) {
        return std::tuple_cat(key_of(one), std::tie(one.record)) <
               std::tuple_cat(key_of(other), std::tie(other.record));
    });
    std::vector<Decision> decisions = decisions_in(entered);
    std::vector<TargetPlan> all;
    for (std::size_t i = 0; i < decisions.size(); ++i) {
        for (std::size_t before = i; before-- > 0 && is_of_one_plan(decisions[before], decisions[i]);)
            carry_on(decisions[before], decisions[i]);
        std::vector<TargetPlan> plans;
        for (const EnteredTarget& each : decisions[i]) lay_into(plans, each, decisions[i].front());
        all.insert(all.end(), plans.begin(), plans.end());
    }
    return all;
}

}  // namespace nuong
