// What is left of a relay's folder when its district had it destroyed, also when the power went meanwhile.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "sync-server/admin/wiped_folder.h"
#include "tests/support/postgres_server.h"
#include "tests/sync-server/admin/operator.h"

using namespace nuong;
using namespace nuong::testing;
using nuong::admin::DataFolder;

namespace {

const client::Farewell to_nobody{"http://127.0.0.1:1", "", "token"};

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string with_store(const Operator& relay) {
    REQUIRE(relay.run({"init"}).code == 0);
    return relay.data().string();
}

}  // namespace

TEST_CASE("Of a destroyed folder nothing is left but what is still to be told, and a new store may begin there") {
    const Operator relay;
    DataFolder folder(with_store(relay), std::nullopt);
    fs::create_directory(relay.data() / "before-restore-20240301T070000");
    relay.write("data/before-restore-20240301T070000/server.db", "an earlier store");
    relay.write("data/server.db-wal", "what was saved last");
    relay.write("data/notes.txt", "not ours");
    REQUIRE(wipe(folder, to_nobody));
    CHECK(names_in(relay.data()) == std::vector<std::string>{"farewell", "notes.txt"});
    CHECK_FALSE(say_farewell(folder));  // nobody hears it: it is told another time
    CHECK(fs::exists(relay.data() / "farewell"));
    CHECK(relay.run({"user", "list"}).code == 5);
    CHECK(relay.run({"init"}).code == 0);
    CHECK(relay.run({"user", "list"}).code == 0);
}

TEST_CASE("A wipe that the power cut off after its first step is finished at the next start") {
    const Operator relay;
    DataFolder folder(with_store(relay), std::nullopt);
    const std::string last_word = text_of(to_nobody);
    relay.write("data/wiping", last_word);
    SECTION("when the key is gone already") { fs::remove(relay.data() / "key"); }
    SECTION("when nothing is gone yet") {}
    CHECK(relay.run({"serve", "--listen", "127.0.0.1:0"}).code == 5);  // there is no store to serve
    CHECK(names_in(relay.data()) == std::vector<std::string>{"farewell"});
}

TEST_CASE("A key on a stick goes as well: whatever copies of the store there are, it opens them no more") {
    const Operator relay;
    const std::string key = relay.write("stick/note", "").parent_path().string() + "/key";
    REQUIRE(relay.run({"--key-file", key, "init"}).code == 0);
    DataFolder folder(relay.data().string(), key);
    REQUIRE(wipe(folder, to_nobody));
    CHECK_FALSE(fs::exists(key));
}

TEST_CASE("A relay whose store lies in PostgreSQL leaves no table behind, and the database can be used again") {
    const Operator relay;
    const std::string url = shared_postgres().fresh_store();
    REQUIRE(relay.run({"--database", url, "init"}).code == 0);
    REQUIRE(relay.run({"--database", url, "user", "list"}).code == 0);
    DataFolder folder(relay.data().string(), std::nullopt, url);
    REQUIRE(wipe(folder, to_nobody));
    CHECK_FALSE(fs::exists(relay.data() / "key"));
    CHECK(relay.run({"--database", url, "user", "list"}).code == 5);
    CHECK(relay.run({"--database", url, "init"}).code == 0);
    CHECK(relay.run({"--database", url, "user", "list"}).code == 0);
}
