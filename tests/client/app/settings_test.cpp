// How a person likes the screens: in force at once, remembered under their name, and known to the door as far as it
// must be read before the PIN.
#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;
using namespace std::chrono_literals;

namespace {

const Preferences by_a_bed{.theme = Theme::night,
                           .text_size = TextSize::very_large,
                           .typing = TypingMethod::vni,
                           .layout = FormLayout::one_question,
                           .auto_lock = 2min};

}  // namespace

TEST_CASE("settings are one step from home, hold at once, and Back goes home") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.perform(OpenSettings{});
    const SettingsView& shown = desk.screen<SettingsView>();
    CHECK(shown.user == "lan");
    CHECK(shown.device == "may-cua-lan");
    CHECK_FALSE(shown.version.empty());
    CHECK(shown.preferences == Preferences{});
    desk.perform(SetPreferences{by_a_bed});
    CHECK(desk.view().preferences == by_a_bed);
    CHECK(desk.screen<SettingsView>().preferences == by_a_bed);
    desk.perform(Back{});
    CHECK(std::holds_alternative<HomeView>(desk.view().screen));
}

TEST_CASE("what a person chose is there again after a restart; the door has what it needs and nothing more") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.perform(SetPreferences{by_a_bed});
    desk.perform(SetLanguage{Language::en});
    desk.restart();
    CHECK(desk.view().language == Language::en);
    CHECK(desk.view().preferences.theme == Theme::night);
    CHECK(desk.view().preferences.text_size == TextSize::very_large);
    CHECK(desk.view().preferences.layout == FormLayout::as_form_says);
    desk.unlock();
    CHECK(desk.view().language == Language::en);
    CHECK(desk.view().preferences.layout == FormLayout::one_question);
    CHECK(desk.view().preferences.auto_lock == 2min);
    const std::string look = bytes_of(home.path() + "/look.json");
    CHECK(look.find("lan\"") == std::string::npos);
    CHECK(look == R"({"language":"en","text_size":"very_large","theme":"night"})"
                  "\n");
}

TEST_CASE("colours and language chosen at the door hold there, before anybody has unlocked it") {
    TemporaryFolder home;
    Desk desk(home.path());
    Preferences wanted = desk.view().preferences;
    wanted.theme = Theme::day;
    desk.perform(SetPreferences{wanted});
    desk.perform(SetLanguage{Language::en});
    CHECK(std::holds_alternative<PinView>(desk.view().screen));
    CHECK(desk.view().preferences.theme == Theme::day);
    desk.restart();
    CHECK(desk.view().preferences.theme == Theme::day);
    CHECK(desk.view().language == Language::en);
    desk.unlock();
    CHECK(desk.view().preferences.theme == Theme::day);
}

TEST_CASE("a language given at the start is stronger than the one that was kept") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.perform(SetLanguage{Language::en});
    SessionOptions options = desk.device.options();
    options.language_is_given = true;
    Session session(options, desk.clock, [] {});
    session.perform(Unlock{FieldDevice::pin});
    CHECK(session.view_model().language == Language::vi);
}

TEST_CASE("with two minutes it locks after two minutes") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.perform(SetPreferences{by_a_bed});
    desk.clock.advance(119s);
    CHECK_FALSE(desk.session->is_idle_too_long());
    CHECK(desk.session->next_wakeup() <= 1.0);
    desk.clock.advance(1s);
    CHECK(desk.session->is_idle_too_long());
    desk.session->receive();
    CHECK_FALSE(desk.session->is_open());
    CHECK(desk.view().preferences.theme == Theme::night);  // the door does not shine up
}

TEST_CASE("typing follows the language, until the person says otherwise") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    CHECK(desk.view().preferences.typing == TypingMethod::telex);
    desk.perform(SetLanguage{Language::en});
    CHECK(desk.view().preferences.typing == TypingMethod::off);
    Preferences wanted = desk.view().preferences;
    wanted.typing = TypingMethod::telex;
    desk.perform(SetPreferences{wanted});
    desk.restart();
    desk.unlock();
    CHECK(desk.view().preferences.typing == TypingMethod::telex);
}

TEST_CASE("a look file that somebody damaged is no look file: the door opens as it was made") {
    for (const char* text : {"", "{", "[]", R"({"theme":7,"language":"fr"})", R"({"theme":"pink"})"}) {
        TemporaryFolder home;
        Desk desk(home.path());
        std::ofstream(home / "look.json") << text;
        desk.restart();
        INFO(text);
        CHECK(desk.view().preferences == Preferences{});
        CHECK(desk.view().language == Language::vi);
    }
}
