// Every upload is signed by the device that made it: what a thief with its token, a relay on the way or a hand in the
// store of a server can do, and what people do who have lost nothing but a key.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "client/sync/bundle_file.h"
#include "shared/protocol/compression.h"
#include "shared/protocol/run_proof.h"
#include "sync-server/core/signers.h"
#include "tests/client/app/relay_house.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::at;
using nuong::client::testing::Laptop;
using nuong::client::testing::RelayHouse;
using nuong::client::testing::Top;
using nuong::test::TemporaryFolder;
using nuong::testing::answer_of;
using nuong::testing::refusal_of;

namespace {

// What stands in the log of the laptop and was not taken yet, as somebody sends it who has its token.
protocol::SyncRequest upload_of(Laptop& laptop) {
    const DeviceInfo device = laptop.replica->device();
    const WaitingChanges changes = laptop.replica->log().waiting(1 << 20);
    protocol::SyncRequest request;
    request.device = device.device;
    request.epoch = device.epoch;
    request.grants = protocol::fingerprint(device.grants());
    request.clock = laptop.clock.now();
    request.previous = protocol::mark_of(laptop.replica->log().link_before(changes.first_seq));
    for (const std::string& body : changes.bodies)
        request.changes.push_back(protocol::decode_sent_change(body).value());
    return request;
}

Signature signature_of(Laptop& laptop, const SigningKey& key) {
    auto& log = laptop.replica->log();
    return protocol::sign_run({laptop.replica->device().device, log.last_seq(), log.link_before(log.last_seq() + 1)},
                              key);
}

std::string outcome_at(nuong::testing::District& server, Laptop& laptop, const protocol::SyncRequest& request) {
    return refusal_of(server.exchange(laptop.replica->device().token, request));
}

std::size_t changes_at(nuong::testing::District& server) { return server.store->read()->changes(0, 1000).size(); }

std::size_t count_audit(nuong::testing::District& server, const std::string& what) {
    const auto rows = server.store->read()->audit(0, 1000);
    return static_cast<std::size_t>(
        std::count_if(rows.begin(), rows.end(), [&](const AuditRow& row) { return row.what == what; }));
}

std::vector<std::string> problems_of(nuong::testing::District& server) {
    return verify(*server.store->read()).problems;
}

DatabaseKey nobodys_key() { return DatabaseKey{std::array<std::uint8_t, 32>{}}; }

std::unique_ptr<Replica> store_in(const std::string& folder) {
    std::filesystem::create_directories(folder);
    return std::move(Replica::open(folder, nobodys_key()).value());
}

}  // namespace

TEST_CASE("A token alone writes nothing in the name of a device: not unsigned, and not with another key") {
    Top top;
    Laptop lan(top, "lan");
    lan.add("Vàng Seo Phử");
    protocol::SyncRequest forged = upload_of(lan);
    CHECK(outcome_at(top, lan, forged) == "not_signed");
    const SigningKey of_thief = make_signing_key();
    forged.signature = signature_of(lan, of_thief);
    CHECK(outcome_at(top, lan, forged) == "wrongly_signed");
    forged.sign = of_thief.public_key;  // tells a key of his own first
    CHECK(outcome_at(top, lan, forged) == "wrongly_signed");
    forged.changes.clear();
    CHECK(outcome_at(top, lan, forged).empty());  // asking is no writing
    forged = upload_of(lan);
    forged.signature = signature_of(lan, of_thief);
    CHECK(outcome_at(top, lan, forged) == "wrongly_signed");
    CHECK(changes_at(top) == 0);
    CHECK(top.store->read()->device(lan.replica->device().device)->acked == 0);
    CHECK(count_audit(top, "not_signed") == 1);
    CHECK(count_audit(top, "wrongly_signed") == 3);

    CHECK(lan.sync().pushed == 1);  // she is not held up by it
    CHECK(problems_of(top).empty());
}

TEST_CASE("With a stolen token nobody becomes a device of his own either") {
    Top top;
    Laptop lan(top, "lan");
    const DeviceInfo device = lan.replica->device();
    const SigningKey of_thief = make_signing_key();
    protocol::EnrollRequest asked{"", DeviceId{0xBAD}, "laptop"};
    const auto outcome = [&] {
        const auto answer = top.enrol(asked, device.token);
        const auto* refused = std::get_if<protocol::HttpError>(&answer);
        return refused ? refused->code : "ok";
    };
    CHECK(outcome() == "not_proven");
    asked.key = of_thief.public_key;
    CHECK(outcome() == "not_proven");
    asked.proof = protocol::sign_heir({device.device, asked.device, *asked.key}, of_thief);
    CHECK(outcome() == "not_proven");
    CHECK_FALSE(top.store->read()->device(asked.device));
}

