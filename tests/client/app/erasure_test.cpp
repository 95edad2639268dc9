// Somebody asks to be erased: what was written about them goes from wherever it was read or written, and stays away.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "sync-server/core/erasure.h"
#include "sync-server/core/erasure_confirmations.h"
#include "sync-server/core/quarantine.h"
#include "sync-server/core/retention.h"
#include "tests/client/app/desk.h"
#include "tests/client/app/erasure_house.h"
#include "tests/client/app/relay_house.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::erase_again_at;
using nuong::client::testing::erase_at;
using nuong::client::testing::holds;
using nuong::client::testing::is_sound;
using nuong::client::testing::Laptop;
using nuong::client::testing::Top;

namespace {

constexpr const char* visit_form = R"({"id":"contact","version":2,"title":{"vi":"Gặp","en":"Contact"},
  "settings":{"subject":"who"},"survey":[
  {"type":"record_ref","name":"who","parameters":{"form":"person"},"label":{"vi":"Người","en":"Person"}},
  {"type":"text","name":"said","label":{"vi":"Nội dung","en":"What was said"}}]})";

void publish_visits(nuong::testing::District& top, const std::string& form = visit_form) {
    top.publish_more({{"contact.json", "forms", form}});
}

RecordId add_visit(Laptop& laptop, const RecordId& person, const std::string& said, const FormId& form = "contact",
                   const AreaCode& area = "03076") {
    const RecordId id = make_uuid_v7(laptop.clock.now());
    laptop.replica->save(
        {id,
         form,
         2,
         {Write{"who", Value(to_string(person)), {}}, Write{"said", Value(said), {}},
          Write{Path(reserved::area), Value(area), {}}, Write{Path(reserved::status), Value("submitted"), {}}},
         std::nullopt},
        laptop.clock.now());
    return id;
}

void say_same(Laptop& laptop, const RecordId& record, const RecordId& other) {
    laptop.replica->save(
        {record, "person", 2, {Write{Path(reserved::same_as), Value(to_string(other)), {}}}, std::nullopt},
        laptop.clock.now());
}

// Named by a save of the person.
Attachment add_photo(Laptop& laptop, const RecordId& person, const std::string& bytes = "%PDF-1.4 a picture") {
    const Attachment photo = laptop.replica->blobs().add(bytes, "pdf", person);
    laptop.edit(person, "phone", name_of(photo));
    return photo;
}

// The line breaks before the first file goes.
void sync_without_files(Laptop& laptop) {
    laptop.line.requests_until_down = 1;
    laptop.sync();
    laptop.line.requests_until_down = -1;
}

std::string person_form_kept_a_year() {
    std::string form(nuong::client::testing::person);
    form.insert(form.find("\"survey\""), R"("settings":{"retention_days":365},)");
    return form.replace(form.find("\"version\":2"), 11, "\"version\":3");
}

std::vector<RecordId> records_over(nuong::testing::District& top, const DocumentBook& book) {
    return expired_records(*top.store->read(), book, top.clock.now(), 100).records;
}

}  // namespace

TEST_CASE("Somebody who asks for it is erased at the district and on every device that had read or written of them") {
    Top top;
    publish_visits(top);
    Laptop lan(top, "lan"), binh(top, "binh");
    const RecordId person = lan.add("Vàng Seo Phử"), other = lan.add("Giàng A Páo");
    lan.sync();
    binh.sync();
    const RecordId met = add_visit(binh, person, "đã kể chuyện riêng");
    binh.sync();
    lan.sync();
    REQUIRE(holds(lan.replica->database(), "kể chuyện riêng"));

    const ErasurePlan plan = erase_at(top, person);
    CHECK(plan.erased.size() == 2);
    CHECK(plan.kept.empty());
    CHECK(lan.sync().erased == 2);
    CHECK(binh.sync().erased == 2);
    for (Laptop* laptop : {&lan, &binh}) {
        CHECK_FALSE(holds(laptop->replica->database(), "Vàng Seo Phử"));
        CHECK_FALSE(holds(laptop->replica->database(), "vang seo phu"));
        CHECK_FALSE(holds(laptop->replica->database(), "kể chuyện riêng"));
        CHECK(laptop->replica->records().listing(other));
        CHECK(laptop->sync().requests == 1);
        CHECK(laptop->line.last->erased == std::nullopt);  // told once
    }
    CHECK_FALSE(holds(*top.store, "Vàng Seo Phử"));
    CHECK_FALSE(holds(*top.store, "kể chuyện riêng"));
    CHECK(is_sound(top));
    CHECK_FALSE(top.store->read()->record(met));
    lan.clock.advance(std::chrono::hours(2));
    CHECK(lan.sync().repaired == 0);  // both sides hold the same

    lan.edit(other, "phone", "0912345678");  // the chain of the device goes on over what was erased
    CHECK(lan.sync().pushed == 1);
    CHECK(is_sound(top));
    Laptop late(top, "lan");  // a device that never had anything of it has nothing to forget
    CHECK(late.replica->device().erasures == 2);
    CHECK(late.replica->erased().due().empty());
}

