// What a line to a PostgreSQL promises when it is one of two: a commit that no second machine has is none, one that
// nobody confirms is given up, and a line that was in trouble begins anew.
#include "sync-server/store/postgres_line.h"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

#include "sync-server/store/postgres_change_store.h"
#include "sync-server/store/postgres_sql.h"
#include "tests/support/patience.h"
#include "tests/support/postgres_server.h"
#include "tests/support/test_store.h"

using namespace nuong;
using namespace nuong::testing;
using nuong::test::waits_until;
using namespace std::chrono_literals;

namespace {

// Waits with every commit for a second machine that never comes.
struct Widow : PostgresServer {
    Widow() : url(fresh_store()) {
        ask(url, "create table person(name text)");
        ask(url, "alter system set synchronous_standby_names = 'nobody'");
        ask(url, "select pg_reload_conf()");
        std::this_thread::sleep_for(100ms);
    }
    // Whatever the others wait for, as the database says it.
    void end_waits(const std::string& how, const std::string& wait_event) {
        const std::string which = " from pg_stat_activity where wait_event = '" + wait_event + "'";
        for (int tries = 0; tries < 100; ++tries) {
            if (ask(url, "select count(*)" + which) != "0\n") break;
            std::this_thread::sleep_for(20ms);
        }
        ask(url, "select " + how + "(pid)" + which);
    }
    std::string url;
};

struct Writing {
    explicit Writing(const std::string& url) : line(url) {
        line.prepare("commit", "commit");
        line.run("begin; insert into person values('Vàng Seo Phử')");
    }
    std::optional<DatabaseError::Kind> commit(std::chrono::milliseconds limit) {
        try {
            line.confirm("commit", "commit", limit);
        } catch (const DatabaseError& error) {
            return error.kind();
        }
        return std::nullopt;
    }
    PostgresLine line;
};

void lose_lines(const PostgresServer& database, const std::string& url) {
    const std::string ours = " from pg_stat_activity where application_name = 'nuong-server'";
    database.ask(url, "select pg_terminate_backend(pid)" + ours);
    REQUIRE(waits_until([&] { return database.ask(url, "select count(*)" + ours) == "0\n"; }));
}

std::string hosts_of(const PostgresAddress& address) {
    const auto all = address.parameters();
    std::string hosts;
    for (std::size_t i = 0; all.names[i]; ++i)
        if (std::string(all.names[i]) == "host" || std::string(all.names[i]) == "port")
            hosts += std::string(all.values[i]) + " ";
    return hosts;
}

}  // namespace

TEST_CASE("A commit that no second machine takes is given up in time, and not taken for done") {
    Widow database;
    Writing it(database.url);
    const auto begun = std::chrono::steady_clock::now();
    CHECK(it.commit(300ms) == DatabaseError::Kind::unreachable);
    CHECK(std::chrono::steady_clock::now() - begun < 5s);
    CHECK_FALSE(it.line.is_usable());
    it.line.connect_again();
    CHECK(it.line.is_usable());
}

TEST_CASE("A commit whose wait for the second machine was cancelled is not taken for done") {
    Widow database;
    Writing it(database.url);
    std::jthread operator_([&] { database.end_waits("pg_cancel_backend", "SyncRep"); });
    CHECK(it.commit(20s) == DatabaseError::Kind::unreachable);
    CHECK(database.ask(database.url, "select count(*) from person") == "1\n");  // and yet it is there, on one disk
}

// Somebody's photo is there already, from a commit that nobody confirmed: whoever brings it again writes nothing.
TEST_CASE("A commit that found nothing to write is not what confirms an earlier one") {
    Widow database;
    const ColumnSeal seal(test_key());
    PostgresSql sql(database.url, seal);
    std::jthread operator_([&] { database.end_waits("pg_cancel_backend", "SyncRep"); });
    sql.begin_write();
    CHECK_THROWS_AS(sql.commit(), DatabaseError);
}