TEST_CASE("With a stolen token and a code of his own nobody makes another's device his, and the code is not used up") {
    Top top;
    Laptop lan(top, "lan"), binh(top, "binh");
    lan.add("Vàng Seo Phử");
    REQUIRE(lan.sync().pushed == 1);
    const DeviceInfo device = lan.replica->device();
    const SigningKey of_thief = make_signing_key();
    const std::string code = top.code_for("binh");
    protocol::EnrollRequest asked{code, device.device, "laptop", of_thief.public_key};
    const auto outcome = [&](const std::string& token) {
        const auto answer = top.enrol(asked, token);
        const auto* refused = std::get_if<protocol::HttpError>(&answer);
        return refused ? refused->code : "ok";
    };
    CHECK(outcome(device.token) == "wrong_user");
    CHECK(outcome("") == "device_exists");
    asked.proof = protocol::sign_come_back({device.device, protocol::older_name_of_code(code)}, of_thief);
    CHECK(outcome("") == "device_exists");
    // What Lan's own device once signed for a code of hers is good for that code alone.
    asked.key = lan.replica->bundles().signing_key().public_key;
    asked.proof = protocol::sign_come_back({device.device, protocol::older_name_of_code(top.code_for("lan"))},
                                           lan.replica->bundles().signing_key());
    CHECK(outcome("") == "device_exists");
    CHECK(keys_that_count(*top.store->read(), device.device).size() == 1);
    asked.device = DeviceId{0xB1};
    CHECK(outcome("") == "ok");
}

TEST_CASE("A signature is good for the run that it was made for, and for no other") {
    Top top;
    Laptop lan(top, "lan"), binh(top, "binh");
    const auto signature = [&](Laptop& laptop) {
        return signature_of(laptop, laptop.replica->bundles().signing_key());
    };
    lan.add("Vàng Seo Phử");
    const Signature of_first = signature(lan);
    REQUIRE(lan.sync().pushed == 1);
    const RecordId second = lan.add("Giàng Thị Súa");
    protocol::SyncRequest request = upload_of(lan);
    request.signature = of_first;
    CHECK(outcome_at(top, lan, request) == "wrongly_signed");
    // The signature of this run, and one word of it changed on the way.
    request.signature = signature(lan);
    protocol::SyncRequest altered = request;
    std::string& text = altered.changes.back().text;
    text.replace(text.find("Giàng"), std::string("Giàng").size(), "Giang");
    altered.changes.back() = protocol::decode_sent_change(text).value();
    CHECK(outcome_at(top, lan, altered) == "wrongly_signed");
    // The same, by another device's key; and her signature on another's work.
    binh.add("Lý Thị Hoa");
    protocol::SyncRequest of_binh = upload_of(binh);
    of_binh.signature = request.signature;
    CHECK(outcome_at(top, binh, of_binh) == "wrongly_signed");
    CHECK(changes_at(top) == 1);
    // A run that goes on beyond what was signed.
    lan.edit(second, "phone", "0912");
    protocol::SyncRequest longer = upload_of(lan);
    longer.signature = request.signature;
    CHECK(outcome_at(top, lan, longer) == "wrongly_signed");
    CHECK(outcome_at(top, lan, request).empty());
    CHECK(changes_at(top) == 2);
    CHECK(outcome_at(top, lan, request).empty());  // repeated, as after a lost answer: known, and nothing moves
    CHECK(changes_at(top) == 2);
    CHECK(lan.sync().pushed == 2);
    CHECK(binh.sync().pushed == 1);
    CHECK(problems_of(top).empty());
}

