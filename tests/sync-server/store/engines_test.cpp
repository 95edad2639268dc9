// What the engines of the store must have in common, and what happens when one of them goes away.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "store_house.h"
#include "sync-server/store/copy_store.h"
#include "sync-server/store/table_shapes.h"
#include "tests/support/postgres_server.h"
#include "tests/support/test_store.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

using Shapes = std::map<std::string, std::set<std::string>>;

std::string name_of(ColumnKind kind, Engine engine) {
    const bool is_file = engine == Engine::file;
    switch (kind) {
        case ColumnKind::integer: return is_file ? "INTEGER" : "bigint";
        case ColumnKind::real: return is_file ? "REAL" : "double precision";
        case ColumnKind::text: return is_file ? "TEXT" : "text";
        case ColumnKind::sealed_text: return is_file ? "TEXT" : "bytea";
        case ColumnKind::blob:
        case ColumnKind::sealed_blob: break;
    }
    return is_file ? "BLOB" : "bytea";
}

Shapes shapes_we_name(Engine engine) {
    Shapes shapes;
    for (const TableShape& table : table_shapes())
        for (const ColumnShape& column : table.columns)
            shapes[std::string(table.name)].insert(std::string(column.name) + " " + name_of(column.kind, engine) +
                                                   (column.in_key ? " key" : ""));
    return shapes;
}

Shapes shapes_there(Sql& sql, Engine engine) {
    Query rows = sql.prepare(
        engine == Engine::file
            ? "select t.name, c.name, c.type, c.pk > 0 or (t.name = 'record' and c.name = 'rid') from sqlite_master t"
              " join pragma_table_info(t.name) c where t.type = 'table' and t.name not like 'sqlite_%'"
            : "select c.table_name::text, c.column_name::text, c.data_type::text, exists(select 1"
              " from information_schema.key_column_usage k join information_schema.table_constraints t"
              " using(constraint_schema, constraint_name) where t.constraint_type = 'PRIMARY KEY'"
              " and k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = c.column_name)"
              " from information_schema.columns c where c.table_schema = current_schema()"
              " and c.table_name <> 'nuong_schema'");
    Shapes shapes;
    while (rows.step())
        shapes[std::string(rows.text(0))].insert(std::string(rows.text(1)) + " " + std::string(rows.text(2)) +
                                                 (rows.integer(3) != 0 ? " key" : ""));
    return shapes;
}

RecordId id(std::uint8_t n) {
    RecordId record;
    record.bytes[0] = n;
    return record;
}

