// Records that leave the program: what stands in the files, what does not, and that a file is whole or not there.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <set>

#include "tests/shared/exports/export_world.h"

using namespace nuong;
using namespace nuong::exports;
namespace fs = std::filesystem;

namespace {

const char* thorough = R"({"full_name":"Vàng Seo Phử","phone":{"missing":"refused"},"age":39,"weight":51.5,
  "seen":"2024-06-03","signs":"fever","hiv":"yes","clinic":"Văn Bàn","note":"xa, nhưng gần \"chợ\"\nkhông",
  "members":[{"name":"Súa","calls":[{"minutes":5},{"minutes":7}]},{"name":"Chứ"}]})";

std::set<std::string> files_in(const std::string& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
    return names;
}

}  // namespace

TEST_CASE("a CSV has a column per field, per choice and per reason, and a file more per repeat") {
    const TemporaryFolder folder;
    const auto form = forms::compiled(visit);
    const auto exported = export_all(order_of(form, folder / "visits.csv"), {record_of(form, thorough)});
    REQUIRE(exported);
    CHECK(exported->amount.records == 1);
    CHECK(files_in(folder.path()) ==
          std::set<std::string>{"visits.csv", "visits-members.csv", "visits-members-calls.csv", "visits-about.json"});
    CHECK(exported->files.front() == folder / "visits.csv");

    const Lines visits = lines_of_csv(bytes_of(folder / "visits.csv"));
    CHECK(cell_at(visits, 0, "area") == "03076");
    CHECK(cell_at(visits, 0, "area_name") == "Nậm Chầy");
    CHECK(cell_at(visits, 0, "status") == "submitted");
    CHECK(cell_at(visits, 0, "author") == "mai");
    CHECK(cell_at(visits, 0, "device") == "00000000000000a1");
    CHECK(cell_at(visits, 0, "made_at") == "2024-06-30T01:00:00.001Z");
    CHECK(cell_at(visits, 0, "saved_at") == "2024-06-30T01:00:00.000Z");
    CHECK(cell_at(visits, 0, "full_name") == "Vàng Seo Phử");
    CHECK(cell_at(visits, 0, "phone") == "");  // a column of numbers stays one
    CHECK(cell_at(visits, 0, "phone.missing") == "refused");
    CHECK(cell_at(visits, 0, "age") == "39");
    CHECK(cell_at(visits, 0, "weight") == "51.5");
    CHECK(cell_at(visits, 0, "seen") == "2024-06-03");
    CHECK(cell_at(visits, 0, "signs") == "fever");
    CHECK(cell_at(visits, 0, "signs/fever") == "1");
    CHECK(cell_at(visits, 0, "signs/cough") == "0");
    CHECK(cell_at(visits, 0, "risk") == "high");
    CHECK(cell_at(visits, 0, "note") == "xa, nhưng gần \"chợ\"\nkhông");
    CHECK_FALSE(has_column(visits, "care"));

    const Lines members = lines_of_csv(bytes_of(folder / "visits-members.csv"));
    REQUIRE(members.size() == 3);
    CHECK(cell_at(members, 0, "record") == cell_at(visits, 0, "record"));
    CHECK(cell_at(members, 0, "row") == "members/1");
    CHECK(cell_at(members, 0, "members/name") == "Súa");
    const Lines calls = lines_of_csv(bytes_of(folder / "visits-members-calls.csv"));
    REQUIRE(calls.size() == 3);
    CHECK(cell_at(calls, 1, "row") == "members/1/calls/2");
    CHECK(cell_at(calls, 1, "parent_row") == "members/1");
    CHECK(cell_at(calls, 1, "members/calls/minutes") == "7");
}

TEST_CASE("every line says who took it out and when, and the file beside it says what is missing") {
    const TemporaryFolder folder;
    const auto form = forms::compiled(visit);
    const auto exported =
        export_all(order_of(form, folder / "v.csv", {Sensitivity::health}), {record_of(form, thorough)});
    REQUIRE(exported);
    const std::string stamp = exported->stamp.number + " lan outreach_worker 2024-06-30T01:00:00.000Z";
    for (const char* name : {"v.csv", "v-members.csv", "v-members-calls.csv"}) {
        const Lines lines = lines_of_csv(bytes_of(folder / name));
        CHECK(lines[0].back() == "export");
        for (std::size_t i = 1; i < lines.size(); ++i) CHECK(lines[i].back() == stamp);
    }
    const Json about = Json::parse(bytes_of(folder / "v-about.json"));
    CHECK(about["export"]["left_out"] == Json{"hiv", "risk", "clinic"});
    CHECK(about["records"] == 1);
    CHECK(about["fields"]["age"]["vi"] == "Tuổi");
}

