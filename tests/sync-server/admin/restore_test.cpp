// A backup takes the place of the store: nobody gets back what was taken from them since it was made, and whoever runs
// the server is told what cannot be known.
#include <catch2/catch_test_macros.hpp>
#include <iterator>

#include "shared/protocol/code_proof.h"
#include "sync-server/admin/erasure_list.h"
#include "sync-server/admin/list_keeper.h"
#include "sync-server/admin/revocation_list.h"
#include "sync-server/core/principal.h"
#include "tests/support/postgres_server.h"
#include "tests/sync-server/admin/operator.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

std::string text_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

// A small district; its tablets lie in the hands of people who may lose them.
struct District : Operator {
    District() {
        REQUIRE(run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"}).code == 0);
        REQUIRE(run({"demo", "--people", "10", "--months", "2", "--until", "2024-02-28"}).code == 0);
    }

    fs::path saves() const { return data().parent_path() / "saves"; }
    std::string back_up() {
        clock.advance(std::chrono::hours(24));
        const Json made = run({"backup", "--into", saves().string(), "--json"}).json();
        clock.advance(std::chrono::hours(1));
        return made["file"];
    }
    // What is left is the key, which was kept elsewhere, and the backups.
    void burn() const {
        const std::string key = text_of(data() / "key");
        fs::remove_all(data());
        write("data/key", key);
    }

    std::string device(std::size_t n) const { return run({"device", "list", "--json"}).json()[n]["device"]; }
    std::string standing(const std::string& device) const {
        for (const Json& each : run({"device", "list", "--json"}).json())
            if (each["device"] == device) return each["standing"];
        return "unknown";
    }
    bool is_disabled(const std::string& user) const {
        for (const Json& each : run({"user", "list", "--json"}).json())
            if (each["user"] == user) return each["disabled"];
        return false;
    }
    std::unique_ptr<SqlChangeStore> open() const {
        auto store = admin::DataFolder(data().string(), std::nullopt).open();
        REQUIRE(store);
        return std::move(*store);
    }
    // With which refusal the tablet meets that comes with the token that it had; "": none.
    std::string refusal(const Hash& token) const {
        const auto store = open();
        const auto reader = store->read();
        const auto asked = authenticate(*reader, **make_book(reader->documents_in_force()), token);
        const auto* refused = std::get_if<protocol::HttpError>(&asked);
        return refused ? refused->code : "";
    }
    Hash token_of(const std::string& device) const {
        return open()->read()->enrolments(*parse_device_id(device)).at(0).token_hash;
    }
    void check_whole() const {
        CHECK(run({"verify"}).code == 0);
        CHECK(run({"audit", "verify"}).code == 0);
    }
};

bool says(const Outcome& outcome, const std::string& words) { return outcome.err.find(words) != std::string::npos; }

// A tablet that somebody gets after the backup was made: with a token, and a key that it signs with.
Hash give_out_tablet(const District& it, DeviceId device, const UserId& user) {
    const Hash token = sha256("the token of " + to_string(device));
    const auto store = it.open();
    const auto transaction = store->begin();
    DeviceRow row;
    row.id = device;
    row.name = "Máy mới";
    row.enrolled = row.seen = it.clock.now();
    transaction->put_device(row);
    transaction->put_enrolment({device, user, token});
    transaction->add_signing_key(device, make_signing_key().public_key, it.clock.now(), 8);
    transaction->commit();
    return token;
}

}  // namespace

