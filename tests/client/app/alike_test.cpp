// Two people wrote the same two things against each other in many records: one decision is enough, and goes no further.
#include <catch2/catch_test_macros.hpp>

#include "client/app/conflicts.h"
#include "client/app/views.h"
#include "tests/client/app/desk.h"
#include "tests/client/app/relay_house.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::Laptop;
using nuong::client::testing::Top;

namespace {

// Of each name, and what Lan and Bình wrote of it without hearing of each other.
struct House {
    Top top;
    Laptop lan{top, "lan"}, binh{top, "binh"};

    void sync() {
        for (int i = 0; i < 2; ++i) {
            lan.sync();
            binh.sync();
        }
    }
    RecordId disagree(const std::string& name, const std::string& by_lan, const std::string& by_binh) {
        const RecordId record = lan.add(name);
        sync();
        lan.edit(record, "phone", by_lan);
        binh.edit(record, "phone", by_binh);
        sync();
        REQUIRE(lan.conflicts(record) == 1);
        return record;
    }
};

}  // namespace

TEST_CASE("of conflicts with the very same values one decision may be for all; any other stays open") {
    House house;
    const RecordId first = house.disagree("Vàng Seo Phử", "xã cũ", "xã mới"),
                   second = house.disagree("Giàng A Páo", "xã mới", "xã cũ"),
                   other = house.disagree("Lù Thị Mỷ", "xã cũ", "0987");
    const FieldPlace decided{first, "phone"}, alike{second, "phone"};
    CHECK(conflicts_alike(house.binh.workbook, decided) == std::vector<FieldPlace>{alike});
    const auto view = conflict_view(house.binh.workbook, first, "phone", Language::vi, house.binh.clock.now());
    REQUIRE(view->alike.size() == 1);
    CHECK(view->alike[0].record == second);

    REQUIRE(house.binh.workbook.resolve_all({decided, alike}, "xã mới"));
    house.sync();
    for (Laptop* laptop : {&house.lan, &house.binh})
        for (const RecordId& record : {first, second}) {
            CHECK(laptop->conflicts(record) == 0);
            CHECK(laptop->shown(record, "phone") == "xã mới");
        }
    CHECK(house.lan.conflicts(other) == 1);
    CHECK(conflicts_alike(house.binh.workbook, decided).empty());
}

TEST_CASE("when one of many cannot be decided none is") {
    House house;
    const RecordId first = house.disagree("Vàng Seo Phử", "xã cũ", "xã mới"),
                   second = house.disagree("Giàng A Páo", "xã cũ", "xã mới");
    const Status done = house.lan.workbook.resolve_all({{first, "phone"}, {second, "no_such_field"}}, "xã mới");
    CHECK(done.error().code == ErrorCode::not_found);
    CHECK(house.lan.conflicts(first) == 1);
    CHECK(house.lan.replica->log().waiting_records(10).empty());
}