TEST_CASE(
    "What was refused about the erased goes as well: from the quarantine, and from the device that had written it") {
    Top top;
    publish_visits(top);
    Laptop lan(top, "lan");
    const RecordId person = lan.add("Vàng Seo Phử");
    const RecordId met = add_visit(lan, person, "đã kể chuyện riêng", "contact", "02635");  // not where lan works
    REQUIRE(lan.sync().refused == 1);
    REQUIRE(holds(*top.store, "kể chuyện riêng"));
    const ErasurePlan plan = erase_at(top, person);
    CHECK(plan.erased.size() == 2);
    CHECK(plan.mentions.empty());
    CHECK(top.store->read()->refused_changes(0, 10).empty());
    CHECK_FALSE(holds(*top.store, "kể chuyện riêng"));
    lan.sync();
    CHECK_FALSE(holds(lan.replica->database(), "kể chuyện riêng"));
    CHECK_FALSE(lan.replica->records().listing(met));
    CHECK(is_sound(top));
    const auto book = make_book(top.store->read()->documents_in_force()).value();
    CHECK_FALSE(plan_of_erasure(*top.store->read(), *book, met));  // it is gone already
}

TEST_CASE("A record of which everything was refused can be erased by its own name") {
    Top top;
    publish_visits(top);
    Laptop lan(top, "lan");
    const RecordId met = add_visit(lan, lan.add("Vàng Seo Phử"), "đã kể chuyện riêng", "contact", "02635");
    REQUIRE(lan.sync().refused == 1);
    CHECK(erase_at(top, met).erased == std::vector{met});
    CHECK_FALSE(holds(*top.store, "kể chuyện riêng"));
    lan.sync();
    CHECK_FALSE(holds(lan.replica->database(), "kể chuyện riêng"));
    CHECK(is_sound(top));
}

TEST_CASE("A refused visit to somebody who is erased by now is not let through afterwards") {
    Top top;
    publish_visits(top);
    Laptop lan(top, "lan");
    const RecordId person = lan.add("Vàng Seo Phử");
    add_visit(lan, person, "đã kể chuyện riêng", "contact", "02635");
    REQUIRE(lan.sync().refused == 1);
    erase_again_at(top, person);  // a list of names after a restore: it knows nothing of the visit
    const auto refused = top.store->read()->refused_changes(0, 10);
    REQUIRE(refused.size() == 1);
    const auto transaction = top.store->begin();
    const Status released =
        release_from_quarantine(*transaction, refused[0].device, refused[0].seq, "console", top.clock.now());
    REQUIRE_FALSE(released);
    CHECK(released.error().message.en.find("erased by law") != std::string::npos);
}

