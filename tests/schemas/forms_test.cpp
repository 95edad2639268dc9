// What every shipped form promises, whatever it is about.
#include <algorithm>
#include <map>
#include <set>

#include "shared/base/date.h"
#include "shared/forms/instance.h"
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

TEST_CASE("the 21 forms of the programme are there, the compartments beside them, and what the law on data asks for") {
    std::set<std::string> shipped;
    for (const auto& [id, form] : shipped_forms()) shipped.insert(id);
    for (const std::string& id : the_21_forms) {
        INFO(id);
        CHECK(shipped.contains(id));
    }
    for (const char* companion :
         {"person_file", "person_health", "individual_plan", "episode_legal_path", "episode_substitution",
          "post_rehab_dossier", "post_rehab_test", "victim_identity", "hotline_report", "hotline_followup",
          "inspection_followup", "facility_incidents", "activity_roster", "data_request", "period_lock"}) {
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

TEST_CASE("a request about personal data goes with its person, and never keeps that person here by itself") {
    const forms::FormSettings& request = shipped_forms().at("data_request")->definition.settings;
    CHECK(request.erasure == forms::Erasure::with_person);
    CHECK(request.subject == "person");
    CHECK(request.retention_days == 0);  // nobody's restriction ends because its record grew old
    CHECK_FALSE(request.due.empty());
    for (const char* kept : {"person_file", "post_rehab_dossier", "episode_legal_path"})
        CHECK(shipped_forms().at(kept)->definition.settings.erasure == forms::Erasure::kept_by_law);
}

TEST_CASE("whoever is screened, counselled, examined or helped is asked first, and how they agreed is written down") {
    // form -> its question, and where it is asked how; silence is not consent, so no question has an answer beforehand
    const std::map<std::string, std::pair<std::string, std::string>> asked{
        {"screening_assist", {"consent", "consent_how"}},
        {"screening_brief", {"consent", "consent_how"}},
        {"clinical_assessment", {"consent", "consent_how"}},
        {"harm_reduction_support", {"consent", "consent_how"}},
        {"outreach_contact", {"consent_how", "consent_how"}},  // one question: a first contact must stay quick
        {"service_referral", {"consent_to_share", ""}},        // how stands in the register, purpose by purpose
        {"awareness_survey", {"consent", ""}},                 // anonymous: there is nobody to sign
    };
    for (const auto& [id, questions] : asked) {
        CAPTURE(id);
        const forms::FormDefinition& form = shipped_forms().at(id)->definition;
        const forms::Node* question = form.find(questions.first);
        REQUIRE(question);
        CHECK(question->required == "true()");
        CHECK(question->default_value.empty());
        if (!questions.second.empty()) {
            const forms::Node* how = form.find(questions.second);
            REQUIRE(how);
            CHECK(how->list == "consent_how");
            CHECK(how->required == "true()");
        }
        // And the form tests itself with the question left blank.
        CHECK(std::any_of(form.tests.begin(), form.tests.end(), [&](const forms::FormTest& test) {
            return test.then.errors && std::find(test.then.errors->begin(), test.then.errors->end(), questions.first) !=
                                           test.then.errors->end();
        }));
    }
}

TEST_CASE("every form about people says after how many days a record goes, or there is a reason why it stays") {
    const std::map<std::string, std::string> reasons{
        {"person_register", "the register itself: stays while anything else is known of the person"},
        {"person_file", "the law orders the police to keep it"},
        {"post_rehab_dossier", "the law orders the commune to keep it"},
        {"episode_legal_path", "the law orders the dossier to be kept"},
        {"data_request", "goes with its person; nobody's restriction ends because its record grew old"},
        {"treatment_episode",
         "a course of years may stand unchanged; and how many there were decides the next measure"},
        {"episode_substitution", "a patient in the maintenance phase may stand unchanged for many years"},
        {"staff_register", "who works for the programme: the denominator of training, closed by its own last day"},
        {"training_class", "public money and certificates; shares of trained staff count classes of all years"},
        {"inspection_visit", "a signed official record of an establishment; its people are the inspectors"},
        {"facility_incidents", "a facility's record that names nobody"},
        {"area_period_profile", "a commune's report; whom it names was commended"},
        {"awareness_survey", "anonymous: knows neither name nor code nor hamlet"},
    };
    const std::set<std::string> by_code_or_call{"harm_reduction_support", "victim_support", "hotline_followup"};
    std::set<std::string> stay;
    for (const auto& [id, form] : shipped_forms()) {
        const auto& nodes = form->definition.nodes;
        const bool is_about_people =
            !form->definition.settings.subject.empty() || by_code_or_call.contains(id) ||
            std::any_of(nodes.begin(), nodes.end(), [](const forms::Node& node) {
                return node.sensitivity != forms::Sensitivity::open && node.type != FieldType::note;
            });
        if (!is_about_people) continue;
        CAPTURE(id);
        const auto days = form->definition.settings.retention_days;
        CHECK((days > 0) != reasons.contains(id));
        if (days == 0) stay.insert(id);
        else CHECK(days >= 3 * 365);  // no care or report of a phase needs anything that is older
    }
    for (const auto& [id, reason] : reasons) CHECK(stay.contains(id));
}

TEST_CASE(
    "what somebody said of their own will goes first, what belongs to supervision outlives it, medical papers last") {
    const auto days = [](const char* form) { return shipped_forms().at(form)->definition.settings.retention_days; };
    for (const char* said : {"outreach_contact", "hotline_report"}) CHECK(days(said) == 3 * 365 + 1);
    for (const char* of_care : {"screening_assist", "screening_brief", "service_referral", "individual_plan",
                                "hotline_call", "hotline_followup", "harm_reduction_support", "activity_roster"})
        CHECK(days(of_care) == 5 * 365 + 1);
    // The longest term of supervision is 36 months.
    for (const char* of_supervision : {"post_rehab_visit", "post_rehab_test"}) CHECK(days(of_supervision) > 3 * 366);
    for (const char* lasting : {"clinical_assessment", "person_health", "family_member", "livelihood_support",
                                "victim_support", "victim_identity"})
        CHECK(days(lasting) == 10 * 365 + 3);
    CHECK(days("hotline_call") == days("hotline_followup"));  // neither is read without the other
    CHECK(days("victim_support") == days("victim_identity"));
    for (const auto& [id, form] : shipped_forms())  // what the law keeps has no end here
        if (form->definition.settings.erasure == forms::Erasure::kept_by_law)
            CHECK(form->definition.settings.retention_days == 0);
}

// Counted by walking through the calendar, against the form's arithmetic.
TEST_CASE("the day to answer by skips Saturdays and Sundays, whatever day of ten years the request comes on") {
    forms::Environment environment;
    environment.today = *parse_date("2036-01-01");
    forms::Instance request(shipped_forms().at("data_request"), environment);
    REQUIRE(request.set("asks", Value("see")));
    std::size_t checked = 0;
    for (Date day = *parse_date("2026-01-01"); day < *parse_date("2036-01-01"); day += std::chrono::days(1)) {
        Date answer_by = day;
        for (int left = 2; left > 0;) {
            answer_by += std::chrono::days(1);
            const std::chrono::weekday weekday(answer_by);
            if (weekday != std::chrono::Saturday && weekday != std::chrono::Sunday) --left;
        }
        REQUIRE(request.set("received_on", Value(to_string(day))));
        if (request.value("answer_by") != Value(to_string(answer_by))) FAIL_CHECK("received on " << to_string(day));
        if (request.value("act_by") != Value(to_string(day + std::chrono::days(10)))) FAIL_CHECK(to_string(day));
        ++checked;
    }
    CHECK(checked == 3652);
}

TEST_CASE("every thing that may be asked for has its time limits under either decree, the newer first") {
    const forms::FormDefinition& form = shipped_forms().at("data_request")->definition;
    REQUIRE(form.tables.size() == 1);
    std::map<std::string, std::string> last;  // what is asked -> since when
    std::map<std::string, int> rows;
    for (const auto& row : csv_rows_of(form.tables[0].text)) {
        const std::string asks = row.at("asks"), from = row.at("from");
        INFO(asks << " " << from);
        CHECK((last[asks].empty() || from < last[asks]));  // the form takes the first that fits
        CHECK(parse_date(from));
        CHECK(std::stoi(row.at("act_days")) >= std::stoi(row.at("answer_days")));
        CHECK_FALSE(row.at("source").empty());
        last[asks] = from;
        ++rows[asks];
    }
    for (const forms::Choice& asked : form.list("data_ask")->choices) CHECK(rows[asked.name] == 2);
}