TEST_CASE("A commit that is confirmed is done, whatever was warned of before it") {
    PostgresServer database;
    const std::string url = database.fresh_store();
    database.ask(url, "create table person(name text)");
    Writing it(url);
    it.line.run("do $$ begin raise warning 'nothing to worry about'; end $$");
    CHECK(it.commit(20s) == std::nullopt);
}

TEST_CASE("Who is put out for being silent within a transaction has lost the line, and made no mistake") {
    PostgresServer database;
    PostgresLine line(database.fresh_store());
    line.run("set idle_in_transaction_session_timeout = '20ms'; begin");
    std::this_thread::sleep_for(200ms);
    std::optional<DatabaseError::Kind> kind;
    try {
        line.run("select 1");
    } catch (const DatabaseError& error) {
        kind = error.kind();
    }
    CHECK(kind == DatabaseError::Kind::unreachable);
    CHECK_FALSE(line.is_usable());
}

TEST_CASE("A line that was lost and then failed at the lock begins anew at the next transaction") {
    PostgresServer database;
    const std::string url = database.fresh_store();
    const ColumnSeal seal(test_key());
    PostgresSql mine(url, seal), theirs(url, seal);
    mine.begin_write();
    mine.drop();
    lose_lines(database, url);
    theirs.begin_write();
    bool is_cancelled = false;
    std::jthread operator_([&] {
        is_cancelled = waits_until([&] {  // a machine under load may not even start the question
            const std::string waits = " from pg_stat_activity where wait_event = 'advisory'";
            try {
                return database.ask(url, "select pg_cancel_backend(pid)" + waits) == "t\n";
            } catch (const std::runtime_error&) {
                return false;
            }
        });
    });
    CHECK_THROWS_AS(mine.begin_write(), DatabaseError);
    operator_.join();
    CHECK(is_cancelled);
    theirs.drop();
    mine.begin_write();
    mine.commit();
}

// The second machine may have taken over alone, without the last of what the first had confirmed.
TEST_CASE("Over a line that was made anew another life of the store begins") {
    PostgresServer database;
    const std::string url = database.fresh_store();
    const auto store = std::move(PostgresChangeStore::create(url, test_key()).value());
    const auto life_after_commit = [&] {
        const auto transaction = store->begin();
        transaction->put_user({"lan", "worker", false, {"089"}});
        return transaction->commit().milestone;
    };
    const protocol::Milestone first = life_after_commit(), second = life_after_commit();
    CHECK(second == protocol::Milestone{first.commits + 1, first.life});
    lose_lines(database, url);
    const protocol::Milestone third = life_after_commit();
    CHECK(third.commits == second.commits + 1);
    CHECK(third.life != second.life);
    CHECK(store->read()->life_at(second.commits) == second.life);
}

TEST_CASE("A host that did not confirm is asked last from then on, with its port") {
    PostgresAddress address("postgresql://nuong@a:5432,b:5433,c:5434/nuong");
    CHECK(hosts_of(address) == "a,b,c 5432,5433,5434 ");
    address.put_last("a", "5432");
    CHECK(hosts_of(address) == "b,c,a 5433,5434,5432 ");
    address.put_last("c", "5434");
    CHECK(hosts_of(address) == "a,b,c 5432,5433,5434 ");
    address.put_last("elsewhere", "5432");
    CHECK(hosts_of(address) == "a,b,c 5432,5433,5434 ");
    PostgresAddress plain("postgresql://nuong@a,b/nuong");
    plain.put_last("a", "5432");
    CHECK(hosts_of(plain) == "b,a , ");
    PostgresAddress twins("host=db,db port=5432,5433");
    twins.put_last("db", "5432");
    CHECK(hosts_of(twins) == "db,db 5433,5432 ");
    CHECK_THROWS_AS(PostgresAddress("postgresql://[nowhere"), DatabaseError);
}