TEST_CASE("Whoever erases is told of the person's twin and of whatever else names them, and neither goes by itself") {
    Top top;
    publish_visits(top);
    Laptop lan(top, "lan");
    const RecordId person = lan.add("Vàng Seo Phử"), twin = lan.add("Vang Seo Phu"), other = lan.add("Giàng A Páo");
    say_same(lan, twin, person);
    const RecordId roster = add_visit(lan, other, "gặp cùng " + to_string(person));
    lan.sync();
    const auto ids = [](const std::vector<RecordRow>& rows) {
        std::vector<RecordId> found;
        for (const RecordRow& row : rows) found.push_back(row.id);
        return found;
    };
    const ErasurePlan plan = erase_at(top, person);
    CHECK(plan.erased == std::vector{person});
    CHECK(ids(plan.twins) == std::vector{twin});
    CHECK(ids(plan.mentions) == std::vector{roster});
    CHECK(top.store->read()->record(twin));
    CHECK(top.store->read()->record(roster));
}

TEST_CASE("Of two records of one person the one that says so names its twin when it is erased") {
    Top top;
    Laptop lan(top, "lan");
    const RecordId first = lan.add("Vàng Seo Phử"), second = lan.add("Vang Seo Phu");
    say_same(lan, second, first);
    lan.sync();
    const ErasurePlan plan = erase_at(top, second);
    REQUIRE(plan.twins.size() == 1);
    CHECK(plan.twins[0].id == first);
}

TEST_CASE("What was written of the erased in a village without signal is not kept, and its worker is told") {
    Top top;
    publish_visits(top);
    Laptop lan(top, "lan"), binh(top, "binh");
    const RecordId person = lan.add("Vàng Seo Phử");
    lan.sync();
    binh.sync();
    binh.edit(person, "phone", "0987654321");
    const RecordId met = add_visit(binh, person, "đã kể chuyện riêng");
    const RecordId other = binh.add("Giàng A Páo");
    erase_at(top, person);
    binh.line.answers_to_lose = 1;
    const SyncReport report = binh.sync();
    CHECK(report.erased >= 2);
    CHECK(report.refused == 0);
    CHECK(binh.replica->log().refused().empty());
    CHECK(top.store->read()->refused_changes(0, 10).empty());  // nor is there anything for a supervisor to decide
    CHECK_FALSE(binh.replica->records().listing(met));
    CHECK(std::ranges::any_of(top.store->read()->audit(0, 100), [&](const AuditRow& row) {
        return row.what == "erase" && row.detail.starts_with(to_string(met)) && row.who == "binh";
    }));
    for (const char* secret : {"0987654321", "kể chuyện riêng", "Vàng Seo Phử"}) {
        CHECK_FALSE(holds(binh.replica->database(), secret));
        CHECK_FALSE(holds(*top.store, secret));
    }
    lan.sync();
    CHECK_FALSE(lan.replica->records().listing(met));
    CHECK(lan.replica->records().listing(other));
    CHECK(is_sound(top));
}

TEST_CASE("An edit that points a record of somebody else at the erased does not take that record along") {
    Top top;
    publish_visits(top);
    Laptop lan(top, "lan"), binh(top, "binh");
    const RecordId goes = lan.add("Vàng Seo Phử"), stays = lan.add("Giàng A Páo");
    const RecordId visit = add_visit(lan, stays, "hẹn lại thứ năm");
    lan.sync();
    binh.sync();
    binh.edit(visit, "who", to_string(goes));  // it was the other one, binh thinks, who has no signal
    erase_at(top, goes);
    const SyncReport report = binh.sync();
    CHECK(report.refused == 1);
    REQUIRE(binh.replica->log().refused().size() == 1);
    CHECK(binh.replica->log().refused()[0].code == "about_erased");
    lan.sync();
    for (Laptop* each : {&lan, &binh}) {
        CHECK(each->replica->records().listing(visit)->subject == stays);
        CHECK_FALSE(each->replica->records().listing(goes));
    }
    CHECK(top.store->read()->record(visit)->state.find("hẹn lại thứ năm") != std::string::npos);
    CHECK_FALSE(top.store->read()->is_erased(visit));
    CHECK(is_sound(top));
}

