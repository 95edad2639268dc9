// Bundles as the server takes them: one of this version that is read for ever, and what nobody's program would write.
#include "shared/protocol/bundle.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "district.h"
#include "shared/protocol/limits.h"
#include "sync-server/core/signers.h"
#include "sync-server/core/take_bundle.h"
#include "sync-server/core/verify.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

const std::string golden = NUONG_SOURCE_DIR "/tests/sync-server/core/golden/bundle_v1.nuong";

KeyBytes all(std::uint8_t byte) {
    KeyBytes key;
    key.fill(byte);
    return key;
}

const SealKey district_key = seal_key_of(all(0x11));
const SigningKey key_of_lan = signing_key_of(all(0x22)), key_of_binh = signing_key_of(all(0x33));

// A district whose keys are no secret.
struct OpenDistrict : District {
    OpenDistrict() {
        add_user("lan", "worker", {"089"});
        add_user("binh", "worker", {"089"});
        const auto transaction = store->begin();
        transaction->put_seal_secret(district_key.secret);
        transaction->commit();
    }

    Device signing(const UserId& user, const SigningKey& key) {
        Device made = device(user);
        const auto transaction = store->begin();
        learn_signing_key(*transaction, made.id, key.public_key, user, clock.now());
        transaction->commit();
        return made;
    }

    Result<std::vector<MakerOutcome>> import(const std::string& bytes) {
        const auto opened = open_bundle(*store->read(), bytes);
        if (!opened) return opened.error();
        const auto transaction = store->begin();
        auto makers = take_bundle(*transaction, *service.book(), *opened, "console", clock.now());
        service.committed(transaction->commit());
        return makers;
    }

    std::string state_of(const char* record) { return store->read()->record(*parse_uuid(record))->state; }
};

std::vector<std::string> texts_of(const Device& device) {
    std::vector<std::string> texts;
    for (const Change& change : device.log) texts.push_back(protocol::encode(change));
    return texts;
}

protocol::ParcelHead head_of(const Device& device, std::uint64_t first, std::size_t count) {
    protocol::ParcelHead head;
    head.district = district_key.public_key;
    head.maker = device.id;
    head.first = first;
    head.count = static_cast<std::uint32_t>(count);
    return head;
}

std::string parcel_of(const Device& device, const SigningKey& key) {
    return protocol::make_parcel(head_of(device, 1, device.log.size()), {}, texts_of(device), key, Instant())
        .value()
        .bytes;
}

// The numbers of a bundle are big-endian; its digest is made anew, so that only what was changed is wrong.
std::string with_byte(std::string bundle, std::size_t at, std::uint8_t byte) {
    bundle[at] = static_cast<char>(byte);
    const Hash digest = sha256(std::string_view(bundle).substr(0, bundle.size() - 32));
    std::copy(digest.begin(), digest.end(), bundle.end() - 32);
    return bundle;
}

constexpr const char* of_lan = "018df8e2-0001-7000-8000-0000000000a1";
constexpr const char* of_binh = "018df8e2-0002-7000-8000-0000000000b1";

void fill_the_golden_week(Device& lan, Device& binh) {
    lan.write(*parse_uuid(of_lan), "person", {{"full_name", "Vàng Seo Phử"}, {std::string(reserved::area), "03076"}});
    lan.write(*parse_uuid(of_lan), "person", {{"full_name", "Vàng Seo Phừ"}});
    binh.write(*parse_uuid(of_binh), "contact",
               {{"full_name", "Sùng Thị Mẩy"}, {std::string(reserved::area), "03079"}});
}

}  // namespace

// Made once with this version and never again: build/release/bin/test_server_core "[make-golden]"
TEST_CASE("a bundle of version 1 is written down", "[.make-golden]") {
    REQUIRE_FALSE(std::filesystem::exists(golden));
    OpenDistrict district;
    Device lan = district.signing("lan", key_of_lan), binh = district.signing("binh", key_of_binh);
    fill_the_golden_week(lan, binh);
    std::filesystem::create_directories(std::filesystem::path(golden).parent_path());
    nuong::test::write_bytes(golden,
                             protocol::encode_bundle({parcel_of(lan, key_of_lan), parcel_of(binh, key_of_binh)}));
}

TEST_CASE("a bundle that version 1 wrote is taken for ever") {
    OpenDistrict district;
    district.signing("lan", key_of_lan);
    district.signing("binh", key_of_binh);
    const auto makers = district.import(nuong::test::bytes_of(golden)).value();
    REQUIRE(makers.size() == 2);
    CHECK(makers[0].taken == 2);
    CHECK(makers[1].taken == 1);
    CHECK(district.state_of(of_lan) ==
          R"({"record":"AY344gABcACAAAAAAAAAoQ","form":"person","seen":{"00000000000000a0":3},"saves":[)"
          R"({"device":"00000000000000a0","n":2,"at":1709276400000,"author":"lan","heads":[["~area","03076"],)"
          R"(["full_name","Vàng Seo Phừ"]]}]})");
    CHECK(
        district.state_of(of_binh) ==
        R"({"record":"AY344gACcACAAAAAAAAAsQ","form":"contact","seen":{"00000000000000a1":2},"saves":[)"
        R"({"device":"00000000000000a1","n":1,"at":1709276400000,"author":"binh","heads":[["full_name","Sùng Thị Mẩy"],)"
        R"(["~area","03079"]]}]})");
    CHECK(verify(*district.store->read()).ok());
}