TEST_CASE("a file of records that somebody has chosen in a list says so itself; one of all of them does not") {
    const TemporaryFolder folder;
    const auto form = forms::compiled(visit);
    for (const char* name : {"v.csv", "v.json", "v.xlsx"}) {
        Order order = order_of(form, folder / name);
        order.wish.part = "Bị trả lại";
        const auto exported = export_all(order, {record_of(form, thorough)});
        REQUIRE(exported);
        CHECK(to_json(*exported)["part"] == "Bị trả lại");
        const auto lines = lines_of(exported->stamp, exported->amount, Language::vi);
        CHECK(std::count(lines.begin(), lines.end(),
                         std::pair<std::string, std::string>("Chỉ một phần", "Bị trả lại")) == 1);
    }
    CHECK(Json::parse(bytes_of(folder / "v-about.json"))["export"]["part"] == "Bị trả lại");
    CHECK(Json::parse(bytes_of(folder / "v.json"))["export"]["part"] == "Bị trả lại");
    const auto whole = export_all(order_of(form, folder / "w.csv"), {record_of(form, thorough)});
    REQUIRE(whole);
    CHECK_FALSE(to_json(*whole).contains("part"));
}

TEST_CASE("what the role must not export is in no file of any format, nor what would tell it") {
    const auto form = forms::compiled(visit);
    for (const char* name : {"v.csv", "v.json", "v.xlsx"}) {
        CAPTURE(name);
        const TemporaryFolder folder;
        REQUIRE(export_all(order_of(form, folder / name, {Sensitivity::identifying, Sensitivity::health}),
                           {record_of(form, thorough)}));
        std::string all;
        for (const std::string& file : files_in(folder.path())) {
            const std::string bytes = bytes_of(folder / file);
            if (!file.ends_with(".xlsx")) {
                all += bytes;
                continue;
            }
            const auto book = sheets::read_sheets(bytes);
            REQUIRE(book);
            for (const auto& sheet : *book)
                for (const auto& row : sheet.rows)
                    for (const std::string& cell : row) all += cell + "\n";
        }
        for (const char* told : {"Vàng Seo Phử", "Văn Bàn", "high"}) {
            CAPTURE(told);
            CHECK(all.find(told) == std::string::npos);
        }
        CHECK(all.find("Súa") != std::string::npos);
        CHECK(all.find("51.5") != std::string::npos);
    }
}

TEST_CASE("nobody chooses records by an answer that must not leave") {
    const TemporaryFolder folder;
    const auto form = forms::compiled(visit);
    Order order = order_of(form, folder / "v.csv", {Sensitivity::health});
    for (const char* filter : {"${hiv} = 'yes'", "${risk} = 'high'", "string-length(${clinic}) > 0 or ${age} > 1"}) {
        CAPTURE(filter);
        order.wish.where = filter;
        const auto refused = export_all(order, {record_of(form, thorough)});
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::refused);
    }
    CHECK(files_in(folder.path()).empty());
    order.wish.where = "${age} > 50";
    CHECK(export_all(order, {record_of(form, thorough), record_of(form, R"({"age":60})", 2)})->amount.records == 1);
    order.wish.where = "${nothing} > 50";
    CHECK(export_all(order, {}).error().code == ErrorCode::invalid);
}

TEST_CASE("coordinates of a person leave with nobody, whatever the role; those of a building do") {
    const auto with_place = [](const char* settings, const char* sensitivity) {
        return forms::compiled(forms::package(std::string(R"([{"type":"record_ref","name":"who","label":"Ai",
            "parameters":"form=person_register"},{"type":"geopoint","name":"gps","label":"Tọa độ")") +
                                                  sensitivity + "}]",
                                              "{}", settings));
    };
    const struct {
        const char *settings, *sensitivity;
        bool leaves;
    } cases[]{{"{}", "", true}, {R"({"subject":"who"})", "", false}, {"{}", R"(,"sensitivity":"special")", false}};
    for (const auto& c : cases) {
        const TemporaryFolder folder;
        const auto form = with_place(c.settings, c.sensitivity);
        REQUIRE(export_all(order_of(form, folder / "p.csv"), {record_of(form, R"({"gps":"22.33641 103.84381"})")}));
        CHECK(has_column(lines_of_csv(bytes_of(folder / "p.csv")), "gps") == c.leaves);
        CHECK((bytes_of(folder / "p.csv").find("22.33") != std::string::npos) == c.leaves);
    }
}

