// Who is found, and in which order, while lines come, change and go.
#include <catch2/catch_test_macros.hpp>

#include "client/store/listing.h"
#include "client/store/replica.h"

using namespace nuong;
using namespace nuong::client;

namespace {

RecordId id(std::uint8_t n) {
    RecordId record;
    record.bytes[15] = n;
    return record;
}

Listing line(std::uint8_t n, const FormId& form, const std::string& title, const std::string& search,
             const std::string& day) {
    Listing listing;
    listing.record = id(n);
    listing.form = form;
    listing.title = title;
    listing.search = search;
    listing.occurred_on = day;
    return listing;
}

std::vector<std::uint8_t> found(RecordStore& records, const FormId& form, const std::string& search,
                                std::size_t limit) {
    std::vector<std::uint8_t> ids;
    for (const Listing& each : records.find(form, search, {}, limit)) ids.push_back(each.record.bytes[15]);
    return ids;
}

}  // namespace

TEST_CASE(
    "lines are found in their order while they come, change and go, and a save that is taken back leaves nothing") {
    const auto replica = Replica::open_in_memory();
    REQUIRE(replica);
    RecordStore& records = (*replica)->records();
    using Ids = std::vector<std::uint8_t>;
    CHECK(found(records, person_form, "", 10).empty());
    records.put_listing(line(1, person_form, "Nguyễn Văn Bình · 1980", "nguyen van binh 1980", "2026-01-01"));
    records.put_listing(line(2, person_form, "Lê Thị Ánh · 1990", "le thi anh 1990", "2026-01-02"));
    records.put_listing(line(3, "visit", "Thăm", "tham", "2026-01-03"));
    records.put_listing(line(4, "visit", "Thăm", "tham", "2026-02-03"));
    CHECK(found(records, person_form, "", 10) == Ids{2, 1});
    CHECK(found(records, person_form, "", 1) == Ids{2});
    CHECK(found(records, person_form, "1980 van", 10) == Ids{1});
    CHECK(found(records, "visit", "THĂM", 10) == Ids{4, 3});  // the newest first
    CHECK(records.forms_to_find() == std::vector<FormId>{"person_register", "visit"});

    records.put_listing(line(1, person_form, "Nguyễn Văn An · 1980", "nguyen van an 1980", "2026-01-01"));
    CHECK(found(records, person_form, "", 10) == Ids{1, 2});
    CHECK(found(records, person_form, "binh", 10).empty());
    {
        const Transaction taken_back((*replica)->database());
        records.put_listing(line(5, person_form, "Vàng A Của · 1970", "vang a cua 1970", "2026-01-05"));
        records.drop(id(2));
    }
    CHECK(found(records, person_form, "", 10) == Ids{1, 2});
    records.drop(id(2));
    CHECK(found(records, person_form, "", 10) == Ids{1});

    for (int n = 0; n < 600; ++n) {  // more at once than are read again one by one
        Listing many = line(0, person_form, "Lò Văn Dần · 1960", "lo van dan 1960", "2026-01-01");
        many.record.bytes[14] = static_cast<std::uint8_t>(1 + n / 256);
        many.record.bytes[15] = static_cast<std::uint8_t>(n);
        records.put_listing(many);
    }
    CHECK(found(records, person_form, "dan", 1000).size() == 600);
    CHECK(found(records, person_form, "", 1000).size() == 601);
}

TEST_CASE("a line is found by its hamlet and its commune, wherever it moves, and not by the district around") {
    const auto replica = Replica::open_in_memory();
    REQUIRE(replica);
    RecordStore& records = (*replica)->records();
    const auto area = [](const AreaCode& code, const std::string& name, const std::string& type,
                         const std::optional<AreaCode>& parent) {
        Area one;
        one.code = one.official_code = code;
        one.name = {name, name};
        one.type = type;
        one.parent = parent;
        return one;
    };
    const auto tree =
        AreaTree::make({{area("1", "Bắc Hà", "district", std::nullopt), area("11", "Tả Van", "commune", "1"),
                         area("111", "Khe Pù", "hamlet", "11"), area("12", "Lùng Phình", "commune", "1")},
                        {}});
    REQUIRE(tree);
    const PlaceNames places(*tree);
    const auto put = [&](std::uint8_t n, const std::string& words, const AreaCode& code) {
        Listing listing = line(n, "visit", "Thăm", words, "2026-01-0" + std::to_string(n));
        listing.area = code;
        records.put_listing(listing);
    };
    put(1, "tham", "111");
    put(2, "tham ta van", "12");
    put(3, "tham", "12");
    using Ids = std::vector<std::uint8_t>;
    const auto named = [&](const std::string& text, std::size_t limit = 10) {
        Ids ids;
        for (const Listing& each : records.find("visit", text, places, limit)) ids.push_back(each.record.bytes[15]);
        return ids;
    };
    const auto listed = [&](const std::string& text) {  // by the command line
        ListQuery query;
        query.form = "visit";
        query.search = text;
        query.places = &places;
        Ids ids;
        for (const Listing& each : records.list(query)) ids.push_back(each.record.bytes[15]);
        return ids;
    };
    CHECK(named("khe pù") == Ids{1});
    CHECK(named("ta van") == Ids{2, 1});  // whose line says it comes first
    CHECK(named("ta van", 1) == Ids{2});
    CHECK(named("lung phinh tham") == Ids{3, 2});
    CHECK(named("an") == Ids{2});  // the middle of a word is no name of a place
    CHECK(named("bac ha").empty());
    CHECK(listed("Tả Van") == Ids{1, 2});
    CHECK(listed("khe pu") == Ids{1});
    CHECK(listed("bac ha").empty());
    put(1, "tham", "12");  // it was moved
    CHECK(named("khe pu").empty());
    CHECK(named("lung phinh") == Ids{3, 2, 1});
}
