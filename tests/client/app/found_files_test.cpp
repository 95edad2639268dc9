// The records behind a number of a report, and what one search finds in every form, become files by the same way as
// lists: masked, noted, and never so that a file tells by its choice what the role must not export.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "shared/base/hash.h"
#include "tests/client/app/desk.h"
#include "tests/support/patience.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

std::string roles_with_mask(const std::string& classes) {
    return R"({"id":"roles","version":9,"roles":[{"id":"chief","name_vi":"Huyện","name_en":"District",
        "write":["person_register"],"read":["person_register"],"masks":{"export":[)" +
           classes + "]}}]}";
}
const std::string masks_all = R"("identifying","health","special")";
const std::string may_name = R"("health","special")";

const std::string report_of_people = R"({"kind":"report","id":"R1","version":1,
    "title":{"vi":"Người trong danh sách","en":"People on the list"},
    "sections":[{"id":"s","title":{"vi":"Người","en":"People"},"rows":[
        {"id":"people","label":{"vi":"Số người","en":"People"},"unit":"people",
         "numerator":{"distinct":{"form":"person_register","when":"always"}}},
        {"id":"early","label":{"vi":"Sinh trước 1970","en":"Born before 1970"},"unit":"people",
         "numerator":{"distinct":{"form":"person_register","when":"always","where":"${birth_year} < 1970"}}}]}]})";
const OpenFigure all_people{0, 0}, born_early{0, 1};

void publish_report(Desk& desk) {
    const auto replica = desk.store();
    protocol::SyncAnswer answer = answer_now(*replica, desk);
    answer.catalogue = replica->schemas().catalogue();
    std::vector<std::string> bodies(answer.catalogue->size());
    answer.catalogue->push_back({"report", "R1", 1, to_hex(sha256(report_of_people))});
    bodies.push_back(report_of_people);
    replica->apply(answer, bodies, desk.clock.now());
}

template <class View>
const View& counted(Desk& desk) {
    REQUIRE(waits_until([&] {
        desk.session->receive();
        return !desk.screen<View>().count.counts;
    }));
    return desk.screen<View>();
}

// At the records behind a number, of whoever exports with this mask.
FigureView at_figure(Desk& desk, const std::string& mask, const OpenFigure& figure) {
    FieldDevice::add_people(*desk.store(), 40);
    publish_report(desk);
    make_chief(desk, roles_with_mask(mask));
    desk.unlock();
    desk.perform(OpenReport{"R1"});
    REQUIRE(counted<ReportView>(desk).count.is_ready);
    desk.perform(figure);
    return counted<FigureView>(desk);
}

void at_search(Desk& desk, const std::string& mask, const std::string& words) {
    FieldDevice::add_people(*desk.store(), 150);
    make_chief(desk, roles_with_mask(mask));
    desk.store()->save({make_uuid_v7(desk.clock.now()),
                        "communication_activity",
                        1,
                        {{"occurred_on", Value("2026-03-01"), {}},
                         {"title", Value("Họp ở thôn Lùng"), {}},
                         {std::string(reserved::area), Value("03061"), {}},
                         {std::string(reserved::status), Value("submitted"), {}}},
                        std::nullopt},
                       desk.clock.now());
    desk.unlock();
    desk.perform(OpenSearch{});
    desk.perform(Search{words});
}

Notice saved(Desk& desk, const std::string& format) {
    desk.perform(OpenListFile{});
    desk.perform(SaveList{format});
    REQUIRE(counted<PrintView>(desk).result);
    return *desk.screen<PrintView>().result;
}

// That of the records; beside it stand those of its repeats. "": there is none.
std::string table_of(const std::string& folder, const FormId& form) {
    std::string shortest;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename();
        const bool is_table = name.starts_with(form + "-") && name.ends_with(".csv");
        if (is_table && (shortest.empty() || name.size() < shortest.size())) shortest = name;
    }
    return shortest.empty() ? "" : bytes_of(folder + "/" + shortest);
}

std::int64_t records_in(const std::string& table) { return std::count(table.begin(), table.end(), '\n') - 1; }

bool says(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

std::vector<std::string> noted_exports(Desk& desk) {
    std::vector<std::string> noted;
    for (const auto& entry : desk.store()->audit().entries())
        if (entry.what == "export") noted.push_back(entry.detail);
    return noted;
}

}  // namespace

