// Somebody is erased, and what was reported of the half-years before stays what it was: as sums, about nobody.
#include <catch2/catch_test_macros.hpp>

#include "district.h"
#include "sync-server/core/erasure.h"
#include "sync-server/core/make_report.h"
#include "sync-server/core/remainder.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

constexpr const char* roles = R"({"id":"roles","version":2,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["someone","met","file"],"read":[]}]})";
constexpr const char* someone = R"({"id":"someone","version":1,"title":{"vi":"Người","en":"Person"},"survey":[
  {"type":"text","name":"full_name","label":{"vi":"Họ và tên"}},
  {"type":"date","name":"occurred_on","label":{"vi":"Ngày"}}]})";
constexpr const char* met = R"({"id":"met","version":1,"title":{"vi":"Gặp","en":"Contact"},
  "settings":{"subject":"who"},"survey":[
  {"type":"record_ref","name":"who","parameters":{"form":"someone"},"label":{"vi":"Người"}},
  {"type":"date","name":"occurred_on","label":{"vi":"Ngày"}},
  {"type":"decimal","name":"hours","label":{"vi":"Số giờ"}},
  {"type":"text","name":"outcome","label":{"vi":"Kết quả"}}]})";
constexpr const char* file = R"({"id":"file","version":1,"title":{"vi":"Hồ sơ","en":"File"},
  "settings":{"subject":"who","erasure":"kept_by_law"},"survey":[
  {"type":"record_ref","name":"who","parameters":{"form":"someone"},"label":{"vi":"Người"}},
  {"type":"date","name":"occurred_on","label":{"vi":"Ngày"}}]})";

std::string row(const std::string& id, const std::string& figure) {
    return R"({"id":")" + id + R"(","label":{"vi":"Dòng","en":"Row"},"unit":"people",)" + figure + "}";
}

std::string report(int version, const std::string& outcome, const std::string& small_counts) {
    const std::string registered = R"({"form":"someone","when":"until","places":true})";
    const std::string reached = R"({"form":"met","where":"${outcome} = ')" + outcome + R"('"})";
    const std::string filed = R"({"form":"file","when":"until"})";
    const auto people = [](const std::string& set) { return R"("numerator":{"distinct":)" + set + "}"; };
    return R"({"kind":"report","id":"P","version":)" + std::to_string(version) +
           R"(,"title":{"vi":"Báo cáo","en":"Report"},)" + small_counts +
           R"(,"sections":[{"id":"people","title":{"vi":"Người","en":"People"},"rows":[)" +
           row("registered", people(registered)) + "," +
           row("reached", R"("numerator":{"distinct":)" + reached + R"(,"turns":)" + reached + "}") + "," +
           row("known", people(R"({"all":[)" + registered + R"(,{"form":"met"}]})")) + "," +
           row("unfiled", people(R"({"all":[{"form":"met"},{"not":)" + filed + "}]}")) + "," +
           row("filed", people(filed)) + "," + row("communes", people(R"({"form":"met","key":"area:commune"})")) + "," +
           row("contacts", R"("trend":"rising","numerator":{"count":{"form":"met"}})") + "," +
           row("hours", R"("numerator":{"sum":{"form":"met","sum":"${hours}"}})") + "]}]}";
}

constexpr const char* exact = R"("small_counts":"exact","duty":["worker"])";

// 089 with two communes; Lan looks after it. It is March 2024.
class Village {
public:
    Village() {
        district.publish_more({document("roles", roles),
                               {"someone.json", "forms", someone},
                               {"met.json", "forms", met},
                               {"file.json", "forms", file},
                               {"P.json", "reports", report(1, "met", exact)}});
        district.add_user("lan", "worker", {"089"});
        lan.emplace(district.device("lan"));
    }

    RecordId add(const FormId& form, const AreaCode& area, std::vector<std::pair<Path, Value>> values) {
        const RecordId record = make_uuid_v7(district.clock.now());
        values.emplace_back(std::string(reserved::area), area);
        lan->write(record, form, std::move(values));
        return record;
    }
    RecordId add_person(const AreaCode& area, const std::string& day) {
        return add("someone", area, {{"full_name", "Vàng Seo Phử"}, {"occurred_on", day}});
    }
    RecordId meet(const RecordId& person, const AreaCode& area, const std::string& day) {
        return add("met", area, {{"who", to_string(person)}, {"occurred_on", day}, {"hours", 1.5}, {"outcome", "met"}});
    }
    void sync() {
        lan->catch_up();
        REQUIRE(district.quarantine().empty());
    }