TEST_CASE("Provinces in one database, a schema each: none waits for another, each counts its own positions") {
    DatabaseKey other_key(std::array<std::uint8_t, 32>{1, 2, 3});
    const auto one = std::move(PostgresChangeStore::create(shared_postgres().fresh_store(), test_key()).value());
    const auto other = std::move(PostgresChangeStore::create(shared_postgres().fresh_store(), other_key).value());
    const auto begun = std::chrono::steady_clock::now();
    const auto slow = one->begin();
    slow->put_record({RecordId{}, "person", "10", "{}", 0}, std::nullopt);
    for (int i = 0; i < 3; ++i) {
        const auto quick = other->begin();
        quick->put_record({RecordId{}, "person", "11", std::to_string(i), 0}, std::nullopt);
        quick->commit();
    }
    slow->commit();
    CHECK(std::chrono::steady_clock::now() - begun < 10s);  // a writer waits for another for longer
    CHECK(one->read()->facts().position == 1);
    CHECK(other->read()->facts().position == 3);
    CHECK(one->read()->record(RecordId{})->area == "10");
    CHECK(one->read()->facts().epoch != other->read()->facts().epoch);
}

TEST_CASE("A question that a database leaves open is given up in time, and the line begins anew") {
    PostgresLine line(shared_postgres().fresh_store());
    line.give_up_after(300ms);
    const auto begun = std::chrono::steady_clock::now();
    std::optional<DatabaseError::Kind> kind;
    try {
        line.run("select pg_sleep(60)");
    } catch (const DatabaseError& error) {
        kind = error.kind();
    }
    CHECK(kind == DatabaseError::Kind::unreachable);
    CHECK(std::chrono::steady_clock::now() - begun < 20s);
    CHECK_FALSE(line.is_usable());
    line.connect_again();
    line.run("select pg_sleep(0.01); select 1");
    CHECK(line.is_usable());
}

namespace {

void write_a_record(SqlChangeStore& store, const std::string& text) {
    const auto transaction = store.begin();
    transaction->put_record({RecordId{}, "person", "10", text, 0}, std::nullopt);
    transaction->commit();
}

// A store and what it was a moment ago, on two machines that both take writes; all connections know one another.
struct TwoMachines {
    TwoMachines() {
        const std::string here = now.fresh_store(), there = before.fresh_store();
        auto store = std::move(PostgresChangeStore::create(here, test_key()).value());
        write_a_record(*store, "known to both");
        const std::string file = folder / "store.sql";
        now.dump(here, file);
        before.load(there, file);
        write_a_record(*store, "acknowledged");
        const auto host_of = [](const std::string& address) {
            const std::size_t at = address.find("host=") + 5;
            return address.substr(at, address.find('&', at) - at);
        };
        url = there;
        url.replace(url.find(host_of(there)), host_of(there).size(), host_of(there) + "," + host_of(here));
        only_before = there;
    }
    std::unique_ptr<PostgresChangeStore> open(const std::string& where, std::uint64_t acknowledged) const {
        auto store = std::move(PostgresChangeStore::open(where, test_key()).value());
        auto newest = std::make_shared<NewestSeen>();
        newest->note({store->read()->facts().epoch, acknowledged, {}});
        store->know_together(newest);
        return store;
    }
    PostgresServer now, before;
    nuong::test::TemporaryFolder folder;
    std::string url, only_before;
};

}  // namespace

TEST_CASE("Of two machines that take writes, one that lacks what was acknowledged is left for the other") {
    const TwoMachines machines;
    const auto store = machines.open(machines.url, 2);
    CHECK(store->read()->record(RecordId{})->state == "acknowledged");
    write_a_record(*store, "on the right one");
    CHECK(store->read()->facts().position == 3);
}

TEST_CASE("A database that took over without what was acknowledged answers nobody until it has begun a new epoch") {
    TwoMachines machines;
    const auto store = machines.open(machines.only_before, 2);
    CHECK_THROWS_AS(store->read(), DatabaseError);
    CHECK_THROWS_AS(store->begin(), DatabaseError);
    {
        const auto operator_ = std::move(PostgresChangeStore::open(machines.only_before, test_key()).value());
        const auto transaction = operator_->begin();
        transaction->start_epoch("the next");
        transaction->commit();
    }
    CHECK(store->read()->record(RecordId{})->state == "known to both");
    write_a_record(*store, "what a device had kept");
    CHECK(store->read()->facts().position == 2);
}
