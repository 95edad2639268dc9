// Somebody whose data may only be kept: nothing of them leaves in a file, from a device or the server.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <nlohmann/json.hpp>

#include "client/app/exported_records.h"
#include "sync-server/core/erasure.h"
#include "sync-server/core/export_records.h"
#include "sync-server/core/make_report.h"
#include "tests/client/app/line.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::client::testing;
using namespace nuong::testing;
using nuong::test::bytes_of;
using nuong::test::TemporaryFolder;

namespace {

const char* who_exports_what = R"({"id":"roles","version":2,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","contact"],"read":[],"masks":{"export":[]}},
  {"id":"visitor","name_vi":"Thăm","name_en":"Visitor","write":["contact"],"read":[],"masks":{"export":[]}}]})";
const char* person_with_rights = R"({"id":"person","version":2,"title":{"vi":"Người","en":"Person"},
  "settings":{"restricted":"${only_kept} = 'yes'"},"survey":[
  {"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Name"}},
  {"type":"text","name":"phone","label":{"vi":"Điện thoại","en":"Phone"}},
  {"type":"begin_group","name":"rights","label":{"vi":"Quyền về dữ liệu","en":"Data rights"},"children":[
    {"type":"text","name":"only_kept","label":{"vi":"Hạn chế xử lý","en":"Restricted"},"policy":"review"}]}]})";
const std::string together = R"("merge":"group","policy":"review",)";
const char* visit_of_person = R"({"id":"contact","version":2,"title":{"vi":"Gặp","en":"Contact"},
  "settings":{"subject":"who","erasure":"kept_by_law"},"survey":[
  {"type":"record_ref","name":"who","parameters":{"form":"person"},"label":{"vi":"Người","en":"Person"}},
  {"type":"text","name":"said","label":{"vi":"Nội dung","en":"What was said"}},
  {"type":"begin_repeat","name":"present","label":{"vi":"Có mặt","en":"Present"},"children":[
    {"type":"record_ref","name":"whom","parameters":{"form":"person"},"label":{"vi":"Ai","en":"Who"}},
    {"type":"text","name":"as","label":{"vi":"Là","en":"As"}}]}]})";

const char* list_of_people = R"({"kind":"report","id":"T","version":1,"title":{"vi":"T","en":"T"},"sections":[
  {"id":"all","title":{"vi":"a","en":"a"},"rows":[{"id":"n","label":{"vi":"Người","en":"People"},
    "numerator":{"count":{"form":"person","when":"always","key":"record"}}}]},
  {"id":"who","title":{"vi":"b","en":"b"},"list":{"set":{"form":"person","when":"always","key":"record"},
    "form":"person","fields":[{"label":{"vi":"Tên","en":"Name"},"value":"${full_name}"}]}},
  {"id":"met","title":{"vi":"c","en":"c"},"list":{"set":{"form":"contact","when":"always","key":"record"},
    "form":"contact","fields":[{"label":{"vi":"Nói","en":"Said"},"value":"${said}"}]}}]})";

// Two people of Nậm Chầy, each visited once; nothing of Phử may be used any more.
// `rights`: how the answers about rights merge, one by one or together.
struct Commune {
    explicit Commune(const std::string& rights = "") {
        std::string person = person_with_rights;
        person.insert(person.find(R"("children")"), rights);
        district.publish_more({document("roles", who_exports_what),
                               {"person.json", "forms", person},
                               {"contact.json", "forms", visit_of_person}});
        district.add_user("lan", "worker", {"089"});
        district.add_user("binh", "worker", {"089"});
        district.add_user("tham", "visitor", {"089"});
    }
    District district;
    TemporaryFolder folder;