TEST_CASE("A form that is open over the erased goes with them, and cannot be saved") {
    Top top;
    publish_visits(top);
    Laptop lan(top, "lan"), binh(top, "binh");
    const RecordId person = lan.add("Vàng Seo Phử");
    lan.sync();
    auto form = OpenForm::edit(lan.workbook, person, Language::vi);
    REQUIRE(form);
    CHECK(form->answer("phone", Value("0911")));
    const Uuid draft = form->draft().id;
    erase_at(top, person);
    lan.sync();
    CHECK_FALSE(lan.replica->drafts().find(draft));
    CHECK(form->answer("phone", Value("0922")));  // the window has not noticed yet
    CHECK_FALSE(holds(lan.replica->database(), "0922"));
    CHECK_FALSE(form->submit());
    CHECK(lan.replica->log().count(LogState::waiting) == 0);
}

// Seed 267 of the simulated worlds: it waited to be sent for ever, because a draft had held it as well.
TEST_CASE("A photo of the erased goes too, also one that was not sent and that an open form held") {
    Top top;
    Laptop lan(top, "lan");
    const RecordId person = lan.add("Vàng Seo Phử");
    lan.sync();
    const Attachment photo = add_photo(lan, person);
    auto form = OpenForm::edit(lan.workbook, person, Language::vi);
    REQUIRE(form);
    lan.replica->blobs().hold(form->draft().id, {photo});
    erase_at(top, person);
    lan.sync();
    CHECK_FALSE(lan.replica->blobs().find(photo.blob));
    CHECK(lan.sync().requests == 1);
}

// Seed 7352715: nothing on the device said any more whose it was.
TEST_CASE("A photo that still waits to be sent goes with the erased, who left this device before") {
    Top top;
    Laptop lan(top, "lan"), huyen(top, "huyen");
    const RecordId person = lan.add("Vàng Seo Phử");
    const Attachment photo = add_photo(lan, person);
    sync_without_files(lan);
    huyen.sync();
    move(huyen, person, "03079");
    huyen.sync();
    sync_without_files(lan);
    REQUIRE_FALSE(lan.replica->records().shown(person));
    REQUIRE(lan.replica->blobs().find(photo.blob));
    erase_at(top, person);
    lan.sync();
    CHECK_FALSE(lan.replica->blobs().find(photo.blob));
    CHECK(lan.sync().requests == 1);
}

TEST_CASE("A photo that came with a form goes with the erased too") {
    Top top;
    Laptop lan(top, "lan");
    const RecordId person = lan.add("Vàng Seo Phử");
    lan.sync();
    auto form = OpenForm::edit(lan.workbook, person, Language::vi);
    REQUIRE(form);
    const Attachment photo = lan.replica->blobs().add("%PDF-1.4 a picture", "pdf", form->draft().id);
    REQUIRE(form->answer("phone", Value(name_of(photo))));
    REQUIRE(form->submit());
    erase_at(top, person);
    lan.sync();
    CHECK_FALSE(lan.replica->blobs().find(photo.blob));
    CHECK(lan.sync().requests == 1);
}

// Seed 7658905: the second save did not come about, and the photo was offered for ever.
TEST_CASE("A photo of the erased that was attached in vain to somebody else is not offered") {
    Top top;
    Laptop lan(top, "lan");
    const RecordId person = lan.add("Vàng Seo Phử"), other = lan.add("Giàng A Páo");
    add_photo(lan, person);
    lan.replica->blobs().add("%PDF-1.4 a picture", "pdf", other);
    sync_without_files(lan);
    erase_at(top, person);
    lan.sync();
    CHECK(lan.replica->blobs().to_send().blobs == 0);
    CHECK(lan.sync().requests == 1);
}

// Seeds 1965 and 7302422: the district had dropped it with the erased, and the device thought that it was there.
TEST_CASE("A paper that also belongs to somebody who was not erased is sent again") {
    const bool is_restored = GENERATE(false, true);
    Top top;
    Laptop lan(top, "lan");
    const RecordId person = lan.add("Vàng Seo Phử");
    const Attachment paper = add_photo(lan, person, "%PDF-1.4 a decision about two people");
    lan.sync();
    REQUIRE(top.store->read()->blob(paper.blob));
    const RecordId other = lan.add("Giàng A Páo");
    lan.edit(other, "phone", name_of(paper));
    erase_at(top, person);
    REQUIRE_FALSE(top.store->read()->blob(paper.blob));
    if (is_restored) lan.line.tamper = [](protocol::SyncAnswer& answer) { answer.epoch = "another incarnation"; };
    lan.sync();
    lan.sync();
    const auto again = top.store->read()->blob(paper.blob);
    REQUIRE(again);
    CHECK(again->is_whole());
    CHECK(lan.replica->blobs().bytes(paper.blob));
}

