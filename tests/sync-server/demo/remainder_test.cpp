// People of a made-up district are erased, one after the other, and every report of the past stays what it was.
#include <catch2/catch_test_macros.hpp>
#include <map>

#include "demo_store.h"
#include "shared/forms/record_fields.h"
#include "shared/protocol/codec.h"
#include "sync-server/core/erasure.h"
#include "sync-server/core/make_report.h"

using namespace nuong;
using namespace nuong::test;

namespace {

const char* all_reports[]{"R1",  "R2",  "R3",  "R4",  "R5",  "R6",  "R7",  "R8",  "R9",  "B01",
                          "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09", "B10", "B11"};
const Instant later = Instant(*parse_date("2025-02-01")) + std::chrono::hours(9);

DemoStore district() { return DemoStore({.seed = 7, .people = 60, .months = 14, .until = *parse_date("2024-12-31")}); }

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

std::size_t differences(const Figures& before, const Figures& after) {
    std::size_t count = 0;
    for (const auto& [name, figure] : before) count += !after.contains(name) || after.at(name) != figure;
    return count;
}

std::vector<RecordId> records_of(const DemoStore& demo, const FormId& form) {
    std::vector<RecordId> records;
    demo.each_record([&](const RecordRow& row) {
        if (row.form == form) records.push_back(row.id);
    });
    return records;
}

// One of whom something stays, one who goes whole, one who stands twice in the register, and both of those.
std::vector<RecordId> people_to_erase(const DemoStore& demo) {
    std::optional<RecordId> kept_in_part, whole, twice;
    std::optional<RecordId> first;
    demo.each_record([&](const RecordRow& row) {
        if (row.form != "person_register") return;
        const auto state = protocol::decode_state(row.state);
        const std::string same = forms::shown_text(*state, reserved::same_as);
        if (!same.empty() && !twice) twice = row.id, first = parse_uuid(same);
    });
    for (const RecordId& person : records_of(demo, "person_register")) {
        if (person == twice || person == first) continue;
        const auto plan = plan_of_erasure(*demo.store->read(), *demo.book, person);
        if (!kept_in_part && !plan->kept.empty() && plan->erased.size() > 3) kept_in_part = person;
        if (!whole && plan->kept.empty() && plan->erased.size() > 3) whole = person;
        if (kept_in_part && whole) break;
    }
    REQUIRE(kept_in_part);
    REQUIRE(whole);
    REQUIRE(twice);
    REQUIRE(first);
    return {*kept_in_part, *whole, *first, *twice};
}

std::vector<Tombstone> erase_person(DemoStore& demo, const RecordId& person) {
    const auto plan = plan_of_erasure(*demo.store->read(), *demo.book, person);
    REQUIRE(plan);
    const auto transaction = demo.store->begin();
    erase(*transaction, plan->erased, erasure::request, "test", later);
    transaction->commit();
    std::vector<Tombstone> tombstones;
    for (const RecordId& record : plan->erased) tombstones.push_back({record, later, std::string(erasure::request)});
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
    const std::vector<RecordId> people = people_to_erase(demo);
    std::vector<std::string> words;
    std::vector<Tombstone> erased;
    for (const RecordId& person : people) {
        const auto more = words_about(demo, plan_of_erasure(*demo.store->read(), *demo.book, person)->erased);
        words.insert(words.end(), more.begin(), more.end());
        for (Tombstone& tombstone : erase_person(demo, person)) erased.push_back(std::move(tombstone));
    }
    check_same(before, figures_of(demo));
    REQUIRE(erased.size() > 12);
    REQUIRE(words.size() > 40);

    // Once: neither by the same order again, nor by the list that comes with a backup.
    const std::string remainder = dump_of_remainder(demo);
    for (const RecordId& person : people) {
        const auto transaction = demo.store->begin();
        erase(*transaction, {person}, erasure::request, "test", later);
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
    check_same(before, figures_of(demo));
}

TEST_CASE("a store that was set back erases again, and the figures are the same as if it had never been set back") {
    DemoStore demo = district(), copy = district();
    const Figures before = figures_of(demo);
    std::vector<Tombstone> erased;
    for (const RecordId& person : people_to_erase(demo))
        for (Tombstone& tombstone : erase_person(demo, person)) erased.push_back(std::move(tombstone));
    for (const int time : {1, 2}) {
        CAPTURE(time);
        const auto transaction = copy.store->begin();
        erase_again(*transaction, erased);
        transaction->commit();
        check_same(before, figures_of(copy));
    }
}
