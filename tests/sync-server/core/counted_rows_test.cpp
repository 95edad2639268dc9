// What a report is counted from: every record once, on one of the threads that count, and only as far as its figures
// need.
#include "sync-server/core/counted_rows.h"

#include <catch2/catch_test_macros.hpp>
#include <future>
#include <set>

#include "district.h"
#include "shared/forms/compile.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

const bool wanted = true, unwanted = false;

CountedRows::IsWanted all_are(bool answer) {
    return [answer](const FormId&, const protocol::Glance&) { return answer; };
}

reports::Forms known_forms() {
    reports::Forms known;
    known["person"] = forms::compile_package(small_form("person")).form;
    return known;
}

RecordId put(StoreTransaction& transaction, District& district, std::vector<std::pair<Path, Value>> values) {
    const RecordId id = make_uuid_v7(district.clock.now());
    transaction.put_record({id, "person", "03076", protocol::encode(state_of(id, "person", std::move(values)))},
                           std::nullopt);
    return id;
}

Date day(const char* text) { return parse_date(text).value(); }

}  // namespace

TEST_CASE("a count is given every record once, in whichever batch it lies, and then the reader is free again") {
    District district;
    std::set<std::string> made, given;
    const auto transaction = district.store->begin();
    for (int i = 0; i < 31; ++i) made.insert(to_string(put(*transaction, district, {{"full_name", "Lò Văn Ơn"}})));
    transaction->commit();
    const auto reader = district.store->read();
    const auto known = known_forms();
    CountedRows counted(*reader, known, all_are(wanted), {}, 10);
    for (;;) {
        const auto rows = counted.next();
        REQUIRE(rows);
        if (rows->empty()) break;
        for (const CountedRow& row : *rows) {
            CHECK(row.record->answers == Fields{{"full_name", "Lò Văn Ơn"}});
            CHECK(given.insert(row.record->record).second);
        }
        CHECK(rows->size() <= 10);
    }
    CHECK(given == made);
    CHECK(counted.next()->empty());
    CHECK(reader->records("", std::nullopt, 2000).size() == made.size());
}

TEST_CASE("of several threads that count, each record is given to one") {
    District district;
    std::multiset<std::string> made, given;
    const auto transaction = district.store->begin();
    for (int i = 0; i < 400; ++i) made.insert(to_string(put(*transaction, district, {{"full_name", "Lò Văn Ơn"}})));
    transaction->commit();
    const auto reader = district.store->read();
    const auto known = known_forms();
    CountedRows counted(*reader, known, all_are(wanted), {}, 7);
    const auto count = [&] {
        std::vector<std::string> found;
        for (auto rows = counted.next(); rows && !rows->empty(); rows = counted.next())
            for (const CountedRow& row : *rows) found.push_back(row.record->record);
        return found;
    };
    std::vector<std::future<std::vector<std::string>>> threads;
    for (int i = 0; i < 4; ++i) threads.push_back(std::async(std::launch::async, count));
    for (auto& thread : threads)
        for (std::string& record : thread.get()) given.insert(std::move(record));
    CHECK(given == made);
}

TEST_CASE("whoever stops counting after the first batch is given no more") {
    District district;
    const auto transaction = district.store->begin();
    for (int i = 0; i < 16; ++i) put(*transaction, district, {{"full_name", "Lò Văn Ơn"}});
    transaction->commit();
    const auto reader = district.store->read();
    const auto known = known_forms();
    CountedRows counted(*reader, known, all_are(wanted), {}, 10);
    CHECK(counted.next()->size() == 10);
    counted.stop();
    CHECK(counted.next()->empty());
    CHECK(reader->records("", std::nullopt, 2000).size() == 16);
}

TEST_CASE("of a record that no figure needs only its days are known") {
    District district;
    const auto transaction = district.store->begin();
    put(*transaction, district, {{"full_name", "Lò Văn Ơn"}, {"occurred_on", "2026-03-02"}});
    transaction->commit();
    const auto reader = district.store->read();
    const auto known = known_forms();
    CountedRows counted(*reader, known, all_are(unwanted), {}, 10);
    const auto rows = counted.next();
    REQUIRE(rows->size() == 1);
    CHECK_FALSE(rows->front().record);
    CHECK(rows->front().area == "03076");
    CHECK(rows->front().glance.is_enough);
    CHECK(rows->front().glance.days == std::vector{day("2026-03-02")});
}

TEST_CASE("a glance is not enough at a record without a day, with one that is none, or tied to another record") {
    District district;
    const std::string other = to_string(make_uuid_v7(district.clock.now()));
    const auto transaction = district.store->begin();
    put(*transaction, district, {{"full_name", "Lò Văn Ơn"}});
    put(*transaction, district, {{"occurred_on", "mồng hai"}});
    put(*transaction, district, {{"occurred_on", "2026-03-02"}, {Path(reserved::corrects), other}});
    put(*transaction, district, {{"occurred_on", "2026-03-02"}, {Path(reserved::same_as), other}});
    transaction->commit();
    const auto reader = district.store->read();
    const auto known = known_forms();
    CountedRows counted(*reader, known, all_are(unwanted), {}, 10);
    const auto rows = counted.next();
    REQUIRE(rows->size() == 4);
    for (const CountedRow& row : *rows) CHECK_FALSE(row.glance.is_enough);
}

TEST_CASE("a damaged record stops the count with a reason instead of being left out of the figures") {
    District district;
    const auto transaction = district.store->begin();
    put(*transaction, district, {{"full_name", "Lò Văn Ơn"}});
    transaction->put_record({make_uuid_v7(district.clock.now()), "person", "03076", R"({"record":)"}, std::nullopt);
    transaction->commit();
    const auto reader = district.store->read();
    const auto known = known_forms();
    CountedRows counted(*reader, known, all_are(wanted), {}, 10);
    const auto rows = counted.next();
    REQUIRE_FALSE(rows);
    CHECK(rows.error().code == ErrorCode::invalid);
    CHECK(counted.next()->empty());  // the other threads need not go on
}
