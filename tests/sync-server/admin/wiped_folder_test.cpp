// What is left of a relay's folder when its district had it destroyed, also when the power went meanwhile.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "sync-server/admin/wiped_folder.h"
#include "tests/support/postgres_server.h"
#include "tests/support/temporary_folder.h"
#include "tests/sync-server/admin/operator.h"

using namespace nuong;
using namespace nuong::testing;
using nuong::admin::DataFolder;
using nuong::test::bytes_of;
using nuong::test::TemporaryFolder;

namespace {

const client::Farewell to_nobody{"http://127.0.0.1:1", "", "token"};

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

// A relay with a store, its key at `key` and its store in `database` unless they lie in the folder.
struct Relay : Operator {
    explicit Relay(const std::optional<std::string>& key = {}, const std::optional<std::string>& database = {}) {
        if (key) where.insert(where.end(), {"--key-file", *key});
        if (database) where.insert(where.end(), {"--database", *database});
        REQUIRE(at({"init"}).code == 0);
        folder = std::make_unique<DataFolder>(data().string(), key, database);
        store = DataFolder(data().string(), key, database).open().value()->read()->facts().server_id;
    }
    Outcome at(std::vector<std::string> words) const {
        words.insert(words.begin(), where.begin(), where.end());
        return run(words);
    }
    bool opens() const { return at({"user", "list"}).code == 0; }

    std::vector<std::string> where;
    std::unique_ptr<DataFolder> folder;
    std::string store;
};

}  // namespace

TEST_CASE("Of a destroyed folder nothing is left but what is still to be told, and a new store may begin there") {
    const Relay relay;
    relay.write("data/before-restore-20240301T070000/server.db", "an earlier store");
    relay.write("data/server.db-wal", "what was saved last");
    relay.write("data/nuong-revocations.list", "who was revoked");
    relay.write("data/notes.txt", "not ours");
    const auto wiped = wipe(*relay.folder, relay.store, to_nobody);
    REQUIRE(wiped);
    CHECK(wiped->key_is_gone);
    CHECK(names_in(relay.data()) == std::vector<std::string>{"farewell", "lock", "notes.txt"});
    CHECK_FALSE(say_farewell(*relay.folder));  // nobody hears it: it is told another time
    CHECK(has_farewell(*relay.folder));
    CHECK(relay.at({"serve", "--listen", "127.0.0.1:0"}).code == 3);
    CHECK(relay.at({"user", "list"}).code == 5);
    CHECK(relay.at({"init"}).code == 0);
    CHECK(relay.opens());
}

TEST_CASE("A wipe that the power cut off is finished at the next start, wherever it was") {
    const Relay relay;
    REQUIRE(begin_wipe(*relay.folder, relay.store, to_nobody));
    const std::string key = (relay.data() / "key").string();
    SECTION("before anything was done") {}
    SECTION("when the key was overwritten") { relay.write("data/key", std::string(65, ' ')); }
    SECTION("when the key was gone") { fs::remove(key); }
    SECTION("when a part of the store was gone as well") {
        fs::remove(key);
        fs::remove(relay.data() / "server.db");
    }
    CHECK(relay.at({"serve", "--listen", "127.0.0.1:0"}).code == 3);  // nobody could be told
    CHECK(names_in(relay.data()) == std::vector<std::string>{"farewell", "lock"});
}

TEST_CASE("A key on a stick goes as well, and what of it was left in the folder when it was moved there") {
    const TemporaryFolder stick;
    const Relay relay(stick / "key");
    fs::copy_file(stick / "key", relay.data() / "key");
    REQUIRE(wipe(*relay.folder, relay.store, to_nobody)->key_is_gone);
    CHECK_FALSE(fs::exists(stick / "key"));
    CHECK_FALSE(fs::exists(relay.data() / "key"));
}

TEST_CASE("Where the key cannot be reached, what it opens is overwritten before it goes, and somebody is told so") {
    const TemporaryFolder stick;
    const Relay relay(stick / "key");
    const std::string seen = stick / "what the disk still has", earlier = stick / "and of an earlier store";
    relay.write("data/before-restore-20240301T070000/server.db", "an earlier store");
    fs::create_hard_link(relay.data() / "server.db", seen);
    fs::create_hard_link(relay.data() / "before-restore-20240301T070000" / "server.db", earlier);
    const std::string before = bytes_of(seen);
    fs::rename(stick / "key", stick / "pulled out");
    const auto wiped = wipe(*relay.folder, relay.store, to_nobody);
    REQUIRE(wiped);
    CHECK_FALSE(wiped->key_is_gone);
    CHECK(wiped->key_path == stick / "key");
    CHECK(bytes_of(seen) == std::string(before.size(), '\0'));
    CHECK(bytes_of(earlier) == std::string(16, '\0'));
    CHECK_FALSE(fs::exists(relay.data() / "server.db"));
    CHECK(has_farewell(*relay.folder));
}

TEST_CASE("A wipe that is finished late destroys nobody else's key, and no other database") {
    const TemporaryFolder stick;
    const std::string url = shared_postgres().fresh_store();
    const Relay other(stick / "key", url);
    SECTION("that lies at another place") {
        const Relay found;
        REQUIRE(begin_wipe(*found.folder, found.store, to_nobody));
        CHECK(found.run({"--key-file", stick / "key", "init"}).code == 0);
    }
    SECTION("that has taken its place") {
        const std::string gone = shared_postgres().fresh_store();
        const Relay found(stick / "its key", gone);
        REQUIRE(begin_wipe(*found.folder, "a store that was there before", to_nobody));
        fs::copy_file(stick / "key", stick / "its key", fs::copy_options::overwrite_existing);
        CHECK(found.at({"serve", "--listen", "127.0.0.1:0"}).code == 5);  // that key opens another store
        CHECK(bytes_of(stick / "its key") == bytes_of(stick / "key"));
        CHECK(shared_postgres().ask(gone, "select count(*) from store") == "1\n");
    }
    CHECK(other.opens());
}

TEST_CASE("A relay whose store lies in PostgreSQL leaves no table behind, and the database can be used again") {
    const std::string url = shared_postgres().fresh_store();
    const Relay relay({}, url);
    REQUIRE(relay.opens());
    REQUIRE(wipe(*relay.folder, relay.store, to_nobody));
    CHECK_FALSE(fs::exists(relay.data() / "key"));
    CHECK_FALSE(relay.opens());
    CHECK(relay.at({"init"}).code == 0);
    CHECK(relay.opens());
}

TEST_CASE("While the database is away nobody is told that its tables are gone; a later start removes them") {
    const std::string url = shared_postgres().fresh_store();
    const Relay relay({}, url);
    DataFolder unreachable(relay.data().string(), std::nullopt, "postgresql://nobody@127.0.0.1:1/none");
    CHECK_FALSE(wipe(unreachable, relay.store, to_nobody));
    CHECK_FALSE(has_farewell(*relay.folder));
    CHECK_FALSE(fs::exists(relay.data() / "key"));
    CHECK(fs::exists(relay.data() / "wiping"));
}