TEST_CASE("A relay that changes one answer on its way is found out by its parent, and nobody's work is lost") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    relay.exchange();
    lan.line.connect(relay);
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.edit(record, "phone", "0911");
    relay.up.is_down = true;
    REQUIRE(lan.sync().pushed == 2);
    relay.up.is_down = false;
    // The relay's keeper rewrites the answer, its hash and every link after it.
    const DeviceId device = lan.replica->device().device;
    {
        Hash link{};
        for (const ChangeRow& row : relay.store->read()->changes_by(device, 0, 10)) {
            std::string body = row.body;
            if (const std::size_t found = body.find("0911"); found != std::string::npos) body.replace(found, 4, "0999");
            const Hash hash = sha256(body);
            link = next_link(link, hash);
            relay.store->sql()
                .prepare("update change set body = ?, hash = ?, link = ? where device = ? and seq = ?")
                .bind_sealed(1, body)
                .bind(2, Blob(hash))
                .bind(3, Blob(link))
                .bind(4, static_cast<std::int64_t>(device.value))
                .bind(5, static_cast<std::int64_t>(row.seq))
                .run();
        }
        relay.store->sql().prepare("update device set link = ? where acked = 2").bind(1, Blob(link)).run();
    }
    const auto found = relay.problems();
    CHECK(std::any_of(found.begin(), found.end(), [](const std::string& problem) {
        return problem.find("the device has not signed what stands here") != std::string::npos;
    }));
    CHECK(relay.exchange().held_back == 1);
    CHECK(changes_at(top) == 0);
    CHECK(count_audit(top, "wrongly_signed") == 1);
    // Without its signature it goes no better.
    relay.store->sql().execute("delete from run_signature");
    CHECK(relay.exchange().held_back == 1);
    CHECK(count_audit(top, "not_signed") == 1);
    CHECK(changes_at(top) == 0);

    lan.line.connect(top);  // she still has it herself
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK(lan.shown(record, "phone") == "0911");
    CHECK(top.record(record) == lan.replica->records().shown(record));
    CHECK(problems_of(top).empty());
}

TEST_CASE("Signed runs pass over two relays, cut where they were signed, and are verified at each") {
    Top top;
    RelayHouse district(top, "tram2"), commune(district, "tram");
    Laptop lan(top, "lan");
    district.exchange();
    commune.exchange();
    lan.line.connect(commune);
    commune.up.is_down = true;
    std::vector<RecordId> records;
    for (int upload = 0; upload < 3; ++upload) {
        for (int i = 0; i < 4; ++i) records.push_back(lan.add("Người " + std::to_string(upload * 4 + i)));
        REQUIRE(lan.sync().pushed == 4);
    }
    commune.up.is_down = false;
    const DeviceId device = lan.replica->device().device;
    const auto signed_at = [&](nuong::testing::District& server) {
        std::vector<std::uint64_t> ends;
        for (const RunSignatureRow& row : server.store->read()->run_signatures(device, 0, 10)) ends.push_back(row.seq);
        return ends;
    };
    CHECK(signed_at(commune) == std::vector<std::uint64_t>{4, 8, 12});
    // A narrow page never ends within what was signed at once.
    const auto parent = commune.store->read()->upstream().value();
    const auto narrow = runs_to_forward(*commune.store->read(), parent, 1);
    REQUIRE(narrow.runs.size() == 1);
    CHECK(narrow.runs[0].request.changes.size() == 4);
    const auto wide = runs_to_forward(*commune.store->read(), parent, 1 << 20);
    CHECK(wide.runs[0].request.changes.size() == 12);
    CHECK(commune.exchange().forwarded == 12);
    CHECK(district.exchange().forwarded == 12);
    CHECK(signed_at(top) == std::vector<std::uint64_t>{12});
    for (const RecordId& record : records) CHECK(at(top, record) == at(commune, record));
    for (nuong::testing::District* server :
         {static_cast<nuong::testing::District*>(&top), static_cast<nuong::testing::District*>(&district),
          static_cast<nuong::testing::District*>(&commune)})
        CHECK(problems_of(*server).empty());
}

TEST_CASE("A thief who goes to a relay finds that it knows the keys as well, also without a line") {
    Top top;
    Laptop lan(top, "lan");
    RelayHouse relay(top);
    relay.up.is_down = true;
    lan.add("Vàng Seo Phử");
    protocol::SyncRequest forged = upload_of(lan);
    CHECK(outcome_at(relay, lan, forged) == "not_signed");
    const SigningKey of_thief = make_signing_key();
    forged.sign = of_thief.public_key;
    forged.signature = signature_of(lan, of_thief);
    CHECK(outcome_at(relay, lan, forged) == "wrongly_signed");
    CHECK(changes_at(relay) == 0);
    lan.line.connect(relay);
    CHECK(lan.sync().pushed == 1);
}