// At least a row in each table; what people said is named "bí mật".
void fill(ChangeStore& store) {
    const auto transaction = store.begin();
    const DeviceId device{0xF000000000000001};
    const Instant now(std::chrono::milliseconds(1'700'000'000'000));
    transaction->put_user({"lan", "worker", false, {"089", "03076"}});
    DeviceRow laptop;
    laptop.id = device;
    laptop.name = "máy của Lan";
    laptop.enrolled = laptop.seen = now;
    laptop.acked = 1;
    laptop.wipe_orders = {sha256("order"), sha256("order of another key")};
    transaction->put_device(laptop);
    transaction->put_enrolment({device, "lan", sha256("token")});
    transaction->put_code({sha256("code"), "lan", now, device, sha256("bí mật")});
    transaction->put_recovery({device, sha256("bí mật"), now, sha256("box")});
    transaction->add_signing_key(device, KeyBytes{1}, now, 8);
    transaction->add_run_signature(device, {1, Signature{2}});
    transaction->put_seal_secret(KeyBytes{3});
    transaction->put_document({"form", "person", 1, "hash", "{}"});
    transaction->put_record({id(1), "person", "03076", "{\"full_name\":\"bí mật\"}", 0}, std::nullopt);
    transaction->put_record({id(2), "person", "03079", std::string(20'000, 'x'), 0}, "03076");
    ChangeRow change;
    change.device = device;
    change.seq = 1;
    change.record = id(1);
    change.author = "lan";
    change.received = now;
    change.verdict = "quarantined";
    change.reason = {"bí mật", "bí mật"};
    change.body = "{\"bí mật\":1}";
    transaction->add_change(change);
    transaction->erase({id(9), now, "request"});
    transaction->add_former_case(id(1), "lan");
    transaction->add_passed_over(id(1), "089");
    transaction->put_base(id(1), "bí mật");
    transaction->add_blob_bytes({sha256("file"), 10, 0}, "bí mật", now);
    transaction->add_blob_reference(sha256("file"), {id(1), device, true});
    transaction->add_to_remainder({"R1", "2024", sha256("figure"), "03076", 1.5, -2});
    const auto issue =
        transaction->add_report_issue({0, "R1", "089", "2024", 1, {}, "", "e", 7, sha256("b"), {}}, "bí mật");
    transaction->add_report_step(issue, {"draft", "lan", now});
    transaction->put_web_passphrase({"lan", "bí mật", now});
    transaction->put_web_link({sha256("link"), "lan", now});
    transaction->add_web_session({sha256("session"), "lan", now, now}, 10);
    transaction->put_web_tries({"user lan", 3, now});
    transaction->add_audit(now, "lan", "read", "bí mật");
    transaction->add_device_audit(
        {0, device, 1, sha256("link"), Hash{}, now, "bí mật", Signature{4}, KnownAbove::nobody});
    UpstreamRow upstream;
    upstream.url = "https://province";
    upstream.device = device;
    upstream.token = "bí mật";
    upstream.areas = {"089"};
    upstream.heard = now;
    upstream.parent_time = now;
    upstream.seal = KeyBytes{5};
    upstream.seed = sha256("bí mật");
    upstream.district = KeyBytes{7};
    upstream.cursors = {{"089", 12}};
    transaction->put_upstream(upstream);
    transaction->commit();
}

// What fill() has put in, however the tables look by now.
void check_filled(SqlChangeStore& store) {
    const auto reader = store.read();
    const DeviceId device{0xF000000000000001};
    const Instant now(std::chrono::milliseconds(1'700'000'000'000));
    CHECK(reader->user("lan")->areas == std::vector<AreaCode>{"089", "03076"});
    CHECK(reader->device(device)->name == "máy của Lan");
    CHECK(reader->enrolment(sha256("token"))->user == "lan");
    CHECK(reader->code(sha256("code"))->used_by == device);
    CHECK(reader->recovery(device)->key == sha256("bí mật"));
    CHECK(reader->signing_keys(device) == std::vector{KeyBytes{1}});
    CHECK(reader->run_signatures(device, 0, 9).size() == 1);
    CHECK(reader->seal_secret() == KeyBytes{3});
    CHECK(reader->document("form", "person", 1)->hash == "hash");
    CHECK(reader->record(id(1))->state == "{\"full_name\":\"bí mật\"}");
    CHECK(reader->record(id(2))->state == std::string(20'000, 'x'));
    CHECK(reader->feed("03076", 0, 9).size() == 2);
    CHECK(reader->changes(0, 9).front().body == "{\"bí mật\":1}");
    CHECK(reader->refused_changes(0, 9).front().reason == Message{"bí mật", "bí mật"});
    CHECK(reader->is_erased(id(9)));
    CHECK(reader->was_case_of(id(1), "lan"));
    CHECK(reader->base(id(1)) == "bí mật");
    CHECK(reader->blob_bytes(sha256("file"), 0, 99) == "bí mật");
    CHECK(reader->blob_references(sha256("file")).size() == 1);
    CHECK(reader->remainder("R1", "2024").front().amount == 1.5);
    CHECK(reader->report_issue_body(reader->report_issues().front().id) == "bí mật");
    CHECK(reader->report_issues().front().steps.size() == 1);
    CHECK(reader->audit(0, 9).front().detail == "bí mật");
    CHECK(reader->audit_head()->n == 1);
    CHECK(reader->device_audit(sha256("link"))->body == "bí mật");
    CHECK(reader->upstream()->token == "bí mật");
    CHECK(reader->upstream()->cursors.front().at == 12);
    CHECK(reader->newest_time() == now);
}

const std::string golden = NUONG_SOURCE_DIR "/tests/sync-server/store/golden/";

// By the number of the last migration.
std::string golden_name(Engine engine) {
    StoreHouse house(engine);
    const bool is_file = engine == Engine::file;
    const auto version =
        house.store().sql().integer_of(is_file ? "pragma user_version" : "select version from nuong_schema");
    const std::string digits = std::to_string(1000 + version).substr(1);
    return is_file ? "server_" + digits + ".db" : "postgres_" + digits + ".sql";
}

std::string all_rows(SqlChangeStore& store) {
    std::string all;
    const SqlTurn turn(store.sql(), &Sql::begin_read);
    for (const TableShape& table : table_shapes()) {
        Query rows = store.sql().prepare(select_from(table) + " order by 1, 2");
        while (rows.step()) {
            all += std::string(table.name) + ":";
            for (std::size_t i = 0; i < table.columns.size(); ++i) {
                const auto column = static_cast<int>(i);
                const ColumnKind kind = table.columns[i].kind;
                all += ' ';
                if (rows.is_null(column)) all += "null";
                else if (kind == ColumnKind::integer) all += std::to_string(rows.integer(column));
                else if (kind == ColumnKind::real) all += std::to_string(rows.real(column));
                else if (kind == ColumnKind::sealed_text || kind == ColumnKind::sealed_blob) all += rows.sealed(column);
                else all += rows.text(column);
            }
            all += "\x1e\n";
        }
    }
    return all;
}

}  // namespace

TEST_CASE("both engines have the tables and columns that we name, and no others") {
    const Engine engine = GENERATE(Engine::file, Engine::postgres);
    CAPTURE(engine);
    StoreHouse house(engine);
    CHECK(shapes_there(house.store().sql(), engine) == shapes_we_name(engine));
}

TEST_CASE("a store moves from one engine to the other and back, and every row of every table is what it was") {
    StoreHouse house(Engine::file);
    fill(house.store());
    check_filled(house.store());
    const std::string before = all_rows(house.store());
    for (const TableShape& table : table_shapes()) {
        CAPTURE(table.name);
        CHECK((before.starts_with(std::string(table.name) + ":") ||
               before.find("\n" + std::string(table.name) + ":") != before.npos));
    }
    const std::string url = shared_postgres().fresh_store();
    {
        auto there = std::move(PostgresChangeStore::create_empty(url, test_key()).value());
        CHECK_FALSE(PostgresChangeStore::is_in(url, test_key()));
        const auto rows = copy_store(house.store().sql(), there->sql());
        REQUIRE(rows);
        CHECK(*rows == static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\x1e')));
        CHECK(all_rows(*there) == before);
        check_filled(*there);
    }
    auto there = std::move(PostgresChangeStore::open(url, test_key()).value());
    auto back = std::move(SqliteChangeStore::create_empty(Database::open_in_memory()).value());
    REQUIRE(copy_store(there->sql(), back->sql()));
    CHECK(all_rows(*back) == before);
    for (SqlChangeStore* moved : std::initializer_list<SqlChangeStore*>{there.get(), back.get()}) {
        const auto transaction = moved->begin();  // numbers go on where they were
        ChangeRow change;
        change.device = DeviceId{5};
        change.seq = 1;
        transaction->add_change(change);
        CHECK(transaction->changes(0, 10).back().arrival == 2);
        transaction->commit();
    }
}

TEST_CASE("a move that is cut off leaves no store, goes on where it was, and begins anew when something has changed") {
    StoreHouse house(Engine::file);
    fill(house.store());
    const std::string url = shared_postgres().fresh_store();
    const bool changes_meanwhile = GENERATE(false, true);
    const auto cut_after = GENERATE(1, 3, 12, 20);
    CAPTURE(changes_meanwhile, cut_after);
    {
        auto there = std::move(PostgresChangeStore::create_empty(url, test_key()).value());
        int pages = 0;
        CHECK_THROWS(copy_store(house.store().sql(), there->sql(), [&](std::string_view, std::uint64_t) {
            if (++pages == cut_after) throw std::runtime_error("the lamp goes out");
        }));
    }
    CHECK_FALSE(PostgresChangeStore::is_in(url, test_key()));
    CHECK_FALSE(PostgresChangeStore::open(url, test_key()));
    if (changes_meanwhile) {
        const auto transaction = house.store().begin();
        transaction->put_record({id(1), "person", "03076", "{\"later\":1}", 0}, std::nullopt);
        transaction->commit();
    }
    auto there = std::move(PostgresChangeStore::create_empty(url, test_key()).value());
    std::uint64_t pages = 0;
    REQUIRE(copy_store(house.store().sql(), there->sql(), [&](std::string_view, std::uint64_t) { ++pages; }));
    CHECK(all_rows(*there) == all_rows(house.store()));
    CHECK((changes_meanwhile || pages == table_shapes().size() - static_cast<std::uint64_t>(cut_after)));
    StoreHouse other(Engine::memory);
    CHECK(PostgresChangeStore::is_in(url, test_key()));
}

// The stores of each shape that was ever in use lie beside this file, and are opened for ever. A new migration adds
// one: test_server_store "[.make-golden]".
TEST_CASE("a file that an older program has left is opened, brought up to date, and holds what was put in") {
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(golden)) {
        if (entry.path().extension() != ".db") continue;
        CAPTURE(entry.path().filename().string());
        const test::TemporaryFolder folder;
        std::filesystem::copy_file(entry.path(), folder / "server.db");
        const auto store = SqliteChangeStore::open(Database::open(folder / "server.db", test_key()));
        REQUIRE(store);
        check_filled(**store);
        ++files;
    }
    CHECK(files > 0);
    CHECK(std::filesystem::exists(golden + golden_name(Engine::file)));  // of the shape in use now
}

TEST_CASE("a database that an older program has left is opened, brought up to date, and holds what was put in") {
    std::size_t dumps = 0;
    for (const auto& entry : std::filesystem::directory_iterator(golden)) {
        if (entry.path().extension() != ".sql") continue;
        CAPTURE(entry.path().filename().string());
        const std::string url = shared_postgres().fresh_store();
        shared_postgres().load(url, entry.path().string());
        const auto store = PostgresChangeStore::open(url, test_key());
        REQUIRE(store);
        check_filled(**store);
        ++dumps;
    }
    CHECK(dumps > 0);
    CHECK(std::filesystem::exists(golden + golden_name(Engine::postgres)));
}

TEST_CASE("make the stores that are kept for ever", "[.make-golden]") {
    const std::string file = golden + golden_name(Engine::file);
    std::filesystem::remove(file);
    fill(**SqliteChangeStore::create(Database::open(file, test_key())));
    StoreHouse house(Engine::postgres);
    fill(house.store());
    shared_postgres().dump(house.url(), golden + golden_name(Engine::postgres));
}

TEST_CASE("what a relay has of its own as its parent's device is kept, in every engine") {
    for (const Engine engine : {Engine::memory, Engine::file, Engine::postgres}) {
        StoreHouse house(engine);
        fill(house.store());
        UpstreamRow upstream = house.store().read()->upstream().value();
        CHECK(upstream.seed == SecretKey(sha256("bí mật")));
        CHECK(upstream.district == KeyBytes{7});
        upstream.seed.reset();
        upstream.district.reset();
        const auto transaction = house.store().begin();
        transaction->put_upstream(upstream);
        CHECK_FALSE(transaction->upstream()->seed);
        CHECK_FALSE(transaction->upstream()->district);
    }
}

TEST_CASE("half of one store is not filled up with another") {
    StoreHouse one(Engine::memory), other(Engine::memory);
    fill(one.store());
    fill(other.store());
    auto there = std::move(SqliteChangeStore::create_empty(Database::open_in_memory()).value());
    CHECK_THROWS(copy_store(one.store().sql(), there->sql(),
                            [](std::string_view, std::uint64_t) { throw std::runtime_error("cut off"); }));
    CHECK_FALSE(copy_store(other.store().sql(), there->sql()));
    CHECK(copy_store(one.store().sql(), there->sql()));
}

TEST_CASE("whoever runs the database reads nothing that people said, and with another key nothing opens") {
    StoreHouse house(Engine::postgres);
    fill(house.store());
    CHECK(store_holds(house.store(), "bí mật"));
    std::size_t tables = 0;
    for (const TableShape& table : table_shapes()) {
        const std::string rows =
            shared_postgres().ask(house.url(), "select * from \"" + std::string(table.name) + "\"");
        tables += !rows.empty();
        const std::string as_bytes = "62c3ad206de1baad74";  // "bí mật"
        CAPTURE(table.name);
        CHECK(rows.find("bí mật") == rows.npos);
        CHECK(rows.find(as_bytes) == rows.npos);
    }
    CHECK(tables == table_shapes().size());
    const auto wrong = PostgresChangeStore::open(house.url(), DatabaseKey(std::array<std::uint8_t, 32>{}));
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().code == ErrorCode::damaged);
    CHECK(wrong.error().message.en.find("key") != std::string::npos);
}

TEST_CASE("a sealed value that somebody altered or cut off is told as damage and never shown") {
    StoreHouse house(Engine::postgres);
    fill(house.store());
    const char* change = GENERATE("set_byte(state, 30, 255 - get_byte(state, 30))", "substring(state from 1 for 20)",
                                  "substring(state from 2)", "'\\x00'");
    CAPTURE(change);
    shared_postgres().ask(house.url(), std::string("update record set state = ") + change + " where area = '03076'");
    try {
        house.store().read()->record(id(1));
        FAIL("it was shown");
    } catch (const DatabaseError& error) {
        CHECK(error.kind() == DatabaseError::Kind::damaged);
    }
}

TEST_CASE("a database that a newer program has made is left alone") {
    StoreHouse house(Engine::postgres);
    shared_postgres().ask(house.url(), "update nuong_schema set version = 99");
    const auto store = PostgresChangeStore::open(house.url(), test_key());
    REQUIRE_FALSE(store);
    CHECK(store.error() == store_is_newer());
}

TEST_CASE("an empty database is no store, and an address where nobody answers is told as that") {
    const auto empty = PostgresChangeStore::open(shared_postgres().fresh_store(), test_key());
    REQUIRE_FALSE(empty);
    CHECK(empty.error().message.en.find("init") != std::string::npos);
    try {
        (void)PostgresChangeStore::open("postgresql://127.0.0.1:1/nuong?connect_timeout=2", test_key());
        FAIL("it opened");
    } catch (const DatabaseError& error) {
        CHECK(error.kind() == DatabaseError::Kind::unreachable);
        CHECK(error.error().code == ErrorCode::unreachable);
    }
}

TEST_CASE(
    "the database is restarted: what was open is told as lost, the next turn works, what was committed is there") {
    PostgresServer server;
    const std::string url = server.fresh_store();
    auto store = std::move(PostgresChangeStore::create(url, test_key()).value());
    fill(*store);
    {
        const auto transaction = store->begin();
        transaction->put_user({"kept", "worker", false, {}});
        transaction->commit();
    }
    const bool in_good_order = GENERATE(true, false);
    CAPTURE(in_good_order);
    {
        const auto transaction = store->begin();
        transaction->put_user({"lost", "worker", false, {}});
        if (in_good_order) server.stop();
        else server.kill();
        try {
            transaction->commit();
            FAIL("nobody was there to commit");
        } catch (const DatabaseError& error) {
            CHECK(error.kind() == DatabaseError::Kind::unreachable);
        }
    }
    CHECK_THROWS_AS(store->read(), DatabaseError);  // still nobody there
    server.start();
    CHECK(store->read()->user("kept"));
    CHECK_FALSE(store->read()->user("lost"));
    const auto transaction = store->begin();
    transaction->put_user({"later", "worker", false, {}});
    transaction->commit();
    CHECK(store->read()->users().size() == 3);
}
