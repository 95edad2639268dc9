// A report on the screen is brought up to date when a sync or a save has changed some records: only these are read.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "client/app/device_report.h"
#include "client/app/kept_count.h"
#include "shared/base/hash.h"
#include "tests/client/app/desk.h"
#include "tests/support/patience.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

std::string people_report(std::uint32_t version) {
    return R"({"kind":"report","id":"R1","version":)" + std::to_string(version) +
           R"(,"title":{"vi":"Người trong danh sách","en":"People on the list"},
    "sections":[{"id":"s","title":{"vi":"Người","en":"People"},"rows":[
        {"id":"people","label":{"vi":"Số người","en":"People"},"unit":"people",
         "numerator":{"distinct":{"form":"person_register","when":"always"}}},
        {"id":"women","label":{"vi":"Tỷ lệ nữ","en":"Women"},"unit":"percent",
         "numerator":{"distinct":{"form":"person_register","when":"always","where":"${sex} = 'female'"}},
         "denominator":{"distinct":{"form":"person_register","when":"always"}}}]}]})";
}

void publish(Desk& desk, Replica& replica, std::uint32_t version) {
    protocol::SyncAnswer answer = answer_now(replica, desk);
    answer.catalogue = replica.schemas().catalogue();
    std::erase_if(*answer.catalogue, [](const protocol::SchemaEntry& entry) { return entry.kind == "report"; });
    std::vector<std::string> bodies(answer.catalogue->size());
    const std::string body = people_report(version);
    answer.catalogue->push_back({"report", "R1", version, to_hex(sha256(body))});
    bodies.push_back(body);
    replica.apply(answer, bodies, desk.clock.now());
}

std::vector<RecordId> people_of(Replica& replica) {
    return replica.records().ids_after("person_register", std::nullopt, 1000);
}

void erase_one(Desk& desk, Replica& replica) {
    protocol::SyncAnswer answer = answer_now(replica, desk);
    answer.erased.emplace().records.push_back({people_of(replica).front(), desk.clock.now(), "request"});
    replica.apply(answer, {}, desk.clock.now());
}

struct Made {
    reports::ReportTable table;
    std::int64_t read = 0;  // records
};

Made count(Workbook& workbook, const ReportWish& wish, KeptCount* kept) {
    Made counted;
    const auto table = count_report(
        workbook, wish,
        [&](std::int64_t seen, std::int64_t) {
            counted.read = std::max(counted.read, seen);
            return true;
        },
        kept);
    if (!table) FAIL(table.error().message.en);
    counted.table = *table;
    return counted;
}

// A device with 41 people and a report about them.
struct Office {
    TemporaryFolder home;
    Desk desk{home.path()};
    std::unique_ptr<Replica> store = desk.store();
    Workbook workbook{*store, desk.clock};

    Office() {
        publish(desk, *store, 1);
        FieldDevice::add_people(*store, 40);
    }
    ReportWish wish(const std::string& period = "2026-H1") const {
        return {"R1", store->areas().outermost(store->device().areas).front(), *reports::parse_period(period)};
    }
};

std::size_t noted_reports(Desk& desk) {
    std::size_t count = 0;
    for (const auto& entry : desk.store()->audit().entries()) count += entry.what == "report";
    return count;
}

// The report as it stands when nothing is counted any more.
const ReportView& settled(Desk& desk) {
    REQUIRE(waits_until([&] {
        desk.session->receive();
        return !desk.screen<ReportView>().count.counts;
    }));
    return desk.screen<ReportView>();
}

bool shows(const ReportView& view, const std::string& people) {
    const auto& cells = view.tables[0].lines[0].cells;
    return std::any_of(cells.begin(), cells.end(), [&](const FigureCell& cell) { return cell.text == people; });
}

void look_at_somebody(Desk& desk) {
    desk.perform(OpenRecord{people_of(*desk.store()).front()});
    desk.perform(Back{});
}

}  // namespace

