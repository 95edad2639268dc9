// After a screening: what it came to, what to say, what to do, and the referral that follows from it.
#include <algorithm>

#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

const std::vector<std::string> with_referral{"service_referral"};

// One substance, used daily or not at all in the last months.
void answer_all(Desk& desk, const std::string& substance, const char* frequency, const char* trouble) {
    desk.perform(Answer{"setting", Value(desk.item("setting").choices.at(0).code)});
    desk.perform(Answer{"consent", Value("yes")});
    for (const char* each : {"tobacco", "alcohol", "cannabis", "cocaine", "ats", "inhalant", "sedative", "hallucinogen",
                             "opioid", "other"})
        desk.perform(Answer{std::string("q1/") + each, Value(each == substance ? "yes" : "no")});
    desk.perform(Answer{"q2/" + substance, Value(frequency)});
    if (frequency != std::string("0")) {  // daily, each of them
        desk.perform(Answer{"q3/" + substance, Value("6")});
        desk.perform(Answer{"q4/" + substance, Value("7")});
        desk.perform(Answer{"q5/" + substance, Value("8")});
    }
    for (const char* question : {"q6/", "q7/"}) desk.perform(Answer{question + substance, Value(trouble)});
    desk.perform(Answer{"q8", Value("never")});
}

const Command* command(const RecordView& view, const std::string& label) {
    const auto found = std::find_if(view.commands.begin(), view.commands.end(),
                                    [&](const Command& each) { return each.label == label; });
    return found == view.commands.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a high risk: the score, the band, what to do, what to say, and the referral of that person one tap away") {
    TemporaryFolder home;
    Desk desk(home.path(), with_referral);
    desk.unlock();
    desk.start_screening();
    answer_all(desk, "opioid", "6", "recent");
    desk.perform(Answer{"next_step", Value("refer")});
    CHECK(desk.screen<FormView>().problems == std::vector<Problem>{});
    desk.perform(SubmitForm{});
    const RecordView result = desk.screen<RecordView>();
    REQUIRE_FALSE(result.outcome.rows.empty());
    CHECK(result.outcome.rows[0].label == "Chất dạng thuốc phiện");
    CHECK(result.outcome.rows[0].band == "Nguy cơ cao");
    CHECK(result.outcome.advice.at(0).starts_with("Nguy cơ cao: can thiệp ngắn và chuyển gửi"));
    CHECK(result.outcome.words.at(0).find("Anh/chị có muốn tôi chuyển gửi không?") != std::string::npos);
    const Command* refer = command(result, "Chuyển gửi");
    REQUIRE(refer);
    CHECK(refer->primary);
    desk.perform(Action(refer->action));
    CHECK(desk.screen<FormView>().subject == FieldDevice::person_name);
    CHECK(desk.item("person").value == Value(to_string(desk.device.person())));
    desk.perform(Answer{"service", Value("treatment")});
    desk.perform(Answer{"consent_to_share", Value("yes")});
    desk.perform(SubmitForm{});
    CHECK(desk.screen<RecordView>().record == result.record);  // and back where one came from
    desk.perform(Back{});
    CHECK(desk.screen<RecordView>().record == desk.device.person());
}

TEST_CASE("a low risk offers no referral and has other words; what is to be said is not in the form's own answers") {
    TemporaryFolder home;
    Desk desk(home.path(), with_referral);
    desk.unlock();
    desk.start_screening();
    answer_all(desk, "alcohol", "0", "never");
    desk.perform(Answer{"next_step", Value("info")});
    desk.perform(SubmitForm{});
    const RecordView result = desk.screen<RecordView>();
    CHECK(result.outcome.words.size() == 1);
    CHECK(result.outcome.words[0].find("đang thấp") != std::string::npos);
    CHECK_FALSE(command(result, "Chuyển gửi"));
    for (const Fact& fact : result.facts) CHECK(fact.value.find("đang thấp") == std::string::npos);
}

TEST_CASE("where this person may write no referral, none is offered") {
    TemporaryFolder home;
    Desk desk(home.path());  // the form is not on this device
    desk.unlock();
    desk.start_screening();
    answer_all(desk, "opioid", "6", "recent");
    desk.perform(Answer{"next_step", Value("refer")});
    desk.perform(SubmitForm{});
    CHECK_FALSE(desk.screen<RecordView>().outcome.words.empty());
    CHECK_FALSE(command(desk.screen<RecordView>(), "Chuyển gửi"));
}

TEST_CASE("the words to say are told apart from what is meant for whoever asks, and an offer is no question") {
    TemporaryFolder home;
    Desk desk(home.path(), with_referral);
    desk.unlock();
    desk.start_screening();
    answer_all(desk, "opioid", "6", "recent");
    CHECK(desk.item("say_refer").read_aloud);
    CHECK_FALSE(desk.item("advice_refer").read_aloud);
    for (const FormPage& page : desk.screen<FormView>().pages)
        for (const FormItem& item : page.items) CHECK(item.path != "offer_referral");
}
