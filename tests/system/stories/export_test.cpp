// Records taken out as files, between real processes: the district publishes who may take out what, and both programs
// keep to it.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "tests/system/stories/village.h"

using namespace nuong::testing;
using nuong::test::bytes_of;
using nuong::test::write_bytes;

namespace {

bool has(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

const char* exporting_roles = R"({"id":"roles","version":2,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person"],"read":["person"],"masks":{"export":[]}},
  {"id":"relay","name_vi":"Trung chuyển","name_en":"Relay","write":[],"read":["person"],"relay":true}]})";
const char* silent_roles = R"({"id":"roles","version":3,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person"],"read":["person"],"exports":false},
  {"id":"relay","name_vi":"Trung chuyển","name_en":"Relay","write":[],"read":["person"],"relay":true}]})";

const char* ordered_report = R"({"kind":"report","id":"T","version":1,"title":{"vi":"T","en":"T"},
  "small_counts":"exact","duty":["chief"],"sections":[{"id":"s","title":{"vi":"s","en":"s"},"rows":[
  {"id":"all","label":{"vi":"a","en":"a"},"numerator":{"count":{"form":"person","when":"always","key":"record"}}}]}]})";

void publish_roles(Village& village, const char* roles) {
    std::filesystem::create_directories(village.file("new/roles"));
    write_bytes(village.file("new/roles/roles.json"), roles);
    village.kill_server();
    village.server({"publish", village.file("new")});
    village.open_server();
}

const char* person_with_rights = R"({"id":"person","version":2,"title":{"vi":"Người","en":"Person"},
  "settings":{"kind":"register","instance_name":"${full_name}","search":["full_name"],"same_person":["full_name"],
    "restricted":"${only_kept} = 'yes'"},
  "survey":[{"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Name"}},
    {"type":"integer","name":"visits","label":{"vi":"Số lần thăm","en":"Visits"},"policy":"counter"},
    {"type":"text","name":"only_kept","label":{"vi":"Hạn chế","en":"Restricted"}}]})";
const char* list_of_people = R"({"kind":"report","id":"L","version":1,"title":{"vi":"L","en":"L"},"sections":[
  {"id":"who","title":{"vi":"b","en":"b"},"list":{"set":{"form":"person","when":"always","key":"record"},
    "form":"person","fields":[{"label":{"vi":"Tên","en":"Name"},"value":"${full_name}"}]}}]})";

void publish_restriction(Village& village) {
    for (const char* folder : {"more/forms", "more/reports"}) std::filesystem::create_directories(village.file(folder));
    write_bytes(village.file("more/forms/person.json"), person_with_rights);
    write_bytes(village.file("more/reports/L.json"), list_of_people);
    village.kill_server();
    village.server({"publish", village.file("more")});
    village.open_server();
}

}  // namespace

TEST_CASE("A worker's records leave her device and the server as the same file, until the district says no") {
    Village village;
    village.open_server();
    village.enrol("lan");
    publish_roles(village, exporting_roles);
    const std::string record = village.add_person("lan", "Vàng Seo Phử, =1+1");
    village.ask("lan", {"record", "edit", record, "--set", "phone==cmd()"});
    village.ask("lan", {"sync"});

    const std::string here = village.file("here.csv"), there = village.file("there.csv");
    const std::string told = village.ask("lan", {"export", "person", "--format", "csv", "--out", here});
    CHECK(at(told, "/records") == "1");
    CHECK(at(told, "/user") == "lan");
    CHECK(has(bytes_of(here), "\"Vàng Seo Phử, =1+1\""));
    CHECK(has(bytes_of(here), ",'=cmd(),"));
    CHECK(std::filesystem::exists(village.file("here-about.json")));
    const std::string counted = village.server({"export", "person", "--user", "lan", "--out", there, "--json"});
    CHECK(at(counted, "/records") == "1");
    const auto answers = [](const std::string& csv) {  // without the stamp, which is another each time
        const std::string line = bytes_of(csv).substr(bytes_of(csv).find('\n') + 1);
        return line.substr(0, line.rfind(','));
    };
    CHECK(answers(here) == answers(there));

    for (const char* format : {"json", "xlsx"}) {
        CHECK(village.run("lan", {"export", "person", "--format", format, "--out", here}).exit_code == 0);
        CHECK(village.run("lan", {"export", "person", "--where", "${phone} = 'x'", "--format", format, "--out", here})
                  .exit_code == 0);
    }
    CHECK(village.run("lan", {"export", "person"}).exit_code == 2);
    CHECK(village.run("lan", {"export", "person", "--format", "pdf", "--out", here}).exit_code == 2);
    CHECK(village.run("lan", {"export", "nobody", "--out", here}).exit_code == 1);
    CHECK(village.run("lan", {"export", "person", "--where", "${", "--out", here}).exit_code == 1);

    publish_roles(village, silent_roles);
    village.ask("lan", {"sync"});
    std::filesystem::remove(here);
    const auto refused = village.run("lan", {"export", "person", "--out", here});
    CHECK(refused.exit_code == 4);
    CHECK(has(refused.err, "không được xuất"));
    CHECK(village.run_server({"export", "person", "--user", "lan", "--out", here}).exit_code == 4);
    CHECK_FALSE(std::filesystem::exists(here));
}

