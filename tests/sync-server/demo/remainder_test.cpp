// People of a made-up district are erased, one after the other, and every report of the past stays what it was.
#include <catch2/catch_test_macros.hpp>
#include <map>

#include "demo_store.h"
#include "shared/forms/record_fields.h"
#include "shared/merge/merge.h"
#include "shared/protocol/codec.h"
#include "sync-server/core/erasure.h"
#include "sync-server/core/make_report.h"

using namespace nuong;
using namespace nuong::test;

namespace {

const char* all_reports[]{"R1",  "R2",  "R3",  "R4",  "R5",  "R6",  "R7",  "R8",  "R9",  "B01",
                          "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09", "B10", "B11"};
const Instant later = Instant(*parse_date("2025-02-01")) + std::chrono::hours(9);

std::vector<RecordId> records_of(const DemoStore& demo, const FormId& form) {
    std::vector<RecordId> records;
    demo.each_record([&](const RecordRow& row) {
        if (row.form == form) records.push_back(row.id);
    });
    return records;
}

// The second record of the first person.
RecordId entered_twice(const DemoStore& demo) { return records_of(demo, "person_register")[1]; }

// Two of its people turn out to be one.
DemoStore district() {
    DemoStore demo({.seed = 7, .people = 60, .months = 14, .until = *parse_date("2024-12-31")});
    const RecordId twice = entered_twice(demo);
    auto row = *demo.store->read()->record(twice);
    RecordState state = protocol::decode_state(row.state).value();
    Change link;
    link.device = {0xD7};
    link.seq = 1;
    link.record = row.id;
    link.form = row.form;
    link.author = "desk";
    link.n0 = next_n(state, link.device);
    const RecordId first = records_of(demo, "person_register")[0];
    link.writes.push_back({std::string(reserved::same_as), to_string(first), {}, std::nullopt});
    apply(state, link);
    row.state = protocol::encode(state);
    const auto transaction = demo.store->begin();
    transaction->put_record(row, std::nullopt);
    transaction->commit();
    return demo;
}

std::string text_of(const reports::Cell& cell) {
    const auto number = [](const std::optional<double>& value) {
        return value ? plain_number(*value) : std::string("-");
    };
    return number(cell.numerator) + "/" + number(cell.denominator) + " " + number(cell.turns) + " " +
           number(cell.previous) + " " + reports::name_of(cell.status);
}

// Each number of each report, without the lists, which name people.
using Figures = std::map<std::string, std::string>;

void add_figures(const reports::ReportTable& table, Figures& figures) {
    for (const reports::ReportSection& section : table.sections)
        for (const reports::ReportRow& row : section.rows) {
            const std::string name =
                table.report + " " + table.area + " " + table.period.code + " " + section.id + "/" + row.id;
            figures[name] = text_of(row.total);
            for (std::size_t i = 0; i < row.cells.size(); ++i)
                figures[name + " in " + table.columns[i].area] = text_of(row.cells[i]);
        }
}

Figures figures_of(const DemoStore& demo) {
    const auto reader = demo.store->read();
    Figures figures;
    const auto add = [&](const std::string& report, const AreaCode& area, const char* period) {
        const auto table = make_report(*reader, report, area, *reports::parse_period(period));
        REQUIRE(table);
        add_figures(*table, figures);
    };
    for (const std::string report : all_reports) add(report, "089", "2024");
    for (const char* report : {"R1", "R2", "R3", "R5", "R6"})
        for (const char* period : {"2023", "2023-H2", "2024-H1", "2024-H2"}) add(report, "089", period);
    for (const char* commune : {"03061", "03076"}) add("R1", commune, "2024-H1");
    return figures;
}

void check_same(const Figures& before, const Figures& after) {
    CHECK(before.size() == after.size());
    for (const auto& [name, figure] : before) {
        const auto at = after.find(name);
        if (at != after.end() && at->second == figure) continue;
        CAPTURE(name, figure);
        CHECK((at == after.end() ? "" : at->second) == figure);
    }
}

// A column that a centre had of its own goes with its record; who was treated there stays in the totals.
Figures without_columns_of(const std::vector<RecordId>& erased, Figures figures) {
    const auto is_of_one = [&](const auto& figure) {
        return std::any_of(erased.begin(), erased.end(), [&](const RecordId& record) {
            return figure.first.find("_" + to_string(record)) != std::string::npos;
        });
    };
    CHECK(std::erase_if(figures, is_of_one) > 0);
    return figures;
}

std::size_t differences(const Figures& before, const Figures& after) {
    std::size_t count = 0;
    for (const auto& [name, figure] : before) count += !after.contains(name) || after.at(name) != figure;
    return count;
}

// What goes together.
using Batches = std::vector<std::vector<RecordId>>;

std::vector<RecordId> all_of(const ErasurePlan& plan) {
    std::vector<RecordId> records = plan.erased;
    for (const RecordRow& kept : plan.kept) records.push_back(kept.id);
    return records;
}

// Somebody of whom the law keeps a file, somebody of whom even that is over, somebody who stands twice in the register:
// first the second time, then what the law does not keep of the first.
Batches batches_to_erase(const DemoStore& demo) {
    const auto everybody = records_of(demo, "person_register");
    const RecordId twice = entered_twice(demo), first = everybody[0];
    const auto plan_of = [&](const RecordId& person) {
        return plan_of_erasure(*demo.store->read(), *demo.book, person).value();
    };
    Batches batches;
    for (const RecordId& person : everybody) {
        if (person == twice || person == first) continue;
        const ErasurePlan plan = plan_of(person);
        if (plan.kept.empty() || plan.erased.size() < 4) continue;
        batches.push_back(batches.empty() ? plan.erased : all_of(plan));
        if (batches.size() == 2) break;
    }
    REQUIRE(batches.size() == 2);
    batches.push_back(all_of(plan_of(twice)));
    batches.push_back(plan_of(first).erased);
    return batches;
}

std::vector<Tombstone> erase_all(DemoStore& demo, const Batches& batches) {
    std::vector<Tombstone> tombstones;
    for (const std::vector<RecordId>& records : batches) {
        const auto transaction = demo.store->begin();
        erase(*transaction, records, erasure::request, "test", later);
        transaction->commit();
        for (const RecordId& record : records) tombstones.push_back({record, later, std::string(erasure::request)});
    }
    return tombstones;
}

std::string dump_of_remainder(DemoStore& demo) {
    std::string dump;
    Statement rows = demo.store->database().prepare(
        "select period, report, hex(figure), area, amount, turns from remainder order by 1, 2, 3, 4");
    while (rows.step()) {
        for (int column = 0; column < 6; ++column) dump += std::string(rows.text(column)) + "|";
        dump += "\n";
    }
    return dump;
}

// What the people to be erased are called, what was written about them, on which days.
std::vector<std::string> words_about(const DemoStore& demo, const std::vector<RecordId>& records) {
    std::vector<std::string> words;
    for (const RecordId& id : records) {
        const auto row = demo.store->read()->record(id);
        const auto state = protocol::decode_state(row->state);
        words.push_back(to_string(id));
        for (const NamedValue& answer : forms::shown_answers(demo.forms.at(row->form)->definition, *state))
            if (const std::string text = answer.value.text(); text.size() > 7 && text.find('|') == text.npos)
                words.push_back(text);
    }
    return words;
}

}  // namespace

