// In the middle of an interview: another language, an upper choice that changes its mind, numbers as Vietnamese write
// them.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/base/encoding.h"
#include "shared/base/hash.h"
#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

constexpr const char* village_form =
    R"j({"id":"village_visit","version":1,"title":{"vi":"Thăm thôn","en":"Village visit"},
 "survey":[
  {"type":"select_one district","name":"district","label":{"vi":"Huyện","en":"District"},"required":true},
  {"type":"select_one commune","name":"commune","label":{"vi":"Xã","en":"Commune"},"required":true,"choice_filter":"of = ${district}"},
  {"type":"select_one hamlet","name":"hamlet","label":{"vi":"Thôn","en":"Hamlet"},"choice_filter":"of = ${commune}"},
  {"type":"geopoint","name":"spot","label":{"vi":"Vị trí","en":"Place"}}],
 "choices":{
  "district":[{"name":"vb","label":{"vi":"Văn Bàn","en":"Van Ban"}},{"name":"sp","label":{"vi":"Sa Pa","en":"Sa Pa"}}],
  "commune":[{"name":"vl","label":{"vi":"Võ Lao","en":"Vo Lao"},"of":"vb"},{"name":"nx","label":{"vi":"Nậm Xé","en":"Nam Xe"},"of":"vb"},
             {"name":"tv","label":{"vi":"Tả Van","en":"Ta Van"},"of":"sp"}],
  "hamlet":[{"name":"h1","label":{"vi":"Thôn 1","en":"Hamlet 1"},"of":"vl"},{"name":"h2","label":{"vi":"Giàng Tả Chải","en":"Giang Ta Chai"},"of":"tv"}]}})j";

// The form as a sync would have brought it.
void publish(const TemporaryFolder& home, const std::string& package) {
    const auto key = Keyring(home.path(), FieldDevice::pin_cost).unlock("lan", FieldDevice::pin, FieldDevice::morning);
    REQUIRE(key);
    auto replica = Replica::open(home.path(), *key);
    REQUIRE(replica);
    (*replica)->schemas().replace_catalogue({{"form", "village_visit", 1, to_hex(sha256(package))}}, {package});
}

std::vector<std::string> codes(const FormItem& item) {
    std::vector<std::string> all;
    for (const Choice& choice : item.choices) all.push_back(choice.code);
    return all;
}

}  // namespace

TEST_CASE("another district asks for the commune again: it is not kept as if it lay there, and nothing is handed in") {
    TemporaryFolder home;
    Desk desk(home.path());
    publish(home, village_form);
    desk.unlock();
    desk.perform(StartForm{"village_visit", {}});
    CHECK(codes(desk.item("commune")).empty());
    desk.perform(Answer{"district", Value("vb")});
    CHECK(codes(desk.item("commune")) == std::vector<std::string>{"vl", "nx"});
    desk.perform(Answer{"commune", Value("vl")});
    desk.perform(Answer{"hamlet", Value("h1")});
    CHECK(desk.screen<FormView>().answered == 3);

    desk.perform(Answer{"district", Value("sp")});
    CHECK(codes(desk.item("commune")) == std::vector<std::string>{"tv"});
    CHECK_FALSE(desk.item("commune").answered);
    CHECK_FALSE(desk.item("commune").error.empty());
    CHECK_FALSE(desk.screen<FormView>().can_submit);
    desk.perform(SubmitForm{});
    CHECK(std::holds_alternative<FormView>(desk.view().screen));
    desk.perform(Answer{"commune", Value("tv")});
    CHECK(codes(desk.item("hamlet")) == std::vector<std::string>{"h2"});
    CHECK_FALSE(desk.item("hamlet").answered);

    desk.perform(Answer{"district", Value("vb")});  // it was a slip: back to what was there
    desk.perform(Answer{"commune", Value("vl")});
    CHECK(desk.item("hamlet").answered);
    CHECK(desk.screen<FormView>().can_submit);
}

TEST_CASE("one question at a time, a district that changes leads back to the commune") {
    TemporaryFolder home;
    Desk desk(home.path());
    publish(home, village_form);
    desk.unlock();
    Preferences wanted = desk.view().preferences;
    wanted.layout = FormLayout::one_question;
    desk.perform(SetPreferences{wanted});
    desk.perform(StartForm{"village_visit", {}});
    desk.perform(Answer{"district", Value("vb")});
    desk.perform(Answer{"commune", Value("nx")});
    desk.perform(GoToPage{0});
    desk.perform(Answer{"district", Value("sp")});
    const FormView& form = desk.screen<FormView>();
    CHECK(form.pages[static_cast<std::size_t>(form.page)].items.back().path == "commune");
    CHECK_FALSE(form.pages[static_cast<std::size_t>(form.page)].items.back().error.empty());
}

TEST_CASE("the elder speaks no Vietnamese: the language changes in mid-interview, the question and the answers stay") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    for (const FormLayout layout : {FormLayout::list, FormLayout::one_question}) {
        Preferences wanted = desk.view().preferences;
        wanted.layout = layout;
        desk.perform(SetPreferences{wanted});
        desk.start_screening();
        desk.perform(Answer{"age", Value(41)});
        desk.perform(Answer{"consent", Value("yes")});
        desk.perform(GoToPage{2});
        const FormView before = desk.screen<FormView>();
        const FormPage& page_before = before.pages[static_cast<std::size_t>(before.page)];
        desk.perform(SetLanguage{Language::en});
        const FormView after = desk.screen<FormView>();
        const FormPage& page_after = after.pages[static_cast<std::size_t>(after.page)];
        CHECK(after.page == before.page);
        CHECK(after.answered == before.answered);
        CHECK(page_after.items.back().path == page_before.items.back().path);
        CHECK(page_after.items.back().label != page_before.items.back().label);
        CHECK(desk.item("age").value == Value(41));
        desk.perform(SetLanguage{Language::vi});
        CHECK(desk.screen<FormView>().pages == before.pages);
        desk.perform(GoHome{});
    }
}
