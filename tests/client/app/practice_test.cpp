// Practising: made-up people, real forms, and nothing of it on the disk, on the line or among the real records.
#include "client/app/practice.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <map>

#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;
using namespace std::chrono_literals;

namespace {

// Everything in the home, byte for byte.
std::map<std::string, std::string> files_in(const TemporaryFolder& home) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(home.path()))
        if (entry.is_regular_file()) files[entry.path().string()] = bytes_of(entry.path().string());
    return files;
}

void register_somebody(Desk& desk, const char* name) {
    desk.perform(StartForm{"person_register", std::nullopt});
    desk.perform(Answer{"full_name", Value(name)});
    desk.perform(Answer{"sex", Value("male")});
    desk.perform(Answer{"birth_year", Value(1991)});
    desk.perform(SubmitForm{});
}

}  // namespace

TEST_CASE("from the PIN screen anybody may practise; home says so, and the made-up people have something to decide") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.perform(StartPractice{});
    CHECK(desk.view().is_practice);
    CHECK(desk.view().user == "Tập dùng");
    const HomeView& view = desk.screen<HomeView>();
    CHECK(view.records == 11);
    CHECK(view.pending == 0);
    CHECK(view.conflicts == 1);
    REQUIRE(view.due.size() == 2);  // a visit of today, and somebody who was sent on
    desk.perform(OpenPeople{});
    CHECK(desk.screen<ListView>().rows.size() == 6);
    for (const Row& row : desk.screen<ListView>().rows) {
        CHECK(row.title != "Vàng Seo Phử");
        if (!row.title.starts_with("Giàng A Thử")) continue;
        desk.perform(OpenRecord{row.record});
        const RecordView person = desk.screen<RecordView>();
        REQUIRE(person.timeline.size() == 2);  // two screenings, and it went better
        CHECK(person.timeline[0].summary.find("giảm so với") != std::string::npos);
        desk.perform(Back{});
    }
    desk.start_screening();  // the real forms, too
    CHECK(desk.view().is_practice);
}

TEST_CASE("a whole day of practice leaves the disk as it was, byte for byte") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.perform(Lock{});
    const auto before = files_in(home);
    desk.perform(StartPractice{});
    register_somebody(desk, "Người Hàng Xóm");
    CHECK(desk.screen<RecordView>().title == "Người Hàng Xóm");
    REQUIRE(desk.view().notice);
    CHECK(desk.view().notice->text.find("không gửi đi đâu cả") != std::string::npos);
    desk.perform(SetPreferences{{.theme = Theme::night}});
    CHECK(desk.view().preferences.theme == Theme::night);
    desk.perform(LeavePractice{});
    CHECK(files_in(home) == before);
    CHECK(std::holds_alternative<PinView>(desk.view().screen));
    CHECK_FALSE(desk.view().is_practice);
    CHECK(desk.view().preferences.theme == Theme::standard);
}

TEST_CASE("practice and real records never meet") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.perform(OpenSettings{});
    CHECK_FALSE(desk.screen<SettingsView>().is_practice);
    desk.perform(StartPractice{});  // the real store is closed by it
    CHECK(desk.view().is_practice);
    CHECK_FALSE(std::get<HomeView>(desk.view().screen).tiles.empty());
    const std::int64_t made_up = desk.screen<HomeView>().records;  // with the forms of this role
    register_somebody(desk, "Người Hàng Xóm");
    desk.perform(GoHome{});
    CHECK(desk.screen<HomeView>().records == made_up + 1);
    CHECK(desk.screen<HomeView>().pending == 1);
    desk.perform(LeavePractice{});
    CHECK(std::holds_alternative<PinView>(desk.view().screen));  // the real one asks for its PIN
    desk.unlock();
    CHECK_FALSE(desk.view().is_practice);
    CHECK(desk.screen<HomeView>().records == 1);
    CHECK(desk.screen<HomeView>().pending == 0);
    CHECK(desk.screen<HomeView>().drafts.empty());
}

TEST_CASE("in practice nothing is sent, handed over or enrolled, and the person is told why") {
    TemporaryFolder home, stick;
    Desk desk(home.path());
    desk.perform(StartPractice{});
    register_somebody(desk, "Người Hàng Xóm");
    CHECK(desk.view().sync.text == "Không gửi gì");  // and not "all sent"
    for (const Action& action :
         {Action(SyncNow{}), Action(ExportBundle{stick / "tap.nuong"}), Action(ImportBundle{stick / "tap.nuong"}),
          Action(Enroll{"http://127.0.0.1:1", "X", ""})}) {
        desk.perform(action);
        REQUIRE(desk.view().notice);
        CHECK(desk.view().notice->text == "Đang tập dùng: không có gì được gửi, nhận hay in.");
        desk.session->receive();
    }
    CHECK(std::filesystem::is_empty(stick.path()));
}

TEST_CASE("practice can be thrown away and begun again, also from the middle of a form") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.perform(StartPractice{});
    register_somebody(desk, "Người Hàng Xóm");
    desk.perform(StartForm{"person_register", std::nullopt});
    desk.perform(Answer{"full_name", Value("Dở dang")});
    desk.perform(StartPractice{});
    CHECK(desk.view().is_practice);
    CHECK(desk.screen<HomeView>().records == 11);
    CHECK(desk.screen<HomeView>().drafts.empty());
}

TEST_CASE("practice left alone ends at the PIN like everything else, and a real draft waits behind it") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.perform(StartForm{"person_register", std::nullopt});
    desk.perform(Answer{"full_name", Value("Hà Văn Phước")});
    desk.perform(StartPractice{});
    CHECK(desk.screen<HomeView>().drafts.empty());
    desk.clock.advance(10min);
    desk.session->receive();
    CHECK(std::holds_alternative<PinView>(desk.view().screen));
    CHECK_FALSE(desk.view().is_practice);
    desk.unlock();
    REQUIRE(desk.screen<HomeView>().drafts.size() == 1);
    CHECK(desk.screen<HomeView>().drafts[0].title.starts_with("Hà Văn Phước"));
}

TEST_CASE("a device that is not enrolled can practise too, and still is not enrolled") {
    TemporaryFolder home;
    FakeClockSource clock(FieldDevice::morning);
    SessionOptions options;
    options.home = home / "new";
    Session session(options, clock, [] {});
    session.perform(StartPractice{});
    CHECK(session.view_model().is_practice);
    session.perform(LeavePractice{});
    CHECK(std::holds_alternative<EnrollView>(session.view_model().screen));
    CHECK_FALSE(std::filesystem::exists(options.home));
}