TEST_CASE("the records behind a number are taken along, nameless as the role exports, and noted by the number's name") {
    TemporaryFolder home;
    Desk desk(home.path());
    const FigureView view = at_figure(desk, masks_all, all_people);
    REQUIRE(view.rows.size() == 41);
    REQUIRE(view.may_be_written);
    const Notice notice = saved(desk, "csv");
    CHECK(desk.screen<PrintView>().title == "R1 · " + view.title + " · " + view.subject);
    CHECK(desk.screen<PrintView>().subject == "Mỗi biểu mẫu một tệp.");
    CHECK(notice.kind == NoticeKind::success);
    CHECK(says(notice.text, "Đã xuất 41 phiếu"));
    const std::string table = table_of(home.path(), "person_register");
    CHECK(records_in(table) == 41);
    CHECK_FALSE(says(table, "Seo Lùng"));
    const auto noted = noted_exports(desk);
    const std::string area = desk.store()->areas().outermost(desk.store()->device().areas).front();
    REQUIRE(noted.size() == 2);
    CHECK(noted[0] == "begun, csv, part: figure R1 " + area + " 2026-H1 people");
    CHECK(says(noted[1], "part: figure R1 " + area + " 2026-H1 people, 41 records"));
    for (const char* format : {"xlsx", "json"}) {
        desk.perform(SaveList{format});
        CHECK(says(counted<PrintView>(desk).result->text, "Đã xuất 41 phiếu"));
    }
    desk.perform(Back{});
    CHECK(desk.screen<FigureView>() == view);
}

TEST_CASE("a number that counts by what the role must not export leads to no file, by no way; who may has just these") {
    TemporaryFolder home;
    Desk desk(home.path());
    SECTION("must not") {
        const FigureView view = at_figure(desk, masks_all, born_early);
        REQUIRE_FALSE(view.rows.empty());
        CHECK_FALSE(view.may_be_written);
        CHECK(says(view.why_not_written, "không được xuất"));
        desk.perform(OpenListFile{});
        CHECK(std::holds_alternative<FigureView>(desk.view().screen));

        const auto store = desk.store();
        Workbook workbook(*store, desk.clock);
        ListExport asked{{.kind = ListKind::figure}, "R1", exports::Format::csv, home.path()};
        asked.list.figure = FigureWish{{.report = "R1",
                                        .area = store->areas().outermost(store->device().areas).front(),
                                        .period = *reports::parse_period("2026-H1")},
                                       {0, 1}};
        const auto gathered = gather_list(workbook, asked, desk.clock.now(), {});
        REQUIRE_FALSE(gathered);
        CHECK(gathered.error().code == ErrorCode::refused);
        CHECK(table_of(home.path(), "person_register").empty());
        asked.list.figure->at.row = 0;
        CHECK(gather_list(workbook, asked, desk.clock.now(), {}));
    }
    SECTION("may") {
        const FigureView view = at_figure(desk, may_name, born_early);
        REQUIRE(view.rows.size() > 1);
        REQUIRE(view.rows.size() < 41);
        REQUIRE(view.may_be_written);
        CHECK(saved(desk, "csv").kind == NoticeKind::success);
        const std::string table = table_of(home.path(), "person_register");
        CHECK(records_in(table) == static_cast<std::int64_t>(view.rows.size()));
        for (const Row& row : view.rows) CHECK(says(table, to_string(row.record)));
    }
}

TEST_CASE("whose role takes nothing out is offered no file of the records behind a number, and none of what it found") {
    TemporaryFolder home;
    Desk desk(home.path());
    FieldDevice::add_people(*desk.store(), 5);
    publish_report(desk);
    make_chief(desk, R"({"id":"roles","version":9,"roles":[{"id":"chief","name_vi":"Huyện","name_en":"District",
        "write":[],"read":["person_register"],"exports":false}]})");
    desk.unlock();
    desk.perform(OpenReport{"R1"});
    counted<ReportView>(desk);
    desk.perform(all_people);
    CHECK_FALSE(counted<FigureView>(desk).may_be_written);
    CHECK(desk.screen<FigureView>().why_not_written.empty());
    desk.perform(OpenSearch{});
    desk.perform(Search{"lung"});
    REQUIRE_FALSE(desk.screen<SearchView>().groups.empty());
    CHECK_FALSE(desk.screen<SearchView>().may_be_written);
    desk.perform(OpenListFile{});
    CHECK(std::holds_alternative<SearchView>(desk.view().screen));
}

