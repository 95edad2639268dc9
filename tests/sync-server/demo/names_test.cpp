// What a report says further up than the commune: no name of anybody, in no format; and who may ask for which report.
#include <zip.h>

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "demo_store.h"
#include "shared/forms/record_fields.h"
#include "shared/reports/list_mask.h"
#include "sync-server/core/make_report.h"
#include "sync-server/core/report_rights.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::test;

namespace {

const char* all_reports[]{"R1",  "R2",  "R3",  "R4",  "R5",  "R6",  "R7",  "R8",  "R9",  "B01",
                          "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09", "B10", "B11"};

DemoStore& district() {
    static DemoStore demo({.seed = 5, .people = 120, .months = 12, .until = *parse_date("2024-12-31")});
    return demo;
}

// Everything by which somebody is called: names of people in the register, of their families and of the staff.
std::set<std::string> names() {
    std::set<std::string> all;
    district().each_record([&](const RecordRow& row) {
        const auto form = district().forms.find(row.form);
        if (form == district().forms.end()) return;
        const auto state = protocol::decode_state(row.state);
        if (!state) return;
        for (const NamedValue& answer : forms::shown_answers(form->second->definition, *state)) {
            const forms::Node* node = forms::node_of(form->second->definition, answer.name);
            const bool is_name =
                node && node->type == forms::FieldType::text && node->sensitivity == forms::Sensitivity::identifying;
            // Two words at least: a single one stands in half the words of the language.
            if (is_name && answer.value.text().find(' ') != std::string::npos) all.insert(answer.value.text());
        }
    });
    return all;
}

// Every part of an Excel or Word file: cells, charts and their caches, properties, comments.
std::string parts_of(const std::string& path) {
    int error = 0;
    zip_t* file = zip_open(path.c_str(), ZIP_RDONLY, &error);
    REQUIRE(file);
    std::string all;
    for (zip_int64_t i = 0; i < zip_get_num_entries(file, 0); ++i) {
        zip_stat_t stat;
        zip_stat_index(file, static_cast<zip_uint64_t>(i), 0, &stat);
        std::string xml(stat.size, '\0');
        zip_file_t* part = zip_fopen_index(file, static_cast<zip_uint64_t>(i), 0);
        REQUIRE(zip_fread(part, xml.data(), xml.size()) == static_cast<zip_int64_t>(xml.size()));
        zip_fclose(part);
        all += xml + "\n";
    }
    zip_discard(file);
    return all;
}

void add_user(const UserId& name, const std::string& role, const AreaCode& area) {
    const auto transaction = district().store->begin();
    transaction->put_user({name, role, false, {area}});
    transaction->commit();
}

Result<reports::ReportTable> asked(const UserId& user, const std::string& report, const AreaCode& area) {
    return make_report_for(*district().store->read(), user, report, area, *reports::parse_period("2024"));
}

}  // namespace

TEST_CASE("no report that leaves the commune has the name of anybody in it, in no format") {
    const std::set<std::string> people = names();
    REQUIRE(people.size() > 100);
    const TemporaryFolder folder;
    add_user("province", "province_staff", "10");
    add_user("sep", "district_staff", "089");
    for (const AreaCode area : {"089", "10"})
        for (const char* id : all_reports) {
            CAPTURE(id, area);
            std::vector<reports::ReportTable> tables;
            const auto at_console =
                make_report(*district().store->read(), id, area, *reports::parse_period("2024-H2"), Former::counted);
            REQUIRE(at_console);
            tables.push_back(*at_console);
            if (const auto for_user = asked(area == "10" ? "province" : "sep", id, area)) tables.push_back(*for_user);
            for (const reports::ReportTable& table : tables) {
                std::string all = reports::to_text(table, Language::vi) + reports::to_csv(table, Language::vi) +
                                  reports::to_json(table, Language::vi).dump();
                REQUIRE(reports::write_xlsx(table, Language::vi, folder / "r.xlsx"));
                REQUIRE(reports::write_docx(table, Language::vi, folder / "r.docx"));
                all += parts_of(folder / "r.xlsx") + parts_of(folder / "r.docx");
                CHECK(all.find(table.area_name.vi) != std::string::npos);  // letters are found as they are written
                for (const std::string& name : people) {
                    CAPTURE(name);
                    if (all.find(name) != std::string::npos) CHECK(false);
                }
            }
        }
}

TEST_CASE("the list of who is due names people to those who may read them, in their commune, and to nobody else") {
    add_user("chi", "commune_officer", "089");
    add_user("mo", "district_health", "089");
    const auto communes = district().book->areas.children("089");
    std::size_t told = 0, untold = 0;
    for (const AreaCode& commune : communes) {
        const auto for_officer = asked("chi", "R7", commune);
        REQUIRE(for_officer);
        const auto at_console = make_report(*district().store->read(), "R7", commune, *reports::parse_period("2024"));
        REQUIRE(at_console);
        for (const auto& line : for_officer->sections[0].list) told += line.fields[0] != "***" ? 1 : 0;
        for (const auto& line : at_console->sections[0].list) untold += line.fields[0] == "***" ? 1 : 0;
    }
    CHECK(told > 0);
    CHECK(told == untold);
}