TEST_CASE("What was taken after a backup stays taken: revoked and lost tablets, accounts, codes; and restore says so") {
    District it;
    const std::string lost = it.device(0), left = it.device(1), fine = it.device(2);
    const Hash lost_token = it.token_of(lost), left_token = it.token_of(left), fine_token = it.token_of(fine);
    REQUIRE(it.run({"user", "add", "cp", "--role", "commune_police", "--area", "089"}).code == 0);
    const std::string code = it.run({"device", "code", "cp"}).out.substr(0, 14);
    REQUIRE(it.run({"device", "recover", fine}).code == 0);
    REQUIRE(it.open()->read()->recovery(*parse_device_id(fine)));
    const std::string backup = it.back_up();
    REQUIRE(it.run({"device", "revoke", left}).code == 0);
    REQUIRE(it.run({"device", "revoke", lost, "--wipe"}).code == 0);
    REQUIRE(it.run({"user", "disable", "cp"}).code == 0);
    bool knows_what_followed = false;
    SECTION("the store from before is set aside") { knows_what_followed = true; }
    SECTION("it does not open any more; the list lies beside it") {
        std::ofstream(it.data() / "server.db", std::ios::binary) << "what the flood has left";
        fs::remove(it.data() / "server.db-wal");
    }
    SECTION("the disk is lost; the list lies beside the backups") { it.burn(); }

    const Outcome restored = it.run({"restore", backup, "--json"});
    REQUIRE(restored.code == 0);
    CHECK(it.refusal(left_token) == "revoked");
    CHECK(it.refusal(lost_token) == "wipe");
    CHECK(it.refusal(fine_token).empty());
    CHECK(it.is_disabled("cp"));
    CHECK_FALSE(it.open()->read()->code(protocol::keys_of_code(code).name));
    CHECK_FALSE(it.open()->read()->recovery(*parse_device_id(fine)));

    const Json told = restored.json();
    CHECK(told["revoked"] == Json{left});
    CHECK(told["wiped"] == Json{lost});
    CHECK(told["disabled"] == Json{"cp"});
    CHECK(told["knows_what_followed"] == knows_what_followed);
    for (const std::string& words : {left, lost, std::string("cp"), std::string("No enrolment code")})
        CHECK(says(restored, words));
    CHECK(says(restored, "look them all through: device list, user list") == !knows_what_followed);
    it.check_whole();
    it.clock.advance(std::chrono::hours(1));
    CHECK(it.run({"restore", backup}).code == 0);  // and the next one knows it still
    CHECK(it.standing(left) == "revoked");
    CHECK(it.standing(lost) == "wiped");
}

TEST_CASE("Who was turned away by mistake, or by a list that knows less than people do, is let in again") {
    District it;
    const std::string left = it.device(0), lost = it.device(1);
    const Hash token = it.token_of(left);
    REQUIRE(it.run({"user", "add", "cp", "--role", "commune_police", "--area", "089"}).code == 0);
    const std::string backup = it.back_up();
    REQUIRE(it.run({"device", "revoke", left}).code == 0);
    REQUIRE(it.run({"device", "revoke", lost, "--wipe"}).code == 0);
    REQUIRE(it.run({"user", "disable", "cp"}).code == 0);
    const Outcome restored = it.run({"restore", backup});
    CHECK(says(restored, "do not send again what they had sent since the copy"));
    REQUIRE(it.refusal(token) == "revoked");
    CHECK(it.run({"device", "readmit", left}).code == 0);
    CHECK(it.refusal(token).empty());
    CHECK(it.run({"user", "enable", "cp"}).code == 0);
    CHECK_FALSE(it.is_disabled("cp"));
    const Outcome refused = it.run({"device", "readmit", lost});  // nobody knows in whose hands it was
    CHECK(refused.code == 4);
    CHECK(it.standing(lost) == "wiped");
    CHECK(it.run({"device", "readmit", "0000000000000009"}).code == 1);
    CHECK(it.run({"user", "enable", "nobody"}).code == 1);
    it.check_whole();
}

TEST_CASE("When nothing is at hand but the backup, restore says from when on nothing is known, in both languages") {
    District it;
    const std::string tablet = it.device(0);
    const std::string backup = it.back_up();
    const fs::path stick = it.write("stick/nuong.db", text_of(backup));
    REQUIRE(it.run({"device", "revoke", tablet}).code == 0);
    it.burn();
    fs::remove_all(it.saves());
    const Outcome restored = it.run({"restore", stick.string()});
    REQUIRE(restored.code == 0);
    CHECK(it.standing(tablet) == "active");
    CHECK(says(restored, "since 28/02/2024 21:00"));  // the last that the copy knows of
    CHECK(says(restored, "look them all through: device list, user list"));
    // The store from before is at hand now, but has been set back itself.
    CHECK(says(it.run({"restore", stick.string(), "--lang", "vi"}), "hãy xem lại hết: device list, user list"));
}

