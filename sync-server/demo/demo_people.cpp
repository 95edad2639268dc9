// Who there is in the demo district, and the papers about them.
#include <algorithm>

#include "shared/base/text.h"
#include "sync-server/demo/maker.h"

namespace nuong::demo {
namespace {

using namespace std::chrono;

const std::vector<std::string> occupations{"farmer",    "farmer", "farmer", "worker",
                                           "freelance", "trader", "driver", "unemployed"};
const std::vector<std::string> educations{"none",      "primary",   "primary",   "lower_sec",
                                          "lower_sec", "upper_sec", "vocational"};
const std::vector<std::string> risk_groups{"pupil", "student", "worker", "complex_area", "family", "other"};

int year_of(Date day) { return int(year_month_day{day}.year()); }

bool has_file(const std::string& category) { return category == "addict_file" || category == "user_file"; }

}  // namespace

// A person's papers may come in two parts; an edit never comes before what it edits.
void Maker::deliver_part() {
    constexpr std::size_t part = 20'000;
    if (saves_.size() >= part) deliver();
}

Date Maker::some_day() {
    return first_ + days(chance_.below(static_cast<std::uint32_t>((last_ - first_).count() + 1)));
}

Instant Maker::some_hour(Date day) {
    return Instant(day) + hours(1 + chance_.below(9)) + minutes(chance_.below(60)) + seconds(chance_.below(60));
}

// Some of what happens is written down days or weeks later, from memory or from paper.
Save& Maker::add(const FormId& form, const AreaCode& area, Date day, Answers answers, bool may_be_late) {
    const bool is_late = may_be_late && chance_.percent(plan_.number("late_percent"));
    const Date entered =
        is_late ? day + days(chance_.between(2, static_cast<int>(plan_.number("late_days_max")))) : day;
    if (is_late && chance_.percent(plan_.number("paper_percent") * 3)) answers.put("from_paper", "OK");
    answers.put("occurred_on", day);
    Save save;
    save.at = some_hour(entered);
    save.form = form;
    save.area = area;
    save.record = made_up_id(save.at, chance_);
    save.answers = answers.take();
    auto& into = entered > last_ ? d_.postponed_ : saves_;
    into.push_back(std::move(save));
    return into.back();
}

void Maker::edit(const FormId& form, const RecordId& record, const AreaCode& area, Date day, Answers answers,
                 const std::string& role) {
    Save save;
    save.at = some_hour(day);
    save.form = form;
    save.area = area;
    save.record = record;
    save.is_new = false;
    save.role = role;
    save.answers = answers.take();
    saves_.push_back(std::move(save));
}

std::string Maker::serial(const std::string& prefix) {
    std::string digits = std::to_string(++d_.serial_);
    if (digits.size() < 5) digits.insert(0, 5 - digits.size(), '0');
    return prefix + digits;
}

std::string Maker::person_name(std::uint16_t number, bool is_male) {
    const EthnicGroup& group = plan_.groups[number];
    return chance_.one_of(group.surnames) + " " + chance_.one_of(is_male ? group.middle_male : group.middle_female) +
           " " + chance_.one_of(is_male ? group.given_male : group.given_female);
}

void Maker::register_people(int count, bool at_start) {
    for (int i = 0; i < count; ++i) {
        const Date day = at_start ? first_ : some_day();
        d_.people_.push_back(make_person(day, at_start));
        enter(d_.people_.back(), day);
        deliver_part();
    }
}

Person Maker::make_person(Date day, bool at_start) {
    Person person;
    person.group = static_cast<std::uint16_t>(std::stoi(chance_.weighted(plan_.group_shares)));
    person.is_male = chance_.percent(plan_.number("male_percent"));
    person.area = chance_.one_of(d_.communes_);
    person.category = chance_.weighted(plan_.table(at_start ? "categories_at_start" : "categories_new"));
    const bool is_young = person.category == "high_risk" && chance_.percent(60);
    person.birth_year =
        static_cast<std::int16_t>(year_of(day) - (is_young ? chance_.between(14, 22) : chance_.between(18, 62)));
    person.registered = day;
    person.category_from = at_start ? day - days(chance_.between(0, 2000)) : day;
    return person;
}

Answers Maker::register_answers(const Person& person, const std::string& name, Date day) {
    const EthnicGroup& group = plan_.groups[person.group];
    Answers answers;
    answers.put("full_name", name).put("sex", person.is_male ? "male" : "female");
    answers.put("birth_year", int(person.birth_year)).put("birth_precision", "year");
    answers.put("whereabouts/presence", chance_.percent(plan_.number("here_percent")) ? "here" : "away");
    answers.put("whereabouts/as_of", day).put("note", plan_.note.vi).put("interview_lang", group.lang);
    if (group.lang != "vi") answers.put("interpreter", chance_.percent(40) ? "staff" : "none");
    if (answered()) answers.put("ethnicity", group.code);
    if (answered()) answers.put("address", chance_.one_of(plan_.hamlets));
    if (answered()) answers.put("occupation", chance_.one_of(occupations));
    if (answered()) answers.put("education", chance_.one_of(educations));
    if (chance_.percent(45)) answers.put("phone", "0000" + std::to_string(chance_.between(100000, 999999)));
    if (answered()) answers.put("poverty", chance_.percent(30) ? "poor" : chance_.percent(25) ? "near" : "no");
    if (chance_.percent(60)) {
        const std::string row = answers.row("id_docs", day, chance_);
        answers.put(row + "type", "cccd")
            .put(row + "number", "000" + std::to_string(chance_.between(100000000, 999999999)));
    }
    if (person.category == "high_risk") answers.put("risk_group", chance_.one_of(risk_groups));
    const std::string consent = answers.row("consents", day, chance_);
    answers.put(consent + "purpose", "case_care").put(consent + "date", day);
    const bool refuses = chance_.percent(plan_.number("consent_refused_percent"));
    answers.put(consent + "given", refuses ? "refused" : "given");
    if (!refuses) answers.put(consent + "how", year_of(day) - person.birth_year < 18 ? "guardian" : "spoken");
    answers.put(consent + "legal_basis", has_file(person.category) ? "statutory" : "consent");
    return answers;
}

void Maker::enter(Person& person, Date day) {
    const std::string name = person_name(person.group, person.is_male);
    person.record = add("person_register", person.area, day, register_answers(person, name, day)).record;
    enter_file(person, day);
    if (chance_.percent(plan_.number("duplicate_percent"))) enter_twice(person, name, day);
    if (chance_.percent(plan_.number("family_percent"))) {
        Answers family;
        const bool parent = chance_.percent(50);
        family.put("person", person.record).put("name", person_name(person.group, !person.is_male));
        family.put("relation", parent ? "parent" : "spouse").put("knows_status", chance_.percent(70) ? "yes" : "no");
        if (answered()) family.put("lives_together", chance_.percent(80) ? "yes" : "no");
        if (answered()) family.put("is_caregiver", chance_.percent(60) ? "yes" : "no");
        if (answered()) family.put("supports_treatment", chance_.percent(70) ? "yes" : "unknown");
        person.family = add("family_member", person.area, day, std::move(family)).record;
    }
    if (person.category != "high_risk" && chance_.percent(plan_.number("health_percent"))) {
        Answers health;
        const bool opioid = chance_.percent(62);
        health.put("person", person.record).put("substances", opioid ? "opioid" : "ats");
        health.put("routes", opioid ? (chance_.percent(45) ? "inject" : "smoke") : "smoke");
        health.put("first_use_year", std::min(year_of(day), person.birth_year + chance_.between(14, 30)));
        if (answered()) health.put("prior_rehab_count", chance_.between(0, 4));
        add("person_health", person.area, day, std::move(health));
    }
}

void Maker::enter_file(Person& person, Date day) {
    Answers file;
    person.category_row = file.row("categories", person.category_from, chance_);
    file.put("person", person.record).put("closure", "open");
    file.put(person.category_row + "category", person.category).put(person.category_row + "from", person.category_from);
    if (has_file(person.category)) {
        file.put(person.category_row + "basis_doc_no", serial("QĐ-MẪU-"));
        file.put(person.category_row + "authority", "UBND xã (mẫu)");
        file.put("management_file/file_no", answered() ? serial("HS-MẪU-") : std::string("chờ cấp số"));
    }
    person.file = add("person_file", person.area, day, std::move(file)).record;
}

// A colleague enters the same person again: without marks, a year off. Half of these are found out.
void Maker::enter_twice(const Person& person, const std::string& name, Date day) {
    Person again = person;
    again.birth_year = static_cast<std::int16_t>(again.birth_year + chance_.between(-1, 1));
    std::string other = chance_.percent(50) ? fold_for_search(name) : name;
    Save& save = add("person_register", person.area, day, register_answers(again, other, day));
    save.role = "commune_officer";
    if (chance_.percent(plan_.number("duplicate_linked_percent")))
        d_.followups_.push_back(
            {DemoDistrict::Followup::Kind::link_duplicate, "person_register", save.record, person.area, person.record});
}

void Maker::change_category(Person& person, const std::string& category, Date day) {
    Answers file;
    file.put(person.category_row + "to", day);
    const std::string row = file.row("categories", day + days(1), chance_);
    file.put(row + "category", category).put(row + "from", day);
    if (has_file(category)) file.put(row + "basis_doc_no", serial("QĐ-MẪU-"));
    edit("person_file", person.file, person.area, day, std::move(file));
    person.category_row = row;
    person.category = category;
    person.category_from = day;
}

// Two colleagues hear different things about one person on the same day, both without a signal.
void Maker::contradict(const Person& person) {
    const Date day = some_day();
    Answers mine, theirs;
    mine.put("address", "Nhà cũ đầu bản (mẫu)").put("phone", "0000111222");
    theirs.put("address", "Nhà bố mẹ vợ (mẫu)").put("whereabouts/presence", "away").put("whereabouts/as_of", day);
    edit("person_register", person.record, person.area, day, std::move(mine), "outreach_worker");
    edit("person_register", person.record, person.area, day, std::move(theirs), "commune_police");
}

void Maker::close(Person& person) {
    const Date day = some_day();
    Answers file;
    const bool moved = chance_.percent(60);
    file.put("closure", moved ? "moved_out" : chance_.percent(70) ? "removed" : "dead").put("closed_on", day);
    edit("person_file", person.file, person.area, day, std::move(file));
    person.is_closed = true;
}

void Maker::follow_up() {
    auto waiting = std::exchange(d_.followups_, {});
    for (const auto& followup : waiting) {
        const Date day = some_day();
        using Kind = DemoDistrict::Followup::Kind;
        if (followup.kind == Kind::referral_arrives) {
            Answers events;
            const std::string row = events.row("events", day, chance_);
            events.put(row + "state", chance_.percent(85) ? "arrived" : "done").put(row + "date", day);
            edit(followup.form, followup.record, followup.area, day, std::move(events));
        } else {
            edit(followup.form, followup.record, followup.area, day, {},
                 followup.kind == Kind::link_duplicate ? "district_staff" : "");
            if (followup.kind == Kind::link_duplicate) saves_.back().same_as = followup.other;
            else saves_.back().status = "void";
        }
    }
    auto late = std::exchange(d_.postponed_, {});
    for (Save& save : late) (save.at < Instant(last_ + days(1)) ? saves_ : d_.postponed_).push_back(std::move(save));
}

}  // namespace nuong::demo