TEST_CASE("what two people wrote apart is flagged, and named only as far as it may leave") {
    const TemporaryFolder folder;
    const auto form = forms::compiled(visit);
    RecordState record = record_of(form, thorough);
    write_apart(record, "age", "41", DeviceId{0xB2});
    write_apart(record, "hiv", "no", DeviceId{0xB3});
    REQUIRE(export_all(order_of(form, folder / "v.csv", {Sensitivity::health}), {record}));
    const Lines lines = lines_of_csv(bytes_of(folder / "v.csv"));
    CHECK(cell_at(lines, 0, "conflicts") == "2");
    CHECK(cell_at(lines, 0, "conflict_fields") == "age");
    CHECK(cell_at(lines, 0, "author") == "binh");
}

TEST_CASE("heads and choices in the words of the form, for people who read no ids") {
    const TemporaryFolder folder;
    const auto form = forms::compiled(visit);
    Order order = order_of(form, folder / "v.csv");
    order.wish.labels = "vi";
    order.wish.has_mark = true;
    REQUIRE(export_all(order, {record_of(form, thorough)}));
    CHECK(bytes_of(folder / "v.csv").starts_with("\xEF\xBB\xBFMã phiếu,"));
    const Lines lines = lines_of_csv(bytes_of(folder / "v.csv"));
    CHECK(cell_at(lines, 0, "HIV") == "Có");
    CHECK(cell_at(lines, 0, "Dấu hiệu") == "Sốt");
    CHECK(cell_at(lines, 0, "Dấu hiệu: Ho") == "0");
    CHECK(cell_at(lines, 0, "Người ghi") == "mai");
    order.wish.labels = "fr";
    CHECK(export_all(order, {}).error().code == ErrorCode::usage);
}

TEST_CASE("JSON is one document with what it is around it, and its records can be added again") {
    const TemporaryFolder folder;
    const auto form = forms::compiled(visit);
    REQUIRE(export_all(order_of(form, folder / "v.json"),
                       {record_of(form, thorough), record_of(form, R"({"age":-3,"note":"=1+1"})", 2)}));
    const Json json = Json::parse(bytes_of(folder / "v.json"));
    CHECK(json["export"]["user"] == "lan");
    CHECK(json["count"] == 2);
    REQUIRE(json["records"].size() == 2);
    CHECK(json["records"][0]["status"] == "submitted");
    CHECK(json["records"][0]["values"]["weight"] == 51.5);
    CHECK(json["records"][0]["values"]["phone"]["missing"] == "refused");
    CHECK(json["records"][0]["values"]["members"][0]["calls"][1]["minutes"] == 7);
    CHECK(json["records"][1]["values"]["age"] == -3);
    CHECK(json["records"][1]["values"]["note"] == "=1+1");
    CHECK(forms::fields_from_json(*form, json["records"][0]["values"]));
    REQUIRE(export_all(order_of(form, folder / "none.json"), {}));
    CHECK(Json::parse(bytes_of(folder / "none.json"))["records"].empty());
}

TEST_CASE("the files are for the person who made them only") {
    const auto form = forms::compiled(visit);
    for (const char* name : {"v.csv", "v.json", "v.xlsx"}) {
        const TemporaryFolder folder;
        REQUIRE(export_all(order_of(form, folder / name), {record_of(form, thorough)}));
        for (const std::string& file : files_in(folder.path())) {
            CAPTURE(file);
            CHECK((fs::status(folder / file).permissions() & fs::perms::all) ==
                  (fs::perms::owner_read | fs::perms::owner_write));
        }
    }
}

TEST_CASE("an export that ends in the middle leaves the old file as it was and nothing half") {
    const auto form = forms::compiled(visit);
    for (const char* name : {"v.csv", "v.json", "v.xlsx"}) {
        CAPTURE(name);
        const TemporaryFolder folder;
        test::write_bytes(folder / name, "the one from yesterday");
        {
            auto run = ExportRun::begin(order_of(form, folder / name));
            REQUIRE(run);
            REQUIRE((*run)->add(record_of(form, thorough)));
            CHECK(files_in(folder.path()).size() > 1);  // it grows beside
        }
        CHECK(files_in(folder.path()) == std::set<std::string>{name});
        CHECK(bytes_of(folder / name) == "the one from yesterday");
    }
}

TEST_CASE("a CSV whose main file cannot get its name leaves none of those that belong to it") {
    const TemporaryFolder folder;
    const auto form = forms::compiled(visit);
    auto run = ExportRun::begin(order_of(form, folder / "visits.csv"));
    REQUIRE(run);
    REQUIRE((*run)->add(record_of(form, thorough)));
    REQUIRE((*run)->finish());
    fs::create_directory(folder / "visits.csv");  // in its way since
    CHECK_FALSE((*run)->publish());
    run->reset();
    CHECK(files_in(folder.path()) == std::set<std::string>{"visits.csv"});
}

