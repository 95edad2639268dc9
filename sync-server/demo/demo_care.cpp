// What happens with the people of the demo district, month by month.
#include <algorithm>
#include <array>

#include "sync-server/demo/maker.h"

namespace nuong::demo {
namespace {

using namespace std::chrono;

constexpr std::array substances{"tobacco",  "alcohol",  "cannabis",     "cocaine", "ats",
                                "inhalant", "sedative", "hallucinogen", "opioid",  "other"};
const std::vector<std::string> places{"home", "home", "community", "point", "phone"};
const std::vector<std::string> purposes{"approach psych",     "psych",
                                        "legal_edu",          "mobilise_rehab treatment_advice",
                                        "behaviour_change",   "psych behaviour_change",
                                        "relapse_prevention", "life_skills",
                                        "vocational",         "community_activity"};
const std::vector<std::string> services{"medical",    "determination", "treatment", "mmt",  "psych",
                                        "vocational", "job",           "hiv_sti",   "legal"};
const std::vector<std::string> helps{"psych", "job", "loan", "vocational", "social"};
const std::vector<std::string> trades{"farming", "husbandry", "sewing", "carpentry", "mechanics", "cooking"};
const std::vector<std::string> q3_codes{"0", "3", "4", "5", "6"}, q4_codes{"0", "4", "5", "6", "7"},
    q5_codes{"0", "5", "6", "7", "8"}, q67_codes{"never", "recent", "past"}, q2_codes{"0", "2", "3", "4", "6"};

bool is_substitution(const std::string& form) { return form == "methadone" || form == "buprenorphine"; }
bool is_centre(const std::string& form) { return form == "compulsory" || form == "vol_centre"; }

}  // namespace

void Maker::live(Person& person) {
    deliver_part();
    if (person.is_closed || person.registered > last_) return;
    const std::string category = person.category;
    for (int i = happens("contact", category); i > 0; --i) contact(person);
    for (int i = happens("assist", category); i > 0; --i) screen(person);
    for (int i = happens("brief", category); i > 0; --i) screen_briefly(person);
    for (int i = happens("clinical", category); i > 0; --i) assess(person);
    for (int i = happens("plan", category); i > 0; --i) plan_care(person);
    for (int i = happens("referral", category); i > 0; --i) refer(person);
    for (int i = happens("livelihood", category); i > 0; --i) support(person);
    if (person.dossier && chance_.percent(plan_.number("visit_percent"))) visit(person);
    if (person.registered >= first_) return;  // papers of the first month are still on their way
    if (chance_.percent(plan_.number("contradiction_percent") / 12)) contradict(person);
    if (person.episode) continue_treatment(person);
    else if (happens("treatment_start", category) > 0) start_treatment(person);
    else if (happens("closed", category) > 0) close(person);
}

void Maker::contact(const Person& person) {
    const Date day = std::max(some_day(), person.registered);
    Answers answers;
    const std::string outcome = chance_.weighted(plan_.table("contact_outcome"));
    const std::string& purpose = chance_.one_of(purposes);
    answers.put("who", "person").put("person", person.record).put("purpose", purpose);
    answers.put("outcome", outcome);
    if (answered()) answers.put("place", chance_.one_of(places));
    if (outcome == "met") {
        if (purpose != "approach") answers.put("consent_how", "spoken");
        if (answered()) answers.put("minutes", 5 * chance_.between(2, 12));
        if (answered()) answers.put("self_declared", chance_.percent(8) ? "yes" : "no");
        answers.put("interview_lang", plan_.groups[person.group].lang);
        if (plan_.groups[person.group].lang != "vi") answers.put("interpreter", "none");
    }
    Answers again = answers;
    const RecordId record = add("outreach_contact", person.area, day, std::move(answers), true).record;
    if (chance_.percent(plan_.number("void_percent")))
        d_.followups_.push_back(
            {DemoDistrict::Followup::Kind::void_contact, "outreach_contact", record, person.area, {}});
    if (outcome == "met" && chance_.percent(plan_.number("corrected_percent")))
        add("outreach_contact", person.area, day, std::move(again)).corrects = record;
}

void Maker::screen(const Person& person) {
    const Date day = std::max(some_day(), person.registered);
    Answers a;
    a.put("person", person.record).put("setting", chance_.percent(80) ? "standalone" : "health_check");
    a.put("age", std::max(0, int(year_month_day{day}.year()) - person.birth_year)).put("interpreter", "none");
    const bool consents = !chance_.percent(plan_.number("consent_refused_percent"));
    a.put("consent", consents ? "yes" : "no");
    if (consents) a.put("consent_how", "spoken");
    bool any = false, uses_drugs = false;
    const bool is_user = person.category != "high_risk";
    for (const std::string substance : substances) {
        if (!consents) break;
        const bool drug = substance == "opioid" || substance == "ats";
        const bool used = substance == "tobacco"   ? chance_.percent(70)
                          : substance == "alcohol" ? chance_.percent(65)
                          : drug                   ? chance_.percent(is_user ? 60 : 10)
                                                   : chance_.percent(is_user ? 8 : 3);
        a.put("q1/" + substance, used ? "yes" : "no");
        if (!used) continue;
        any = true;
        const std::string often = is_user && drug ? chance_.one_of(q2_codes) : q2_codes[chance_.below(4)];
        a.put("q2/" + substance, often);
        uses_drugs = uses_drugs || (drug && often != "0");
        const bool declines = chance_.percent(plan_.number("assist_declines_percent"));
        if (often != "0") {
            a.put("q3/" + substance, declines ? "declined" : chance_.one_of(q3_codes));
            a.put("q4/" + substance, q4_codes[chance_.below(is_user ? 5 : 2)]);
            if (substance != "tobacco") a.put("q5/" + substance, q5_codes[chance_.below(is_user ? 5 : 2)]);
        }
        a.put("q6/" + substance, q67_codes[chance_.below(is_user ? 3 : 1)]);
        a.put("q7/" + substance, q67_codes[chance_.below(is_user ? 3 : 1)]);
    }
    if (consents && !any) a.put("probe", "yes");
    if (any) {
        const bool injects = uses_drugs && chance_.percent(30);
        a.put("q8", injects ? "recent" : "never");
        if (injects) a.put("injection_pattern", chance_.percent(60) ? "low" : "high");
    }
    if (consents) {
        a.put("interview_lang", plan_.groups[person.group].lang).put("next_step", uses_drugs ? "brief" : "info");
        if (uses_drugs) a.put("brief_intervention_done", chance_.percent(75) ? "yes" : "no");
    }
    add("screening_assist", person.area, day, std::move(a), true);
}

void Maker::screen_briefly(const Person& person) {
    const Date day = std::max(some_day(), person.registered);
    Answers a;
    a.put("person", person.record).put("setting", "standalone").put("consent", "yes").put("consent_how", "spoken");
    a.put("instrument", "dast10");
    const bool used = person.category != "high_risk";
    a.put("dast10/q1", used ? "yes" : "no");
    if (used)
        for (int item = 2; item <= 10; ++item)
            a.put("dast10/q" + std::to_string(item), chance_.percent(35) ? "yes" : "no");
    a.put("next_step", used ? "brief" : "info").put("interview_lang", plan_.groups[person.group].lang);
    add("screening_brief", person.area, day, std::move(a), true);
}

void Maker::assess(const Person& person) {
    const Date day = std::max(some_day(), person.registered);
    const bool addicted = person.category == "addict_file" || chance_.percent(35);
    Answers a;
    a.put("person", person.record).put("consent", "yes").put("consent_how", "signed");
    a.put("exam_date", day).put("referred_by", "self");
    for (int item = 1; item <= 6; ++item)
        a.put("criteria/c" + std::to_string(item),
              addicted ? (item <= 3 || chance_.percent(50) ? "yes" : "no") : (item == 1 ? "yes" : "no"));
    a.put("criteria/together", addicted ? "yes" : "no").put("conclusion", addicted ? "addicted" : "not");
    a.put("doctor", "BS. Mẫu").put("certificate_no", serial("CC-MẪU-")).put("facility", facility("determination"));
    a.put("interview_lang", plan_.groups[person.group].lang);
    add("clinical_assessment", person.area, day, std::move(a), true);
}

void Maker::plan_care(const Person& person) {
    const Date day = std::max(some_day(), person.registered);
    Answers a;
    a.put("person", person.record).put("next_review", day + days(30));
    const std::string row = a.row("plan", day, chance_);
    a.put(row + "goal", "Ổn định sức khỏe")
        .put(row + "action", "Gặp cán bộ tư vấn hằng tháng")
        .put(row + "due", day + days(60));
    add("individual_plan", person.area, day, std::move(a));
}

void Maker::refer(const Person& person) {
    const Date day = std::max(some_day(), person.registered);
    Answers a;
    const std::string row = a.row("events", day, chance_);
    a.put("person", person.record).put("service", chance_.one_of(services)).put("urgency", "normal");
    a.put("consent_to_share", chance_.percent(90) ? "yes" : "no").put("due_days", "14");
    a.put(row + "state", "made").put(row + "date", day);
    const RecordId record = add("service_referral", person.area, day, std::move(a)).record;
    if (chance_.percent(plan_.number("referral_arrives_percent")))
        d_.followups_.push_back(
            {DemoDistrict::Followup::Kind::referral_arrives, "service_referral", record, person.area, {}});
}

void Maker::start_treatment(Person& person) {
    const Date day = some_day();
    const std::string form = chance_.weighted(plan_.table("treatment_form"));
    Answers a;
    a.put("person", person.record)
        .put("form", form)
        .put("start", day)
        .put("sector", is_substitution(form) ? "health" : "labour");
    if (form == "home") a.put("household", "Hộ gia đình (mẫu)");
    else
        a.put("facility", facility(form == "compulsory"    ? "public_centre"
                                   : form == "vol_centre"  ? "vol_centre"
                                   : form == "rehab_house" ? "rehab_house"
                                   : is_substitution(form) ? "mmt_clinic"
                                                           : "counselling_point"));
    if (!is_substitution(form) && form != "psychosocial") {
        const std::string stage = a.row("stages", day, chance_);
        a.put(stage + "stage", "intake").put(stage + "from", day);
    }
    person.episode = add("treatment_episode", person.area, day, std::move(a)).record;
    person.episode_form = form;
    person.episode_start = day;
    const int months = std::max(1, static_cast<int>(plan_.rate("treatment_months", form)));
    person.episode_ends = day + days(30 * months + chance_.between(-10, 20));
    if (form == "compulsory") {
        Answers path;
        path.put("person", person.record).put("episode", *person.episode);
        Date step_day = day - days(chance_.between(35, 70));
        for (const char* step : {"dossier", "court", "decision", "delivered"}) {
            const std::string row = path.row("legal_path", step_day, chance_);
            path.put(row + "step", step).put(row + "date", std::min(step_day, day));
            if (std::string(step) == "decision") path.put(row + "doc_no", serial("QĐ-TA-MẪU-"));
            step_day += days(chance_.between(8, 20));
        }
        add("episode_legal_path", person.area, day, std::move(path));
    }
    if (!is_substitution(form)) return;
    Answers phases;
    const std::string row = phases.row("phases", day, chance_);
    phases.put("person", person.record)
        .put("episode", *person.episode)
        .put(row + "phase", "induction")
        .put(row + "from", day);
    person.substitution = add("episode_substitution", person.area, day, std::move(phases)).record;
}

void Maker::continue_treatment(Person& person) {
    if (person.episode_ends <= last_) return end_treatment(person);
    if (person.substitution && person.episode_start < first_ - days(45)) {
        const Date day = some_day();
        Answers phases;
        const std::string row = phases.row("phases", day, chance_);
        phases.put(row + "phase", "maintenance").put(row + "from", day);
        edit("episode_substitution", *person.substitution, person.area, day, std::move(phases));
        person.substitution.reset();  // in maintenance: nothing more to say until the end
    }
    if (!is_centre(person.episode_form) || !chance_.percent(6)) return;
    Answers learning;
    const std::string row = learning.row("vocational", first_, chance_);
    learning.put(row + "trade", chance_.one_of(trades)).put(row + "hours", 120);
    edit("treatment_episode", *person.episode, person.area, some_day(), std::move(learning));
}

void Maker::end_treatment(Person& person) {
    const Date day = std::max(person.episode_ends, first_);
    const std::string result = chance_.weighted(plan_.table("treatment_result"));
    Answers a;
    a.put("end", day).put("result", result);
    if (result == "completed") a.put("certificate_no", serial("GXN-MẪU-"));
    const RecordId episode = *person.episode;
    edit("treatment_episode", episode, person.area, day, std::move(a));
    person.episode.reset();
    person.substitution.reset();
    if (result == "died") return close(person);
    if (result != "completed" || person.category == "post_rehab") return;
    change_category(person, "post_rehab", day);
    if (chance_.percent(88)) open_dossier(person, episode, person.episode_form, day);
}

void Maker::open_dossier(Person& person, const RecordId& episode, const std::string& form, Date day) {
    const Date start = std::min(last_, day + days(chance_.between(0, 10)));
    Answers a;
    person.dossier_months = form == "compulsory" ? 24 : 12;
    a.put("person", person.record)
        .put("completed_episode", episode)
        .put("start", start)
        .put("months", person.dossier_months);
    a.put("decision/decision_no", serial("QĐ-SC-MẪU-")).put("decision/decision_date", start);
    person.dossier = add("post_rehab_dossier", person.area, start, std::move(a)).record;
    person.dossier_start = start;
}

void Maker::visit(const Person& person) {
    const Date day = some_day();
    if (day < person.dossier_start) return;
    Answers a;
    const bool met = chance_.percent(88);
    a.put("person", person.record).put("visitor", "TNV mẫu").put("met", met ? "yes" : "no");
    if (met) {
        a.put("living", chance_.percent(75) ? "stable" : "unstable")
            .put("interview_lang", plan_.groups[person.group].lang);
        if (answered()) a.put("work", chance_.percent(40) ? "stable" : chance_.percent(60) ? "casual" : "none");
        a.put("relapse_suspected", chance_.percent(plan_.number("relapse_percent")) ? "yes" : "no");
        if (chance_.percent(plan_.number("visit_help_percent"))) a.put("help_given", chance_.one_of(helps));
    }
    a.put("next_visit", day + days(30));
    add("post_rehab_visit", person.area, day, std::move(a), true);
}

void Maker::support(const Person& person) {
    const Date day = std::max(some_day(), person.registered);
    Answers a;
    const bool loan = chance_.percent(plan_.number("loan_percent"));
    const bool received = chance_.percent(70);
    a.put("person", person.record).put("kind", loan ? "loan" : chance_.percent(50) ? "training" : "job");
    a.put("state", received ? "received" : "requested").put("state_on", day);
    if (loan) {
        a.put("loan/source", "social_bank").put("loan/amount_vnd", 1'000'000 * chance_.between(10, 50));
        if (received) a.put("loan/date", day);
    } else {
        a.put("trade", chance_.one_of(trades));
    }
    Save& save = add("livelihood_support", person.area, day, std::move(a));
    const Value* kind = find(save.answers, "kind");
    if (kind && kind->text() == "training") set(save.answers, "training/course", "Lớp nghề ngắn hạn (mẫu)");
}

}  // namespace nuong::demo