TEST_CASE("A program that is older than signatures goes on as before; the first signed run ends that for its device") {
    Top top;
    nuong::testing::Device old = top.device("lan");  // signs nothing
    old.make("person", "03076", "Vàng Seo Phử");
    CHECK(answer_of(old.sync()).acked == 1);
    const SigningKey key = make_signing_key();
    {  // it writes sticks, so its key is known
        const auto transaction = top.store->begin();
        learn_signing_key(*transaction, old.id, key.public_key, "lan", top.clock.now());
        transaction->commit();
    }
    old.make("person", "03076", "Giàng Thị Súa");
    CHECK(answer_of(old.sync()).acked == 2);
    // Updated:
    old.make("person", "03076", "Lý Thị Hoa");
    protocol::SyncRequest request = old.request();
    Hash link{};
    for (const Change& change : old.log) link = next_link(link, sha256(protocol::encode(change)));
    request.signature = protocol::sign_run({old.id, 3, link}, key);
    const auto signed_once = top.exchange(old.token, request);
    CHECK(answer_of(signed_once).acked == 3);
    old.take(answer_of(signed_once));
    // And back to the old program: refused until it is updated, and everything stays where it is.
    old.make("person", "03076", "Sùng Thị Mẩy");
    CHECK(refusal_of(old.sync()) == "not_signed");
    CHECK(changes_at(top) == 3);
    CHECK(problems_of(top).empty());
}

TEST_CASE("A server that was set back and has forgotten the keys takes what is signed, and learns them anew") {
    Top top;
    Laptop lan(top, "lan");
    lan.add("Vàng Seo Phử");
    REQUIRE(lan.sync().pushed == 1);
    top.store->sql().execute("delete from signing_key; delete from run_signature");
    top.store->sql().execute("update store set epoch = 'after the restore'");
    REQUIRE(top.service.load(*top.store->read()));
    lan.add("Giàng Thị Súa");
    CHECK(lan.sync().outcome == SyncOutcome::ok);  // which tells it the key, too
    lan.add("Lý Thị Hoa");
    CHECK(lan.sync().pushed == 1);
    CHECK(changes_at(top) == 3);
    CHECK(signs(*top.store->read(), lan.replica->device().device));
    lan.add("Sùng Thị Mẩy");
    CHECK(outcome_at(top, lan, upload_of(lan)) == "not_signed");
    CHECK(problems_of(top).empty());
}

TEST_CASE("A copied store proves by its key whose copy it is, gets one of its own, and signs with that") {
    Top top;
    TemporaryFolder folder;
    {
        Laptop lan(top, store_in(folder / "first"), "lan");
        lan.add("Vàng Seo Phử");
        lan.sync();
    }
    std::filesystem::copy(folder / "first", folder / "second");
    Laptop first(top, store_in(folder / "first")), second(top, store_in(folder / "second"));
    const DeviceId was = second.replica->device().device;
    const KeyBytes key = second.replica->bundles().signing_key().public_key;
    first.add("Giàng Thị Súa");
    second.add("Lý Thị Hoa");
    CHECK(first.sync().pushed == 1);
    second.line.answers_to_lose = 2;  // asks again for what it was given
    const SyncReport report = second.sync();
    CHECK(report.outcome == SyncOutcome::ok);
    CHECK(report.is_renewed);
    CHECK(second.replica->device().device != was);
    CHECK(second.replica->bundles().signing_key().public_key != key);
    CHECK(signs(*top.store->read(), second.replica->device().device));
    CHECK(changes_at(top) == 3);
    second.add("Sùng Thị Mẩy");
    CHECK(outcome_at(top, second, upload_of(second)) == "not_signed");
    CHECK(second.sync().pushed == 1);
    CHECK(first.sync().outcome == SyncOutcome::ok);
    CHECK(problems_of(top).empty());
}

