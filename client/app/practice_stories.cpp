#include "client/app/practice_stories.h"

#include <algorithm>
#include <array>
#include <span>

#include "client/app/form_catalogue.h"
#include "client/app/workbook.h"
#include "client/store/listing.h"
#include "shared/base/time_zone.h"

namespace nuong::client {
namespace {

struct Said {
    std::string_view path;
    std::string value;
};

// Drinks every day and cannot do what is expected; two months later sometimes at the weekend.
constexpr std::array<std::string_view, 4> often{"6", "6", "7", "8"}, seldom{"2", "0", "0", "0"};

std::vector<Said> drinks(std::span<const std::string_view, 4> how) {
    std::vector<Said> said{{"consent", "yes"}, {"q1/alcohol", "yes"}};
    constexpr std::array<std::string_view, 4> asked{"q2/alcohol", "q3/alcohol", "q4/alcohol", "q5/alcohol"};
    for (std::size_t i = 0; i < asked.size(); ++i) said.push_back({asked[i], std::string(how[i])});
    said.push_back({"q6/alcohol", "recent"});
    return said;
}

bool offers(const forms::ItemView& view, const std::string& code) {
    return std::any_of(view.choices.begin(), view.choices.end(),
                       [&](const forms::ChoiceView& choice) { return choice.name == code; });
}

// Whatever else must be answered: no, where one can say no.
Value usual_answer(const forms::ItemView& view, const std::string& today) {
    switch (view.node->type) {
        case forms::FieldType::select_one:
        case forms::FieldType::select_multiple:
            if (view.choices.empty()) return {};
            return offers(view, "no") ? Value("no") : Value(view.choices.front().name);
        case forms::FieldType::date: return Value(today);
        case forms::FieldType::integer: return Value(20);
        case forms::FieldType::text: return Value("Bản Tập 1");
        case forms::FieldType::acknowledge: return Value(true);
        default: return {};
    }
}

// One answer may bring the next question. False: the form wants something that is not known here.
bool fill(forms::Instance& instance, std::span<const Said> said, const std::string& today) {
    constexpr int rounds_max = 20;
    for (int round = 0; round < rounds_max && !instance.is_valid(); ++round) {
        for (const Said& one : said)
            if (instance.find(one.path) && instance.value(one.path).is_blank())
                (void)instance.set(one.path, Value(one.value));
        for (const forms::Item& item : instance.items()) {
            const forms::ItemView view = instance.view(item);
            const bool is_open = !item.is_row && view.is_relevant && view.is_required && !view.is_readonly;
            if (is_open && view.answer.is_blank()) (void)instance.set(view.path, usual_answer(view, today));
        }
    }
    return instance.is_valid();
}

class Stage {
public:
    Stage(Replica& replica, Instant now) : replica_(replica), now_(now), clock_(now), workbook_(replica, clock_) {}

    void write(const FormId& form_id, std::optional<RecordId> about, std::chrono::days ago, std::vector<Said> said) {
        clock_.set(now_ - ago);
        const auto form = workbook_.form(form_id);
        if (!form) return;  // not one of this role's
        forms::Instance instance = workbook_.new_instance(*form, Language::vi);
        const auto subject = about ? replica_.records().listing(*about) : std::nullopt;
        if (subject)
            for (const NamedValue& reference : references_to((*form)->definition, *subject, replica_.records()))
                (void)instance.set(reference.name, reference.value);
        if (form_id == "service_referral") (void)instance.add_row("events", "1");
        if (!fill(instance, said, to_string(date_of(clock_.now(), viet_nam_offset)))) return;
        (void)workbook_.submit(instance, subject ? subject->area : replica_.device().areas.front(), std::nullopt);
    }

private:
    Replica& replica_;
    Instant now_;
    FakeClockSource clock_;
    Workbook workbook_;
};

}  // namespace

std::vector<RecordState> practice_records(Replica& stage, const std::vector<RecordId>& people, Instant now) {
    Stage at(stage, now);
    const std::string today = to_string(date_of(now, viet_nam_offset));
    if (people.size() > 2) {
        at.write("screening_assist", people[0], std::chrono::days(75), drinks(often));
        at.write("screening_assist", people[0], std::chrono::days(15), drinks(seldom));
        at.write("outreach_contact", people[1], std::chrono::days(14),
                 {{"who", "person"}, {"outcome", "met"}, {"next_visit", today}});
        at.write("service_referral", people[2], std::chrono::days(6),
                 {{"consent_to_share", "yes"}, {"events/1/state", "made"}});
        at.write("communication_activity", std::nullopt, std::chrono::days(4), {{"title", "Buổi tập 1"}});
    }
    std::vector<RecordState> records;
    ListQuery all;
    all.limit = 1'000;
    for (const Listing& listing : stage.records().list(all))
        if (auto state = stage.records().shown(listing.record)) records.push_back(std::move(*state));
    return records;
}

}  // namespace nuong::client
