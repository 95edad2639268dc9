// The store that a restore has replaced lies beside the present one, with people in it who are erased meanwhile.
#include <catch2/catch_test_macros.hpp>

#include "sync-server/admin/set_aside.h"
#include "tests/sync-server/admin/operator.h"

using namespace nuong;
using namespace nuong::testing;
using nuong::admin::expired_set_aside;
using nuong::admin::remove_set_aside;
using nuong::admin::set_aside_in;

namespace {

constexpr int days = 60;
const Date set_aside = *parse_date("2024-03-01");
const std::string name = "before-restore-20240301T070000";

// The server has looked on each of so many days.
std::vector<std::string> after(const std::string& folder, Date first, int count) {
    std::vector<std::string> expired;
    for (int day = 0; day < count; ++day) expired = expired_set_aside(folder, days, first + std::chrono::days(day));
    return expired;
}

}  // namespace

TEST_CASE("A store that was set aside goes after its days, and nothing else does") {
    const Operator server;
    server.write("data/" + name + "/server.db", "an earlier store");
    server.write("data/before-restore-notes/server.db", "not a store of ours");
    server.write("data/server.db", "the present store");
    const std::string folder = server.data().string();
    CHECK(set_aside_in(folder) == std::vector{std::pair{name, set_aside}});
    CHECK(after(folder, set_aside + std::chrono::days(1), days - 1).empty());
    CHECK(after(folder, set_aside + std::chrono::days(days), 1) == std::vector{name});
    CHECK(remove_set_aside(folder, name));
    CHECK_FALSE(fs::exists(server.data() / name));
    CHECK(fs::exists(server.data() / "server.db"));
    CHECK(fs::exists(server.data() / "before-restore-notes"));
}

TEST_CASE("A clock that jumps ahead by years ends nothing, however often the server is started under it") {
    const Operator server;
    server.write("data/" + name + "/server.db", "an earlier store");
    const std::string folder = server.data().string();
    for (int start = 0; start < 3 * days; ++start)
        CHECK(expired_set_aside(folder, days, set_aside + std::chrono::days(4'000)).empty());
    CHECK(after(folder, set_aside, days - 2).empty());  // and it is set right again
}

TEST_CASE("A store that has moved into PostgreSQL is still known to have moved when it is gone from here") {
    const Operator server;
    const std::string moved = "moved-20240301T070000";
    server.write("data/" + moved + "/server.db", "the store that moved");
    const std::string folder = server.data().string();
    CHECK(remove_set_aside(folder, moved));
    CHECK(fs::is_empty(server.data() / moved));
    CHECK(set_aside_in(folder).empty());
    CHECK(server.run({"init"}).code == 1);  // no empty store takes its place
    CHECK(server.run({"user", "list"}).err.find("--database") != std::string::npos);
}

TEST_CASE("A folder that only leads to another is left alone, and so is what lies there") {
    const Operator server;
    server.write("elsewhere/server.db", "somebody's");
    fs::create_directories(server.data());
    fs::create_directory_symlink(server.data().parent_path() / "elsewhere", server.data() / name);
    CHECK(set_aside_in(server.data().string()).empty());
}
