// What leaves with a role in files and on paper: the classes of the shipped forms under the masks of the shipped roles.
#include <algorithm>

#include "shared/exports/export_plan.h"
#include "sync-server/core/roles.h"
#include "tests/schemas/schema_files.h"

using namespace nuong;
using namespace nuong::schemas;

namespace {

const Role& role(const std::string& id) {
    static const Roles all = parse_roles(file_text(folder / "roles/roles.json"), "roles.json").value();
    return all.at(id);
}

exports::ExportPlan export_of(const FormId& form, const std::string& by) {
    return exports::ExportPlan(exports::Order{.wish = {.form = form},
                                              .taker = {},
                                              .form = shipped_forms().at(form),
                                              .mask = role(by).export_mask,
                                              .area_name = {}});
}

// Whether a question, or any within it, has a column in the export of that role.
bool leaves(const FormId& form, const std::string& path, const std::string& by) {
    const exports::ExportPlan plan = export_of(form, by);
    const forms::CompiledForm& of = *shipped_forms().at(form);
    const int node = of.find(path);
    REQUIRE(node >= 0);
    for (const exports::Table& table : plan.tables())
        for (const exports::Column& column : table.columns)
            if (column.node >= node && column.node < std::max(of.node(node).end, node + 1)) return true;
    return false;
}

}  // namespace

TEST_CASE("no file and no paper of the police says that somebody was asked about a screening") {
    CHECK_FALSE(leaves("person_register", "consents", "commune_police"));
    const auto& person = *shipped_forms().at("person_register");
    const printing::LeftOut paper(person, role("commune_police").print_mask);
    for (const char* answer : {"consents/purpose", "consents/given", "consents/date", "consents/signature"})
        CHECK(paper.node(person.find(answer)));
    CHECK(leaves("person_register", "responsible", "commune_police"));
    // Who screens takes them along.
    CHECK(leaves("person_register", "consents", "counselling_point"));
    CHECK(leaves("person_register", "consents", "health_worker"));
}

namespace {

// By subject, by name, or by a code and a call alone.
bool is_about_people(const forms::FormDefinition& form) {
    const std::set<FormId> by_code_or_call{"harm_reduction_support", "victim_support", "hotline_followup",
                                           "awareness_survey"};
    return !form.settings.subject.empty() || by_code_or_call.contains(form.id) ||
           std::any_of(form.nodes.begin(), form.nodes.end(),
                       [](const forms::Node& node) { return node.sensitivity == forms::Sensitivity::identifying; });
}

// What a person can be found again by: another record about people, or whatever somebody types, draws or attaches.
bool can_tell_who(const forms::Node& node) {
    if (node.type == forms::FieldType::text) return true;
    const auto other =
        node.type == forms::FieldType::record_ref ? shipped_forms().find(node.form) : shipped_forms().end();
    return other != shipped_forms().end() && is_about_people(other->second->definition);
}

}  // namespace

TEST_CASE("in a form about people whatever leads back to one has a class, or there is a reason why it needs none") {
    const std::string staff = "who works for the programme, and not whom it is about",
                      office = "an office, a law or a document's place in it", of_class = "a class, and nobody in it";
    const std::map<std::string, std::string> reasons{
        {"area_period_profile", "a commune's report; whom it commends has a class"},
        {"inspection_visit", "a signed record of an establishment; its people are the inspectors"},
        {"data_request/events/by", staff},
        {"data_request/events/legal_basis", office},
        {"family_member/trained_class/class", of_class},
        {"hotline_call/area", "the commune that the call is about"},
        {"hotline_call/handler", staff},
        {"hotline_call/number_seq", "the number of a call in the book of calls"},
        {"hotline_call/routed_to", office},
        {"hotline_call/time", "when somebody called"},
        {"hotline_followup/call", "a call, whose caller has a class there"},
        {"hotline_followup/followup/by", staff},
        {"hotline_followup/routed_to", office},
        {"person_register/responsible/officer", staff},
        {"person_register/responsible/org", office},
        {"post_rehab_visit/visitor", staff},
        {"staff_register/org", office},
        {"training_class/gps", "where a class was held"},
        {"training_class/host", office},
        {"training_class/needs_review_ref", "what a commune needs; it names none of the class"},
        {"training_class/place", "where a class was held"},
        {"training_class/title", of_class},
    };
    std::set<std::string> without;
    for (const auto& [id, form] : shipped_forms()) {
        if (!is_about_people(form->definition)) continue;
        for (const forms::Node& node : form->definition.nodes) {
            if (node.sensitivity != forms::Sensitivity::open || !can_tell_who(node)) continue;
            without.insert(reasons.contains(id) ? id : id + "/" + node.path);
        }
    }
    for (const std::string& place : without) {
        CAPTURE(place);
        CHECK(reasons.contains(place));
    }
    for (const auto& [place, reason] : reasons) {
        CAPTURE(place);
        CHECK(without.contains(place));
    }
}

TEST_CASE("from the district's file of screenings nobody comes back to the commune's register") {
    for (const char* answer : {"person", "anonymous_code", "setting", "consent", "instrument", "dast10", "note"})
        CHECK_FALSE(leaves("screening_brief", answer, "district_staff"));
    CHECK(leaves("screening_brief", "occurred_on", "district_staff"));
    for (const char* form :
         {"service_referral", "outreach_contact", "treatment_episode", "post_rehab_visit", "family_member"})
        for (const char* of_whom : {"outreach_worker", "district_staff"})
            if (role(of_whom).may_read(form)) {
                CAPTURE(form, of_whom);
                CHECK_FALSE(leaves(form, "person", of_whom));
            }
    for (const char* answer : {"state", "overdue", "events", "to_facility", "service", "note"})
        CHECK_FALSE(leaves("service_referral", answer, "commune_officer"));
}

TEST_CASE("who was screened stands on the papers of those who screen") {
    const auto& screening = *shipped_forms().at("screening_brief");
    for (const char* helper : {"counselling_point", "health_worker"}) {
        const printing::LeftOut paper(screening, role(helper).print_mask);
        CHECK_FALSE(paper.node(screening.find("person")));
    }
    CHECK(leaves("service_referral", "person", "commune_officer"));
}