    std::vector<RecordId> erase_person(const RecordId& person) {
        const auto plan = plan_of_erasure(*district.store->read(), *district.service.book(), person);
        REQUIRE(plan);
        erase_records(plan->erased);
        return plan->erased;
    }
    void erase_records(const std::vector<RecordId>& records) {
        const auto transaction = district.store->begin();
        erase(*transaction, records, erasure::request, "test", district.clock.now());
        district.service.committed(transaction->commit());
    }

    reports::Cell total(const std::string& id, const std::string& period, const AreaCode& area = "089") {
        const auto table = make_report(*district.store->read(), "P", area, *reports::parse_period(period));
        REQUIRE(table);
        for (const reports::ReportRow& row : table->sections[0].rows)
            if (row.id == id) return row.total;
        FAIL("no row " + id);
        return {};
    }
    std::optional<double> figure(const std::string& id, const std::string& period, const AreaCode& area = "089") {
        return total(id, period, area).numerator;
    }
    std::int64_t sums() { return district.store->sql().integer_of("select count(*) from remainder"); }
    std::string source(const std::string& period) {
        const ReportSubject subject{"P", "089", *reports::parse_period(period)};
        return source_of_report(*district.store->read(), subject, district.clock.now()).en;
    }

    District district;
    std::optional<Device> lan;
};

const AreaCode near = "03076", far = "03079";

}  // namespace

TEST_CASE(
    "Two people were met and one of them is erased: the half-years and years that are over stay, where they lived") {
    Village it;
    const RecordId gone = it.add_person(near, "2023-02-10"), stays = it.add_person(far, "2023-03-01");
    it.meet(gone, near, "2023-03-05");
    it.meet(gone, near, "2023-09-05");
    it.meet(gone, far, "2023-10-05");
    it.meet(stays, far, "2023-10-06");
    it.sync();
    const auto check = [&] {
        CHECK(it.figure("registered", "2023-H1") == 2);
        CHECK(it.figure("registered", "2023") == 2);
        CHECK(it.figure("registered", "2023-H1", near) == 1);
        CHECK(it.figure("registered", "2023-H1", far) == 1);
        CHECK(it.figure("registered", "2022") == 0);
        CHECK(it.figure("reached", "2023-H1") == 1);
        CHECK(it.figure("reached", "2023-H2") == 2);
        CHECK(it.total("reached", "2023-H2").turns == 3);
        CHECK(it.total("reached", "2023").turns == 4);
        CHECK(it.figure("known", "2023-H2", near) == 1);
        CHECK(it.figure("known", "2023-H2", far) == 1);
        CHECK(it.figure("contacts", "2023-H2", far) == 2);
        CHECK(it.total("contacts", "2023-H2").previous == 1);
        CHECK(it.figure("hours", "2023") == 6);
        CHECK(it.figure("communes", "2023-H1") == 1);
        CHECK(it.figure("communes", "2023-H2") == 2);
        CHECK(it.figure("registered", "2023", "080") == 0);
        CHECK(it.figure("contacts", "2023", "080") == 0);
    };
    check();
    const auto erased = it.erase_person(gone);
    CHECK(erased.size() == 4);
    check();

    // Whoever orders it again, or reads it from the list beside a backup, changes nothing.
    it.erase_records(erased);
    check();
    const auto transaction = it.district.store->begin();
    erase_again(*transaction, {{gone, it.district.clock.now(), "request"}});
    transaction->commit();
    check();

    it.erase_person(stays);
    check();
    CHECK(it.district.store->read()->records("", std::nullopt, 10).empty());
}

