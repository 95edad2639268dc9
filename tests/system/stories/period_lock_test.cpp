// A period is locked and reopened by the command line; whoever writes into it is told, and nothing is lost.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "tests/system/stories/village.h"

using namespace nuong::testing;
using nuong::test::bytes_of;
using nuong::test::write_bytes;

namespace {

const char* locking_roles = R"({"id":"roles","version":2,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","period_lock"],"read":[]}]})";

}  // namespace

TEST_CASE("Whoever writes into a locked period is told so, and it is kept; reopened, nothing more is said") {
    Village village;
    for (const char* folder : {"new/roles", "new/forms"}) std::filesystem::create_directories(village.file(folder));
    write_bytes(village.file("new/roles/roles.json"), locking_roles);
    write_bytes(village.file("new/forms/period_lock.json"),
                bytes_of(NUONG_SOURCE_DIR "/schemas/forms/period_lock.json"));
    village.server({"publish", village.file("new")});
    village.open_server();
    for (const char* name : {"lan", "binh"}) village.enrol(name);
    const auto decide = [&](const char* command, const char* area) {
        return village.ask("lan", {"period", command, "--area", area, "--period", "2020-01-01..2099-12-31", "--reason",
                                   "đã nộp báo cáo"});
    };
    const std::string locked = decide("lock", "089");
    CHECK(size_at(locked, "") == 2);
    CHECK(at(locked, "/1/area") == Village::area);
    CHECK(at(locked, "/1/state") == "locked");
    CHECK(village.run("lan", {"period", "lock", "--area", "089", "--period", "2024"}).exit_code == 2);
    CHECK(village.run("lan", {"period", "lock", "--area", "999", "--period", "2024", "--reason", "sai"}).exit_code !=
          0);
    for (const char* name : {"lan", "binh"}) village.ask(name, {"sync"});
    CHECK(size_at(village.ask("binh", {"period", "list", "--area", Village::area}), "") == 1);

    const auto late = village.run("binh", {"record", "add", "person", "--area", Village::area, "--answers", "-"},
                                  R"({"full_name":"Vàng Seo Phử"})");
    CHECK(late.exit_code == 0);
    CHECK(at(late.out, "/period_locked") == "true");
    CHECK(late.err.find("Kỳ đã khóa. 01/01/2020 – 31/12/2099 · đã nộp báo cáo") != std::string::npos);
    const std::string record = at(late.out, "/record");
    CHECK(at(village.ask("binh", {"record", "edit", record, "--set", "phone=0912000111"}), "/period_locked") == "true");
    CHECK(at(village.ask("binh", {"sync"}), "/refused") == "0");

    CHECK(at(decide("reopen", Village::area), "/0/state") == "reopened");
    for (const char* name : {"lan", "binh"}) village.ask(name, {"sync"});
    CHECK(at(village.ask("binh", {"record", "edit", record, "--set", "phone=0912000222"}), "/period_locked") == "");
}
