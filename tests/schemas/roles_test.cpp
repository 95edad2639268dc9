// Who receives what: scope is decided per record, so a role that must not see something must not receive its form.
#include "sync-server/core/roles.h"

#include "shared/reports/report_signers.h"
#include "tests/schemas/schema_files.h"

using namespace nuong;
using namespace nuong::schemas;

namespace {

const Roles& roles() {
    static const Roles all = parse_roles(file_text(folder / "roles/roles.json"), "roles.json").value();
    return all;
}

std::string readers_of(const FormId& form) {
    std::set<std::string> readers;
    for (const auto& [id, role] : roles())
        if (role.may_read(form) && !role.is_relay) readers.insert(id);  // people
    std::string all;
    for (const std::string& reader : readers) all += (all.empty() ? "" : " ") + reader;
    return all;
}

}  // namespace

TEST_CASE("roles name forms that are there, and every form has somebody who writes it") {
    for (const auto& [id, role] : roles())
        for (const auto* named : {&role.write, &role.read, &role.assigned_only})
            for (const FormId& form : *named) {
                INFO(id << ": " << form);
                CHECK(shipped_forms().contains(form));
            }
    for (const auto& [form, package] : shipped_forms()) {
        bool written = false;
        for (const auto& [id, role] : roles()) written = written || role.may_write(form);
        INFO(form);
        CHECK(written);
    }
}

TEST_CASE("the outreach worker fills the ten forms of the contract and receives no compartment") {
    const Role& role = roles().at("outreach_worker");
    const std::unordered_set<FormId> contract{
        "person_register",        "family_member",  "screening_assist", "screening_brief",  "outreach_contact",
        "communication_activity", "training_class", "service_referral", "post_rehab_visit", "awareness_survey"};
    CHECK((role.write == contract));
    CHECK(role.assigned_only.empty());
}

TEST_CASE("what must not be seen does not come to the device") {
    CHECK(readers_of("victim_identity") == "shelter");
    CHECK(readers_of("victim_support") == "shelter");
    CHECK(readers_of("harm_reduction_support") == "shelter");
    CHECK(readers_of("clinical_assessment") == "health_worker");
    CHECK(readers_of("hotline_call") == "district_health");
    CHECK(readers_of("hotline_report") == "district_health");
    CHECK(readers_of("post_rehab_test") == "commune_police health_worker");
    CHECK(readers_of("person_health") == "counselling_point health_worker treatment_facility");
    CHECK(readers_of("person_file") == "commune_officer commune_police district_staff");
    CHECK(readers_of("post_rehab_dossier") == "commune_officer commune_police district_staff");
    CHECK(readers_of("episode_legal_path") == "commune_police district_staff treatment_facility");
    CHECK(readers_of("episode_substitution") == "health_worker treatment_facility");
    CHECK(readers_of("activity_roster") == "district_staff treatment_facility");
    CHECK(readers_of("data_request") == "commune_officer district_staff");
    CHECK(readers_of("period_lock").find("volunteer") != std::string::npos);  // whoever writes is told
    CHECK(readers_of("facility_incidents") == "district_staff province_staff treatment_facility");
}

TEST_CASE("a relay serves everybody in its areas, so it holds every form, and writes nothing itself") {
    const Role& relay = roles().at("relay");
    CHECK(relay.is_relay);
    CHECK(relay.write.empty());
    CHECK(relay.assigned_only.empty());
    for (const auto& [form, package] : shipped_forms()) {
        INFO(form);
        CHECK(relay.may_read(form));
    }
}