TEST_CASE("the commune reads whose referral is overdue and the district does not") {
    add_user("chi", "commune_officer", "089");
    add_user("sep", "district_staff", "089");
    const auto part = [](const reports::ReportTable& table, const std::string& id) -> const reports::ReportSection& {
        return *std::find_if(table.sections.begin(), table.sections.end(),
                             [&](const auto& each) { return each.id == id; });
    };
    const std::set<std::string> known = names();
    std::size_t referrals = 0;
    std::set<std::string> people;
    for (const AreaCode& commune : district().book->areas.children("089")) {
        const auto table = asked("chi", "R7", commune);
        REQUIRE(table);
        referrals += part(*table, "referral").list.size();
        for (const auto& line : part(*table, "referred").list) {
            CHECK(known.contains(line.fields[0]));
            people.insert(line.record);
        }
    }
    CHECK(people.size() > 4);
    CHECK(people.size() <= referrals);
    const auto of_district = asked("sep", "R7", "089");
    REQUIRE(of_district);
    CHECK(part(*of_district, "referred").list.empty());
    CHECK(part(*of_district, "referred").list_left_out == people.size());
}

TEST_CASE("the police count who is due and see on no list whom helpers have referred, nor when or how it went on") {
    add_user("chi", "commune_officer", "089");
    add_user("police", "commune_police", "089");
    std::size_t due = 0, referrals = 0;
    for (const AreaCode& commune : district().book->areas.children("089")) {
        CAPTURE(commune);
        const auto for_officer = asked("chi", "R7", commune);
        const auto for_police = asked("police", "R7", commune);
        REQUIRE(for_officer);
        REQUIRE(for_police);
        for (const std::size_t of_theirs : {0u, 1u})
            CHECK(for_police->sections[of_theirs] == for_officer->sections[of_theirs]);
        for (const std::size_t of_helpers : {2u, 3u}) {
            CHECK(for_police->sections[of_helpers].list.empty());
            CHECK(for_police->sections[of_helpers].list_left_out == 0);
            referrals += for_officer->sections[of_helpers].list.size();
        }
        due += for_police->sections[0].list.size();
        const std::string text = reports::to_text(*for_police, Language::en);
        CHECK(text.find("this role does not read all") != std::string::npos);
        CHECK(text.find("referral") == std::string::npos);
        CHECK(reports::to_text(*for_officer, Language::en).find("this role does not") == std::string::npos);
    }
    CHECK(due > 0);
    CHECK(referrals > 0);
}

TEST_CASE("an outreach worker, who reads no file of supervision, is not told whom nobody has visited") {
    add_user("hoa", "outreach_worker", "089");
    std::size_t referrals = 0;
    for (const AreaCode& commune : district().book->areas.children("089")) {
        const auto table = asked("hoa", "R7", commune);
        REQUIRE(table);
        CHECK(table->sections[0].list.empty());
        CHECK(table->sections[1].list.empty());
        referrals += table->sections[3].list.size();
    }
    CHECK(referrals > 0);
}

TEST_CASE(
    "what the console writes for somebody is what they may export: stars for the rest, and who has it since when") {
    add_user("chi", "commune_officer", "089");
    add_user("hoa", "outreach_worker", "089");
    const Instant now = *parse_instant("2025-01-02T03:04:05.678Z");
    const TemporaryFolder folder;
    const auto written = [&](const UserId& user, const AreaCode& commune) {
        auto table = asked(user, "R7", commune);
        REQUIRE(table);
        take_out_for(*district().store->read(), user, now, *table);
        return *table;
    };
    std::size_t referrals = 0, named = 0;
    for (const AreaCode& commune : district().book->areas.children("089")) {
        CAPTURE(commune);
        const auto officers = written("chi", commune), workers = written("hoa", commune);
        for (std::size_t i = 0; i < 3; ++i)
            for (const reports::ListLine& line : officers.sections[i].list) {
                CHECK(line.fields[0] != reports::masked_field);
                CHECK(line.record != "");
                ++named;
            }
        for (const reports::ListLine& line : workers.sections[2].list) {
            CHECK(line.record == "");
            CHECK(line.fields == std::vector<std::string>(3, reports::masked_field));
        }
        for (const auto* table : {&officers, &workers})
            for (const reports::ListLine& line : table->sections[3].list) {
                CHECK(line.fields[0] == reports::masked_field);  // to which service
                CHECK(line.fields[3] == reports::masked_field);  // how it stands
                CHECK((line.record == "") == (table == &workers));
                ++referrals;
            }
        if (workers.sections[3].list.empty()) continue;
        const std::string stamp = "hoa outreach_worker 2025-01-02T03:04:05.678Z";
        const std::string csv = reports::to_csv(workers, Language::en);
        CHECK(csv.find(",export\n") != std::string::npos);
        CHECK(csv.find(",\"" + stamp + "\"\n") != std::string::npos);
        REQUIRE(reports::write_xlsx(workers, Language::en, folder / "r.xlsx"));
        REQUIRE(reports::write_docx(workers, Language::en, folder / "r.docx"));
        for (const std::string& file :
             {csv, reports::to_text(workers, Language::en), parts_of(folder / "r.xlsx"), parts_of(folder / "r.docx")}) {
            CHECK(file.find("Personal data: keep it closed, do not pass it on. Exported by: hoa") != std::string::npos);
            CHECK(file.find("Left out: Name, Born, Address, Service, Code, State.") != std::string::npos);
        }
        for (const char* file : {"r.xlsx", "r.docx"}) CHECK(parts_of(folder / file).find(stamp) != std::string::npos);
        CHECK(reports::to_json(workers, Language::en)["export"]["user"] == "hoa");
    }
    CHECK(referrals > 0);
    CHECK(named > 0);

    auto figures = asked("chi", "R3", "089");
    REQUIRE(figures);
    const reports::ReportTable before = *figures;
    take_out_for(*district().store->read(), "chi", now, *figures);
    CHECK(*figures == before);
}