TEST_CASE("after a sync only what it has brought is read, and the figures are those of a count made anew") {
    Office office;
    auto& [home, desk, store, workbook] = office;
    const ReportWish wish = office.wish();
    KeptCount kept;
    const Made first = count(workbook, wish, &kept);
    CHECK(first.table.sections[0].rows[0].total.numerator == 41);
    CHECK(first.read == 41);

    CHECK(count(workbook, wish, &kept).read == 0);
    erase_one(desk, *store);
    FieldDevice::add_people(*store, 3);
    const Made next = count(workbook, wish, &kept);
    CHECK(next.table.sections[0].rows[0].total.numerator == 43);
    CHECK(next.read == 4);
    CHECK(next.table == count(workbook, wish, nullptr).table);

    FieldDevice::add_people(*store, 40);  // so many that it is quicker to read all
    const Made many = count(workbook, wish, &kept);
    CHECK(many.read == 83);
    CHECK(many.table == count(workbook, wish, nullptr).table);
}

TEST_CASE("what was kept serves no other period, no other area and no newer report") {
    Office office;
    auto& [home, desk, store, workbook] = office;
    KeptCount kept;
    CHECK(count(workbook, office.wish("2026-H1"), &kept).read == 41);
    CHECK(count(workbook, office.wish("2025-H2"), &kept).read == 41);
    CHECK(count(workbook, office.wish("2025-H2"), &kept).read == 0);
    publish(desk, *store, 2);
    CHECK(count(workbook, office.wish("2025-H2"), &kept).read == 41);
}

TEST_CASE("a count that was stopped keeps nothing, and the next one is made anew") {
    Office office;
    auto& [home, desk, store, workbook] = office;
    const ReportWish wish = office.wish();
    KeptCount kept;
    count(workbook, wish, &kept);
    FieldDevice::add_people(*store, 2);
    const auto stop = [](std::int64_t, std::int64_t) { return false; };
    CHECK_FALSE(count_report(workbook, wish, stop, &kept));
    CHECK(kept.shape.empty());
    CHECK(count(workbook, wish, &kept).table == count(workbook, wish, nullptr).table);
}

TEST_CASE("the marks of records tell what has come, what is otherwise and what has gone") {
    const auto id = [](std::uint8_t number) {
        RecordId record;
        record.bytes.back() = number;
        return record;
    };
    const std::vector<RecordMark> before{{id(1), 10}, {id(2), 20}, {id(4), 40}, {id(5), std::nullopt}, {id(9), 90}};
    const std::vector<RecordMark> now{{id(1), 10}, {id(2), 21}, {id(3), 30}, {id(5), std::nullopt}, {id(8), 80}};
    const std::vector<RecordMark> changed{{id(2), 21},           {id(3), 30}, {id(4), 40},
                                          {id(5), std::nullopt}, {id(8), 80}, {id(9), 90}};
    CHECK(changed_marks(before, now) == changed);
    CHECK(changed_marks({}, now) == now);
    CHECK(changed_marks(before, {}) == before);
    CHECK(changed_marks({}, {}).empty());
}

TEST_CASE("whoever comes back to a report after a change sees its figures with it; they are noted when they are new") {
    TemporaryFolder home;
    Desk desk(home.path());
    {
        const auto store = desk.store();
        publish(desk, *store, 1);
        FieldDevice::add_people(*store, 40);
    }
    desk.unlock();
    desk.perform(OpenReport{"R1"});
    CHECK(shows(settled(desk), "41"));
    CHECK(noted_reports(desk) == 1);
    look_at_somebody(desk);
    CHECK(shows(settled(desk), "41"));
    CHECK(noted_reports(desk) == 1);
    FieldDevice::add_people(*desk.store(), 2);
    look_at_somebody(desk);
    CHECK(desk.screen<ReportView>().count.is_ready);  // the figures from before, until the new ones are there
    CHECK(shows(settled(desk), "43"));
    CHECK(noted_reports(desk) == 2);
}