TEST_CASE("A store whose key is not the one that the district knows keeps its work, and a code puts it right") {
    Top top;
    Laptop lan(top, "lan");
    lan.replica->database().execute("delete from bundle_key");  // an old copy, from before there were keys
    const RecordId record = lan.add("Vàng Seo Phử");
    const SyncReport refused = lan.sync();
    CHECK(refused.outcome == SyncOutcome::refused);
    CHECK(refused.message.vi.find("Không mất gì") != std::string::npos);
    CHECK(refused.needs_code);
    CHECK(refused.message.vi.find("“Mã mới của huyện” ở màn hình Đồng bộ") != std::string::npos);
    CHECK(refused.message.en.find("“New code from the district” on the Sync screen") != std::string::npos);
    CHECK(refused.message.vi.find("nuong") == std::string::npos);  // there is no command line in the window
    CHECK(lan.replica->log().count(LogState::waiting) == 1);

    CHECK(confirm_device(*lan.replica, lan.line, "0000-0000-0000").error().code == ErrorCode::refused);
    const auto other = confirm_device(*lan.replica, lan.line, top.code_for("binh"));
    CHECK(other.error().message.en.find("right person") != std::string::npos);
    const std::string code = top.code_for("lan");
    lan.line.answers_to_lose = 1;
    CHECK(confirm_device(*lan.replica, lan.line, code).error().code == ErrorCode::unreachable);
    CHECK(confirm_device(*lan.replica, lan.line, code));
    CHECK(lan.sync().pushed == 1);
    CHECK(top.record(record) == lan.replica->records().shown(record));
    CHECK(problems_of(top).empty());
}

TEST_CASE("What came on a stick is signed as well, and stays proven in the district's store") {
    Top top;
    Laptop lan(top, "lan");
    lan.add("Vàng Seo Phử");
    lan.add("Giàng Thị Súa");
    TemporaryFolder folder;
    REQUIRE(export_bundle(*lan.replica, folder / "stick", lan.clock.now()));
    const auto opened = open_bundle(*top.store->read(), nuong::test::bytes_of(folder / "stick"));
    REQUIRE(opened);
    {
        const auto transaction = top.store->begin();
        CHECK(take_bundle(*transaction, *top.service.book(), *opened, "console", top.clock.now()).front().taken == 2);
        top.service.committed(transaction->commit());
    }
    const DeviceId device = lan.replica->device().device;
    REQUIRE(top.store->read()->run_signatures(device, 0, 10).size() == 1);
    CHECK(problems_of(top).empty());
    // A hand in the store that rewrites a change with its hash, its link, and where the device stands.
    const ChangeRow row = *top.store->read()->change(device, 2);
    const Hash hash = sha256("another body"), link = next_link(top.store->read()->change(device, 1)->link, hash);
    top.store->sql()
        .prepare("update change set hash = ?, link = ?, body = '' where seq = 2")
        .bind(1, Blob(hash))
        .bind(2, Blob(link))
        .run();
    top.store->sql().prepare("update device set link = ? where acked = 2").bind(1, Blob(link)).run();
    const auto found = problems_of(top);
    REQUIRE(found.size() == 2);  // ... nor does the record say what its changes give
    CHECK(found[1] == "signature " + to_string(device) + ":2: the device has not signed what stands here");
}

TEST_CASE("Who alters what a device has signed and takes its signatures away has left an end that it has not signed") {
    Top top;
    Laptop lan(top, "lan");
    lan.add("Vàng Seo Phử");
    top.clock.advance(std::chrono::minutes(1));
    lan.sync();
    const DeviceId device = lan.replica->device().device;
    REQUIRE(problems_of(top).empty());
    top.store->sql().execute("delete from run_signature");
    CHECK(problems_of(top) == std::vector<std::string>{"change " + to_string(device) +
                                                       ":1: the device signs what it sends, and has not signed this"});
    // What it signs next covers all that stands before it, if it is what the device has written.
    lan.add("Giàng Thị Súa");
    lan.sync();
    CHECK(problems_of(top).empty());
}

TEST_CASE("A sync with nothing new carries no signature") {
    Top top;
    Laptop lan(top, "lan");
    lan.add("Vàng Seo Phử");
    lan.sync();
    std::size_t signed_requests = 0;
    class Listening final : public Transport {
    public:
        Listening(Transport& line, std::size_t& count) : line_(line), count_(count) {}
        Result<HttpResponse> exchange(const HttpRequest& request) override {
            count_ += request.path == "/v1/sync" &&
                      protocol::decode_sync_request(protocol::unpack(request.body).value()).value().signature;
            return line_.exchange(request);
        }

    private:
        Transport& line_;
        std::size_t& count_;
    } listening(lan.line, signed_requests);
    CHECK(sync_once(*lan.replica, listening, lan.clock).requests == 1);
    CHECK(signed_requests == 0);
    lan.add("Giàng Thị Súa");
    CHECK(sync_once(*lan.replica, listening, lan.clock).pushed == 1);
    CHECK(signed_requests == 1);
}
