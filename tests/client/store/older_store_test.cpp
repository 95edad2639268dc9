// A tablet that was in a drawer for a year, and is given a new program: its PIN opens it, and all that was on it is
// there, work that nobody else has among it. Homes of each shape that was ever in use lie beside this file.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "client/store/keyring.h"
#include "client/store/replica.h"
#include "client/store/store_file.h"
#include "shared/base/encoding.h"
#include "shared/base/hash.h"
#include "shared/forms/record_fields.h"
#include "shared/protocol/codec.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;

namespace {

const std::string golden = NUONG_SOURCE_DIR "/tests/client/store/golden/";
constexpr const char* pin = "246810";
const Instant saved = *parse_instant("2024-03-01T07:00:00.000Z");
const DeviceId tablet{0x77};
const RecordId from_others{{1}}, taken{{2}}, waiting{{3}}, refused{{4}}, erased{{5}};
const Uuid draft_id{{9}};
const AreaCode commune = "03076";
const SigningKey signing_key = signing_key_of(KeyBytes{7, 7, 7});
const std::string photo(3000, 'p'), parcel = "a parcel of somebody else";

constexpr const char* person = R"({"id":"person","version":1,"title":{"vi":"Người","en":"Person"},
  "settings":{"kind":"register","instance_name":"${full_name}","search":["full_name"]},
  "survey":[
  {"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Full name"},"required":true},
  {"type":"file","name":"paper","label":{"vi":"Giấy tờ","en":"Paper"}}]})";

DeviceInfo device_of_lan() {
    DeviceInfo device;
    device.device = tablet;
    device.name = "máy của Lan";
    device.server = "https://district";
    device.token = std::string(43, 't');
    device.user = "lan";
    device.role = "worker";
    device.areas = {commune};
    device.forms = device.write = std::vector<FormId>{"person"};
    device.epoch = "e1";
    device.acked = 2;
    device.last_sync = saved;
    return device;
}

Draft draft_of_lan() {
    Draft draft;
    draft.id = draft_id;
    draft.form = "person";
    draft.form_version = 1;
    draft.area = commune;
    draft.created = draft.updated = saved;
    return draft;
}

Save person_named(const RecordId& record, const char* name) {
    return {
        record,
        "person",
        1,
        {Write{Path(reserved::area), Value(commune), {}},
         Write{Path(reserved::status), Value(std::string(status::submitted)), {}}, Write{"full_name", Value(name), {}}},
        std::nullopt};
}

// What a server said of a record that somebody else has made.
void take_from_others(Replica& replica) {
    RecordState state{from_others, "person", {}, {}};
    const auto put = [&](std::string_view path, const std::string& text, std::uint64_t n) {
        const Dot dot{DeviceId{0x99}, n};
        state.registers.push_back({Path(path), {{dot, saved, "binh", Value(text), std::nullopt}}});
        state.context.add(dot);
    };
    put("full_name", "Giàng Thị Súa", 1);
    put(reserved::area, commune, 2);
    Listing listing;
    listing.record = from_others;
    listing.form = "person";
    listing.area = commune;
    listing.title = "Giàng Thị Súa";
    listing.search = "giang thi sua";
    listing.at = saved;
    replica.records().put_base_as_shown(from_others, protocol::encode(state), listing);
    replica.schemas().put_cursor({commune, 41});
}

// One of everything that a device keeps.
void fill(Replica& replica) {
    replica.bundles().change_key(signing_key);
    replica.devices().save(device_of_lan());
    replica.devices().keep_former({DeviceId{0x66}, "its token"});
    replica.schemas().replace_catalogue({{"form", "person", 1, to_hex(sha256(person))}}, {person});
    replica.reload_documents();
    take_from_others(replica);
    replica.save(person_named(taken, "Vàng Seo Phử"), saved);
    replica.save(person_named(refused, "Lù A Tráng"), saved);
    replica.save(person_named(waiting, "Sùng Thị Mỷ"), saved);
    replica.log().refuse(2, "not_valid", {"Thiếu số giấy tờ.", "The number is missing."});
    replica.note({"read", taken}, saved);
    replica.erased().add(erased);
    replica.drafts().open(draft_of_lan(), {{"full_name", Value("Cư Seo Vảng")}});
    replica.blobs().add(photo, "jpg", draft_id);
    replica.bundles().carry({{.maker = DeviceId{0x55}, .first = 1, .count = 2}, parcel}, saved);
    replica.preferences().keep("lan", {{"size", "large"}});
    replica.desk().note_count("duplicates", {3, saved});
}

