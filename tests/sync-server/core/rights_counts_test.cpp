// Every role with every form, report and relation of area, over what tells of records without giving them: the digests
// by which a device compares what it holds, and the reports.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/protocol/digests.h"
#include "sync-server/core/make_report.h"
#include "tests/sync-server/core/rights_province.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

Province& province() {
    static Province one;
    return one;
}

Answer<std::string> compare(const Device& device, const protocol::DigestsRequest& request) {
    District& district = province().district();
    const auto arrived = protocol::decode_digests_request(protocol::encode(request));
    REQUIRE(arrived);
    district.clock.advance(std::chrono::hours(1));  // a device may not compare all the time
    return district.service.compare(*district.store, *token_hash(device.token), *arrived, district.clock.now());
}

// The ids of all records that a device without any is told to have otherwise.
std::set<RecordId> compared(const Device& device, const AreaCode& area) {
    std::set<RecordId> ids;
    protocol::DigestsRequest request{area, {}, 0};
    while (request.first < digest_buckets) {
        const auto answer = compare(device, request);
        REQUIRE(std::holds_alternative<std::string>(answer));
        const auto told = protocol::decode_digests_answer(std::get<std::string>(answer)).value();
        for (const protocol::MarkedRecord& record : told.records) ids.insert(record.record);
        request.first = told.next;
    }
    return ids;
}

// From the programme's rules: who must hand a report in makes it, for it shows even very small counts. The lists of the
// people who are due are for the commune's own use; who is late with the sync is looked after in commune and district.
struct ReportRights {
    std::string_view report;
    std::set<std::string_view> makers;
};
const std::vector<ReportRights>& report_table() {
    static const std::set<std::string_view> counting{"outreach_worker", "commune_officer", "district_staff",
                                                     "district_health", "province_staff"};
    static const std::vector<ReportRights> table{
        {"B01", counting},
        {"B02", counting},
        {"B03", counting},
        {"B04", counting},
        {"B05", counting},
        {"B06", counting},
        {"B07", counting},
        {"B08", counting},
        {"B09", counting},
        {"B10", counting},
        {"B11", counting},
        {"R1", counting},
        {"R2", counting},
        {"R3", counting},
        {"R4", counting},
        {"R5", counting},
        {"R6", counting},
        {"R7", {"outreach_worker", "commune_officer", "commune_police", "district_staff"}},
        {"R8", {"commune_officer", "district_staff"}},  // nobody's duty: those who read what the areas say
        {"R9", {"commune_officer", "district_staff"}},
    };
    return table;
}

// A report that was made, or the code of the error.
template <class T>
std::string outcome_of(const Result<T>& result) {
    if (result) return "made";
    return result.error().code == ErrorCode::refused ? "refused" : result.error().message.en;
}

}  // namespace

TEST_CASE("a comparison tells of the records that a role reads whole, and of none of any other's cases or areas") {
    const auto records = province().lay({"", stranger});
    for (const RoleRights& rights : rights_table()) {
        CAPTURE(rights.role);
        Device device = province().district().device(UserId(rights.role));
        const auto ids = compared(device, "089");
        for (const Laid& record : records) {
            CAPTURE(said_of(record));
            CHECK(ids.contains(record.id) == (record.place->is_granted && reads_all(rights, record.form)));
        }
        for (const char* area : {"03076", "02635", "10", ""}) {
            CAPTURE(area);
            const auto answer = compare(device, {area, {}, 0});
            REQUIRE(std::holds_alternative<protocol::HttpError>(answer));
            CHECK(std::get<protocol::HttpError>(answer).code == "no_area");
        }
    }
}

TEST_CASE("the digest that a device is told counts the records that its role reads whole, and no others") {
    for (const RoleRights& rights : rights_table()) {
        CAPTURE(rights.role);
        Device device = province().district().device(UserId(rights.role));
        device.catch_up();
        auto request = device.request();
        request.compares = true;
        const auto answer = answer_of(province().district().exchange(device.token, request));
        REQUIRE(answer.areas.size() == 1);
        REQUIRE(answer.areas.front().digest);
        CHECK(answer.areas.front().digest->records == compared(device, "089").size());
    }
}

namespace {

#if defined(NUONG_SANITIZED)  // ten times as slow: each role tries a few, and every report is tried by some
constexpr std::size_t one_in = 7;
#else
constexpr std::size_t one_in = 1;
#endif

}  // namespace

TEST_CASE("a report is made by those whose duty it is, for their areas, and by nobody else") {
    province().district().publish_more(shipped_documents({"indicators", "targets", "reports"}));
    const auto period = *reports::parse_period("2024");
    const auto reader = province().district().store->read();
    std::set<std::string> shipped;
    for (const DocumentRow& document : reader->documents_in_force())
        if (document.kind == "report") shipped.insert(document.id);
    CHECK(shipped.size() == report_table().size());
    std::string wrong;
    std::size_t turn = 0, tried = 0;
    for (const RoleRights& rights : rights_table()) {
        const UserId user(rights.role);
        const auto told = [&](const std::string& report, const Place& place, const std::string& outcome,
                              bool is_maker) {
            if (outcome != (is_maker && place.is_granted ? "made" : "refused"))
                wrong += report + " by " + user + " of " + place.name + ": " + outcome + "\n";
        };
        for (const ReportRights& report : report_table()) {
            const std::string id(report.report);
            CHECK(shipped.contains(id));
            if (tried++ % one_in != 0) continue;
            const bool is_maker = report.makers.contains(rights.role);
            told(id, places[0], outcome_of(make_report_for(*reader, user, id, places[0].code, period)), is_maker);
            if (!is_maker) continue;
            // Duty does not reach beyond the own areas. Each call reads everything published: so places take turns.
            const Place& elsewhere = *(turn++ % 2 == 0 ? &places[2] : &places[3]);
            told(id, elsewhere, outcome_of(make_reports_for(*reader, user, id, elsewhere.code, {period})), is_maker);
        }
    }
    CHECK(wrong == "");
}
