// A report of one indicator, how many sessions were held, over sessions that a test makes up.
#pragma once
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "programme_world.h"
#include "shared/base/hash.h"
#include "shared/base/json.h"
#include "shared/base/uuid.h"

namespace nuong::test {

inline const char* const village = "03061";
inline const char* const other_village = "03076";
inline const std::string five_asked = R"("threshold":{"op":">=","value":5})";

inline std::string id_named(const std::string& name) {
    const Hash hash = sha256(name);
    Uuid id;
    std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
    return to_string(id);
}

inline reports::CountedRecord session(const std::string& name, const char* area, const char* day) {
    return {id_named(name), "communication_activity", area, "submitted", "", {{"kind", "event"}, {"occurred_on", day}}};
}

// `more`: of the indicator's keys.
inline reports::Programme sessions_with(const std::string& more, const std::string& plans = "") {
    const std::string text =
        R"({"kind":"indicators","id":"t","version":1,"title":{"vi":"T","en":"T"},"indicators":[{"id":"held",
        "label":{"vi":"Buổi","en":"Sessions"},"numerator":{"count":{"form":"communication_activity"}})" +
        (more.empty() ? std::string() : "," + more) + "}]}";
    std::vector<std::pair<std::string, std::string>> documents{{"indicators", text}};
    const Json list = parse_json("[" + plans + "]", "plans").value();
    for (const Json& plan : list) documents.emplace_back("targets", dump_json(plan));
    auto programme = reports::make_programme(documents);
    if (!programme) FAIL(programme.error().message.en);
    return std::move(*programme);
}

// Of one indicator, "held", or of all.
inline reports::Tally sessions_tally(const reports::Programme& programme, const char* area, const char* period,
                                     const std::string& sections = R"({"id":"s","title":{"vi":"S","en":"S"},
                                     "indicators":"all"})",
                                     Date today = Date::max()) {
    const auto report = reports::parse_report(
        R"({"id":"T","version":1,"title":{"vi":"T","en":"T"},"small_counts":"exact","duty":["x"],"sections":[)" +
            sections + "]}",
        "T");
    if (!report) FAIL(report.error().message.en);
    const ShippedProgramme& shipped = shipped_programme();
    auto tally = reports::Tally::make(*report, shipped.areas, area, *reports::parse_period(period), shipped.forms,
                                      programme, today);
    if (!tally) FAIL(tally.error().message.en);
    return std::move(*tally);
}

inline reports::ReportTable finished(reports::Tally tally, const std::vector<reports::CountedRecord>& records) {
    for (const reports::CountedRecord& record : records) tally.add(record);
    return tally.finish([&](const std::string& id) -> std::optional<reports::CountedRecord> {
        for (const reports::CountedRecord& record : records)
            if (record.record == id) return record;
        return std::nullopt;
    });
}

// Of the first half of 2024.
inline reports::ReportTable report_of(const reports::Programme& programme, const char* area,
                                      const std::vector<reports::CountedRecord>& records) {
    return finished(sessions_tally(programme, area, "2024-H1"), records);
}

inline const reports::Cell& cell_of(const reports::ReportTable& table, const AreaCode& area) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].area == area) return table.sections[0].rows[0].cells[i];
    FAIL("no column " + area);
    return table.sections[0].rows[0].total;
}

}  // namespace nuong::test
