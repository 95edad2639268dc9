// What the people of a world answer: every merge policy of the real forms is touched.
#include <algorithm>

#include "shared/base/time_zone.h"
#include "shared/forms/instance.h"
#include "tests/world/room/field_worker.h"

namespace nuong::simulated {

Fields FieldWorker::some_answers(const FormId& form, Fields answers) {
    if (form == "person_register") answer_person(answers);
    else if (form == "person_file") answer_file(answers);
    else if (form == "person_health") answer_health(answers);
    else if (form == "communication_activity") answer_activity(answers);
    else answer_screening(answers);
    return answers;
}

namespace {

// The plainest answer that a question takes.
Value plainest(const forms::ItemView& question, std::uint64_t number) {
    switch (question.node->type) {
        case forms::FieldType::integer:
        case forms::FieldType::decimal: return question.node->name.find("year") == std::string::npos ? 1 : 1980;
        case forms::FieldType::date: return "2024-02-01";
        case forms::FieldType::acknowledge: return true;
        case forms::FieldType::select_one:
        case forms::FieldType::select_multiple:
            return question.choices.empty() ? Value() : Value(question.choices.front().name);
        case forms::FieldType::record_ref: return "0190a3b2-0000-7000-8000-000000000001";
        default: return "Bản số " + std::to_string(number);
    }
}

}  // namespace

// As the form is told on this device.
Date FieldWorker::today() { return date_of(replica_->corrected(clock_.now()), viet_nam_offset); }

std::int64_t FieldWorker::this_year() { return static_cast<int>(std::chrono::year_month_day(today()).year()); }

Fields FieldWorker::completed(const client::FormLibrary::Form& form, Fields answers) {
    constexpr int rounds_max = 100;
    const forms::Environment day{.today = today(), .now = {}, .language = "vi", .user = {}, .device = {}};
    for (int round = 0; round < rounds_max; ++round) {
        const forms::Instance filled(form, day, answers);
        const auto problems = filled.problems();
        if (problems.empty()) break;
        const auto question = filled.find(problems.front().path);
        const bool is_open = problems.front().kind == forms::ErrorKind::required;
        set(answers, problems.front().path, is_open ? plainest(filled.view(*question), around_.next_value++) : Value());
    }
    return answers;
}

void FieldWorker::answer_person(Fields& answers) {
    Chance& chance = around_.chance;
    const bool is_new = answers.empty();
    const auto number = [&] { return static_cast<std::int64_t>(around_.next_value++); };
    const auto choose = [&](int percent) { return is_new ? percent > 20 : chance.percent(percent); };
    if (choose(25)) set(answers, "full_name", "Nguyễn Văn " + std::to_string(number()));  // review
    if (choose(15)) set(answers, "birth_year", 1950 + number() % 60);                     // review
    if (choose(25)) set(answers, "phone", "09" + std::to_string(number()));               // latest
    if (choose(22)) {                                                                     // a group that merges as one
        static const std::vector<const char*> places{"here", "away", "centre"};
        set(answers, "whereabouts/presence", chance.one_of(places));
        set(answers, "whereabouts/as_of", "2024-02-0" + std::to_string(1 + number() % 9));
    }
    if (choose(10)) {  // a row of its own, appended
        static const std::vector<const char*> states{"given", "refused", "withdrawn"};
        const std::string row = "consents/" + std::to_string(number());
        set(answers, row + "/~live", true);
        set(answers, row + "/given", chance.one_of(states));
    }
    if (choose(15)) set(answers, "langs", chance.percent(50) ? "vi mong" : "vi");  // union
    if (chance.percent(10)) set(answers, "phone", Value());
    if (chance.percent(5)) set(answers, "education", Missing{"unknown"});
    if (const auto form = replica_->forms().find("person_register"); form && form->definition.version > 1 && choose(30))
        set(answers, "nickname", "Bé " + std::to_string(number()));  // only the new form asks
}

void FieldWorker::answer_file(Fields& answers) {
    Chance& chance = around_.chance;
    const bool is_new = answers.empty();
    if (is_new || chance.percent(40)) {  // a group that merges as one
        set(answers, "management_file/file_no", "HS-" + std::to_string(around_.next_value++));
        set(answers, "management_file/decision_no", "QD-" + std::to_string(around_.next_value++));
    }
    if (is_new || chance.percent(30)) {
        const std::string row = "categories/" + std::to_string(around_.next_value++);
        set(answers, row + "/~live", true);
        set(answers, row + "/category", "addict_file");
        set(answers, row + "/from", "2024-01-15");
    }
    if (chance.percent(25)) attach(answers, "paper", "pdf");
    if (chance.percent(20)) set(answers, "closure", chance.percent(50) ? "open" : "moved_out");  // review
}

void FieldWorker::answer_health(Fields& answers) {
    Chance& chance = around_.chance;
    const bool is_new = answers.empty();
    const auto number = [&] { return static_cast<std::int64_t>(around_.next_value++); };
    const auto choose = [&](int percent) { return is_new ? percent > 20 : chance.percent(percent); };
    if (choose(30)) set(answers, "prior_rehab_count", number() % 50);                             // max
    if (choose(30)) set(answers, "first_use_year", std::min(1970 + number() % 50, this_year()));  // min
    if (choose(40)) {                                                                             // union
        static const std::vector<const char*> sets{"alcohol", "alcohol opioid", "ats", "tobacco ats opioid", ""};
        const std::string chosen = chance.one_of(sets);
        set(answers, "substances", chosen.empty() ? Value() : Value(chosen));
    }
    if (chance.percent(5)) set(answers, "prior_rehab_count", Missing{"unknown"});
}

void FieldWorker::answer_activity(Fields& answers) {
    Chance& chance = around_.chance;
    const bool is_new = answers.empty();
    if (is_new) {
        set(answers, "occurred_on", "2024-02-05");
        set(answers, "handed_out", static_cast<std::int64_t>(chance.below(5)));
    }
    if (!is_new && chance.percent(60)) {  // counter
        const Value* held = find(answers, "handed_out");
        const double now = held ? held->number().value_or(0) : 0;
        set(answers, "handed_out", static_cast<std::int64_t>(now) + 1 + static_cast<std::int64_t>(chance.below(9)));
    }
    if (is_new || chance.percent(30)) set(answers, "title", "Buổi " + std::to_string(around_.next_value++));
    if (chance.percent(25)) attach(answers, "photo", "jpg");
    if (chance.percent(15)) set(answers, "cost_vnd", static_cast<std::int64_t>(around_.next_value++) * 1000);
}

void FieldWorker::answer_screening(Fields& answers) {
    set(answers, "occurred_on", "2024-02-06");
    set(answers, "anonymous_code", "A" + std::to_string(around_.next_value++));
    set(answers, "consent", "yes");
    set(answers, "q1/alcohol", around_.chance.percent(50) ? "yes" : "no");
    if (around_.chance.percent(25)) attach(answers, "signed", "pdf");
}

}  // namespace nuong::simulated