TEST_CASE("A tablet that was given out and lost after the backup still obeys the order to destroy what it holds") {
    District it;
    const std::string user = it.run({"device", "list", "--json"}).json()[0]["users"][0];
    const std::string backup = it.back_up();
    const DeviceId tablet{0x1234567890abcdef};
    const Hash token = give_out_tablet(it, tablet, user);
    const auto signers = it.open()->read()->signers(tablet);
    REQUIRE(it.run({"device", "revoke", to_string(tablet), "--wipe"}).code == 0);
    SECTION("the store from before is set aside") {}
    SECTION("the disk is lost") { it.burn(); }
    REQUIRE(it.run({"restore", backup}).code == 0);
    CHECK(it.refusal(token) == "wipe");
    CHECK(it.open()->read()->signers(tablet) == signers);  // the order is made for this key
    it.check_whole();
}

TEST_CASE("Rights that were reduced after the backup come back with it, and restore names whose") {
    District it;
    REQUIRE(it.run({"user", "add", "lan", "--role", "district_staff", "--area", "089"}).code == 0);
    const std::string backup = it.back_up();
    {
        const auto store = it.open();
        const auto transaction = store->begin();
        transaction->put_user({"lan", "volunteer", false, {"02953"}});
        transaction->commit();
    }
    const Outcome restored = it.run({"restore", backup, "--json"});
    CHECK(restored.json()["changed_accounts"] == Json{"lan"});
    CHECK(says(restored, "role or areas differ"));
    CHECK(says(restored, "lan"));
}

TEST_CASE("The list of revocations names nobody in the clear, and nobody without the key adds to it") {
    District it;
    const std::string tablet = it.device(0), other = it.device(1);
    const std::string backup = it.back_up();
    const Hash other_token = it.token_of(other);
    REQUIRE(it.run({"device", "revoke", tablet}).code == 0);
    const fs::path list = it.saves() / admin::revocation_list_name;
    const std::string lines = text_of(list);
    CHECK(std::count(lines.begin(), lines.end(), '\n') == 1);
    CHECK(lines.find(tablet) == std::string::npos);
    // Another district's list, made with another key, and a line that was cut short, among ours.
    const DatabaseKey another(KeyBytes{1, 2, 3});
    const std::string server = it.open()->read()->facts().server_id;
    DeviceRow row;
    row.id = *parse_device_id(other);
    row.standing = DeviceStanding::wiped;
    REQUIRE(admin::note_revocations(it.saves().string(), another, server, {{{row, {}, {}}}, {}}));
    std::ofstream(list, std::ios::app) << lines.substr(0, 20);
    REQUIRE(it.run({"user", "add", "cp", "--role", "commune_police", "--area", "089"}).code == 0);
    REQUIRE(it.run({"user", "disable", "cp"}).code == 0);
    it.burn();
    const Json told = it.run({"restore", backup, "--json"}).json();
    CHECK(told["revoked"] == Json{tablet});
    CHECK(told["wiped"].empty());
    CHECK(it.refusal(other_token).empty());
    const DatabaseKey ours = admin::DataFolder(it.data().string(), std::nullopt).read_key().value();
    CHECK(admin::revocations_in(it.saves().string(), ours, server).accounts == std::vector<UserId>{"cp"});
    CHECK(admin::revocations_in(it.saves().string(), ours, "another server").accounts.empty());
}

TEST_CASE("Who was erased does not come back when the disk is lost before the next backup") {
    District it;
    const std::string person = it.run({"record", "list", "screening_assist", "--json"}).json()[0]["record"];
    const std::string file = (it.data().parent_path() / "old.backup").string();
    REQUIRE(it.run({"backup", file}).code == 0);
    it.clock.advance(std::chrono::hours(1));
    const Outcome erased = it.run({"erase", person, "--yes", "--json"});
    REQUIRE(erased.json()["erased"].size() > 0);
    CHECK_FALSE(says(erased, "Out of reach"));
    it.burn();
    REQUIRE(it.run({"restore", file}).code == 0);
    CHECK(it.run({"record", "show", person}).code == 1);
    CHECK(it.run({"erase", "list"}).out.find(person) != std::string::npos);
    it.check_whole();
}

