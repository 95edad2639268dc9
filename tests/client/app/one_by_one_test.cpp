// One question at a time: what is asked next, what is passed over, and that the answers are kept as in the list.
#include "client/app/one_by_one.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

struct SlowDesk : Desk {
    explicit SlowDesk(const std::string& home) : Desk(home) { unlock_slowly(); }
    void unlock_slowly() {
        unlock();
        Preferences wanted = view().preferences;
        wanted.layout = FormLayout::one_question;
        perform(SetPreferences{wanted});
    }
    const FormPage& step() {
        const FormView& form = screen<FormView>();
        return form.pages.at(static_cast<std::size_t>(form.page));
    }
    Path asked() {
        const FormPage& here = step();
        return here.items.empty() ? Path() : here.items.back().path;
    }
    void next() { perform(GoToPage{screen<FormView>().page + 1}); }
    void back() { perform(GoToPage{screen<FormView>().page - 1}); }
    void answer_until(const Path& path) {
        for (int steps = 0; steps < 100 && asked() != path; ++steps) next();
        REQUIRE(asked() == path);
    }
};

}  // namespace

TEST_CASE("one choice moves on by itself, a number waits, and Back stands at the choice again, still chosen") {
    TemporaryFolder home;
    SlowDesk desk(home.path());
    desk.start_screening();
    CHECK(desk.screen<FormView>().one_by_one);
    CHECK(desk.step().is_single);
    desk.answer_until("age");
    desk.perform(Answer{"age", Value(39)});
    CHECK(desk.asked() == "age");
    desk.next();
    CHECK(desk.asked() == "setting");
    const std::string first = desk.step().items.back().choices.at(0).code;
    desk.perform(Answer{"setting", Value(first)});
    CHECK(desk.asked() == "interpreter");
    desk.back();
    CHECK(desk.asked() == "setting");
    CHECK(desk.step().items.back().value == Value(first));
    desk.perform(Answer{"setting", Value(Null{})});  // taken back: nothing to move on from
    CHECK(desk.asked() == "setting");
}

TEST_CASE("what is not asked has no step; a table is shown whole; what is computed comes at the end") {
    TemporaryFolder home;
    SlowDesk desk(home.path());
    desk.start_screening();
    desk.answer_until("consent");
    const std::size_t without_consent = desk.screen<FormView>().pages.size();
    desk.perform(Answer{"consent", Value("yes")});
    CHECK(desk.screen<FormView>().pages.size() > without_consent);
    CHECK(desk.asked() == "consent_how");
    desk.perform(Answer{"consent_how", Value("spoken")});
    CHECK_FALSE(desk.step().is_single);  // the first table of WHO ASSIST
    CHECK(desk.step().items.size() >= 10);
    for (const FormItem& line : desk.step().items) CHECK(line.together == "q1");
    for (const FormPage& step : desk.screen<FormView>().pages) {
        if (!step.is_single) continue;
        CHECK(step.items.back().kind != ItemKind::calculated);
        CHECK(step.items.back().why_hidden.empty());
        for (const FormItem& item : step.items)
            CHECK((&item == &step.items.back() || item.kind == ItemKind::note || item.kind == ItemKind::heading ||
                   item.readonly));
    }
    desk.perform(Answer{"q1/tobacco", Value("no")});  // a line of the table is no reason to leave it
    CHECK_FALSE(desk.step().is_single);
}

TEST_CASE("every question of the list has its step, in the same order, and none has two") {
    TemporaryFolder home;
    Desk list(home.path());
    list.unlock();
    for (const char* form : {"person_register", "screening_assist", "communication_activity"}) {
        std::vector<Path> in_list, in_steps;
        for (const FormLayout layout : {FormLayout::list, FormLayout::one_question}) {
            Preferences wanted = list.view().preferences;
            wanted.layout = layout;
            list.perform(SetPreferences{wanted});
            list.perform(StartForm{form, std::nullopt});
            auto& paths = layout == FormLayout::list ? in_list : in_steps;
            for (const FormPage& page : list.screen<FormView>().pages)
                for (const FormItem& item : page.items)
                    if (item.kind != ItemKind::heading && item.kind != ItemKind::note &&
                        item.kind != ItemKind::calculated && !item.readonly)
                        paths.push_back(item.path);
            list.perform(DiscardDraft{});
        }
        INFO(form);
        CHECK(in_list.size() > 3);
        CHECK(in_steps == in_list);
    }
}