    Result<exports::Exported> at_device(Laptop& laptop, const FormId& form, const std::string& name,
                                        const std::string& where = "") const {
        return export_records(laptop.workbook,
                              exports::make_wish({.form = form, .out = folder / name, .where = where}, "").value());
    }
    Status may_take_file(const UserId& user, const RecordId& record) {
        const auto reader = district.store->read();
        const auto book = make_book(reader->documents_in_force()).value();
        return nuong::may_take_file(*reader, *book, std::get<Principal>(principal_of(*reader, *book, user)),
                                    *reader->record(record));
    }
    Result<exports::Exported> at_server(const UserId& user, const FormId& form, const std::string& name) {
        return export_records(*district.store, user,
                              exports::make_wish({.form = form, .out = folder / name}, "").value(),
                              district.clock.now());
    }
};

RecordId visit(Laptop& laptop, const RecordId& person, const std::string& said,
               const std::optional<RecordId>& present = {}) {
    laptop.clock.advance(std::chrono::minutes(1));
    const RecordId id = make_uuid_v7(laptop.clock.now());
    std::vector<Write> writes{{"said", Value(said), {}}, {"who", Value(to_string(person)), {}}};
    if (present) {
        writes.push_back({"present/a/as", Value("Người nhà"), {}});
        writes.push_back({"present/a/whom", Value(to_string(*present)), {}});
        writes.push_back({"present/b/as", Value("Trưởng thôn"), {}});
    }
    writes.push_back({Path(reserved::area), Value("03076"), {}});
    writes.push_back({Path(reserved::status), Value("submitted"), {}});
    laptop.replica->save({id, "contact", 2, std::move(writes), std::nullopt}, laptop.clock.now());
    return id;
}

