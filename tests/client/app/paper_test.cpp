// A village where a pen is what there is: the form comes back on paper and is typed in days later.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

bool says_from_paper(const RecordView& view) {
    return std::any_of(view.facts.begin(), view.facts.end(),
                       [](const Fact& fact) { return fact.path == "from_paper" && fact.value == "có"; });
}

void fill_contact(Desk& desk) {
    desk.perform(StartForm{"outreach_contact", desk.device.person()});
    desk.perform(Answer{"purpose", Value("psych")});
    desk.perform(Answer{"outcome", Value("met")});
    desk.perform(Answer{"consent_how", Value("spoken")});
}

}  // namespace

TEST_CASE("what is typed from paper has the day of the paper, and says where it came from") {
    TemporaryFolder home;
    Desk desk(home.path(), {"outreach_contact"});
    desk.unlock();
    fill_contact(desk);
    REQUIRE(desk.screen<FormView>().from_paper == false);
    CHECK(desk.item("occurred_on").value == Value("2026-03-02"));
    desk.perform(TypeFromPaper{true});
    CHECK(desk.item("occurred_on").value.is_null());  // today would be wrong, and nobody would see it
    desk.perform(SubmitForm{});
    CHECK(std::holds_alternative<FormView>(desk.view().screen));

    desk.restart();  // the lid is closed before the day is written
    desk.unlock();
    desk.perform(ResumeDraft{desk.screen<HomeView>().drafts.front().record});
    CHECK(desk.screen<FormView>().from_paper == true);
    CHECK(desk.item("occurred_on").value.is_null());
    desk.perform(Answer{"occurred_on", Value("2026-02-21")});
    desk.perform(SubmitForm{});
    const RecordView record = desk.screen<RecordView>();
    CHECK(says_from_paper(record));
    const auto& facts = record.facts;
    CHECK(std::any_of(facts.begin(), facts.end(), [](const Fact& fact) { return fact.value == "21/02/2026"; }));

    desk.perform(EditRecord{record.record});  // an event is corrected by a new record; it is from the same paper
    CHECK_FALSE(desk.screen<FormView>().from_paper);
    desk.perform(Answer{"outcome", Value("met")});
    desk.perform(Answer{"consent_how", Value("spoken")});
    desk.perform(Answer{"occurred_on", Value("2026-02-20")});
    desk.perform(SubmitForm{});
    CHECK(says_from_paper(desk.screen<RecordView>()));
}

TEST_CASE("who ticks it only at the end of the form is asked for the day all the same") {
    TemporaryFolder home;
    Desk desk(home.path(), {"outreach_contact"});
    desk.unlock();
    fill_contact(desk);
    desk.perform(Answer{"from_paper", Value(true)});
    CHECK(desk.item("occurred_on").value.is_null());
    CHECK(desk.screen<FormView>().from_paper == true);
    CHECK_FALSE(desk.screen<FormView>().can_submit);
}

TEST_CASE("a slip of the finger: not from paper after all, and today is back") {
    TemporaryFolder home;
    Desk desk(home.path(), {"outreach_contact"});
    desk.unlock();
    fill_contact(desk);
    desk.perform(TypeFromPaper{true});
    desk.perform(TypeFromPaper{false});
    CHECK(desk.item("occurred_on").value == Value("2026-03-02"));
    desk.perform(SubmitForm{});
    CHECK_FALSE(says_from_paper(desk.screen<RecordView>()));
}

TEST_CASE("a day that was written already stays when the form turns out to be from paper") {
    TemporaryFolder home;
    Desk desk(home.path(), {"outreach_contact"});
    desk.unlock();
    fill_contact(desk);
    desk.perform(Answer{"occurred_on", Value("2026-02-25")});
    desk.perform(TypeFromPaper{true});
    CHECK(desk.item("occurred_on").value == Value("2026-02-25"));
}