TEST_CASE("every answer is in the draft the moment it is given; taken up again it asks the same question") {
    TemporaryFolder home;
    SlowDesk desk(home.path());
    desk.perform(StartForm{"person_register", std::nullopt});
    desk.answer_until("full_name");
    desk.perform(Answer{"full_name", Value("Hà Văn Phước")});
    desk.restart();
    desk.unlock();
    REQUIRE(desk.screen<HomeView>().drafts.size() == 1);
    desk.perform(ResumeDraft{desk.screen<HomeView>().drafts[0].record});
    CHECK(desk.screen<FormView>().one_by_one);
    CHECK(desk.asked() == "full_name");
    CHECK(desk.item("full_name").value == Value("Hà Văn Phước"));
}

TEST_CASE(
    "submitting too early leads to what is missing; with that answered the same record is made as from the list") {
    TemporaryFolder home;
    SlowDesk desk(home.path());
    desk.perform(StartForm{"person_register", std::nullopt});
    desk.perform(Answer{"full_name", Value("Hà Văn Phước")});
    desk.perform(SubmitForm{});
    REQUIRE(desk.view().notice);
    const FormView& form = desk.screen<FormView>();
    REQUIRE_FALSE(form.problems.empty());
    CHECK(form.page == form.problems.front().page);
    CHECK_FALSE(desk.step().items.back().error.empty());
    desk.perform(Answer{"sex", Value("male")});
    desk.perform(Answer{"birth_year", Value(1991)});
    desk.perform(Answer{"risk_group", Value("complex_area")});
    CHECK(desk.screen<FormView>().can_submit);
    CHECK(desk.screen<FormView>().problems.empty());
    desk.perform(SubmitForm{});
    CHECK(desk.screen<RecordView>().title == "Hà Văn Phước");
}

TEST_CASE("the form may wish it, and the person has the last word") {
    forms::FormDefinition wishes, does_not;
    wishes.settings.style = "pages one-question";
    does_not.settings.style = "pages";
    CHECK(asks_one_by_one(FormLayout::as_form_says, wishes));
    CHECK_FALSE(asks_one_by_one(FormLayout::as_form_says, does_not));
    CHECK(asks_one_by_one(FormLayout::one_question, does_not));
    CHECK_FALSE(asks_one_by_one(FormLayout::list, wishes));
}

TEST_CASE("a question that is no longer asked leaves the person where it would be") {
    TemporaryFolder home;
    SlowDesk desk(home.path());
    desk.perform(StartForm{"screening_assist", std::nullopt});
    desk.answer_until("anonymous_code");
    const int page = desk.screen<FormView>().page;
    desk.perform(Answer{"person", Value(to_string(desk.device.person()))});  // then nobody needs a code
    CHECK(desk.asked() != "anonymous_code");
    CHECK(std::abs(desk.screen<FormView>().page - page) <= 1);
}

TEST_CASE("a row that is added is asked next, and one that is removed leaves the person beside it") {
    TemporaryFolder home;
    SlowDesk desk(home.path());
    desk.perform(StartForm{"person_register", std::nullopt});
    desk.answer_until("aliases");  // the button that adds one
    CHECK(desk.step().items.back().kind == ItemKind::add_repeat);
    desk.perform(AddRepeat{"aliases"});
    const Path first = desk.asked();
    CHECK(first.starts_with("aliases"));
    CHECK(first.ends_with("/name"));
    CHECK(desk.step().items.front().removable);  // its heading stands above the question
    desk.perform(Answer{first, Value("Páo")});
    desk.answer_until("aliases");  // the button comes after those that there are, and says which
    CHECK(desk.step().items.back().shown == "Páo");
    desk.perform(AddRepeat{"aliases"});
    CHECK(desk.asked() != first);
    CHECK(desk.asked().ends_with("/name"));
    const int page = desk.screen<FormView>().page;
    const Path row = desk.step().items.front().path;
    desk.perform(RemoveRepeat{row});
    CHECK(desk.screen<FormView>().page == page);
    CHECK(desk.item(first).value == Value("Páo"));
}