bool says(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

std::string last_audit(District& district) {
    std::string last;
    for (const auto& entry : district.store->read()->audit(0, 10'000))
        if (entry.what == "export") last = entry.detail;
    return last;
}

}  // namespace

TEST_CASE("nothing of a restricted person leaves device or server, in no format, and the number is told") {
    Commune commune(GENERATE(as<std::string>(), "", together));
    Laptop lan(commune.district, "lan");
    const RecordId phu = lan.add("Vàng Seo Phử"), sua = lan.add("Giàng Thị Súa");
    visit(lan, phu, "Phử ốm");
    visit(lan, sua, "Súa khỏe");
    lan.edit(phu, "rights/only_kept", "yes");
    lan.sync();
    CHECK(commune.may_take_file("lan", phu).error().code == ErrorCode::refused);
    CHECK(commune.may_take_file("lan", sua));
    for (const char* file : {"p.csv", "p.json", "p.xlsx"}) {
        CAPTURE(file);
        for (const auto& exported :
             {commune.at_device(lan, "person", file), commune.at_server("lan", "person", file)}) {
            REQUIRE(exported);
            CHECK(exported->amount.records == 1);
            CHECK(exported->amount.restricted == 1);
            CHECK(exports::to_json(*exported)["restricted_left_out"] == 1);
            const Message told = exports::told_of(*exported);
            CHECK(says(told.vi, "Bỏ ra 1 phiếu của người đang hạn chế xử lý"));
            CHECK(says(told.en, "Left out 1 records"));
            CHECK_FALSE(says(bytes_of(commune.folder / file), "Phử"));
        }
        const auto visits = commune.at_server("lan", "contact", file);
        REQUIRE(visits);
        CHECK(visits->amount.records == 1);
        CHECK(visits->amount.restricted == 1);
        CHECK_FALSE(says(bytes_of(commune.folder / file), "Phử"));
    }
    CHECK(Json::parse(bytes_of(commune.folder / "p-about.json"))["restricted_left_out"] == 1);
    const Json json = Json::parse(bytes_of(commune.folder / "p.json"));
    CHECK(json["count"] == 1);
    CHECK(json["restricted_left_out"] == 1);
    CHECK(says(last_audit(commune.district), "1 records, 1 restricted left out"));

    // Who would not have been in the file anyway is not counted.
    const auto some = commune.at_device(lan, "person", "p.json", "${full_name} = 'Giàng Thị Súa'");
    CHECK(some->amount.restricted == 0);
    CHECK(exports::audit_text(some->amount) == "1 records");

    lan.edit(phu, "rights/only_kept", "no");
    CHECK(commune.at_device(lan, "person", "p.json")->amount.records == 2);
    CHECK(commune.at_device(lan, "contact", "p.json")->amount.restricted == 0);
}

TEST_CASE("a role that may not read who the person is gets no record about a restricted one, from server or device") {
    Commune commune;
    Laptop lan(commune.district, "lan"), tham(commune.district, "tham");
    const RecordId phu = lan.add("Vàng Seo Phử");
    visit(lan, phu, "Phử ốm");
    lan.edit(phu, "rights/only_kept", "yes");
    visit(lan, lan.add("Giàng Thị Súa"), "Súa khỏe");
    lan.sync();
    tham.sync();
    const auto there = commune.at_server("tham", "contact", "c.json");
    REQUIRE(there);
    CHECK(there->amount.records == 1);
    CHECK(there->amount.restricted == 1);
    CHECK(there->amount.unknown == 0);
    // Her device was told of neither person, so it cannot know whose data may be used.
    const auto here = commune.at_device(tham, "contact", "c.csv");
    REQUIRE(here);
    CHECK(here->amount.records == 0);
    CHECK(here->amount.unknown == 2);
    CHECK(says(exports::told_of(*here).vi, "nhờ huyện xuất ở máy chủ"));
    CHECK_FALSE(says(bytes_of(commune.folder / "c.csv"), "Phử ốm"));
    CHECK(Json::parse(bytes_of(commune.folder / "c-about.json"))["unknown_left_out"] == 2);
}

TEST_CASE("while two people disagree whether somebody is restricted, nothing leaves; whoever decides lifts it") {
    const bool is_together = GENERATE(false, true);
    Commune commune(is_together ? together : "");
    Laptop lan(commune.district, "lan"), binh(commune.district, "binh");
    const RecordId phu = lan.add("Vàng Seo Phử");
    lan.sync();
    binh.sync();
    lan.edit(phu, "rights/only_kept", "yes");
    binh.clock.advance(std::chrono::hours(1));
    binh.edit(phu, "rights/only_kept", "no");
    lan.sync();
    binh.sync();
    lan.sync();
    for (Laptop* each : {&lan, &binh}) {
        CHECK(each->conflicts(phu) == 1);
        CHECK(each->replica->records().listing(phu)->is_restricted);
        CHECK(commune.at_device(*each, "person", "p.json")->amount.restricted == 1);
    }
    CHECK(commune.at_server("lan", "person", "p.json")->amount.restricted == 1);
    if (is_together) REQUIRE(binh.workbook.resolve(phu, "rights", Value(Fields{{"rights/only_kept", Value("no")}})));
    else REQUIRE(binh.workbook.resolve(phu, "rights/only_kept", Value("no")));
    binh.sync();
    lan.sync();
    CHECK(commune.at_server("lan", "person", "p.json")->amount.restricted == 0);
    CHECK_FALSE(lan.replica->records().listing(phu)->is_restricted);
}

TEST_CASE("of two records that somebody has found to be one person, neither leaves") {
    Commune commune;
    Laptop lan(commune.district, "lan");
    const RecordId phu = lan.add("Vàng Seo Phử"), again = lan.add("Vang Seo Phu");
    visit(lan, again, "gặp ở chợ");
    lan.edit(phu, "rights/only_kept", "yes");
    REQUIRE(lan.workbook.link_same(phu, again));
    lan.sync();
    CHECK(commune.at_device(lan, "person", "p.json")->amount.restricted == 2);
    CHECK(commune.at_server("lan", "contact", "c.json")->amount.restricted == 1);
}

TEST_CASE("a record about somebody else leaves without the row that names a restricted person") {
    Commune commune;
    Laptop lan(commune.district, "lan");
    const RecordId phu = lan.add("Vàng Seo Phử"), sua = lan.add("Giàng Thị Súa");
    visit(lan, sua, "Súa khỏe", phu);
    lan.edit(phu, "rights/only_kept", "yes");
    lan.sync();
    for (const char* file : {"c.json", "c.csv"}) {
        const auto exported = commune.at_server("lan", "contact", file);
        REQUIRE(exported);
        CHECK(exported->amount.records == 1);
        CHECK(exported->amount.restricted == 0);
        CHECK(exported->amount.restricted_rows == 1);
        CHECK(says(exports::told_of(*exported).vi, "Bỏ ra 1 dòng"));
    }
    const std::string all = bytes_of(commune.folder / "c.json") + bytes_of(commune.folder / "c-present.csv");
    CHECK_FALSE(says(all, to_string(phu)));
    CHECK_FALSE(says(all, "Người nhà"));
    CHECK(says(all, "Trưởng thôn"));
}

TEST_CASE("figures count who is restricted; lists of people count them too, and tell nobody who it is") {
    Commune commune;
    commune.district.publish_more({{"T.json", "reports", list_of_people}});
    Laptop lan(commune.district, "lan");
    const RecordId phu = lan.add("Vàng Seo Phử"), sua = lan.add("Giàng Thị Súa");
    visit(lan, phu, "Phử ốm");
    visit(lan, sua, "Súa khỏe");
    const auto made = [&] {
        lan.sync();
        const auto reader = commune.district.store->read();
        return make_report_for(*reader, "lan", "T", "03076", *reports::parse_period("2024")).value();
    };
    const auto told = [](const reports::ReportTable& table) {
        return reports::to_text(table, Language::vi) + reports::to_csv(table, Language::vi) +
               dump_json_for_people(reports::to_json(table, Language::vi));
    };
    const auto before = made();
    CHECK(says(told(before), "Vàng Seo Phử"));
    CHECK(says(told(before), "Phử ốm"));
    CHECK_FALSE(says(told(before), "hạn chế xử lý"));
    lan.edit(phu, "rights/only_kept", "yes");
    const auto after = made();
    CHECK(after.sections[0].rows[0].total == before.sections[0].rows[0].total);
    CHECK(after.sections[0].rows[0].total.numerator == 2);
    for (const std::size_t list : {1u, 2u}) {
        CHECK(after.sections[list].list.size() == 2);
        CHECK(std::count_if(after.sections[list].list.begin(), after.sections[list].list.end(),
                            [](const reports::ListLine& line) { return line.status == "restricted"; }) == 1);
    }
    CHECK_FALSE(says(told(after), "Phử"));
    CHECK_FALSE(says(told(after), to_string(phu)));
    CHECK(says(told(after), "Giàng Thị Súa"));
    CHECK(says(told(after), "Súa khỏe"));
    CHECK(says(told(after), "hạn chế xử lý"));
}

TEST_CASE("what a duty keeps from erasure is to be restricted, and the plan knows whether it is and where") {
    Commune commune;
    Laptop lan(commune.district, "lan");
    const RecordId phu = lan.add("Vàng Seo Phử");
    const RecordId kept = visit(lan, phu, "Phử ốm");
    lan.sync();
    const auto plan_for = [&](const RecordId& record) {
        const auto reader = commune.district.store->read();
        return plan_of_erasure(*reader, *make_book(reader->documents_in_force()).value(), record).value();
    };
    for (const RecordId& asked : {phu, kept}) {  // the mark is the person's, whichever record is named
        const auto mark = plan_for(asked).mark;
        REQUIRE(mark);
        CHECK(mark->record == phu);
        CHECK(mark->form == "person");
        CHECK_FALSE(mark->is_set);
        CHECK(mark->questions == std::vector<Path>{"rights/only_kept"});
        CHECK(mark->words.at(0).vi == "Quyền về dữ liệu › Hạn chế xử lý");
        CHECK(mark->words.at(0).en == "Data rights › Restricted");
    }
    lan.edit(phu, "rights/only_kept", "yes");
    lan.sync();
    CHECK(plan_for(phu).mark->is_set);
    const RecordId sua = lan.add("Giàng Thị Súa");
    lan.sync();
    CHECK_FALSE(plan_for(sua).mark);  // all of hers goes
}