TEST_CASE("Of the half-year that runs stays what happened; whoever is gone is in no stock on its last day") {
    Village it;
    const RecordId gone = it.add_person(near, "2023-02-10"), other = it.add_person(near, "2023-02-10");
    it.meet(gone, near, "2024-02-05");
    it.meet(other, near, "2024-02-06");
    it.sync();
    REQUIRE(it.figure("registered", "2024-H1") == 2);
    it.erase_person(gone);
    CHECK(it.figure("reached", "2024-H1") == 2);
    CHECK(it.figure("contacts", "2024") == 2);
    CHECK(it.total("contacts", "2024-H2").previous == 2);
    CHECK(it.figure("registered", "2024-H1") == 1);
    CHECK(it.figure("registered", "2024-H2") == 1);
    CHECK(it.figure("registered", "2023-H2") == 2);
}

TEST_CASE("A person of whom the law keeps a file counts once, by what stays and by what is missing of it") {
    Village it;
    const RecordId person = it.add_person(near, "2023-02-10");
    it.meet(person, near, "2023-03-05");
    const RecordId kept = it.add("file", near, {{"who", to_string(person)}, {"occurred_on", "2023-08-01"}});
    it.sync();
    const auto check = [&] {
        CHECK(it.figure("registered", "2023") == 1);
        CHECK(it.figure("known", "2023-H1") == 1);
        CHECK(it.figure("unfiled", "2023-H1") == 1);  // the file is of August
        CHECK(it.figure("unfiled", "2023") == 0);
        CHECK(it.figure("filed", "2023") == 1);
        CHECK(it.figure("contacts", "2023") == 1);
    };
    check();
    CHECK(it.erase_person(person).size() == 1);  // the contact; the file and whom it is about stay
    check();
    it.erase_records({person, kept});  // what the law asked for is over
    check();
}

TEST_CASE("A commune where somebody was met counts once, whoever is erased and whoever is met there besides") {
    Village it;
    const RecordId gone = it.add_person(near, "2023-02-10");
    it.meet(gone, near, "2023-03-05");
    it.sync();
    it.erase_person(gone);
    CHECK(it.figure("communes", "2023-H1") == 1);
    it.meet(it.add_person(near, "2023-02-11"), near, "2023-04-01");  // comes late
    it.sync();
    CHECK(it.figure("communes", "2023-H1") == 1);
    CHECK(it.figure("reached", "2023-H1") == 2);
}

TEST_CASE(
    "Several periods in one pass: what stays of the erased counts in its own period and is taken for nobody else") {
    Village it;
    for (const auto& [area, day] : {std::pair(near, "2023-03-05"), std::pair(far, "2023-09-05")}) {
        const RecordId gone = it.add_person(area, "2023-02-10");
        it.meet(gone, area, day);
        it.sync();
        it.erase_person(gone);
    }
    for (int i = 0; i < 5; ++i) {
        const RecordId stays = it.add_person(i % 2 == 0 ? near : far, "2023-02-11");
        it.meet(stays, i % 2 == 0 ? far : near, i < 3 ? "2023-04-01" : "2023-10-01");
    }
    it.sync();
    const std::vector<std::string> codes{"2023-H1", "2023-H2", "2023"};
    std::vector<reports::Period> periods;
    for (const std::string& code : codes) periods.push_back(*reports::parse_period(code));
    const auto together = make_reports_for(*it.district.store->read(), "lan", "P", "089", periods);
    REQUIRE(together);
    for (std::size_t i = 0; i < codes.size(); ++i)
        for (const reports::ReportRow& row : (*together)[i].sections[0].rows) {
            CAPTURE(codes[i], row.id);
            const reports::Cell alone = it.total(row.id, codes[i]);
            CHECK(row.total.numerator == alone.numerator);
            CHECK(row.total.turns == alone.turns);
        }
}

TEST_CASE("What a figure means was changed: it counts anew, and nothing of what it left under the old meaning") {
    Village it;
    const RecordId gone = it.add_person(near, "2023-02-10");
    it.meet(gone, near, "2023-03-05");
    it.sync();
    it.erase_person(gone);
    CHECK(it.figure("reached", "2023") == 1);
    it.district.publish_more({{"P.json", "reports", report(2, "helped", exact)}});
    CHECK(it.figure("reached", "2023") == 0);
    CHECK(it.total("reached", "2023").turns == 0);
    CHECK(it.figure("known", "2023") == 1);  // as it was
}