TEST_CASE("a bundle of a newer program is refused with the advice to update, whatever else is in it") {
    OpenDistrict district;
    std::string newer = nuong::test::bytes_of(golden);
    newer[9] = 2;
    const auto refused = district.import(newer);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.en.find("newer version") != std::string::npos);
    CHECK(district.import("not one at all").error().message.en.find("not a file of") != std::string::npos);
    CHECK_FALSE(district.import(""));
}

TEST_CASE("lengths and numbers that promise more than there is take no memory and no change") {
    OpenDistrict district;
    Device lan = district.signing("lan", key_of_lan);
    lan.make("person", "03076", "Giàng A Páo");
    const std::string bundle = protocol::encode_bundle({parcel_of(lan, key_of_lan)});
    REQUIRE(district.import(bundle));
    constexpr std::size_t parcel = 12, count = parcel + 80, length = parcel + 84;
    CHECK_FALSE(district.import(with_byte(bundle, 10, 0xFF)));      // 65,281 parcels
    CHECK_FALSE(district.import(with_byte(bundle, 11, 0x02)));      // two
    CHECK_FALSE(district.import(with_byte(bundle, 11, 0x00)));      // none, and then something
    CHECK_FALSE(district.import(with_byte(bundle, count, 0x01)));   // 16 million changes
    CHECK_FALSE(district.import(with_byte(bundle, length, 0xFF)));  // 4 GB
    CHECK_FALSE(district.import(with_byte(bundle, length + 3, 0)));
    CHECK_FALSE(district.import(std::string(protocol::bundle_bytes_max + 1, 'x')));
}

TEST_CASE("what a parcel says of itself must be what is in it") {
    OpenDistrict district;
    Device lan = district.signing("lan", key_of_lan);
    for (const char* name : {"Giàng A Páo", "Sùng Thị Mẩy", "Lò Văn Ơn"}) lan.make("person", "03076", name);
    const auto refused = [&](std::uint64_t first, std::size_t count) {
        const auto parcel =
            protocol::make_parcel(head_of(lan, first, count), {}, texts_of(lan), key_of_lan, Instant()).value();
        const auto makers = district.import(protocol::encode_bundle({parcel.bytes})).value();
        return makers.front().refusal ? makers.front().refusal->code : std::string();
    };
    CHECK(refused(1, 2) == "malformed");
    CHECK(refused(2, 3) == "malformed");
    CHECK(district.store->read()->changes(0, 10).empty());
    CHECK(refused(1, 3) == "");
}

TEST_CASE("a change in a bundle that cannot be read is kept in quarantine alone") {
    OpenDistrict district;
    Device lan = district.signing("lan", key_of_lan);
    const RecordId a = lan.make("person", "03076", "Giàng A Páo");
    lan.make("person", "03076", "Sùng Thị Mẩy");
    auto texts = texts_of(lan);
    const std::string name = "\"Sùng Thị Mẩy\"";
    texts[1].replace(texts[1].find(name), name.size(), R"({"picture":"of a newer kind"})");
    const auto parcel = protocol::make_parcel(head_of(lan, 1, 2), {}, texts, key_of_lan, Instant()).value();
    const auto makers = district.import(protocol::encode_bundle({parcel.bytes})).value();
    CHECK(makers.front().taken == 1);
    CHECK(makers.front().refused == 1);
    CHECK(district.record(a));
    CHECK(district.quarantine().front().body == texts[1]);
    CHECK(verify(*district.store->read()).ok());
}

TEST_CASE("a bundle of a copied store is told apart from what the original has sent, and changes nothing") {
    OpenDistrict district;
    Device original = district.signing("lan", key_of_lan);
    Device copy = original;
    const RecordId a = original.make("person", "03076", "Giàng A Páo");
    REQUIRE(answer_of(original.sync()).acked == 1);
    copy.make("person", "03076", "Sùng Thị Mẩy");
    const auto before = district.record(a);
    const auto makers = district.import(protocol::encode_bundle({parcel_of(copy, key_of_lan)})).value();
    CHECK(makers.front().refusal->code == "fork");
    CHECK(district.store->read()->changes(0, 10).size() == 1);
    CHECK(district.record(a) == before);
}

TEST_CASE("a device may tell many keys; the newest eight count, and each is on record once") {
    OpenDistrict district;
    const Device lan = district.device("lan");
    const auto transaction = district.store->begin();
    for (std::uint8_t i = 1; i <= 10; ++i) {
        district.clock.advance(std::chrono::hours(1));
        for (int twice = 0; twice < 2; ++twice)
            learn_signing_key(*transaction, lan.id, all(i), "lan", district.clock.now());
    }
    CHECK(transaction->signing_keys(lan.id).size() == 8);
    CHECK(transaction->signing_keys(lan.id).front() == all(10));
    CHECK_FALSE(knows_signing_key(*transaction, lan.id, all(1)));
}
