// One tablet, two people, one district: each sees what their role may see, and who wrote what is always right.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "client/store/household.h"
#include "client/store/keyring.h"
#include "client/store/store_file.h"
#include "shared/sqlite/durable_file.h"
#include "tests/client/app/line.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::client::testing;
using namespace nuong::test;

namespace {

// The next one to enrol on this tablet.
struct Owner {
    Owner(nuong::testing::District& district, const Household& household, const UserId& user, const std::string& pin)
        : place(household.place_for_another().value()),
          key(Keyring(place, {1, 8192}).create("", pin).value()),
          laptop(district, std::move(Replica::open(place, key).value()), user) {
        if (!household.name(place, laptop.replica->device().user)) throw std::runtime_error("no name");
    }

    std::string place;
    DatabaseKey key;
    Laptop laptop;
};

UserId author_of(Replica& replica, const RecordId& record, const Path& path) {
    const auto state = replica.records().shown(record);
    if (!state) return "(not here)";
    const auto found = std::find_if(state->registers.begin(), state->registers.end(),
                                    [&](const Register& each) { return each.path == path; });
    return found == state->registers.end() ? "(never written)" : found->heads.front().author;
}

RecordId add_contact(Laptop& laptop, const std::string& name) {
    auto form = OpenForm::start(laptop.workbook, "contact", std::nullopt, "03076", Language::vi);
    REQUIRE(form);
    REQUIRE(form->answer("full_name", name));
    return form->submit().value().record;
}

struct Tablet {
    Tablet() {
        district.add_user("lan", "worker", {"089"});
        district.add_user("can", "police", {"089"});
    }

    // What an operator at the district says of a device.
    void report(Laptop& laptop, DeviceStanding standing) {
        const auto transaction = district.store->begin();
        auto row = transaction->device(laptop.replica->device().device);
        row->standing = standing;
        transaction->put_device(*row);
        transaction->commit();
        REQUIRE(district.service.refresh(*district.store->read()));  // as a running server does every now and then
    }

    TemporaryFolder home;
    nuong::testing::District district;
    Household household{home.path()};
};

}  // namespace

TEST_CASE("an outreach worker and a police officer share a tablet: what he may not see is not in his store") {
    Tablet tablet;
    Owner lan(tablet.district, tablet.household, "lan", "1111"), can(tablet.district, tablet.household, "can", "2222");
    CHECK(lan.laptop.replica->device().device != can.laptop.replica->device().device);
    const RecordId by_lan = lan.laptop.add("Vàng Seo Phử"), by_can = can.laptop.add("Giàng Thị Súa");
    const RecordId contact = add_contact(lan.laptop, "Lý Láo Sử");
    CHECK_FALSE(can.laptop.replica->records().shown(by_lan));  // the tablet is one, the stores are two
    lan.laptop.sync();
    can.laptop.sync();
    lan.laptop.sync();
    CHECK(can.laptop.shown(by_lan, "full_name") == "Vàng Seo Phử");
    CHECK(lan.laptop.shown(by_can, "full_name") == "Giàng Thị Súa");
    CHECK(lan.laptop.shown(contact, "full_name") == "Lý Láo Sử");
    CHECK_FALSE(can.laptop.replica->records().shown(contact));
    CHECK_FALSE(OpenForm::start(can.laptop.workbook, "contact", std::nullopt, "03076", Language::vi));
}

TEST_CASE("two people edit one record on one tablet before anybody syncs: each value has its author") {
    Tablet tablet;
    Owner lan(tablet.district, tablet.household, "lan", "1111"), can(tablet.district, tablet.household, "can", "2222");
    const RecordId record = lan.laptop.add("Vàng Seo Phử");
    lan.laptop.sync();
    can.laptop.sync();
    lan.laptop.edit(record, "full_name", "Vàng Seo Phù");
    can.laptop.edit(record, "full_name", "Vàng A Phử");
    lan.laptop.sync();
    can.laptop.sync();
    lan.laptop.sync();
    CHECK(lan.laptop.conflicts(record) == 1);  // as between two tablets
    CHECK(can.laptop.conflicts(record) == 1);
    std::vector<UserId> authors;
    const RecordState state = lan.laptop.replica->records().shown(record).value();
    for (const Register& each : state.registers)
        if (each.path == "full_name")
            for (const Head& head : each.heads) authors.push_back(head.author);
    std::sort(authors.begin(), authors.end());
    CHECK(authors == std::vector<UserId>{"can", "lan"});
}

TEST_CASE("everything that goes up from one tablet bears the name of who was at work") {
    Tablet tablet;
    Owner lan(tablet.district, tablet.household, "lan", "1111"), can(tablet.district, tablet.household, "can", "2222");
    std::vector<RecordId> by_lan, by_can;
    for (int i = 0; i < 4; ++i) {  // they take turns
        by_lan.push_back(lan.laptop.add("A " + std::to_string(i)));
        by_can.push_back(can.laptop.add("B " + std::to_string(i)));
    }
    can.laptop.sync();
    lan.laptop.sync();
    can.laptop.sync();
    for (const RecordId& record : by_lan) CHECK(author_of(*can.laptop.replica, record, "full_name") == "lan");
    for (const RecordId& record : by_can) CHECK(author_of(*lan.laptop.replica, record, "full_name") == "can");
}

TEST_CASE("a device reported lost for one of them has to be wiped; the other's goes on with what was not sent") {
    Tablet tablet;
    Owner lan(tablet.district, tablet.household, "lan", "1111");
    const RecordId kept = lan.laptop.add("Vàng Seo Phử");
    std::string place;
    {
        Owner can(tablet.district, tablet.household, "can", "2222");
        place = can.place;
        tablet.report(can.laptop, DeviceStanding::wiped);
        const SyncReport told = can.laptop.sync();
        CHECK(told.outcome == SyncOutcome::refused);
        CHECK(told.must_be_wiped);
    }
    REQUIRE(tablet.household.remove(place));
    CHECK_FALSE(file_exists(store_path(place)));
    const SyncReport report = lan.laptop.sync();
    CHECK_FALSE(report.must_be_wiped);
    CHECK(report.pushed == 1);
    CHECK(lan.laptop.shown(kept, "full_name") == "Vàng Seo Phử");
}

TEST_CASE("a device that only may not sync any more keeps what it holds") {
    Tablet tablet;
    Owner lan(tablet.district, tablet.household, "lan", "1111");
    tablet.report(lan.laptop, DeviceStanding::revoked);
    const SyncReport told = lan.laptop.sync();
    CHECK(told.outcome == SyncOutcome::refused);
    CHECK_FALSE(told.must_be_wiped);
}