TEST_CASE(
    "above the commune nobody can be picked out of the list of who is due: it has no lines, only how many, from five "
    "on") {
    add_user("sep", "district_staff", "089");
    const auto communes = district().book->areas.children("089");
    std::array<std::size_t, 4> lines{};
    for (const AreaCode& commune : communes) {
        const auto in_commune = asked("sep", "R7", commune);
        REQUIRE(in_commune);
        for (std::size_t i = 0; i < lines.size(); ++i) lines[i] += in_commune->sections[i].list.size();
    }
    const auto in_district = asked("sep", "R7", "089");
    REQUIRE(in_district);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        CAPTURE(i, lines[i]);
        CHECK(in_district->sections[i].list.empty());
        CHECK(in_district->sections[i].list_left_out == (lines[i] < 5 ? 0 : lines[i]));
    }
    CHECK(std::any_of(lines.begin(), lines.end(), [](std::size_t count) { return count > 0; }));
    const std::string shown = reports::to_text(*in_district, Language::en);
    CHECK(shown.find("Lists of people stand in the report of a commune only") != std::string::npos);
}

TEST_CASE("a report is made for those whose duty it is or who read all of it, and where they are responsible") {
    add_user("chi", "commune_officer", "03076");
    add_user("tinh", "volunteer", "089");
    add_user("police", "commune_police", "089");
    add_user("boss", "admin", "089");
    for (const char* id : all_reports) {
        for (const char* user : {"tinh", "boss"}) {
            CAPTURE(id, user);
            const auto made = asked(user, id, "089");
            REQUIRE_FALSE(made);  // R8 is nobody's duty, but counts what they do not read
            CHECK(made.error().code == ErrorCode::refused);
        }
        CAPTURE(id);
        CHECK(asked("chi", id, "03076"));
        CHECK(asked("chi", id, "089").error().code == ErrorCode::refused);
        CHECK(static_cast<bool>(asked("police", id, "089")) == (std::string(id) == "R7"));
    }
    CHECK(asked("nobody", "R1", "089").error().code == ErrorCode::refused);
}

TEST_CASE("what no law orders hides small counts above the commune, and a commune sees its own") {
    const auto counts_below_five = [](const reports::ReportTable& table) {
        std::size_t small = 0;
        for (const auto& section : table.sections)
            for (const auto& row : section.rows)
                for (const auto& cell : row.cells)
                    if (row.hide_below > 0 && cell.numerator && *cell.numerator > 0 && *cell.numerator < 5) ++small;
        return small;
    };
    const auto reader = district().store->read();
    const auto month = *reports::parse_period("2024-06-01..2024-06-10");
    const auto of_district = make_report(*reader, "R9", "089", month);
    REQUIRE(of_district);
    CHECK(counts_below_five(*of_district) == 0);
    std::size_t in_communes = 0;
    for (const AreaCode& commune : district().book->areas.children("089"))
        in_communes += counts_below_five(*make_report(*reader, "R9", commune, month));
    CHECK(in_communes > 0);
    const Json json = Json::parse(reports::to_json(*of_district, Language::vi).dump());
    std::size_t hidden = 0;
    for (const Json& row : json["rows"])
        if (row.contains("values"))
            for (const Json& value : row["values"]) hidden += value.is_null() ? 1 : 0;
    CHECK(hidden > 0);
    CHECK(reports::to_text(*of_district, Language::vi).find("<5*") != std::string::npos);
}