TEST_CASE("people are erased, and no figure of any report of the past moves; what stays of them is nobody's") {
    DemoStore demo = district();
    const Figures before = figures_of(demo);
    const Batches batches = batches_to_erase(demo);
    std::vector<std::string> words;
    for (const std::vector<RecordId>& records : batches) {
        const auto more = words_about(demo, records);
        words.insert(words.end(), more.begin(), more.end());
    }
    const std::vector<Tombstone> erased = erase_all(demo, batches);
    check_same(before, figures_of(demo));
    REQUIRE(erased.size() > 12);
    REQUIRE(words.size() > 40);

    // Once: neither by the same order again, nor by the list that comes with a backup.
    const std::string remainder = dump_of_remainder(demo);
    erase_all(demo, batches);
    {
        const auto transaction = demo.store->begin();
        erase_again(*transaction, erased);
        transaction->commit();
    }
    CHECK(dump_of_remainder(demo) == remainder);

    CHECK(remainder.size() > 1000);
    for (const std::string& word : words) CHECK(remainder.find(word) == remainder.npos);
    // Without the remainder the figures would have moved.
    demo.store->database().execute("delete from remainder");
    CHECK(differences(before, figures_of(demo)) > 50);
}

TEST_CASE("what is over goes by itself, half of the contacts and a whole event, and no figure of the past moves") {
    DemoStore demo = district();
    const Figures before = figures_of(demo);
    std::vector<RecordId> over;
    for (const FormId form : {"outreach_contact", "screening_assist", "treatment_episode"}) {
        const auto records = records_of(demo, form);
        for (std::size_t i = 0; i < records.size(); i += 2) over.push_back(records[i]);
    }
    for (const FormId form : {"communication_activity", "training_class", "area_period_profile", "facility_profile"})
        for (const RecordId& record : records_of(demo, form)) {
            over.push_back(record);
            if (over.size() % 3 == 0) break;
        }
    REQUIRE(over.size() > 20);
    const auto transaction = demo.store->begin();
    erase(*transaction, over, erasure::expired, "retention", later);
    transaction->commit();
    check_same(without_columns_of(over, before), figures_of(demo));
}

TEST_CASE("a store that was set back erases again, and the figures are the same as if it had never been set back") {
    DemoStore demo = district(), copy = district();
    const Figures before = figures_of(demo);
    const std::vector<Tombstone> erased = erase_all(demo, batches_to_erase(demo));
    for (const int time : {1, 2}) {
        CAPTURE(time);
        const auto transaction = copy.store->begin();
        erase_again(*transaction, erased);
        transaction->commit();
        check_same(before, figures_of(copy));
    }
}
