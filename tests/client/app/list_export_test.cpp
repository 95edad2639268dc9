// A list at the window becomes files: what it shows, as far as the role may take it out, and nothing else.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "tests/client/app/desk.h"
#include "tests/support/patience.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

std::string roles_of_chief(const std::string& more) {
    return R"({"id":"roles","version":9,"roles":[{"id":"chief","name_vi":"Huyện","name_en":"District",
        "write":["person_register"],"read":["person_register"])" +
           more + "}]}";
}
const std::string nameless = R"(,"masks":{"export":["identifying"]})";

// Of one ending; "" all of them.
std::vector<std::string> files_in(const std::string& folder, const std::string& ending) {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().filename().string().starts_with("person_register-") &&
            (ending.empty() || entry.path().extension() == ending))
            files.push_back(entry.path().filename());
    std::sort(files.begin(), files.end());
    return files;
}

// The first that was written; beside it stand files of its repeats.
std::string main_file(const std::string& folder) {
    const auto files = files_in(folder, ".csv");
    REQUIRE_FALSE(files.empty());
    const auto shortest =
        std::min_element(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
    return bytes_of(folder + "/" + *shortest);
}

void open_people(Desk& desk, const std::string& more) {
    FieldDevice::add_people(*desk.store(), 40);
    make_chief(desk, roles_of_chief(more));
    desk.unlock();
    desk.perform(OpenPeople{});
}

const PrintView& written(Desk& desk) {
    REQUIRE(waits_until([&] {
        desk.session->receive();
        return !desk.screen<PrintView>().count.counts;
    }));
    return desk.screen<PrintView>();
}

std::vector<std::string> noted_exports(Desk& desk) {
    std::vector<std::string> noted;
    for (const auto& entry : desk.store()->audit().entries())
        if (entry.what == "export") noted.push_back(entry.detail);
    return noted;
}

}  // namespace

TEST_CASE("who looks after a list takes it out, nameless where the district says so, noted before and after") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_people(desk, nameless);
    REQUIRE(desk.screen<ListView>().may_be_written);
    desk.perform(OpenListFile{});
    CHECK(desk.screen<PrintView>().title == "Danh sách người");
    desk.perform(SaveList{"csv"});
    CHECK(noted_exports(desk) == std::vector<std::string>{"begun, csv"});
    const PrintView& view = written(desk);
    REQUIRE(view.result);
    CHECK(view.result->kind == NoticeKind::success);
    CHECK(view.result->text.find("Đã xuất 41 phiếu") != std::string::npos);
    const std::string text = main_file(home.path());
    CHECK(std::count(text.begin(), text.end(), '\n') == 42);
    CHECK(text.find("Seo Lùng") == std::string::npos);
    REQUIRE(noted_exports(desk).size() == 2);
    CHECK(noted_exports(desk)[1].find("41 records") != std::string::npos);

    const auto files = files_in(home.path(), ".csv");
    SECTION("once more in the same minute, beside the first") {
        desk.perform(SaveList{"csv"});
        CHECK(written(desk).result->kind == NoticeKind::success);
        CHECK(files_in(home.path(), ".csv").size() == 2 * files.size());
        CHECK(main_file(home.path()) == text);
    }
    SECTION("in the other shapes") {
        for (const char* format : {"xlsx", "json"}) {
            desk.perform(SaveList{format});
            CHECK(written(desk).result->text.find("Đã xuất 41 phiếu") != std::string::npos);
            CHECK_FALSE(files_in(home.path(), std::string(".") + format).empty());
        }
    }
}

TEST_CASE("with names where the role may export them") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_people(desk, R"(,"masks":{"export":[]})");
    desk.perform(OpenListFile{});
    desk.perform(SaveList{"csv"});
    CHECK(written(desk).result->kind == NoticeKind::success);
    CHECK(main_file(home.path()).find("Seo Lùng") != std::string::npos);
}

TEST_CASE("what was searched for is not taken out: the words may name whom the role must not name") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_people(desk, nameless);
    desk.perform(Search{"lung"});
    REQUIRE(desk.screen<ListView>().total > 0);
    CHECK_FALSE(desk.screen<ListView>().may_be_written);
    desk.perform(OpenListFile{});
    CHECK(std::holds_alternative<ListView>(desk.view().screen));
}

TEST_CASE(
    "who goes back while a list is being written leaves no file; and what an attempt left that was cut off goes") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_people(desk, nameless);
    desk.perform(OpenListFile{});
    desk.perform(SaveList{"csv"});
    desk.perform(Back{});
    desk.session->receive();
    CHECK(std::holds_alternative<ListView>(desk.view().screen));
    CHECK(files_in(home.path(), "").empty());
    CHECK(noted_exports(desk).size() == 1);

    write_bytes(home.path() + "/person_register-20260301-0700.csv.new", "cut off");
    desk.perform(OpenListFile{});
    desk.perform(SaveList{"json"});
    CHECK(written(desk).result->kind == NoticeKind::success);
    CHECK(files_in(home.path(), "").size() == 1);
}

TEST_CASE("what somebody has called nearly as we call what grows is still theirs after a list was written beside it") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_people(desk, nameless);
    const std::vector<std::string> own{"person_register-20260301-0700.csv.old.new", "person_register-20260301.csv.new",
                                       "person_register-notes.new"};
    for (const std::string& name : own) write_bytes(home.path() + "/" + name, "mine");
    const std::vector<std::string> left{
        "person_register-20260301-0700.xlsx.new", "person_register-20260301-0700.csv.new",
        "person_register-20260301-0700-about.json.new", "person_register-20260301-0700.2-id_docs.csv.new"};
    for (const std::string& name : left) write_bytes(home.path() + "/" + name, "cut off");
    desk.perform(OpenListFile{});
    desk.perform(SaveList{"json"});
    CHECK(written(desk).result->kind == NoticeKind::success);
    CHECK(files_in(home.path(), ".new") == own);
}

// Whoever was erased with the sync's first page must not lie on a stick while its photos still go up.
TEST_CASE("no list is written while the device syncs") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_people(desk, nameless);
    desk.perform(OpenListFile{});
    desk.perform(SaveList{"csv"});
    desk.perform(SyncNow{});
    REQUIRE(desk.view().sync.state == SyncState::syncing);
    REQUIRE(waits_until([&] {
        desk.session->receive();
        return desk.screen<PrintView>().result.has_value();
    }));
    CHECK(desk.screen<PrintView>().result->kind == NoticeKind::error);
    CHECK(files_in(home.path(), "").empty());
    CHECK(noted_exports(desk).size() == 1);
}

TEST_CASE("whose role may take nothing out is offered no file, and gets none by asking") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_people(desk, R"(,"exports":false)");
    CHECK_FALSE(desk.screen<ListView>().may_be_written);
    desk.perform(OpenListFile{});
    CHECK(std::holds_alternative<ListView>(desk.view().screen));
}

TEST_CASE("what is written while somebody looks at another screen is there, and said, when they come back") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_people(desk, nameless);
    desk.perform(OpenListFile{});
    desk.perform(SaveList{"json"});
    desk.perform(OpenSettings{});
    REQUIRE(waits_until([&] {
        desk.session->receive();
        return !files_in(home.path(), ".json").empty();
    }));
    desk.perform(Back{});
    REQUIRE(desk.screen<PrintView>().result);
    CHECK(desk.screen<PrintView>().result->kind == NoticeKind::success);
}
