// A record on paper, between real processes: the district publishes who may print what, and the device keeps to it.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "tests/system/stories/village.h"

using namespace nuong::testing;
using nuong::test::bytes_of;
using nuong::test::write_bytes;

namespace {

bool says(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

const char* secret_person = R"({"id":"person","version":2,"title":{"vi":"Người","en":"Person"},
  "settings":{"kind":"register","instance_name":"${full_name}"},
  "survey":[
  {"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Full name"},"sensitivity":"identifying"},
  {"type":"text","name":"phone","label":{"vi":"Điện thoại","en":"Phone"}},
  {"type":"integer","name":"visits","label":{"vi":"Số lần thăm","en":"Visits"}}],
  "tests":[{"name":"a phone","answers":{"phone":"0912"},"expect":{"phone":"0912"}}]})";
const char* careful_roles = R"({"id":"roles","version":2,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person"],"read":["person"],"masks":{"print":["identifying"]}},
  {"id":"relay","name_vi":"Trung chuyển","name_en":"Relay","write":[],"read":["person"],"relay":true}]})";

}  // namespace

TEST_CASE("What the district says a worker may not print is not on her paper, from the next sync on") {
    Village village;
    village.open_server();
    village.enrol("lan");
    const std::string record = village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"record", "edit", record, "--set", "phone=0912345678"});
    village.ask("lan", {"sync"});
    const std::string out = village.file("lan.html");
    village.ask("lan", {"record", "print", record, "--out", out});
    CHECK(says(bytes_of(out), "Vàng Seo Phử"));
    CHECK(says(bytes_of(out), "0912345678"));
    CHECK(says(bytes_of(out), "người in: lan"));

    std::filesystem::create_directories(village.file("new/forms"));
    std::filesystem::create_directories(village.file("new/roles"));
    write_bytes(village.file("new/forms/person.json"), secret_person);
    write_bytes(village.file("new/roles/roles.json"), careful_roles);
    village.kill_server();
    village.server({"publish", village.file("new")});
    village.open_server();
    village.ask("lan", {"sync"});
    CHECK(at(village.ask("lan", {"form", "list"}), "/0/version") == "2");
    village.ask("lan", {"record", "print", record, "--out", out, "--language", "en"});
    CHECK_FALSE(says(bytes_of(out), "Vàng Seo Phử"));
    CHECK(says(bytes_of(out), "0912345678"));
    CHECK(says(bytes_of(out), "This sheet holds personal data"));

    village.ask("lan", {"form", "print", "person", "--out", out});
    CHECK(says(bytes_of(out), "Họ và tên"));  // a blank holds nobody's name
    CHECK_FALSE(says(bytes_of(out), "0912345678"));
    CHECK(village.run("lan", {"form", "print", "person", "--out", out, "--language", "fr"}).exit_code == 2);
    CHECK(village.run("lan", {"record", "print", record}).exit_code == 2);
}