TEST_CASE("the wall between screening and police") {
    const Role& police = roles().at("commune_police");
    for (const char* form :
         {"screening_assist", "screening_brief", "clinical_assessment", "person_health", "individual_plan",
          "outreach_contact", "family_member", "service_referral", "episode_substitution", "harm_reduction_support",
          "hotline_call", "hotline_report", "data_request"}) {
        INFO(form);
        CHECK_FALSE(police.may_read(form));
    }
    for (const char* helper : {"outreach_worker", "volunteer", "counselling_point", "health_worker"}) {
        INFO(helper);
        CHECK_FALSE(roles().at(helper).may_read("person_file"));
        CHECK_FALSE(roles().at(helper).may_read("episode_legal_path"));
    }
    CHECK_FALSE(roles().at("volunteer").may_read("post_rehab_test"));
    CHECK_FALSE(roles().at("inspector").may_read("person_register"));
    CHECK_FALSE(roles().at("shelter").may_read("person_register"));
    CHECK_FALSE(roles().at("mass_organisation").may_read("person_register"));
    CHECK_FALSE(roles().at("province_staff").may_read("person_register"));
    CHECK(roles().at("admin").read.empty());
    CHECK(roles().at("admin").write.empty());
}

TEST_CASE("a form of many roles holds nothing that belongs into a compartment") {
    // The register goes to police and helpers alike: no answer of it is about health, but that somebody was asked.
    // Where that is written it must be found again, so it is only kept out of files and off paper (masks_test.cpp).
    for (const char* form : {"person_register", "staff_register", "facility_profile", "communication_activity"})
        for (const forms::Node& node : shipped_forms().at(form)->definition.nodes) {
            INFO(form << ": " << node.path);
            CHECK((node.sensitivity != forms::Sensitivity::health || node.id.starts_with("consents")));
        }
    for (const char* form : {"harm_reduction_support", "victim_support"})
        for (const forms::Node& node : shipped_forms().at(form)->definition.nodes) {
            INFO(form << ": " << node.path);
            CHECK(node.sensitivity != forms::Sensitivity::identifying);
            CHECK(node.data_type != "geopoint");
        }
}

TEST_CASE("own caseload and masks, as the table of roles says") {
    using forms::Sensitivity;
    const Mask everything{Sensitivity::identifying, Sensitivity::health, Sensitivity::special};
    for (const char* role : {"volunteer", "counselling_point", "health_worker", "treatment_facility", "inspector",
                             "shelter", "mass_organisation"}) {
        INFO(role);
        CHECK_FALSE(roles().at(role).assigned_only.empty());
    }
    CHECK(roles().at("volunteer").assigned_only.contains("person_register"));
    CHECK_FALSE(roles().at("volunteer").assigned_only.contains("communication_activity"));  // a team shares it
    for (const char* role : {"volunteer", "district_staff", "province_staff", "shelter", "admin"}) {
        INFO(role);
        CHECK(roles().at(role).export_mask == everything);
    }
    CHECK(roles().at("health_worker").print_mask.empty());
    CHECK(roles().at("commune_officer").export_mask == Mask{Sensitivity::health, Sensitivity::special});
}

TEST_CASE(
    "a tablet shows nothing after weeks of silence, also without screenings, and an honest worker is not locked out") {
    for (const auto& [id, role] : roles()) {
        if (role.is_relay) continue;
        CAPTURE(id);
        const bool has_screenings = role.may_read("screening_assist") || role.may_read("screening_brief") ||
                                    role.may_read("clinical_assessment");
        // Weeks without signal are the work itself; a device that is silent for a week is asked after long before that.
        CHECK(role.lease_days >= (role.sees_desk ? 30 : 42));
        CHECK(role.lease_days <= (has_screenings ? 60 : 90));
        CHECK(role.wrong_pins_max == 0);  // nothing that was not sent is destroyed by a wrong number
    }
}

TEST_CASE("every report that is ordered has somebody who signs it, and nobody who works in the field does") {
    for (const auto& [id, role] : roles()) {
        CAPTURE(id);
        CHECK(role.signs == (id == "commune_officer" || id == "district_staff" || id == "province_staff"));
    }
    const std::vector<std::string> documents{file_text(folder / "roles/roles.json")};
    for (const auto& path : files_below(folder / "reports", ".json")) {
        CAPTURE(path.string());
        const auto report = reports::outline_of(file_text(path), path.stem().string());
        if (!report || path.stem() == "report.schema") continue;
        CHECK_FALSE(reports::signers_of(documents, *report).empty());
        CHECK_FALSE(reports::may_advance(documents, *report, "outreach_worker", "signed"));
        CHECK(reports::may_advance(documents, *report, "outreach_worker", "checked"));
    }
}
