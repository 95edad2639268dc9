// A report and its periods before are counted in one pass: each record is laid out on one sheet, and what none of the
// periods changes is computed once. Each period must come out as if it had been counted alone.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/base/uuid.h"
#include "shared/reports/answer_sheet.h"
#include "shared/reports/tally.h"
#include "tests/shared/reports/made_up_answers.h"
#include "tests/shared/reports/programme_world.h"

using namespace nuong;
using namespace nuong::reports;
using namespace nuong::test;

namespace {

std::vector<CountedRecord> records_of_every_form() {
    const std::vector<AreaCode> communes{"03061", "03064", "03067"};
    std::vector<CountedRecord> records;
    for (const auto& [id, form] : shipped_programme().forms)
        for (unsigned seed = 1; seed <= 12; ++seed) {
            const auto made_at = std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(seed));
            records.push_back({to_string(make_uuid_v7(made_at)), id, communes[seed % communes.size()], "", "",
                               MadeUpAnswers(*form, seed).make()});
            auto& answers = records.back().answers;
            std::sort(answers.begin(), answers.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
        }
    return records;
}

std::vector<Period> periods_together() {
    const Period half{*parse_date("2024-01-01"), *parse_date("2024-06-30"), "2024-H1"};
    std::vector<Period> periods = periods_before(half, 3);
    periods.push_back(half);
    return periods;
}

std::vector<Tally> tallies_of(const std::string& report) {
    std::vector<Tally> tallies;
    for (const Period& period : periods_together()) {
        auto tally = Tally::make(shipped_programme().report(report), shipped_programme().areas, "089", period,
                                 shipped_programme().forms, shipped_programme().programme);
        if (!tally) FAIL(tally.error().message.en);
        tallies.push_back(std::move(*tally));
    }
    return tallies;
}

std::size_t cells_with_something(const ReportTable& table) {
    std::size_t cells = 0;
    for (const ReportSection& section : table.sections)
        for (const ReportRow& row : section.rows) cells += row.total.numerator.value_or(0) != 0;
    return cells;
}

}  // namespace

TEST_CASE("periods that are counted of one sheet come out as counted alone, in every shipped report") {
    const std::vector<CountedRecord> records = records_of_every_form();
    const auto find = [&](const std::string& id) -> std::optional<CountedRecord> {
        for (const CountedRecord& each : records)
            if (each.record == id) return each;
        return std::nullopt;
    };
    std::size_t cells = 0;
    for (const auto& [report, text] : shipped_programme().report_texts) {
        std::vector<Tally> together = tallies_of(report), alone = tallies_of(report);
        for (Tally& each : together) each.share_names(together.front());
        AnswerSheets sheets;
        for (const CountedRecord& record : records) {
            AnswerSheet& sheet = sheets.load(shipped_programme().forms.at(record.form), record.answers);
            for (Tally& each : together) each.add(record, sheet);
            for (Tally& each : alone) each.add(record);
        }
        for (std::size_t i = 0; i < together.size(); ++i) {
            CAPTURE(report, periods_together()[i].code);
            const ReportTable table = together[i].finish(find);
            CHECK(table == alone[i].finish(find));
            cells += cells_with_something(table);
        }
    }
    CHECK(cells > 300);
}
