#include "sync-server/demo/demo_plan.h"

#include <nlohmann/json.hpp>

#include "shared/base/schema_reader.h"

namespace nuong::demo {
namespace {

const std::vector<std::string> numbers_needed{"registered_at_start_percent",
                                              "male_percent",
                                              "here_percent",
                                              "family_percent",
                                              "health_percent",
                                              "assist_declines_percent",
                                              "consent_refused_percent",
                                              "referral_arrives_percent",
                                              "visit_percent",
                                              "visit_help_percent",
                                              "relapse_percent",
                                              "loan_percent",
                                              "late_percent",
                                              "late_days_max",
                                              "missing_percent",
                                              "contradiction_percent",
                                              "duplicate_percent",
                                              "duplicate_linked_percent",
                                              "corrected_percent",
                                              "void_percent",
                                              "paper_percent",
                                              "events_per_commune",
                                              "products_per_month",
                                              "classes_per_month",
                                              "inspections_per_month",
                                              "calls_per_month",
                                              "surveys_per_commune",
                                              "victims_per_year",
                                              "harm_reduction_people",
                                              "staff_per_100_people"};
const std::vector<std::string> tables_needed{"categories_at_start",
                                             "categories_new",
                                             "contact",
                                             "contact_outcome",
                                             "assist",
                                             "brief",
                                             "clinical",
                                             "plan",
                                             "referral",
                                             "treatment_start",
                                             "treatment_form",
                                             "treatment_months",
                                             "treatment_result",
                                             "livelihood",
                                             "closed"};

std::vector<std::string> names(const SchemaNode& node, std::string_view key) {
    std::vector<std::string> found = node.texts(key);
    if (found.empty()) node.complain(key, {"cần ít nhất một tên.", "needs a name at least."});
    return found;
}

EthnicGroup read_group(const SchemaNode& node) {
    node.allow_only(
        {"code", "lang", "share", "surnames", "middle_male", "middle_female", "given_male", "given_female"});
    EthnicGroup group;
    group.code = node.text("code");
    group.lang = node.text("lang");
    group.share = static_cast<double>(node.integer("share", 0, 1000));
    group.surnames = names(node, "surnames");
    group.middle_male = names(node, "middle_male");
    group.middle_female = names(node, "middle_female");
    group.given_male = names(node, "given_male");
    group.given_female = names(node, "given_female");
    return group;
}

void read_rates(const SchemaNode& rates, DemoPlan& plan) {
    const auto good = [](const Json& json) { return json.is_number() && json.get<double>() >= 0; };
    if (rates.json().is_object())
        for (const auto& [name, value] : rates.json().items()) {
            if (good(value)) plan.numbers[name] = value.get<double>();
            Shares shares;
            if (value.is_object())
                for (const auto& [of, share] : value.items())
                    if (good(share)) shares.emplace_back(of, share.get<double>());
            if (!shares.empty()) plan.tables[name] = std::move(shares);
        }
    for (const std::string& name : numbers_needed)
        if (!plan.numbers.contains(name)) rates.complain(name, {"cần một số từ 0.", "needs a number from 0 up."});
    for (const std::string& name : tables_needed)
        if (!plan.tables.contains(name))
            rates.complain(name, {"cần một bảng {tên: số}.", "needs a table {name: number}."});
}

}  // namespace

double DemoPlan::number(const std::string& name) const { return numbers.at(name); }
const Shares& DemoPlan::table(const std::string& name) const { return tables.at(name); }

double DemoPlan::rate(const std::string& name, const std::string& of) const {
    for (const auto& [each, share] : tables.at(name))
        if (each == of) return share;
    return 0;
}

Result<DemoPlan> parse_demo_plan(std::string_view text, const std::string& what) {
    const auto json = parse_json(text, what);
    if (!json) return json.error();
    SchemaProblems problems(what);
    const SchemaNode node(*json, problems);
    node.allow_only({"kind", "id", "version", "title", "area", "note", "ethnic_groups", "hamlets", "writers", "rates"});
    DemoPlan plan;
    plan.area = node.text("area");
    plan.note = node.words("note");
    for (const SchemaNode& group : node.list("ethnic_groups")) plan.groups.push_back(read_group(group));
    if (plan.groups.empty()) node.complain("ethnic_groups", {"cần ít nhất một nhóm.", "needs a group at least."});
    for (std::size_t i = 0; i < plan.groups.size(); ++i)
        plan.group_shares.emplace_back(std::to_string(i), plan.groups[i].share);
    plan.hamlets = names(node, "hamlets");
    const SchemaNode writers = node.object("writers");
    if (writers.json().is_object())
        for (const auto& [form, role] : writers.json().items()) plan.writers[form] = writers.text(form);
    read_rates(node.object("rates"), plan);
    if (!problems.empty()) return problems.error();
    return plan;
}

}  // namespace nuong::demo
