// Photos and papers: attached without a network, sent after the records, fetched by those who may see the record.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "client/sync/bundle_file.h"
#include "sync-server/core/blobs.h"
#include "sync-server/core/quarantine.h"
#include "sync-server/core/verify.h"
#include "tests/client/app/line.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::Laptop;

namespace {

constexpr const char* person = R"({"id":"person","version":2,"title":{"vi":"Người","en":"Person"},"survey":[
  {"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Full name"}},
  {"type":"integer","name":"age","label":{"vi":"Tuổi","en":"Age"},"constraint":". < 120"},
  {"type":"image","name":"photo","label":{"vi":"Ảnh","en":"Photo"}}]})";

struct Town : nuong::testing::District {
    Town() {
        publish_more({{"person.json", "forms", person}});
        for (const char* name : {"lan", "binh"}) add_user(name, "worker", {"089"});
        add_user("xa", "worker", {"080"});    // of another part of the province
        add_user("kiem", "auditor", {"10"});  // reads contacts, not persons
    }
    std::size_t blobs() { return store->read()->blobs(std::nullopt, 100).size(); }
    bool has_whole(const Attachment& file) {
        const auto row = store->read()->blob(file.blob);
        return row && row->is_whole();
    }
    std::vector<std::string> problems() { return verify(*store->read()).problems; }
};

// Something that begins like a photo; the rest is noise, which does not compress.
std::string photo(std::size_t bytes, unsigned char noise = 7) {
    std::string text = "\xFF\xD8\xFF\xE0";
    for (std::uint32_t x = noise; text.size() < bytes; x = x * 1664525u + 1013904223u)
        text += static_cast<char>(x >> 24);
    return text;
}

std::string bytes_at(Laptop& laptop, const Attachment& file) {
    return laptop.replica->blobs().bytes(file.blob).value_or("(not here)");
}

}  // namespace

