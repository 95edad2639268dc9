// The store that a restore has replaced lies beside the present one, with people in it who are erased meanwhile.
#include <catch2/catch_test_macros.hpp>

#include "sync-server/admin/set_aside.h"
#include "tests/sync-server/admin/operator.h"

using namespace nuong;
using namespace nuong::testing;
using nuong::admin::remove_expired_set_aside;
using nuong::admin::set_aside_in;

namespace {

constexpr int days = 60;
const Date set_aside = *parse_date("2024-03-01");
const std::string name = "before-restore-20240301T070000";

// The server has run on so many days, each said to be `date`.
std::vector<std::string> after(const std::string& folder, int count, Date date) {
    std::vector<std::string> removed;
    for (int day = 0; day < count && removed.empty(); ++day) removed = remove_expired_set_aside(folder, days, date);
    return removed;
}

}  // namespace

TEST_CASE("A store that was set aside goes after its days, and nothing else does") {
    const Operator server;
    server.write("data/" + name + "/server.db", "an earlier store");
    server.write("data/before-restore-notes/x", "not a store of ours");
    server.write("data/server.db", "the present store");
    const std::string folder = server.data().string();
    CHECK(set_aside_in(folder) == std::vector{std::pair{name, set_aside}});
    const Date over = set_aside + std::chrono::days(days);
    CHECK(after(folder, days - 1, over).empty());
    CHECK(after(folder, 1, over) == std::vector{name});
    CHECK_FALSE(fs::exists(server.data() / name));
    CHECK(fs::exists(server.data() / "server.db"));
    CHECK(fs::exists(server.data() / "before-restore-notes"));
}

TEST_CASE("A clock that jumps ahead by years, and a server that ran for long under one that stood, take nothing away") {
    const Operator server;
    server.write("data/" + name + "/server.db", "an earlier store");
    const std::string folder = server.data().string();
    CHECK(after(folder, 1, set_aside + std::chrono::days(4'000)).empty());
    CHECK(after(folder, 3 * days, set_aside).empty());
    CHECK(fs::exists(server.data() / name / "server.db"));
}
