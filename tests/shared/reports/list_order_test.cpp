// Lists stand as an office lists its areas, not as records happen to be numbered.
#include "session_report.h"

using namespace nuong;
using namespace nuong::reports;
using namespace nuong::test;

namespace {

const std::string sessions_listed = R"({"id":"l","title":{"vi":"L","en":"L"},"list":{"form":"communication_activity",
    "set":{"form":"communication_activity","key":"record"},"fields":[{"label":{"vi":"Ngày","en":"Day"},
    "value":"${occurred_on}"}])";

std::vector<CountedRecord> of_all_communes(const AreaCode& district) {
    std::vector<CountedRecord> records;
    if (district == "089") records.push_back(session("of the district itself", "089", "2024-01-01"));
    for (const AreaCode& commune : shipped_programme().areas.children(district))
        for (const char* day : {"2024-05-02", "2024-01-03", "2024-03-01"})
            records.push_back(session(commune + day, commune.c_str(), day));
    return records;
}

}  // namespace

TEST_CASE("the lines of a list stand in the official order of areas, then by day; last, what lies in no unit") {
    const ReportTable table =
        finished(sessions_tally({}, "089", "2024-H1", sessions_listed + "}}"), of_all_communes("089"));
    std::vector<std::pair<AreaCode, std::string>> expected, found;
    for (const AreaCode& commune : shipped_programme().areas.children("089"))
        for (const char* day : {"2024-01-03", "2024-03-01", "2024-05-02"}) expected.emplace_back(commune, day);
    expected.emplace_back("089", "2024-01-01");
    for (const ListLine& line : table.sections[0].list) found.emplace_back(line.area, line.fields[0]);
    CHECK(found == expected);
}

TEST_CASE("of a list that is too long its first lines are kept, in the same order, and the others counted") {
    const auto records = of_all_communes("089");
    const ReportTable table =
        finished(sessions_tally({}, "089", "2024-H1", sessions_listed + R"(,"rows_max":4}})"), records);
    const AreaCode first = shipped_programme().areas.children("089")[0],
                   second = shipped_programme().areas.children("089")[1];
    std::vector<AreaCode> areas;
    for (const ListLine& line : table.sections[0].list) areas.push_back(line.area);
    CHECK(areas == std::vector<AreaCode>{first, first, first, second});
    CHECK(table.sections[0].list_left_out == records.size() - 4);
}

TEST_CASE("in a province the communes of one district stand together") {
    const AreaTree& tree = shipped_programme().areas;
    std::vector<CountedRecord> records = of_all_communes("089");
    for (const CountedRecord& record : of_all_communes("087")) records.push_back(record);
    const ReportTable table = finished(sessions_tally({}, "10", "2024-H1", sessions_listed + "}}"), records);
    std::vector<AreaCode> expected, found;
    for (const AreaCode& district : tree.children("10")) {
        if (district == "089") expected.push_back(district);  // what lies in the district itself, before its communes
        if (district == "089" || district == "087")
            for (const AreaCode& commune : tree.children(district)) expected.insert(expected.end(), 3, commune);
    }
    for (const ListLine& line : table.sections[0].list) found.push_back(line.area);
    CHECK(found == expected);
}

TEST_CASE("devices stand by the areas that they are for, then by their names") {
    Tally tally = sessions_tally({}, "089", "2024-H1",
                                 R"({"id":"d","title":{"vi":"D","en":"D"},"devices":{"late_after_days":7}})");
    const auto communes = shipped_programme().areas.children("089");
    tally.set_devices({{"z", "an", {communes[1]}, {}},
                       {"b", "binh", {communes[0]}, {}},
                       {"c", "cuc", {"089"}, {}},
                       {"a", "dung", {communes[1]}, {}}});
    std::vector<std::string> names;
    const ReportTable table = finished(std::move(tally), {});
    for (const ListLine& line : table.sections[0].list) names.push_back(line.fields[0]);
    CHECK(names == std::vector<std::string>{"b", "a", "z", "c"});
}