TEST_CASE("What the law wants kept stays, and so does whom it is about; the rest goes") {
    Top top;
    publish_visits(top, std::string(visit_form)
                            .replace(std::string(visit_form).find("\"subject\""), 0, "\"erasure\":\"kept_by_law\","));
    Laptop lan(top, "lan");
    const RecordId person = lan.add("Vàng Seo Phử"), other = lan.add("Giàng A Páo");
    const RecordId met = add_visit(lan, person, "theo quyết định");
    lan.sync();
    const ErasurePlan plan = erase_at(top, person);
    CHECK(plan.erased.empty());
    CHECK(plan.kept.size() == 2);
    CHECK(lan.sync().erased == 0);
    CHECK(lan.replica->records().listing(met));
    CHECK(erase_at(top, other).erased.size() == 1);
}

// What somebody has asked about their data must not be what keeps their name here, nor be lost while it is kept.
TEST_CASE("A request goes with its person; where the law keeps the person, it stays and says what was asked") {
    const std::string plain(visit_form);
    const auto with = [&](const std::string& id, const std::string& rule) {
        std::string form = plain;
        form.replace(form.find("\"contact\""), 9, "\"" + id + "\"");
        return form.replace(form.find("\"subject\""), 0, "\"erasure\":\"" + rule + "\",");
    };
    Top top;
    top.publish_more({{"contact.json", "forms", with("contact", "with_person")},
                      {"file.json", "forms", with("file", "kept_by_law")},
                      {"roles.json", "roles", R"({"kind":"roles","id":"roles","version":9,"roles":[
                        {"id":"worker","name_vi":"Cán bộ","name_en":"Worker",
                         "write":["person","contact","file"],"read":[]}]})"}});
    Laptop lan(top, "lan");
    const RecordId person = lan.add("Vàng Seo Phử"), filed = lan.add("Giàng A Páo");
    const RecordId asked = add_visit(lan, person, "xin xóa hết"), asked_too = add_visit(lan, filed, "xin xóa nữa");
    add_visit(lan, filed, "theo quyết định", "file");
    lan.sync();
    const ErasurePlan gone = erase_at(top, person);
    CHECK(gone.erased == std::vector<RecordId>{asked, person});
    CHECK(gone.kept.empty());
    lan.sync();
    CHECK_FALSE(holds(lan.replica->database(), "xin xóa hết"));
    CHECK_FALSE(holds(*top.store, "xin xóa hết"));
    CHECK_FALSE(holds(*top.store, "Vàng Seo Phử"));
    const auto audit = top.store->read()->audit(0, 1000);  // the proof that it was done: when, and no name
    const auto told = [&](const RecordId& record) {
        return std::any_of(audit.begin(), audit.end(), [&](const auto& entry) {
            return entry.what == "erase" && entry.detail.starts_with(to_string(record));
        });
    };
    CHECK(told(person));
    CHECK(told(asked));

    const ErasurePlan kept = erase_at(top, filed);
    CHECK(kept.erased.empty());
    CHECK(kept.kept.size() == 3);
    lan.sync();
    CHECK(lan.replica->records().listing(asked_too));
    CHECK(holds(*top.store, "xin xóa nữa"));
    CHECK(is_sound(top));
}

TEST_CASE("Records whose form's days are over are erased by themselves; whom a living record is about stays") {
    Top top;
    top.publish_more({{"person.json", "forms", person_form_kept_a_year()}});
    publish_visits(top);
    Laptop lan(top, "lan");
    const RecordId old = lan.add("Vàng Seo Phử"), visited = lan.add("Giàng A Páo");
    lan.sync();
    const auto book = [&] { return make_book(top.store->read()->documents_in_force()).value(); };
    const auto expired = [&] { return records_over(top, *book()); };
    CHECK(expired().empty());
    add_visit(lan, visited, "vẫn khỏe");
    lan.sync();
    top.clock.advance(std::chrono::hours(24) * 364);
    CHECK(expired().empty());
    top.clock.advance(std::chrono::hours(24) * 2);
    CHECK(expired() == std::vector<RecordId>{old});
}

