// Where a person was in a form: after a dead battery, after "later", after the device has locked by itself, and what
// undo may take back on the way.
#include "client/app/one_by_one.h"
#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;
using namespace std::chrono_literals;

namespace {

struct Interview {
    explicit Interview(FormLayout layout) {
        desk.unlock();
        Preferences wanted = desk.view().preferences;
        wanted.layout = layout;
        desk.perform(SetPreferences{wanted});
        desk.start_screening();
    }
    TemporaryFolder home;
    Desk desk{home.path()};

    int page() { return desk.screen<FormView>().page; }
    Path asked() { return place_of(desk.screen<FormView>(), page()); }
    void go_to(const Path& path) {
        const int there = page_of(desk.screen<FormView>(), path);
        REQUIRE(there >= 0);
        while (page() < there) {
            const int before = page();
            desk.perform(GoToPage{before + 1});
            REQUIRE(page() == before + 1);
        }
    }
    void battery_dies() {
        desk.restart();
        desk.unlock();
    }
    void take_up() { desk.perform(ResumeDraft{desk.screen<HomeView>().drafts.at(0).record}); }
};

}  // namespace

TEST_CASE("a dead battery in mid-interview: the form opens at the page of the last answer, and shows that question") {
    Interview talk(FormLayout::list);
    talk.desk.perform(Answer{"consent", Value("yes")});
    talk.go_to("q1/tobacco");
    talk.desk.perform(Answer{"q1/opioid", Value("yes")});
    const int page = talk.page();
    REQUIRE(page > 0);
    talk.battery_dies();
    talk.take_up();
    CHECK(talk.page() == page);
    CHECK(talk.desk.screen<FormView>().focus == "q1/opioid");
    talk.desk.perform(GoToPage{page + 1});  // a turned page counts without an answer
    talk.battery_dies();
    talk.take_up();
    CHECK(talk.page() == page + 1);
}

TEST_CASE("one question at a time: the same question is asked again, whatever was passed over before it") {
    Interview talk(FormLayout::one_question);
    talk.go_to("setting");  // the age was passed over
    talk.desk.perform(Answer{"setting", Value(talk.desk.item("setting").choices.at(0).code)});
    CHECK(talk.asked() == "interpreter");
    talk.battery_dies();
    talk.take_up();
    CHECK(talk.asked() == "interpreter");
    talk.desk.perform(GoToPage{talk.page() - 2});
    const Path before = talk.asked();
    talk.desk.perform(LeaveForm{});
    talk.desk.perform(GoHome{});
    talk.take_up();
    CHECK(talk.asked() == before);
    talk.desk.perform(GoToPage{static_cast<int>(talk.desk.screen<FormView>().pages.size()) - 1});
    talk.battery_dies();
    talk.take_up();
    CHECK(talk.asked() == looking_back);
}

TEST_CASE("locked by itself in mid-interview: the same person comes back to the same question, nobody else does") {
    Interview talk(FormLayout::list);
    talk.desk.perform(Answer{"consent", Value("yes")});
    talk.go_to("q1/tobacco");
    const int page = talk.page();
    talk.desk.clock.advance(10min);
    talk.desk.session->receive();
    CHECK(std::holds_alternative<PinView>(talk.desk.view().screen));
    talk.desk.perform(Unlock{"000000"});
    CHECK(std::holds_alternative<PinView>(talk.desk.view().screen));
    talk.desk.unlock();
    CHECK(talk.page() == page);
    talk.desk.perform(Lock{});  // by hand: this person has gone
    talk.desk.unlock();
    talk.desk.screen<HomeView>();
}

TEST_CASE("undo takes back what was answered, and never whom the form is about") {
    Interview talk(FormLayout::list);
    const std::string subject = talk.desk.screen<FormView>().subject;
    REQUIRE_FALSE(subject.empty());
    CHECK_FALSE(talk.desk.screen<FormView>().can_undo);
    talk.desk.perform(Undo{});
    CHECK(talk.desk.screen<FormView>().subject == subject);
    talk.desk.perform(Answer{"age", Value(39)});
    for (int i = 0; i < 5; ++i) talk.desk.perform(Undo{});
    CHECK(talk.desk.item("age").value.is_null());
    CHECK(talk.desk.screen<FormView>().subject == subject);
    CHECK(talk.desk.item("person").value == Value(to_string(talk.desk.device.person())));
}

TEST_CASE("undo shows what it changes, on whatever page that is") {
    Interview talk(FormLayout::list);
    talk.desk.perform(Answer{"age", Value(39)});
    talk.desk.perform(Answer{"consent", Value("yes")});
    talk.go_to("q1/tobacco");
    const int there = talk.page();
    talk.desk.perform(Answer{"q1/tobacco", Value("yes")});
    talk.desk.perform(GoToPage{0});
    talk.desk.perform(Undo{});
    CHECK(talk.page() == there);
    CHECK(talk.desk.item("q1/tobacco").value.is_null());
}

TEST_CASE("one question at a time: an answer that cannot be right keeps the person there, with the reason") {
    Interview talk(FormLayout::one_question);
    talk.go_to("age");
    talk.desk.perform(Answer{"age", Value(339)});
    talk.desk.perform(GoToPage{talk.page() + 1});
    CHECK(talk.asked() == "age");
    CHECK(talk.desk.item("age").error == "Tuổi từ 0 đến 120.");
    talk.desk.perform(Answer{"age", Value("3x9")});  // no number at all
    CHECK(talk.desk.view().notice);
    talk.desk.perform(GoToPage{talk.page() + 1});
    CHECK(talk.asked() == "age");
    talk.desk.perform(GoToPage{talk.page() - 1});  // back is always open
    CHECK(talk.asked() != "age");
    talk.go_to("age");
    talk.desk.perform(Answer{"age", Value(39)});
    talk.desk.perform(GoToPage{talk.page() + 1});
    CHECK(talk.asked() == "setting");
}