TEST_CASE("Small counts stay as hidden, or as shown, as they were") {
    Village it;
    it.district.publish_more({{"P.json", "reports", report(2, "met", R"("small_counts":"hidden")")}});
    std::vector<RecordId> people;
    for (int i = 0; i < 5; ++i) people.push_back(it.add_person(near, "2023-02-10"));
    for (int i = 0; i < 3; ++i) it.meet(people[static_cast<std::size_t>(i)], near, "2023-03-05");
    it.sync();
    for (const bool is_gone : {false, true}) {
        CAPTURE(is_gone);
        CHECK(it.figure("registered", "2023") == 5);
        CHECK(it.total("reached", "2023").status == reports::CellStatus::hidden);
        CHECK_FALSE(it.figure("reached", "2023"));
        CHECK(it.figure("reached", "2023", near) == 3);
        if (!is_gone) it.erase_person(people[0]);
    }
}

TEST_CASE("What stays names nobody, no record and no day, and lies in no order of its coming") {
    Village it;
    const RecordId gone = it.add_person(near, "2023-02-10");
    const RecordId contact = it.meet(gone, near, "2023-03-05");
    it.sync();
    it.erase_person(gone);
    CHECK(it.sums() > 10);
    std::string all;
    Query rows = it.district.store->sql().prepare(
        "select period || ' ' || report || ' ' || area || ' ' || amount || ' ' || turns"
        " from remainder");
    while (rows.step()) all += std::string(rows.text(0)) + "\n";
    for (std::string word : {std::string("Vàng"), std::string("2023-0"), std::string("2024-0"), std::string("request"),
                             to_string(gone).substr(0, 8), to_string(contact).substr(24)})
        CHECK(all.find(word) == all.npos);
    CHECK_THROWS(it.district.store->sql().execute("select rowid from remainder"));
    // Two erased people of one commune are one sum.
    const auto before = it.sums();
    const RecordId other = it.add_person(near, "2023-02-12");
    it.meet(other, near, "2023-05-05");
    it.sync();
    it.erase_person(other);
    CHECK(it.sums() == before);
}

TEST_CASE("A report of other days counts without the erased and says so; the days of a half-year are that half-year") {
    Village it;
    const RecordId gone = it.add_person(near, "2023-02-10");
    it.sync();
    CHECK(it.source("2023-01-01..2023-05-31").find("erased") == std::string::npos);
    it.erase_person(gone);
    CHECK(it.figure("registered", "2023-01-01..2023-05-31") == 0);
    CHECK(it.source("2023-01-01..2023-05-31").find("without people erased by law") != std::string::npos);
    CHECK(it.figure("registered", "2023-01-01..2023-06-30") == 1);
    CHECK(it.source("2023-01-01..2023-06-30").find("erased") == std::string::npos);
    CHECK(it.source("2023").find("erased") == std::string::npos);
}

TEST_CASE("An older copy of the store erases again as of the day on which it was done, and once") {
    Village it;
    const RecordId gone = it.add_person(near, "2023-08-10");
    const RecordId contact = it.meet(gone, near, "2023-09-05");
    it.sync();
    const Instant december = *parse_instant("2023-12-01T03:00:00.000Z");
    for (int time = 0; time < 2; ++time) {
        const auto transaction = it.district.store->begin();
        erase_again(*transaction, {{gone, december, "request"}, {contact, december, "request"}});
        transaction->commit();
        CHECK(it.figure("registered", "2023-H2") == 0);  // it was running then
        CHECK(it.figure("contacts", "2023-H2") == 1);
    }
}

TEST_CASE("A relay keeps no sums, and its reports say that they are without the erased") {
    Village it;
    const RecordId gone = it.add_person(near, "2023-08-10");
    it.sync();
    CHECK(it.source("2023").find("erased") == std::string::npos);
    const auto transaction = it.district.store->begin();
    UpstreamRow parent;
    parent.url = "https://district.example";
    transaction->put_upstream(parent);
    erase_again(*transaction, {{gone, it.district.clock.now(), "request"}});
    transaction->commit();
    CHECK(it.sums() == 0);
    CHECK(it.figure("registered", "2023") == 0);
    CHECK(it.source("2023").find("without people erased by law") != std::string::npos);
}
