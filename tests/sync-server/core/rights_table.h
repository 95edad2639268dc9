// Who may do what, written down by hand from the programme's rules (roles, privacy, law) and the contract, and not from
// schemas/roles: the rights matrix holds the server against it.
#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace nuong::testing {

// Whoever writes in an area is told which of its periods are locked: every one of them reads `period_lock`.
// Of one form: "W" reads and writes in the areas granted, "r" reads, "C" writes and "c" reads of the own caseload only.
struct RoleRights {
    std::string_view role;
    std::map<std::string_view, char> forms;
    std::string_view not_exported;  // classes: i identifying, h health, s special
    std::string_view not_printed;
    bool exports = true;
    std::set<std::string_view> checks = {};  // says of their records that they are checked, or returns them
    bool gives = false;                      // looks after the area: says whose case a record is that it reads
};

inline const std::vector<RoleRights>& rights_table() {
    static const std::vector<RoleRights> table{
        // The ten forms of the contract; the staff with its certificates, the facilities to refer to.
        {"outreach_worker",
         {{"person_register", 'W'},
          {"family_member", 'W'},
          {"screening_assist", 'W'},
          {"screening_brief", 'W'},
          {"outreach_contact", 'W'},
          {"communication_activity", 'W'},
          {"training_class", 'W'},
          {"service_referral", 'W'},
          {"post_rehab_visit", 'W'},
          {"awareness_survey", 'W'},
          {"staff_register", 'r'},
          {"facility_profile", 'r'},
          {"period_lock", 'r'}},
         "ihs",
         "hs"},
        // Writes F02 F03 F06 F07 F08 F11 F13(visit) F21; names of own cases; no test results, no exports.
        {"volunteer",
         {{"family_member", 'C'},
          {"screening_assist", 'C'},
          {"outreach_contact", 'C'},
          {"communication_activity", 'W'},
          {"training_class", 'W'},
          {"service_referral", 'C'},
          {"post_rehab_visit", 'C'},
          {"awareness_survey", 'W'},
          {"person_register", 'c'},
          {"staff_register", 'r'},
          {"facility_profile", 'r'},
          {"period_lock", 'r'}},
         "ihs",
         "hs",
         false},
        // F02-F04 F06 F11 F14 of its clients; no legal dossier.
        {"counselling_point",
         {{"family_member", 'C'},
          {"screening_assist", 'C'},
          {"screening_brief", 'C'},
          {"person_health", 'C'},
          {"individual_plan", 'C'},
          {"outreach_contact", 'C'},
          {"service_referral", 'C'},
          {"livelihood_support", 'C'},
          {"person_register", 'c'},
          {"staff_register", 'r'},
          {"facility_profile", 'r'},
          {"period_lock", 'r'}},
         "i",
         ""},
        // F03-F05, F12 substitution, answers F11; health data of its patients, no police notes.
        {"health_worker",
         {{"screening_assist", 'C'},
          {"screening_brief", 'C'},
          {"clinical_assessment", 'C'},
          {"person_health", 'C'},
          {"individual_plan", 'C'},
          {"treatment_episode", 'C'},
          {"episode_substitution", 'C'},
          {"post_rehab_test", 'C'},
          {"service_referral", 'W'},
          {"outreach_contact", 'C'},
          {"person_register", 'c'},
          {"staff_register", 'r'},
          {"facility_profile", 'r'},
          {"period_lock", 'r'}},
         "is",
         ""},
        // F01 and the file, F12 legal path, F13; no screening, no counselling, no F17, no hotline.
        {"commune_police",
         {{"person_register", 'W'},
          {"person_file", 'W'},
          {"episode_legal_path", 'W'},
          {"post_rehab_dossier", 'W'},
          {"post_rehab_visit", 'W'},
          {"post_rehab_test", 'W'},
          {"treatment_episode", 'r'},
          {"facility_profile", 'r'},
          {"period_lock", 'r'}},
         "ihs",
         "h"},
        // F01 F07 F08 F13 F14 F19; the commune without what is said to a doctor. Takes requests about personal data.
        {"commune_officer",
         {{"person_register", 'W'},
          {"person_file", 'W'},
          {"data_request", 'W'},
          {"family_member", 'W'},
          {"communication_activity", 'W'},
          {"training_class", 'W'},
          {"post_rehab_dossier", 'W'},
          {"post_rehab_visit", 'W'},
          {"livelihood_support", 'W'},
          {"area_period_profile", 'W'},
          {"outreach_contact", 'r'},
          {"staff_register", 'r'},
          {"facility_profile", 'r'},
          {"service_referral", 'r'},
          {"treatment_episode", 'r'},
          {"awareness_survey", 'r'},
          {"target_plan", 'r'},
          {"period_lock", 'W'}},
         "hs",
         "h"},
        // F10 own, F12 own, F14; its learners.
        {"treatment_facility",
         {{"facility_profile", 'W'},
          {"facility_incidents", 'C'},
          {"treatment_episode", 'C'},
          {"episode_substitution", 'C'},
          {"episode_legal_path", 'C'},
          {"person_health", 'C'},
          {"individual_plan", 'C'},
          {"livelihood_support", 'C'},
          {"communication_activity", 'W'},
          {"activity_roster", 'C'},
          {"person_register", 'c'},
          {"staff_register", 'r'},
          {"period_lock", 'r'}},
         "is",
         ""},
        // The whole district; not who the people of F17 and F18 are, no clinic.
        {"district_staff",
         {{"person_register", 'W'},     {"person_file", 'W'},         {"data_request", 'W'},
          {"family_member", 'W'},       {"outreach_contact", 'W'},    {"communication_activity", 'W'},
          {"activity_roster", 'W'},     {"training_class", 'W'},      {"staff_register", 'W'},
          {"facility_profile", 'W'},    {"facility_incidents", 'W'},  {"service_referral", 'W'},
          {"treatment_episode", 'W'},   {"episode_legal_path", 'W'},  {"post_rehab_dossier", 'W'},
          {"post_rehab_visit", 'W'},    {"livelihood_support", 'W'},  {"inspection_visit", 'W'},
          {"inspection_followup", 'W'}, {"area_period_profile", 'W'}, {"awareness_survey", 'W'},
          {"screening_assist", 'r'},    {"screening_brief", 'r'},     {"target_plan", 'r'},
          {"period_lock", 'W'}},
         "ihs",
         "ihs",
         true,
         // What the communes and teams hand in; not what the district itself keeps or decides.
         {"person_register", "person_file", "family_member", "outreach_contact", "communication_activity",
          "activity_roster", "training_class", "service_referral", "treatment_episode", "episode_legal_path",
          "post_rehab_dossier", "post_rehab_visit", "livelihood_support", "inspection_visit", "inspection_followup",
          "area_period_profile", "awareness_survey", "screening_assist", "screening_brief"},
         true},
        // F15.
        {"district_health",
         {{"hotline_call", 'W'},
          {"hotline_followup", 'W'},
          {"hotline_report", 'W'},
          {"facility_profile", 'r'},
          {"period_lock", 'r'}},
         "is",
         "is"},
        // F20; otherwise what names nobody: rosters of classes, staff and inspections stay in the district.
        {"province_staff",
         {{"target_plan", 'W'},
          {"communication_activity", 'r'},
          {"facility_profile", 'r'},
          {"facility_incidents", 'r'},
          {"inspection_followup", 'r'},
          {"awareness_survey", 'r'},
          {"period_lock", 'r'}},
         "ihs",
         "ihs"},
        // F16, own inspections; no people register.
        {"inspector",
         {{"inspection_visit", 'C'}, {"inspection_followup", 'C'}, {"facility_profile", 'r'}, {"period_lock", 'r'}},
         "i",
         ""},
        // F17, F18, own cases; no register.
        {"shelter",
         {{"victim_support", 'C'},
          {"victim_identity", 'C'},
          {"harm_reduction_support", 'C'},
          {"facility_profile", 'r'},
          {"period_lock", 'r'}},
         "ihs",
         "i"},
        // F07, F06 of own contacts.
        {"mass_organisation",
         {{"communication_activity", 'W'}, {"outreach_contact", 'C'}, {"facility_profile", 'r'}, {"period_lock", 'r'}},
         "ihs",
         "hs"},
        // Users, devices, areas; no content.
        {"admin", {}, "ihs", "ihs", false},
    };
    return table;
}

}  // namespace nuong::testing