TEST_CASE("A photo taken without a network reaches the district after its record, and then the colleague") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = lan.add("Vàng Seo Phử");
    const std::string taken = photo(300'000);
    const Attachment file = attach(lan, record, taken);
    CHECK(file.size == 300'000);
    const SyncReport sent = lan.sync();
    CHECK(sent.outcome == SyncOutcome::ok);
    CHECK(sent.files_sent == 1);
    CHECK(sent.files_waiting == 0);
    CHECK(town.has_whole(file));
    CHECK(lan.line.blob_bytes_sent == 300'000);  // nothing twice
    CHECK(lan.sync().requests == 1);

    const SyncReport fetched = binh.sync();
    CHECK(fetched.files_received == 1);
    CHECK(binh.shown(record, "photo") == name_of(file));
    CHECK(bytes_at(binh, file) == taken);
    CHECK(binh.line.blob_bytes_given == 300'000);
    CHECK(binh.sync().requests == 1);
    CHECK(town.problems().empty());
}

TEST_CASE(
    "A record may be here before its photo: it says so, nobody asks in vain again, and it comes when it is there") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = lan.add("Vàng Seo Phử");
    const Attachment file = attach(lan, record, photo(300'000));
    lan.line.is_old = true;  // what goes up is the record; the files are not taken
    CHECK(lan.sync().files_waiting == 1);
    const SyncReport early = binh.sync();
    CHECK(early.outcome == SyncOutcome::ok);
    CHECK(binh.shown(record, "photo") == name_of(file));
    CHECK(early.files_received == 0);
    CHECK(early.files_wanted == 1);
    CHECK(binh.sync().requests == 1);  // not asked for again

    lan.line.is_old = false;
    CHECK(lan.sync().files_sent == 1);
    CHECK(binh.sync().files_received == 1);
    CHECK(bytes_at(binh, file) == photo(300'000));
}

TEST_CASE("A photo that only my own unsent save still names comes when it is there, though I had asked in vain") {
    Town town;
    const nuong::test::TemporaryFolder stick;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = lan.add("Vàng Seo Phử"), own = binh.add("Giàng Thị Súa");
    const Attachment file = attach(lan, record, photo(300'000));
    attach(binh, own, photo(300, 9));
    lan.line.is_old = true;  // the record goes up without its photo
    lan.sync();
    {
        SyncSession session(*binh.replica, binh.line, binh.clock);
        session.step();  // records, and the first of the files
        const Dot dot = binh.replica->records().shown(record)->find("photo")->heads[0].dot;
        binh.replica->save({record, "person", 2, {Write{Path("photo"), Value(name_of(file)), {dot}}}, std::nullopt},
                           binh.clock.now());
        session.step();
        CHECK(session.report().files_wanted == 1);
    }
    lan.line.is_old = false;
    attach(lan, record, photo(400, 11));  // in place of the first
    CHECK(lan.sync().files_sent == 2);
    REQUIRE(export_bundle(*binh.replica, stick / "binh", binh.clock.now()));  // so the next sync asks before it sends
    CHECK(binh.sync().outcome == SyncOutcome::ok);
    CHECK(binh.conflicts(record) == 1);
    CHECK(bytes_at(binh, file) == photo(300'000));
}

TEST_CASE("A line that loses every other answer loses no file and sends little twice") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = lan.add("Vàng Seo Phử");
    const Attachment file = attach(lan, record, photo(2'000'000));
    int rounds = 0;
    while (!town.has_whole(file) && rounds < 60) {
        lan.line.answers_to_lose = ++rounds % 2;
        SyncSession session(*lan.replica, lan.line, lan.clock);
        for (int step = 0; step < 3 && session.step(); ++step) lan.line.answers_to_lose = (step + rounds) % 2;
    }
    CHECK(town.has_whole(file));
    CHECK(lan.line.blob_bytes_sent < 3'500'000);
    lan.line.answers_to_lose = 0;
    lan.sync();
    CHECK(lan.replica->blobs().to_send() == BlobCount{});
    rounds = 0;
    while (bytes_at(binh, file) != photo(2'000'000) && rounds < 60) {
        binh.line.answers_to_lose = ++rounds % 2;
        SyncSession session(*binh.replica, binh.line, binh.clock);
        for (int step = 0; step < 3 && session.step(); ++step) binh.line.answers_to_lose = (step + rounds) % 2;
    }
    CHECK(bytes_at(binh, file) == photo(2'000'000));
}

TEST_CASE("The same paper photographed for a whole family is kept once and travels once") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const Attachment file = attach(lan, lan.add("Vàng Seo Phử"), photo(200'000));
    attach(lan, lan.add("Vàng Thị Mỷ"), photo(200'000));
    lan.sync();
    CHECK(lan.line.blob_bytes_sent == 200'000);
    attach(binh, binh.add("Vàng Seo Lử"), photo(200'000));
    binh.sync();
    CHECK(binh.line.blob_bytes_sent == 0);  // the server has it: not even Bình's own copy goes up
    CHECK(binh.replica->blobs().to_send() == BlobCount{});
    CHECK(town.blobs() == 1);
    CHECK(town.has_whole(file));
}

TEST_CASE("A piece that a proxy has mangled is noticed, dropped, and sent again") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId record = lan.add("Vàng Seo Phử");
    const Attachment file = attach(lan, record, photo(200'000));
    lan.line.mangle_blobs = 1;
    const SyncReport first = lan.sync();
    CHECK(first.outcome == SyncOutcome::ok);
    CHECK(first.files_waiting == 1);
    CHECK_FALSE(town.has_whole(file));
    CHECK(lan.sync().files_sent == 1);
    CHECK(town.has_whole(file));

    Laptop binh(town, "binh");  // the same on the way down
    binh.replica->blobs().doubt_server();
    const RecordId other = binh.add("Vàng Thị Mỷ");
    const Attachment second = attach(binh, other, photo(150'000, 9));
    binh.sync();
    lan.line.mangle_blobs = 1;
    CHECK(lan.sync().files_received == 0);
    CHECK(bytes_at(lan, second) == "(not here)");
    CHECK(lan.sync().files_received == 1);
    CHECK(bytes_at(lan, second) == photo(150'000, 9));
    CHECK(town.problems().empty());
}

TEST_CASE("A photo that I attach myself while the same one comes from the server breaks no sync") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const Attachment file = attach(lan, lan.add("Vàng Seo Phử"), photo(2'000));
    lan.sync();
    const RecordId sister = binh.add("Vàng Thị Mỷ");
    binh.line.while_file_comes = [&] { attach(binh, sister, photo(2'000)); };
    CHECK(binh.sync().outcome == SyncOutcome::ok);
    CHECK(bytes_at(binh, file) == photo(2'000));
    CHECK(binh.sync().outcome == SyncOutcome::ok);
    CHECK(binh.sync().requests == 1);
}

TEST_CASE("A photo of which nothing arrives, or a hotel's page instead, is asked for again at the next sync") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const Attachment file = attach(lan, lan.add("Vàng Seo Phử"), photo(2'000));
    lan.sync();
    for (const std::string& came : {std::string(), std::string(5'000, '<')}) {
        CAPTURE(came.size());
        binh.line.blobs_say = came;
        CHECK(binh.sync().files_received == 0);
        binh.line.blobs_say.reset();
        CHECK(binh.replica->blobs().wanted().blobs == 1);
    }
    CHECK(binh.sync().files_received == 1);
    CHECK(bytes_at(binh, file) == photo(2'000));
}

TEST_CASE("A record that is wrong about how long its file is has it asked for once, and not at every sync") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    Attachment file = attach(lan, lan.add("Vàng Seo Phử"), photo(2'000));
    lan.sync();
    file.size = 1'999;
    const RecordId record = lan.add("Vàng Thị Mỷ");
    lan.edit(record, "photo", name_of(file));
    lan.sync();
    binh.sync();
    CHECK(binh.sync().requests == 1);
}

TEST_CASE("Who may not see the record may not have its photo, nor learn that it exists") {
    Town town;
    Laptop lan(town, "lan"), far(town, "xa"), auditor(town, "kiem");
    const Attachment file = attach(lan, lan.add("Vàng Seo Phử"), photo(1'000));
    lan.sync();
    for (Laptop* other : {&far, &auditor}) {
        other->sync();
        CHECK_FALSE(other->replica->blobs().find(file.blob));
        const std::string path = "/v1/blobs/" + to_hex(file.blob);
        const std::string token = other->replica->device().token;
        CHECK(other->line.exchange({"GET", path + "?at=0&most=1000", token, ""})->status == 404);
        CHECK(other->line.exchange({"PUT", path + "?at=0&size=1000", token, ""})->status == 404);
    }
}

TEST_CASE("Naming a photo in a change that is refused gives no right to it, but does not lose it either") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    binh.sync();
    town.change_user("lan", [](UserRow& user) { user.role = "auditor"; });  // may no longer write persons
    const Attachment file = attach(lan, record, photo(1'000));
    const SyncReport report = lan.sync();
    CHECK(report.refused == 1);
    CHECK(report.files_sent == 1);  // the district decides; then it is there
    CHECK(town.has_whole(file));
    binh.sync();
    CHECK(binh.line.exchange({"GET", "/v1/blobs/" + to_hex(file.blob), binh.replica->device().token, ""})->status ==
          404);

    const ChangeRow refused = town.quarantine().at(0);
    {
        const auto transaction = town.store->begin();
        REQUIRE(release_from_quarantine(*transaction, refused.device, refused.seq, "district", town.clock.now()));
        town.service.committed(transaction->commit());
    }
    CHECK(binh.sync().files_received == 1);
    CHECK(bytes_at(binh, file) == photo(1'000));
}

TEST_CASE("A record that leaves takes its photo along; one that was not sent yet goes up first") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = lan.add("Vàng Seo Phử");
    const Attachment sent = attach(lan, record, photo(1'000));
    lan.sync();
    binh.sync();
    CHECK(bytes_at(binh, sent) == photo(1'000));
    const Attachment unsent = attach(binh, record, photo(1'500, 9));
    for (const char* name : {"lan", "binh"}) town.change_user(name, [](UserRow& user) { user.areas = {"080"}; });
    const SyncReport report = binh.sync();
    CHECK(report.files_sent == 1);
    CHECK(town.has_whole(unsent));
    CHECK_FALSE(binh.replica->blobs().find(sent.blob));
    CHECK(bytes_at(binh, unsent) == photo(1'500, 9));  // his own, of a change that was refused: he may correct it
    lan.sync();
    CHECK_FALSE(lan.replica->blobs().find(sent.blob));
}

TEST_CASE("When the last word of a record that was taken away is a refusal, its photo goes as well") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = lan.add("Vàng Seo Phử");
    const Attachment file = attach(lan, record, photo(1'000));
    lan.sync();
    binh.sync();
    REQUIRE(bytes_at(binh, file) == photo(1'000));
    binh.edit(record, "full_name", "Vàng Seo Páo");
    town.change_user("binh", [](UserRow& user) { user.areas = {"080"}; });
    binh.replica->bundles().note_export();  // so that he asks before he sends: the record leaves, his edit waits
    CHECK(binh.sync().refused == 1);
    CHECK_FALSE(binh.replica->blobs().find(file.blob));
}

TEST_CASE("A photo that somebody else's record names too is not offered for ever, when only a lost draft was mine") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    auto form = OpenForm::start(binh.workbook, "person", std::nullopt, "03076", Language::vi).value();
    const Attachment mine = binh.replica->blobs().add(photo(1'000), "jpg", form.draft().id);
    const RecordId record = lan.add("Vàng Seo Phử");
    REQUIRE(attach(lan, record, photo(1'000)) == mine);
    lan.sync();
    binh.line.requests_until_down = 1;
    binh.sync();  // the record arrives, and nothing more
    binh.line.is_down = false;
    binh.line.requests_until_down = -1;
    form.discard();
    town.change_user("binh", [](UserRow& user) { user.areas = {"080"}; });
    REQUIRE(town.service.refresh(*town.store->read()));
    binh.sync();
    CHECK_FALSE(binh.replica->blobs().find(mine.blob));
    const int before = binh.line.requests;
    binh.sync();
    CHECK(binh.line.requests == before + 1);
}

TEST_CASE("A photo in an open form is not offered at every sync because a record that has left named it too") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    auto form = OpenForm::start(binh.workbook, "person", std::nullopt, "03076", Language::vi).value();
    const RecordId record = lan.add("Vàng Seo Phử");
    const Attachment file = attach(lan, record, photo(1'000));
    lan.line.requests_until_down = 1;
    lan.sync();  // the record, without its photo
    binh.sync();
    REQUIRE(binh.replica->blobs().add(photo(1'000), "jpg", form.draft().id) == file);  // he has the same paper
    town.change_user("binh", [](UserRow& user) { user.areas = {"080"}; });
    REQUIRE(town.service.refresh(*town.store->read()));
    binh.sync();
    const int before = binh.line.requests;
    binh.sync();
    CHECK(binh.line.requests == before + 1);
    CHECK(bytes_at(binh, file) == photo(1'000));  // his own form has it yet
}

// Seed 18040412: it waited to be sent for ever, and at each sync was refused.
TEST_CASE("A photo attached in vain is not offered at every sync because a record that has left named it too") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId stays = lan.add("Vàng Seo Phử", "03076"), leaves = lan.add("Giàng A Páo", "03079");
    lan.sync();
    binh.sync();
    lan.replica->blobs().add(photo(1'000), "jpg", stays);  // and then the power went
    attach(binh, leaves, photo(1'000));
    binh.line.requests_until_down = 1;
    binh.sync();  // the record, without its photo
    lan.line.requests_until_down = 1;
    lan.sync();
    lan.line.is_down = false;
    lan.line.requests_until_down = -1;
    town.change_user("lan", [](UserRow& user) { user.areas = {"03076"}; });
    REQUIRE(town.service.refresh(*town.store->read()));
    lan.sync();
    REQUIRE(lan.replica->records().shown(stays));
    REQUIRE_FALSE(lan.replica->records().shown(leaves));
    CHECK(lan.replica->blobs().to_send().blobs == 0);
    CHECK(lan.sync().requests == 1);
}

TEST_CASE("A photo of a record that has left goes as soon as it is sent, also when the sync ends right there") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId record = lan.add("Vàng Seo Phử");
    const Attachment file = attach(lan, record, photo(500));
    lan.line.requests_until_down = 1;
    lan.sync();  // the records; the line breaks before the photo
    town.change_user("lan", [](UserRow& user) { user.areas = {"080"}; });
    lan.line.requests_until_down = -1;
    REQUIRE(town.service.refresh(*town.store->read()));
    REQUIRE_FALSE(town.has_whole(file));
    SyncSession session(*lan.replica, lan.line, lan.clock);
    while (!town.has_whole(file)) REQUIRE(session.step());
    CHECK_FALSE(lan.workbook.open(record));
    CHECK_FALSE(lan.replica->blobs().find(file.blob));
}

TEST_CASE("The photo of a new record that is refused stays, for the worker who corrects it") {
    Town town;
    Laptop lan(town, "lan");
    auto form = OpenForm::start(lan.workbook, "person", std::nullopt, "03076", Language::vi).value();
    const Attachment file = lan.replica->blobs().add(photo(1'000), "jpg", form.draft().id);
    REQUIRE(form.answer("photo", name_of(file)));
    REQUIRE(form.submit().value().status == "submitted");
    town.change_user("lan", [](UserRow& user) { user.role = "auditor"; });
    CHECK(lan.sync().refused == 1);
    CHECK(bytes_at(lan, file) == photo(1'000));
}

TEST_CASE("After a role lost a form, nothing of its photos stays, nor is offered again") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const Attachment of_lan = attach(lan, lan.add("Vàng Seo Phử"), photo(1'000));
    lan.sync();
    binh.sync();
    CHECK(bytes_at(binh, of_lan) == photo(1'000));
    town.change_user("binh", [](UserRow& user) { user.role = "auditor"; });
    REQUIRE(town.service.refresh(*town.store->read()));
    const SyncReport report = binh.sync();
    CHECK(report.left >= 1);
    CHECK_FALSE(binh.replica->blobs().find(of_lan.blob));
    CHECK(binh.sync().requests == 1);
}

TEST_CASE("A form that is thrown away takes its photo along, and what only a draft names is never sent") {
    Town town;
    Laptop lan(town, "lan");
    auto form = OpenForm::start(lan.workbook, "person", std::nullopt, "03076", Language::vi).value();
    const Attachment file = lan.replica->blobs().add(photo(1'000), "jpg", form.draft().id);
    REQUIRE(form.answer("photo", name_of(file)));
    lan.sync();
    CHECK(lan.line.blob_bytes_sent == 0);
    lan.replica->blobs().collect();
    CHECK(bytes_at(lan, file) == photo(1'000));
    form.discard();
    CHECK_FALSE(lan.replica->blobs().find(file.blob));
}

// Seed 7653268: what had been replaced in the form, and a form in which nothing was changed, left their photos behind.
TEST_CASE("A form that is submitted leaves no photo behind that it does not name") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId person = lan.add("Vàng Seo Phử");
    auto form = OpenForm::edit(lan.workbook, person, Language::vi);
    REQUIRE(form);
    const Attachment blurred = lan.replica->blobs().add("%PDF-1.4 blurred", "pdf", form->draft().id);
    const bool something_changed = GENERATE(true, false);
    if (something_changed) REQUIRE(form->answer("full_name", Value("Vàng Seo Phủ")));
    REQUIRE(form->submit());
    CHECK_FALSE(lan.replica->blobs().find(blurred.blob));
}

TEST_CASE("A server that came back from a backup gets its files again from whoever holds them") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    binh.sync();
    const Attachment file = attach(lan, record, photo(400'000));
    lan.sync();
    binh.sync();
    {
        const auto transaction = town.store->begin();
        transaction->drop_blob(file.blob);
        transaction->start_epoch("restored");
        town.service.committed(transaction->commit());
    }
    REQUIRE(town.service.refresh(*town.store->read()));
    CHECK(binh.sync().files_sent == 1);  // Lan's tablet may be lost by now
    CHECK(town.has_whole(file));
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK(lan.line.blob_bytes_sent == 400'000);
}

TEST_CASE("A photo that a restored server knows nothing of is offered once, and again when its record comes back") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = lan.add("Vàng Seo Phử");
    const Attachment file = attach(lan, record, photo(1'000));
    lan.sync();
    binh.sync();
    CHECK(bytes_at(binh, file) == photo(1'000));
    Town restored;  // with the devices, and nothing of what they have saved
    {
        const auto transaction = restored.store->begin();
        for (DeviceRow device : town.store->read()->devices()) {
            device.acked = 0;
            device.link = {};
            transaction->put_device(device);
            for (const EnrolmentRow& row : town.store->read()->enrolments(device.id)) transaction->put_enrolment(row);
        }
        transaction->commit();
    }
    REQUIRE(restored.service.refresh(*restored.store->read()));
    binh.line.connect(restored);
    binh.sync();
    CHECK(binh.sync().requests == 1);
    lan.line.connect(restored);
    lan.replica->database().execute("delete from blob_part; delete from blob");  // her disk was not what it had been
    lan.sync();
    CHECK_FALSE(restored.has_whole(file));
    binh.sync();
    CHECK(restored.has_whole(file));
}

TEST_CASE("What is no photo, no sound and no paper is not kept by the server") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId record = lan.add("Vàng Seo Phử");
    const Attachment file = attach(lan, record, "#!/bin/sh\nrm -rf /\n");
    const SyncReport report = lan.sync();
    CHECK(report.outcome == SyncOutcome::ok);
    CHECK(report.files_waiting == 1);
    CHECK_FALSE(town.has_whole(file));
    CHECK(town.record(record));
}
