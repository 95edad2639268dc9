// A list at the window becomes files: what it shows, as far as the role may take it out, and nothing else.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "client/app/list_export.h"
#include "tests/client/app/desk.h"
#include "tests/client/app/line.h"
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

std::vector<std::string> files_in(const std::string& folder, const std::string& ending) {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ending) files.push_back(entry.path().filename());
    std::sort(files.begin(), files.end());
    return files;
}

std::size_t lines_of(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
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

std::size_t noted_exports(Desk& desk) {
    std::size_t count = 0;
    for (const auto& entry : desk.store()->audit().entries()) count += entry.what == "export";
    return count;
}

}  // namespace

TEST_CASE("who has searched a list takes out what was found, nameless where the district says so, and it is noted") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_people(desk, nameless);
    desk.perform(Search{"lung 6"});
    const std::int64_t found = desk.screen<ListView>().total;
    REQUIRE(found > 0);
    REQUIRE(found < 10);
    REQUIRE(desk.screen<ListView>().may_be_written);
    desk.perform(OpenListFile{});
    CHECK(desk.screen<PrintView>().title == "Danh sách người");
    CHECK(desk.screen<PrintView>().subject == "“lung 6”");
    desk.perform(SaveList{"csv"});
    const PrintView& view = written(desk);
    REQUIRE(view.result);
    CHECK(view.result->kind == NoticeKind::success);
    CHECK(view.result->text.find("Đã xuất " + std::to_string(found) + " phiếu") != std::string::npos);
    const auto files = files_in(home.path(), ".csv");
    REQUIRE_FALSE(files.empty());
    CHECK(files.front().starts_with("person_register-2026"));
    const std::string text = bytes_of(home.path() + "/" + files.front());
    CHECK(text.find("Seo Lùng") == std::string::npos);
    CHECK(noted_exports(desk) == 1);

    SECTION("and once more in the same minute, beside the first") {
        desk.perform(SaveList{"csv"});
        CHECK(written(desk).result->kind == NoticeKind::success);
        CHECK(files_in(home.path(), ".csv").size() == 2 * files.size());
        CHECK(bytes_of(home.path() + "/" + files.front()) == text);
    }
    SECTION("the whole list, in every shape") {
        desk.perform(Back{});
        desk.perform(Search{""});
        desk.perform(OpenListFile{});
        for (const char* format : {"xlsx", "csv", "json"}) {
            desk.perform(SaveList{format});
            CHECK(written(desk).result->text.find("Đã xuất 41 phiếu") != std::string::npos);
        }
        CHECK(files_in(home.path(), ".json").size() == 1);
        CHECK(files_in(home.path(), ".xlsx").size() == 1);
        CHECK(lines_of(bytes_of(home.path() + "/" + files_in(home.path(), ".json").front())) > 41);
    }
}

TEST_CASE("who goes back while a list is being written leaves no file, and no word of one") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_people(desk, nameless);
    desk.perform(OpenListFile{});
    desk.perform(SaveList{"csv"});
    desk.perform(Back{});
    desk.session->receive();
    CHECK(std::holds_alternative<ListView>(desk.view().screen));
    CHECK(files_in(home.path(), ".csv").empty());
    CHECK(noted_exports(desk) == 0);
}

TEST_CASE("whose role may take nothing out is offered no file, and gets none by asking") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_people(desk, R"(,"exports":false)");
    CHECK_FALSE(desk.screen<ListView>().may_be_written);
    desk.perform(OpenListFile{});
    CHECK(std::holds_alternative<ListView>(desk.view().screen));
}

TEST_CASE("a list of several forms becomes a file of each, and an empty one is said to be empty") {
    using nuong::testing::District;
    District district;
    const auto document = [](const char* id, const char* question) {
        return std::string(R"({"id":")") + id + R"(","version":2,"title":{"vi":"Phiếu"},"survey":[
            {"type":"text","name":")" +
               question + R"(","label":{"vi":"Câu hỏi"}}]})";
    };
    district.publish_more({{"roles.json", "roles", R"({"id":"roles","version":2,"roles":[
        {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","visit"],"read":[]}]})"},
                           {"person.json", "forms", document("person", "full_name")},
                           {"visit.json", "forms", document("visit", "remark")}});
    district.add_user("lan", "worker", {"089"});
    nuong::client::testing::Laptop lan(district, "lan");
    TemporaryFolder folder;
    const ListExport waiting{{.kind = ListKind::waiting}, exports::Format::csv, folder.path(), Language::vi};
    CHECK(gather_list(lan.workbook, waiting, lan.clock.now()).error().code == ErrorCode::not_found);
    lan.add("Vàng Seo Phử");
    lan.add("Giàng Thị Súa");
    auto visit = OpenForm::start(lan.workbook, "visit", std::nullopt, "03076", Language::vi);
    REQUIRE(visit->answer("remark", std::string("Đã gặp")));
    REQUIRE(visit->submit());
    const auto gathered = gather_list(lan.workbook, waiting, lan.clock.now());
    REQUIRE(gathered);
    REQUIRE(gathered->size() == 2);
    CHECK(std::filesystem::exists((*gathered)[0]->exported().files.front()) == false);
    REQUIRE(publish_list(lan.workbook, *gathered));
    CHECK((*gathered)[0]->exported().amount.records == 2);
    CHECK((*gathered)[1]->exported().amount.records == 1);
    for (const GatheredExport& each : *gathered) CHECK(std::filesystem::exists(each->exported().files.front()));
}