std::string name_of(Replica& replica, const RecordId& record) {
    const auto state = replica.records().shown(record);
    REQUIRE(state);
    return forms::shown_text(*state, "full_name");
}

void check_records(Replica& replica) {
    CHECK(name_of(replica, from_others) == "Giàng Thị Súa");
    CHECK(name_of(replica, taken) == "Vàng Seo Phử");
    CHECK(name_of(replica, waiting) == "Sùng Thị Mỷ");
    CHECK(replica.records().base(from_others));
    ListQuery query;
    query.form = "person";
    query.search = "vang phu";
    const auto found = replica.records().list(query);
    REQUIRE(found.size() == 1);
    CHECK(found[0].record == taken);
    CHECK(found[0].area == commune);
    CHECK(replica.forms().find("person"));
    CHECK(replica.erased().has(erased));
    CHECK(replica.schemas().cursors() == std::vector<protocol::Cursor>{{commune, 41}});
}

// What no server has yet, and what one has said.
void check_work(Replica& replica) {
    CHECK(replica.log().last_seq() == 3);
    CHECK(replica.log().waiting_records(10) == std::vector<RecordId>{waiting});
    CHECK(replica.log().waiting(100'000).first_seq == 3);
    const auto said = replica.log().refused();
    REQUIRE(said.size() == 1);
    CHECK(said[0].change.record == refused);
    CHECK(said[0].reason.vi == "Thiếu số giấy tờ.");
    CHECK(replica.drafts().find(draft_id) == draft_of_lan());
    CHECK(replica.drafts().answers(draft_id) == Fields{{"full_name", Value("Cư Seo Vảng")}});
    CHECK(replica.blobs().bytes(sha256(photo)) == photo);
    const auto carried = replica.bundles().next_carried(std::nullopt);
    REQUIRE(carried);
    CHECK(carried->bytes == parcel);
    CHECK(carried->last() == 2);
    const auto entries = replica.audit().entries();
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].what == "read");
}

void check_device(Replica& replica) {
    CHECK(replica.device() == device_of_lan());
    CHECK(replica.devices().formers().size() == 1);
    CHECK(replica.bundles().signing_key().public_key == signing_key.public_key);
    CHECK(replica.preferences().of("lan") == std::map<std::string, std::string>{{"size", "large"}});
    CHECK(replica.desk().count("duplicates")->number == 3);
}

std::string golden_name() {
    const auto replica = Replica::open_in_memory();
    const auto version = std::to_string((*replica)->database().integer_of("pragma user_version"));
    return "client_" + std::string(3 - version.size(), '0') + version;
}

}  // namespace

TEST_CASE("a home that an older program has left is opened by its PIN, holds all that was put in, and is worked on") {
    std::size_t homes = 0;
    for (const auto& entry : std::filesystem::directory_iterator(golden)) {
        CAPTURE(entry.path().filename().string());
        const test::TemporaryFolder home;
        std::filesystem::copy(entry.path(), home.path(), std::filesystem::copy_options::recursive);
        Keyring keyring(home.path());
        CHECK(keyring.users().value() == std::vector<std::string>{"lan"});
        CHECK_FALSE(keyring.unlock("lan", "135790", saved));
        const auto key = keyring.unlock("lan", pin, saved);
        REQUIRE(key);
        REQUIRE(check_store_file(home.path(), keyring));
        for (const bool is_first : {true, false}) {  // and again, once it was brought up to date
            CAPTURE(is_first);
            const auto replica = Replica::open(home.path(), *key);
            REQUIRE(replica);
            check_records(**replica);
            check_work(**replica);
            check_device(**replica);
        }
        const auto replica = Replica::open(home.path(), *key);
        const Hash link = (*replica)->log().link_before(4);
        (*replica)->save(person_named(RecordId{{6}}, "Hảng A Chú"), saved);
        CHECK((*replica)->log().last_seq() == 4);  // the chain goes on where it was
        CHECK((*replica)->log().link_before(4) == link);
        CHECK(link != Hash{});
        ++homes;
    }
    CHECK(homes > 0);
    CHECK(std::filesystem::exists(golden + golden_name()));  // of the shape in use now; make it as below
}

// A new migration adds one, and none is ever made again: test_client_store "[.make-golden]".
TEST_CASE("make the home that is kept for ever", "[.make-golden]") {
    const std::string home = golden + golden_name();
    REQUIRE_FALSE(std::filesystem::exists(home));
    std::filesystem::create_directories(home);
    Keyring keyring(home, {1, 8192});  // a PIN that is checked in a moment
    const auto key = keyring.create("lan", pin);
    REQUIRE(key);
    fill(**Replica::open(home, *key));
}