TEST_CASE("on a full disk the person is told what to do, and no file looks as if it were whole") {
    const auto form = forms::compiled(visit);
    for (const char* name : {"v.csv", "v.json", "v.xlsx"}) {
        CAPTURE(name);
        const TemporaryFolder folder;
        test::TinyDisk disk(folder, 64);
        if (!disk.is_mounted()) SKIP("only root may mount a small disk");
        auto run = ExportRun::begin(order_of(form, disk / name));
        REQUIRE(run);
        Status state = Done{};
        for (int i = 1; i < 2000 && state; ++i) state = (*run)->add(record_of(form, thorough, i));
        if (state) state = (*run)->finish();
        REQUIRE_FALSE(state);
        CHECK(state.error().code == ErrorCode::no_space);
        CHECK(state.error().message.vi.find("Đĩa đã đầy") != std::string::npos);
        run = Error{};  // given up
        CHECK_FALSE(fs::exists(disk / name));
        CHECK_FALSE(fs::exists(disk / (std::string(name) + ".new")));
    }
}

TEST_CASE("a link that somebody laid where the file grows is not followed") {
    const TemporaryFolder folder;
    test::write_bytes(folder / "precious", "keep me");
    fs::create_symlink(folder / "precious", folder / "v.csv.new");
    const auto form = forms::compiled(visit);
    REQUIRE(export_all(order_of(form, folder / "v.csv"), {record_of(form, thorough)}));
    CHECK(bytes_of(folder / "precious") == "keep me");
    const auto into_folder = export_all(order_of(form, folder / "none/v.csv"), {});
    REQUIRE_FALSE(into_folder);
    CHECK(into_folder.error().code == ErrorCode::damaged);
}

TEST_CASE("which roles may export, and what, is read from the published documents and closed when in doubt") {
    const std::vector<std::string> shipped{forms::file_text(NUONG_SOURCE_DIR "/schemas/roles/roles.json")};
    for (const char* role : {"volunteer", "admin", "relay", "nobody"}) {
        const auto mask = mask_for(shipped, role);
        REQUIRE_FALSE(mask);
        CHECK(mask.error().code == ErrorCode::refused);
    }
    CHECK(*mask_for(shipped, "counselling_point") == printing::PrintMask{Sensitivity::identifying});
    const printing::PrintMask everything{Sensitivity::identifying, Sensitivity::health, Sensitivity::special};
    const std::vector<std::string> silent{R"({"roles":[{"id":"a"},{"id":"b","masks":{"print":[]}}]})"};
    CHECK(*mask_for(silent, "a") == everything);
    CHECK(*mask_for(silent, "b") == everything);
    CHECK_FALSE(mask_for(std::vector<std::string>{"no JSON"}, "a"));
    CHECK_FALSE(mask_for({}, "a"));
}

TEST_CASE("who is restricted is in no file of any format, and each file says how many that are") {
    const auto form = forms::compiled(forms::package(
        R"([{"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Full name"}},
            {"type":"text","name":"only_kept","label":{"vi":"Hạn chế","en":"Restricted"}}])",
        "{}", R"({"restricted":"${only_kept} = 'yes'"})"));
    const std::vector<RecordState> records{
        record_of(form, R"({"full_name":"Vàng Seo Phử","only_kept":"yes"})"),
        record_of(form, R"({"full_name":"Giàng Thị Súa","only_kept":"no"})", 2),
        record_of(form, R"({"full_name":"Lý A"})", 3),
    };
    for (const char* name : {"v.csv", "v.json", "v.xlsx"}) {
        CAPTURE(name);
        const TemporaryFolder folder;
        Order order = order_of(form, folder / name);
        for (const RecordState& record : records) order.restricted.note(*form, record);
        order.restricted.settle();
        const auto exported = export_all(std::move(order), records);
        REQUIRE(exported);
        CHECK(exported->amount.records == 2);
        CHECK(exported->amount.restricted == 1);
        const std::string bytes = bytes_of(folder / name);
        if (std::string(name) == "v.csv") {
            CHECK(Json::parse(bytes_of(folder / "v-about.json"))["restricted_left_out"] == 1);
            CHECK(lines_of_csv(bytes).size() == 3);
            CHECK(bytes.find("Phử") == std::string::npos);
        } else if (std::string(name) == "v.json") {
            CHECK(Json::parse(bytes)["restricted_left_out"] == 1);
            CHECK(bytes.find("Phử") == std::string::npos);
        } else {
            const auto book = sheets::read_sheets(bytes);
            REQUIRE(book);
            std::string all;
            for (const auto& sheet : *book)
                for (const auto& row : sheet.rows)
                    for (const std::string& cell : row) all += cell + "\n";
            CHECK(all.find("Phử") == std::string::npos);
            CHECK(all.find("Súa") != std::string::npos);
            CHECK(all.find("Phiếu bỏ ra vì hạn chế xử lý\n1\n") != std::string::npos);
        }
    }
}