TEST_CASE("When the stick with the backups is not in, what was done stands, and it is said where it is not known") {
    District it;
    const std::string tablet = it.device(0);
    it.back_up();
    fs::rename(it.saves(), it.saves().string() + "-in-the-drawer");
    const std::string contact = it.run({"record", "list", "screening_assist", "--json"}).json()[0]["record"];
    const Outcome erased = it.run({"erase", contact, "--yes"});
    CHECK(erased.code == 0);
    CHECK(says(erased, "Out of reach: " + it.saves().string()));
    CHECK(it.run({"record", "show", contact}).code == 1);
    const Outcome revoked = it.run({"device", "revoke", tablet});
    CHECK(revoked.code == 0);
    CHECK(says(revoked, "Out of reach: " + it.saves().string()));
    CHECK(it.standing(tablet) == "revoked");
    CHECK_FALSE(fs::exists(it.saves()));  // nothing is made where the stick was
    fs::rename(it.saves().string() + "-in-the-drawer", it.saves());
    const std::string backup = it.back_up();  // brings the lists up to date
    CHECK(text_of(it.saves() / admin::erasure_list_name).find(contact) != std::string::npos);
    CHECK_FALSE(text_of(it.saves() / admin::revocation_list_name).empty());
}

TEST_CASE("While the server runs, what the calendar erases and a page revokes is in the lists at once") {
    District it;
    it.back_up();
    const std::string tablet = it.device(0);
    const std::string contact = it.run({"record", "list", "screening_assist", "--json"}).json()[0]["record"];
    const admin::DataFolder folder(it.data().string(), std::nullopt);
    std::ostringstream said;
    admin::Log log(said, it.clock, Language::en);
    {
        admin::ListKeeper keeper(it.open(), folder, it.clock, log);
        const auto store = it.open();
        const auto transaction = store->begin();
        transaction->erase({*parse_uuid(contact), it.clock.now(), std::string(erasure::expired)});
        DeviceRow device = transaction->device(*parse_device_id(tablet)).value();
        device.standing = DeviceStanding::revoked;
        transaction->put_device(device);
        CHECK(transaction->commit().settings_changed);
        keeper.settings_changed();
    }
    const std::string server = it.open()->read()->facts().server_id;
    const DatabaseKey key = folder.read_key().value();
    for (const fs::path& where : {it.data(), it.saves()}) {
        CAPTURE(where);
        CHECK(text_of(where / admin::erasure_list_name).find(contact) != std::string::npos);
        const auto revocations = admin::revocations_in(where.string(), key, server);
        REQUIRE(revocations.devices.size() == 1);
        CHECK(to_string(revocations.devices[0].device.id) == tablet);
    }
    CHECK(said.str().empty());
    fs::remove_all(it.saves());
    { const admin::ListKeeper keeper(it.open(), folder, it.clock, log); }
    CHECK(said.str().find("lists_out_of_reach") != std::string::npos);
}

TEST_CASE("A database that is filled from a backup, or set back by its own tools, gives nobody back what was taken") {
    District it;
    const std::string database = shared_postgres().fresh_store(), empty = shared_postgres().fresh_store();
    REQUIRE(it.run({"migrate", "--to", database}).code == 0);
    const auto there = [&](std::vector<std::string> words, const std::string& where) {
        words.insert(words.begin(), {"--database", where});
        return it.run(words);
    };
    const Json devices = there({"device", "list", "--json"}, database).json();
    const std::string left = devices[0]["device"], lost = devices[1]["device"];
    const std::string file = (it.data().parent_path() / "old.backup").string();
    REQUIRE(there({"backup", file}, database).code == 0);
    it.clock.advance(std::chrono::hours(1));
    REQUIRE(there({"device", "revoke", left}, database).code == 0);
    REQUIRE(there({"device", "revoke", lost, "--wipe"}, database).code == 0);

    const auto check = [&](const Outcome& outcome) {
        REQUIRE(outcome.code == 0);
        CHECK(outcome.json()["revoked"] == Json{left});
        CHECK(outcome.json()["wiped"] == Json{lost});
        CHECK(says(outcome, "look them all through"));
    };
    shared_postgres().ask(database, "update device set standing = 'active'");  // as point-in-time recovery leaves it
    check(there({"restore", "--set-back", "--json"}, database));
    check(there({"restore", file, "--json"}, empty));
    CHECK(there({"verify"}, empty).code == 0);
    CHECK(there({"audit", "verify"}, empty).code == 0);
}