TEST_CASE("Both programs keep a restricted person out of files and lists, and say so where somebody works on") {
    Village village;
    village.open_server();
    village.enrol("lan");
    publish_roles(village, exporting_roles);
    publish_restriction(village);
    village.ask("lan", {"sync"});
    const std::string phu = village.add_person("lan", "Vàng Seo Phử");
    village.add_person("lan", "Giàng Thị Súa");
    village.ask("lan", {"record", "edit", phu, "--set", "only_kept=yes"});
    village.ask("lan", {"sync"});

    const std::string here = village.file("here.json"), there = village.file("there.json");
    const std::string told = village.ask("lan", {"export", "person", "--out", here});
    const std::string counted = village.server({"export", "person", "--user", "lan", "--out", there, "--json"});
    for (const std::string& told_by : {told, counted}) {
        CHECK(at(told_by, "/records") == "1");
        CHECK(at(told_by, "/restricted_left_out") == "1");
    }
    for (const std::string& file : {here, there}) CHECK_FALSE(has(bytes_of(file), "Phử"));
    const auto words = village.run_server({"export", "person", "--user", "lan", "--out", there});
    CHECK(has(words.out + words.err, "hạn chế xử lý"));
    CHECK(at(village.ask("lan", {"record", "show", phu}), "/processing_restricted") == "true");
    CHECK(at(village.ask("lan", {"record", "list", "person", "--search", "phu"}), "/0/processing_restricted") ==
          "true");
    CHECK(at(village.ask("lan", {"record", "list", "person", "--search", "sua"}), "/0/processing_restricted").empty());

    const std::vector<std::string> listed{"report",   "L",    "--area",   Village::area,
                                          "--period", "2024", "--format", "text"};
    std::vector<std::string> at_server = listed;
    at_server.insert(at_server.end(), {"--user", "lan"});
    const std::string on_device = village.ask("lan", listed), on_server = village.server(at_server);
    for (const std::string& list : {on_device, on_server}) {
        CHECK(has(list, "Giàng Thị Súa"));
        CHECK_FALSE(has(list, "Phử"));
    }
    CHECK(at(on_device, "/rows/0/status") == "restricted");  // asked for as JSON
    CHECK(has(on_server, "hạn chế xử lý"));
}

TEST_CASE("A report that is not her duty is not made on a worker's device, and one that is nobody's in particular is") {
    Village village;
    std::filesystem::create_directories(village.file("new/reports"));
    const std::string text = ordered_report;
    write_bytes(village.file("new/reports/T.json"), text);
    village.server({"publish", village.file("new")});
    village.open_server();
    village.enrol("lan");
    const std::vector<std::string> asked{"report", "T", "--area", Village::area, "--period", "2024"};
    const auto refused = village.run("lan", asked);
    CHECK(refused.exit_code == 4);
    CHECK(has(refused.err, "nhiệm vụ"));
    std::vector<std::string> at_server = asked;
    at_server.insert(at_server.end(), {"--user", "lan"});
    CHECK(village.run_server(at_server).exit_code == 4);
    CHECK(village.run_server(asked).exit_code == 0);

    std::string open = text;
    open.replace(open.find("\"version\":1"), 11, "\"version\":2");
    open.replace(open.find(R"("exact",)"), 8, R"("hidden",)");
    open.erase(open.find(R"("duty":["chief"],)"), 17);
    write_bytes(village.file("new/reports/T.json"), open);
    village.kill_server();
    village.server({"publish", village.file("new")});
    village.open_server();
    village.ask("lan", {"sync"});
    CHECK(village.run("lan", asked).exit_code == 0);
}
