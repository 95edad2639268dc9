// The operator freezes a report, takes it to the signature and the province, and writes it again years later.
#include <catch2/catch_test_macros.hpp>

#include "shared/protocol/codec.h"
#include "sync-server/admin/data_folder.h"
#include "tests/sync-server/admin/operator.h"

using namespace nuong;
using nuong::testing::Operator;
using nuong::testing::Outcome;
namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

Words with(Words words, const Words& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

const Words half_year{"R1", "--area", "089", "--period", "2024-H1"};

Words of_half_year(const Words& command, const Words& more = {}) { return with(with(command, half_year), more); }

std::string bytes_in(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

// The version in every format that there is.
std::vector<std::string> written(const Operator& it, const std::string& version) {
    std::vector<std::string> files;
    for (const char* format : {"text", "csv", "json", "xlsx", "docx"}) {
        const fs::path path = it.data().parent_path() / (std::string("report.") + format);
        const Outcome outcome =
            it.run(of_half_year({"report"}, {"--version", version, "--format", format, "--out", path.string()}));
        CAPTURE(format, outcome.err);
        REQUIRE(outcome.code == 0);
        files.push_back(bytes_in(path));
    }
    return files;
}

// A session of the half year, there, like one that there is already, is told of a year late.
void come_late(const Operator& it, const AreaCode& area = "") {
    admin::DataFolder folder(it.data().string(), std::nullopt);
    auto store = folder.open();
    REQUIRE(store);
    const auto rows = (*store)->read()->records("communication_activity", std::nullopt, 1000);
    for (RecordRow row : rows) {
        const auto is_of = [&](const char* month) { return row.state.find(month) != std::string::npos; };
        if (area.empty() ? !is_of("\"2024-02-") : row.area != area || !is_of("\"2024-0")) continue;
        RecordState state = protocol::decode_state(row.state).value();
        row.id = state.id = make_uuid_v7(it.clock.now());
        row.state = protocol::encode(state);
        const auto transaction = (*store)->begin();
        transaction->put_record(row, std::nullopt);
        transaction->commit();
        return;
    }
    FAIL("nobody held a session");
}

}  // namespace

TEST_CASE("a report is frozen, signed and sent; what comes late is told and changes nothing of it") {
    Operator it;
    REQUIRE(it.run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"}).code == 0);
    REQUIRE(it.run({"demo", "--people", "10"}).code == 0);
    REQUIRE(it.run({"user", "add", "sep", "--role", "district_staff", "--area", "089"}).code == 0);
    REQUIRE(it.run({"user", "add", "chu_tich", "--role", "district_staff", "--area", "089"}).code == 0);
    REQUIRE(it.run({"user", "add", "xa", "--role", "commune_officer", "--area", "03061"}).code == 0);
    REQUIRE(it.run({"user", "add", "tiep_can", "--role", "outreach_worker", "--area", "089"}).code == 0);

    const std::string before = it.run(of_half_year({"report"}, {"--json"})).out;
    const Outcome frozen =
        it.run(of_half_year({"report", "freeze"}, {"--user", "sep", "--note", "nộp UBND tỉnh", "--json"}));
    REQUIRE(frozen.code == 0);
    CHECK(frozen.err.find("does not change any more") != std::string::npos);
    CHECK(frozen.err.find("Warning: this period is not locked in ") != std::string::npos);
    CHECK(frozen.err.find("nuong period lock --area 089 --period 2024-H1 --reason TEXT") != std::string::npos);
    const Json made = frozen.json();
    CHECK(made["unlocked"].size() > 1);
    CHECK(made["version"] == 1);
    CHECK(made["state"] == "draft");
    CHECK(made["replaces"].is_null());
    CHECK(made["steps"][0]["who"] == "sep");
    const std::string number = std::to_string(made["id"].get<int>());
    // A draft changes nothing of what `report` says.
    CHECK(it.run(of_half_year({"report"}, {"--json"})).out == before);

    CHECK(it.run({"report", "advance", number, "signed"}).code == 1);
    CHECK(it.run({"report", "advance", number, "done"}).code == 2);
    CHECK(it.run({"report", "advance", "99", "checked"}).code == 1);
    CHECK(it.run({"report", "advance", number, "checked", "--user", "xa"}).code == 4);
    CHECK(it.run({"report", "advance", number, "checked", "--user", "sep"}).code == 0);
    const auto checked = written(it, "1");
    CHECK(checked[0].find("(sep)") != std::string::npos);
    it.clock.advance(std::chrono::hours(24));
    const Outcome own = it.run({"report", "advance", number, "signed", "--user", "sep"});
    CHECK(own.code == 4);
    CHECK(own.err.find("\"sep\" has frozen and checked number 1 and cannot sign it; somebody else must") !=
          std::string::npos);
    CHECK(it.run({"report", "advance", number, "signed"}).code == 4);
    const Outcome worker = it.run({"report", "advance", number, "signed", "--user", "tiep_can"});
    CHECK(worker.code == 4);
    CHECK(worker.err.find("Those who sign it: Commune officer, District staff, Province staff.") != std::string::npos);
    CHECK((written(it, "1") == checked));
    CHECK(it.run({"report", "advance", number, "signed", "--user", "chu_tich"}).code == 0);
    CHECK(it.run({"report", "advance", number, "sent", "--json"}).json()["state"] == "sent");

    const auto then = written(it, "1");
    CHECK(then[0].find("nộp UBND tỉnh") != std::string::npos);
    CHECK(then[0].find("Version 1: draft") != std::string::npos);
    const auto figures_of = [](const std::string& csv) { return csv.substr(0, csv.find("\n\n")); };
    CHECK(figures_of(then[1]) == figures_of(checked[1]));
    for (std::size_t format = 0; format < then.size(); ++format)
        CHECK((then[format] != checked[format]));  // they say how far it has come
    const Outcome same = it.run(of_half_year({"report"}, {"--format", "text"}));
    CHECK(same.out.find("there is version 1 (sent ") != std::string::npos);
    CHECK(same.out.find("with the same figures") != std::string::npos);

    it.clock.advance(std::chrono::hours(24 * 700));
    come_late(it);
    CHECK((written(it, "1") == then));
    const Outcome difference = it.run(of_half_year({"report", "diff"}, {"--versions", "1", "now", "--json"}));
    REQUIRE(difference.code == 0);
    const Json told = difference.json();
    const std::size_t differing = told["differing"].get<std::size_t>();
    CHECK(differing > 0);
    for (const Json& figure : told["figures"]) CHECK(figure["old"] != figure["new"]);
    const Outcome late = it.run(of_half_year({"report"}));
    CHECK(late.out.find("late additions: " + std::to_string(differing) + " figures differ by now") !=
          std::string::npos);

    const Json second = it.run(of_half_year({"report", "freeze"}, {"--json"})).json();
    CHECK(second["version"] == 2);
    CHECK(second["replaces"] == 1);
    CHECK(second["steps"][0]["who"] == "console");
    CHECK(it.run(of_half_year({"report", "diff"}, {"--versions", "1", "2", "--json"})).json() == difference.json());
    CHECK(it.run(of_half_year({"report", "diff"}, {"--versions", "2", "now"})).out == "All figures are the same.\n");
    CHECK((written(it, "1") == then));

    const Json list =
        it.run({"report", "list", "--area", "089", "--period", "2024-01-01..2024-06-30", "--json"}).json();
    REQUIRE(list.size() == 2);
    CHECK(list[0]["state"] == "sent");
    CHECK(list[0]["steps"].size() == 4);
    CHECK(list[1]["state"] == "draft");
    CHECK(it.run({"report", "list", "--period", "2023", "--json"}).json().empty());
    CHECK(it.run({"report", "list"}).out.find("nộp UBND tỉnh") != std::string::npos);

    CHECK(it.run(of_half_year({"report"}, {"--version", "1", "--user", "sep"})).code == 0);
    CHECK(it.run(of_half_year({"report"}, {"--version", "1", "--user", "xa"})).code == 4);
    CHECK(it.run(of_half_year({"report", "diff"}, {"--versions", "1", "2", "--user", "xa"})).code == 4);
    CHECK(it.run(of_half_year({"report"}, {"--version", "3"})).code == 1);
    CHECK(it.run(of_half_year({"report"}, {"--version", "one"})).code == 2);
    CHECK(it.run(of_half_year({"report", "diff"}, {"--versions", "1"})).code == 2);
    CHECK(it.run({"report", "freeze", "R1"}).code == 2);
    CHECK(it.run(of_half_year({"report", "freeze"}, {"--user", "xa"})).code == 4);

    // Neither an erasure nor a backup that takes the place of the store changes a byte.
    const std::string person = it.run({"record", "list", "person_register", "--json"}).json()[0]["record"];
    REQUIRE(it.run({"erase", person, "--yes"}).code == 0);
    CHECK((written(it, "1") == then));
    const std::string backup = (it.data().parent_path() / "save.db").string();
    REQUIRE(it.run({"backup", backup}).code == 0);
    REQUIRE(it.run({"restore", backup}).code == 0);
    CHECK((written(it, "1") == then));

    CHECK(it.run({"audit", "verify"}).code == 0);
    const std::string audit = it.run({"audit", "list", "--json"}).out;
    CHECK(audit.find("R1 089 2024-H1 for sep version 1 " + made["hash"].get<std::string>()) != std::string::npos);
    for (const char* step :
         {"version 1 checked for sep", "number 1 not signed for sep", "number 1 not signed for console",
          "number 1 not signed for tiep_can", "version 1 signed for chu_tich", "version 1 sent"})
        CHECK(audit.find(step) != std::string::npos);
}

namespace {

// Of the rows that have small counts: how many numbers are told, and how many of these are of one to four.
struct Told {
    std::size_t numbers = 0, small = 0, hidden = 0;
};

Told told_by(const Json& rows) {
    Told told;
    for (const Json& row : rows) {
        if (row["status"] == "hidden") ++told.hidden;
        if (!row.contains("numerator") || !row["numerator"].is_number()) continue;
        const double number = row["numerator"];
        ++told.numbers;
        told.small += number > 0 && number < 5;
    }
    return told;
}

}  // namespace

TEST_CASE(
    "a commune's report for somebody of the district hides the few, now, frozen and compared; the console does not") {
    Operator it;
    REQUIRE(it.run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"}).code == 0);
    REQUIRE(it.run({"demo", "--people", "40"}).code == 0);
    REQUIRE(it.run({"user", "add", "sep", "--role", "district_staff", "--area", "089"}).code == 0);
    REQUIRE(it.run({"user", "add", "xa", "--role", "commune_officer", "--area", "03061"}).code == 0);
    const Words asked{"R9", "--area", "03061", "--period", "2024-H1"};
    const auto report = [&](const Words& more) {
        const Outcome made = it.run(with(with({"report"}, asked), with({"--json"}, more)));
        CAPTURE(made.err);
        REQUIRE(made.code == 0);
        const Json rows = made.json()["rows"];
        Json figures = Json::array();  // not the devices: who is told of which is another story
        for (const Json& row : rows)
            if (row["section"] != "devices") figures.push_back(row);
        return figures;
    };
    const Json exact = report({});
    REQUIRE(told_by(exact).small > 0);
    CHECK(told_by(exact).hidden == 0);
    CHECK(report({"--user", "xa"}) == exact);

    // The commune's own table stands beside the district's: there is no number of people in it.
    const Json for_district = report({"--user", "sep"});
    CHECK(told_by(for_district).small == 0);
    CHECK(told_by(for_district).hidden == told_by(exact).numbers);
    const Outcome csv = it.run(with(with({"report"}, asked), {"--user", "sep", "--format", "csv"}));
    CHECK(csv.out.find("hidden") != std::string::npos);

    // Frozen is the whole, whoever does it; what is shown of it is again for who asks.
    REQUIRE(it.run(with(with({"report", "freeze"}, asked), {"--user", "sep"})).code == 0);
    CHECK(report({"--version", "1"}) == exact);
    CHECK(report({"--version", "1", "--user", "xa"}) == exact);
    CHECK(report({"--version", "1", "--user", "sep"}) == for_district);
    come_late(it, "03061");
    const auto differing = [&](const Words& more) {
        const Outcome made =
            it.run(with(with({"report", "diff"}, asked), with({"--versions", "1", "now", "--json"}, more)));
        REQUIRE(made.code == 0);
        const Json figures = made.json()["figures"];
        return std::count_if(figures.begin(), figures.end(),
                             [](const Json& figure) { return figure["section"] != "devices"; });
    };
    CHECK(differing({}) > 0);
    CHECK(differing({"--user", "xa"}) == differing({}));
    CHECK(differing({"--user", "sep"}) == 0);

    // Of the whole district the half year is told; beside it a year, or days of one's choice, would tell the other
    // half.
    const auto of_district = [&](const std::string& period) {
        return told_by(
            it.run({"report", "R9", "--area", "089", "--period", period, "--user", "sep", "--json"}).json()["rows"]);
    };
    CHECK(of_district("2024-H1").numbers > 0);
    CHECK(of_district("2024-H1").small == 0);
    for (const char* period : {"2024", "2024-01-01..2024-06-29"}) {
        CAPTURE(period);
        CHECK(of_district(period).numbers == 0);
    }
    CHECK(of_district("2024-01-01..2024-06-30").numbers == of_district("2024-H1").numbers);
}

TEST_CASE("a list of a commune's people is for the commune: somebody of the district is not given it by the console") {
    Operator it;
    REQUIRE(it.run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"}).code == 0);
    REQUIRE(it.run({"demo", "--people", "40"}).code == 0);
    REQUIRE(it.run({"user", "add", "sep", "--role", "district_staff", "--area", "089"}).code == 0);
    REQUIRE(it.run({"user", "add", "xa", "--role", "commune_officer", "--area", "03061"}).code == 0);
    const auto listed = [&](const std::string& user) {
        const Outcome made =
            it.run({"report", "R7", "--area", "03061", "--period", "2024-H1", "--user", user, "--format", "text"});
        REQUIRE(made.code == 0);
        return made.out;
    };
    CHECK(listed("xa").find("Name") != std::string::npos);
    CHECK(listed("sep").find("Name") == std::string::npos);
    CHECK(listed("sep").find("Lists of the people of a commune are not here") != std::string::npos);
}

TEST_CASE(
    "two periods that differ by a day tell of nobody: for a user and for what is handed in, days are not chosen") {
    Operator it;
    REQUIRE(it.run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"}).code == 0);
    REQUIRE(it.run({"demo", "--people", "40"}).code == 0);
    REQUIRE(it.run({"user", "add", "sep", "--role", "district_staff", "--area", "089"}).code == 0);
    const auto code_of = [&](Words words, const char* period) {
        words.insert(words.end(), {"--area", "089", "--period", period});
        return it.run(std::move(words)).code;
    };
    const char* const days = "2024-01-01..2024-06-29";
    CHECK(code_of({"report", "R7", "--user", "sep"}, days) == 2);
    CHECK(code_of({"report", "R7", "--user", "sep"}, "2024-H1") == 0);
    CHECK(code_of({"report", "R1", "--user", "sep"}, days) == 0);  // ordered, and so exact
    CHECK(code_of({"report", "freeze", "R7"}, days) == 2);
    CHECK(code_of({"report", "freeze", "R7", "--user", "sep"}, days) == 2);
    CHECK(code_of({"report", "freeze", "R7"}, "2024-H1") == 0);
    CHECK(code_of({"report", "R7"}, days) == 0);  // whoever runs the server holds the store
}

TEST_CASE("a frozen report that the disk has spoilt is named, with what to do, before anybody hands it in again") {
    Operator it;
    REQUIRE(it.run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"}).code == 0);
    for (const char* period : {"2023-H2", "2024-H1"})
        for (int version = 1; version <= 2; ++version)
            REQUIRE(it.run({"report", "freeze", "R1", "--area", "089", "--period", period}).code == 0);
    const Outcome whole = it.run({"verify", "--json"});
    CHECK(whole.code == 0);
    CHECK(whole.json()["reports"] == 4);
    const auto found_by_doctor = [&] {
        std::vector<std::string> found;
        const Json doctor = it.run({"doctor", "--json", "--quick"}).json();
        for (const Json& finding : doctor["findings"])
            if (finding["id"] == "reports")
                found.push_back(finding["level"].get<std::string>() + ": " + finding["message"].get<std::string>());
        return found;
    };
    CHECK(found_by_doctor() == Words{"fine: 4 frozen reports, each as it was frozen."});

    {
        admin::DataFolder folder(it.data().string(), std::nullopt);
        auto store = folder.open();
        REQUIRE(store);
        Sql& db = (*store)->sql();
        db.execute("drop trigger report_issue_stays");
        db.execute("update report_issue set body = replace(body, '089', '080') where id = 2");
        db.execute("update report_issue set body = substr(body, 1, 40) where id = 3");
        db.execute("drop trigger report_step_stays");
        db.execute("update report_step set state = 'signed' where issue = 4");
    }
    const Outcome spoilt = it.run({"verify", "--json"});
    CHECK(spoilt.code == 1);
    CHECK(spoilt.json()["ok"] == false);
    const auto problems = spoilt.json()["problems"].get<Words>();
    REQUIRE(problems.size() == 3);
    CHECK(problems[0].find("R1, 089, 2023-H2, version 2 (number 2)") != std::string::npos);
    CHECK(problems[0].find("does not have its fingerprint any more") != std::string::npos);
    CHECK(problems[1].find("R1, 089, 2024-H1, version 1 (number 3)") != std::string::npos);
    CHECK(problems[2].find("its steps are missing or out of their order") != std::string::npos);
    for (const std::string& problem : problems) CHECK(problem.find("restore a backup") != std::string::npos);
    const Words found = found_by_doctor();
    REQUIRE(found.size() == 3);
    for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == "fault: " + problems[i]);
    CHECK(it.run({"--lang", "vi", "verify"}).out.find("Báo cáo đã chốt R1, 089, 2024-H1, phiên bản 1 (số 3) bị hỏng") !=
          std::string::npos);
}