TEST_CASE("What is over stays when somebody writes in it between the look and the erasure") {
    Top top;
    top.publish_more({{"person.json", "forms", person_form_kept_a_year()}});
    Laptop lan(top, "lan");
    const RecordId old = lan.add("Vàng Seo Phử"), other = lan.add("Giàng A Páo");
    lan.sync();
    top.clock.advance(std::chrono::hours(24) * 366);
    const auto book = make_book(top.store->read()->documents_in_force()).value();
    const auto expired = expired_records(*top.store->read(), *book, top.clock.now(), 100);
    REQUIRE(expired.records.size() == 2);
    const auto erase_what_is_over = [&] {
        const auto transaction = top.store->begin();
        const bool is_done = erase_expired(*transaction, expired.records, expired.seen, "retention", top.clock.now());
        if (is_done) transaction->commit();
        return is_done;
    };
    SECTION("somebody did") {
        lan.edit(old, "full_name", "Vàng Seo Phúc");
        lan.sync();
        CHECK_FALSE(erase_what_is_over());
        CHECK_FALSE(top.store->read()->is_erased(old));
        CHECK_FALSE(top.store->read()->is_erased(other));
    }
    SECTION("nobody did") {
        CHECK(erase_what_is_over());
        CHECK(top.store->read()->is_erased(old));
        CHECK(top.store->read()->is_erased(other));
    }
}

TEST_CASE("What goes only with its person keeps nobody here whose days are over, and goes along") {
    Top top;
    top.publish_more({{"person.json", "forms", person_form_kept_a_year()}});
    publish_visits(top, std::string(visit_form)
                            .replace(std::string(visit_form).find("\"subject\""), 0, "\"erasure\":\"with_person\","));
    Laptop lan(top, "lan");
    const RecordId person = lan.add("Vàng Seo Phử"), asked = add_visit(lan, person, "xin xem");
    lan.sync();
    top.clock.advance(std::chrono::hours(24) * 366);
    const auto book = make_book(top.store->read()->documents_in_force()).value();
    CHECK(records_over(top, *book) == std::vector<RecordId>{asked, person});
}

TEST_CASE("A line of the erasure list says again what was written there, and nothing else passes for one") {
    const Tombstone tombstone{*parse_uuid("018df9c2-0000-7000-8000-000000000001"),
                              *parse_instant("2026-11-26T08:00:00.000Z"), "request"};
    CHECK(tombstone_in_line(line_of(tombstone)) == tombstone);
    for (const char* line :
         {"", "018df9c2", "x 2026-11-26T08:00:00.000Z request", "018df9c2-0000-7000-8000-000000000001",
          "018df9c2-0000-7000-8000-000000000001 yesterday request"})
        CHECK_FALSE(tombstone_in_line(line));
}

TEST_CASE("The district sees which devices have confirmed an erasure, and which have not been heard of since") {
    Top top;
    Laptop lan(top, "lan"), binh(top, "binh");
    const RecordId person = lan.add("Vàng Seo Phử");
    lan.sync();
    binh.sync();
    top.clock.advance(std::chrono::hours(1));
    erase_at(top, person);
    const auto confirmed = [&] {
        const auto transaction = top.store->begin();
        for (const HeardDevice& heard : top.service.take_heard()) transaction->set_heard(heard);
        top.service.committed(transaction->commit());
        const auto all = erasure_confirmations(*top.store->read(), 10);
        return all.at(0).devices - all.at(0).missing.size();
    };
    CHECK(confirmed() == 0);
    lan.sync();  // hears of it
    lan.sync();  // and says so with its next question
    CHECK(confirmed() == 1);
    Laptop late(top, "lan");  // never had it
    CHECK(erasure_confirmations(*top.store->read(), 10).at(0).devices == 2);
    CHECK(erasure_confirmations(*top.store->read(), 10).at(0).missing.at(0).id == binh.replica->device().device);
}