TEST_CASE("no file of the records behind a number is written while the device syncs, and none after who went back") {
    TemporaryFolder home;
    Desk desk(home.path());
    at_figure(desk, masks_all, all_people);
    SECTION("a sync") {
        desk.perform(OpenListFile{});
        desk.perform(SaveList{"csv"});
        desk.perform(SyncNow{});
        REQUIRE(waits_until([&] {
            desk.session->receive();
            return desk.screen<PrintView>().result.has_value();
        }));
        CHECK(desk.screen<PrintView>().result->kind == NoticeKind::error);
    }
    SECTION("back") {
        desk.perform(OpenListFile{});
        desk.perform(SaveList{"csv"});
        desk.perform(Back{});
        desk.session->receive();
        CHECK(desk.screen<FigureView>().may_be_written);
    }
    CHECK(table_of(home.path(), "person_register").empty());
    CHECK(noted_exports(desk).size() == 1);
}

TEST_CASE("what a search finds in every form becomes a file of each, all of it, and the words stand nowhere") {
    TemporaryFolder home;
    Desk desk(home.path());
    at_search(desk, may_name, "lùng");
    const SearchView shown = desk.screen<SearchView>();
    REQUIRE(shown.groups.size() == 2);
    REQUIRE(shown.groups[0].more);  // of people more than the screen shows
    REQUIRE(shown.may_be_written);
    const Notice notice = saved(desk, "csv");
    CHECK(desk.screen<PrintView>().title == "Kết quả tìm trong mọi phiếu");
    CHECK(desk.screen<PrintView>().subject == "Chỉ những phiếu tìm thấy; mỗi biểu mẫu một tệp.");
    CHECK(notice.kind == NoticeKind::success);
    const std::string people = table_of(home.path(), "person_register");
    CHECK(records_in(people) > static_cast<std::int64_t>(shown.groups[0].rows.size()));
    CHECK(says(people, "Seo Lùng"));
    CHECK_FALSE(says(people, "Thị Súa"));
    CHECK(records_in(table_of(home.path(), "communication_activity")) == 1);
    const auto noted = noted_exports(desk);
    REQUIRE(noted.size() == 3);
    CHECK(noted[0] == "begun, csv, part: search");
    for (const std::string& each : noted) {
        CHECK(says(each, "part: search"));
        CHECK_FALSE(says(each, "lùng"));
    }
    for (const auto& entry : desk.store()->audit().entries())
        if (entry.what == "search") CHECK_FALSE(says(entry.detail, "lùng"));
}

TEST_CASE(
    "of forms whose words the role must not export nothing found leaves; of the others it does, and both is said") {
    TemporaryFolder home;
    Desk desk(home.path());
    at_search(desk, R"("identifying")", "lung");
    REQUIRE(desk.screen<SearchView>().groups.size() == 2);
    REQUIRE(desk.screen<SearchView>().may_be_written);
    const Notice notice = saved(desk, "csv");
    CHECK(notice.kind == NoticeKind::success);
    CHECK(says(notice.text, "Đã xuất 1 phiếu"));
    CHECK(says(notice.text, "chữ tìm cho biết điều mà vai trò này không được xuất"));
    CHECK(table_of(home.path(), "person_register").empty());
    CHECK(records_in(table_of(home.path(), "communication_activity")) == 1);

    desk.perform(Back{});
    desk.perform(Search{"seo lung"});  // now only people
    REQUIRE(desk.screen<SearchView>().groups.size() == 1);
    CHECK_FALSE(desk.screen<SearchView>().may_be_written);
    CHECK(says(desk.screen<SearchView>().why_not_written, "không được xuất"));
    desk.perform(OpenListFile{});
    CHECK(std::holds_alternative<SearchView>(desk.view().screen));
}

TEST_CASE("a look in the middle of a form is for looking: no file is offered from there") {
    TemporaryFolder home;
    Desk desk(home.path());
    make_chief(desk, roles_with_mask(may_name));
    desk.unlock();
    desk.perform(StartForm{"communication_activity", {}});
    desk.perform(OpenSearch{});
    desk.perform(Search{"phử"});
    REQUIRE_FALSE(desk.screen<SearchView>().groups.empty());
    CHECK_FALSE(desk.screen<SearchView>().may_be_written);
    desk.perform(OpenListFile{});
    CHECK(std::holds_alternative<SearchView>(desk.view().screen));
}
