// What every shipped form promises, whatever it is about.
#include <set>

#include "tests/schemas/schema_files.h"

using namespace nuong;
using namespace nuong::schemas;
using forms::FieldType;

namespace {

const std::set<std::string> the_21_forms{
    "person_register",  "family_member",     "screening_assist",       "screening_brief",     "clinical_assessment",
    "outreach_contact", "training_class",    "communication_activity", "staff_register",      "facility_profile",
    "service_referral", "treatment_episode", "post_rehab_visit",       "livelihood_support",  "hotline_call",
    "inspection_visit", "victim_support",    "harm_reduction_support", "area_period_profile", "target_plan",
    "awareness_survey"};

}  // namespace

TEST_CASE("the 21 forms of the programme are there, and the compartments beside them") {
    std::set<std::string> shipped;
    for (const auto& [id, form] : shipped_forms()) shipped.insert(id);
    for (const std::string& id : the_21_forms) {
        INFO(id);
        CHECK(shipped.contains(id));
    }
    for (const char* companion :
         {"person_file", "person_health", "individual_plan", "episode_legal_path", "episode_substitution",
          "post_rehab_dossier", "post_rehab_test", "victim_identity", "hotline_report", "hotline_followup",
          "inspection_followup", "facility_incidents", "activity_roster"}) {
        INFO(companion);
        CHECK(shipped.contains(companion));
    }
}

TEST_CASE("what happened once is fixed when submitted; what lives for years is edited") {
    const std::set<std::string> events{"screening_assist", "screening_brief", "clinical_assessment", "outreach_contact",
                                       "post_rehab_visit", "post_rehab_test", "hotline_call",        "hotline_report",
                                       "inspection_visit", "awareness_survey"};
    for (const auto& [id, form] : shipped_forms()) {
        INFO(id);
        CHECK((form->definition.settings.kind == forms::FormKind::event) == events.contains(id));
    }
    CHECK(shipped_forms().at("screening_assist")->definition.settings.merges_whole);
    CHECK(shipped_forms().at("screening_brief")->definition.settings.merges_whole);
}

TEST_CASE("every form dates its record, says whether it was typed from paper, has a title and tests itself") {
    for (const auto& [id, form] : shipped_forms()) {
        INFO(id);
        const forms::Node* date = form->definition.find("occurred_on");
        REQUIRE(date);
        CHECK(date->type == FieldType::date);
        CHECK(date->default_value == "today()");
        CHECK(date->required == "true()");
        CHECK_FALSE(date->constraint.empty());
        const forms::Node* note = form->definition.find("note");
        REQUIRE(note);
        CHECK(form->definition.find("from_paper"));
        CHECK_FALSE(form->definition.settings.instance_name.empty());
        int complete = 0, skipped = 0, broken = 0;
        for (const forms::FormTest& test : form->definition.tests) {
            complete += test.then.valid == true ? 1 : 0;
            broken += test.then.errors && !test.then.errors->empty() ? 1 : 0;
            for (const auto& [path, shown] : test.then.relevant) skipped += shown ? 0 : 1;
        }
        CHECK(complete >= 1);
        CHECK(broken >= 1);
        CHECK(form->definition.tests.size() >= 3);
        bool has_skip = false;
        for (const forms::Node& node : form->definition.nodes) has_skip = has_skip || !node.relevant.empty();
        if (has_skip) CHECK(skipped >= 1);
    }
}

TEST_CASE("every question speaks both languages and says what to correct") {
    for (const auto& [id, form] : shipped_forms())
        for (const forms::Node& node : form->definition.nodes) {
            INFO(id << ": " << node.path);
            for (const forms::Label* label :
                 {&node.label, &node.hint, &node.constraint_message, &node.required_message, &node.warn_message})
                if (!label->empty()) {
                    CHECK(label->texts.contains("vi"));
                    CHECK(label->texts.contains("en"));
                }
            if (is_asked(node.type)) CHECK_FALSE(node.label.empty());
            if (!node.constraint.empty()) CHECK_FALSE(node.constraint_message.empty());
            if (!node.warn.empty()) CHECK_FALSE(node.warn_message.empty());
        }
}

TEST_CASE(
    "a reference leads to a form that is there, and the person a record is about is a reference to the register") {
    for (const auto& [id, form] : shipped_forms()) {
        const forms::FormDefinition& definition = form->definition;
        for (const forms::Node& node : definition.nodes) {
            if (node.type != FieldType::record_ref) continue;
            INFO(id << ": " << node.path << " -> " << node.form);
            CHECK(shipped_forms().contains(node.form));
            if (node.path == "person") CHECK(definition.settings.subject == "person");
        }
        if (definition.settings.subject.empty()) continue;
        INFO(id);
        REQUIRE(definition.find(definition.settings.subject));
        CHECK(definition.find(definition.settings.subject)->form == "person_register");
    }
}

TEST_CASE("tallies add up, totals and identities wait for a person, sets unite, rows are appended") {
    const auto policy = [](const char* form, const char* path) {
        const forms::Node* node = shipped_forms().at(form)->definition.find(path);
        INFO(form << ": " << path);
        REQUIRE(node);
        return node->policy;
    };
    CHECK(policy("communication_activity", "event/attendees/pupils_male") == Policy::counter);
    CHECK(policy("communication_activity", "event/headcount_total") == Policy::review);
    CHECK(policy("communication_activity", "media/quantity_made") == Policy::review);
    CHECK(policy("communication_activity", "handed_out") == Policy::counter);
    CHECK(policy("episode_substitution", "missed_days") == Policy::counter);
    CHECK(policy("person_register", "full_name") == Policy::review);
    CHECK(policy("person_register", "phone") == Policy::latest);
    CHECK(policy("person_health", "first_use_year") == Policy::min);
    CHECK(policy("person_health", "prior_rehab_count") == Policy::max);
    CHECK(policy("person_health", "substances") == Policy::unite);
    CHECK(policy("target_plan", "value") == Policy::review);
    for (const auto& [id, form] : shipped_forms())
        for (const forms::Node& node : form->definition.nodes) {
            INFO(id << ": " << node.path);
            if (node.type == FieldType::repeat) CHECK(node.policy == Policy::append);
            const bool is_register = form->definition.settings.kind == forms::FormKind::long_lived;
            if (node.type == FieldType::select_multiple && is_register) CHECK(node.policy == Policy::unite);
        }
}
