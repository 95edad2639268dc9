// The operator's commands: what they print, what they answer, and what they leave alone.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "shared/base/json.h"
#include "shared/base/random.h"
#include "shared/targets/target_plan.h"
#include "sync-server/core/device_audit.h"
#include "tests/sync-server/admin/operator.h"

using namespace nuong;
using nuong::testing::Operator;
using nuong::testing::Outcome;
namespace fs = std::filesystem;

namespace {

const std::string shipped = NUONG_SOURCE_DIR "/schemas";

}  // namespace

TEST_CASE("a server is set up in three commands, and each says what it did") {
    const Operator it;
    const Outcome made = it.run({"init", "--schemas", shipped, "--json"});
    REQUIRE(made.code == 0);
    CHECK(made.json()["published"].size() >= 2);
    CHECK(made.err.find("apart from the backups") != std::string::npos);
    CHECK((fs::status(it.data() / "key").permissions() & fs::perms::all) ==
          (fs::perms::owner_read | fs::perms::owner_write));

    const Outcome added =
        it.run({"user", "add", "lan", "--role", "outreach_worker", "--area", "089", "03076", "--json"});
    CHECK(added.code == 0);
    CHECK(added.json() ==
          Json{{"user", "lan"}, {"role", "outreach_worker"}, {"areas", {"03076", "089"}}, {"disabled", false}});

    const Outcome code = it.run({"device", "code", "lan"});
    CHECK(code.code == 0);
    CHECK(code.out.size() == 15);  // the code and nothing else
    CHECK(it.run({"user", "disable", "lan", "--json"}).json()["disabled"] == true);
    CHECK(it.run({"device", "code", "lan"}).code == 1);
    CHECK(it.run({"user", "list", "--json"}).json().size() == 1);
    CHECK(it.run({"device", "list", "--json"}).json() == Json::array());
    CHECK(it.run({"record", "list", "--json"}).json() == Json::array());
    CHECK(it.run({"quarantine", "list", "--json"}).json() == Json::array());
    const Json verified = it.run({"verify", "--json"}).json();
    CHECK(
        verified ==
        Json{{"ok", true}, {"records", 0}, {"files", 0}, {"changes", 0}, {"reports", 0}, {"problems", Json::array()}});
}

TEST_CASE("a code can be shown as a QR code that says the server's address too, on the screen and on paper") {
    const Operator it;
    REQUIRE(it.run({"init", "--schemas", shipped}).code == 0);
    REQUIRE(it.run({"user", "add", "lan", "--role", "outreach_worker", "--area", "089"}).code == 0);
    const std::string url = "https://district.example";
    const Json told = it.run({"device", "code", "lan", "--url", url, "--json"}).json();
    CHECK(told["link"] == url + "#" + told["code"].get<std::string>());

    const Outcome shown = it.run({"device", "code", "lan", "--url", url});
    CHECK(shown.code == 0);
    CHECK(shown.out.find("█▀▀▀▀▀█") != std::string::npos);  // a corner by which readers find it
    CHECK(shown.out.find(url + "#") != std::string::npos);

    const fs::path paper = it.data() / "lan.svg";
    CHECK(it.run({"device", "code", "lan", "--url", url, "--out", paper.string()}).code == 0);
    std::ifstream file(paper);
    const std::string svg(std::istreambuf_iterator<char>(file), {});
    CHECK(svg.starts_with("<svg "));
    CHECK(svg.find(">lan<") != std::string::npos);
    CHECK(svg.find(">" + url + "<") != std::string::npos);

    const auto codes_made = [&] {
        const Json entries = it.run({"audit", "list", "--json"}).json();
        return std::count_if(entries.begin(), entries.end(),
                             [](const Json& entry) { return entry["what"] == "device_code"; });
    };
    CHECK(codes_made() == 3);
    CHECK(it.run({"device", "code", "lan", "--url", "district.example"}).code == 2);
    CHECK(it.run({"device", "code", "lan", "--out", paper.string()}).code == 2);
    CHECK(codes_made() == 3);
}

TEST_CASE("exit codes say what kind of no it is") {
    const Operator it;
    CHECK(it.run({"user", "list"}).code == 5);  // no store yet
    REQUIRE(it.run({"init", "--schemas", shipped}).code == 0);
    REQUIRE(it.run({"user", "add", "lan", "--role", "admin"}).code == 0);
    const struct {
        std::vector<std::string> words;
        int code;
        const char* says;
    } cases[] = {
        {{"init"}, 1, "There is a store"},
        {{"user", "add", "lan", "--role", "admin"}, 1, "exists already"},
        {{"user", "add", "x y", "--role", "admin"}, 2, "plain letters"},
        {{"user", "add", "minh", "--role", "king", "--area", "089"}, 1, "no role"},
        {{"user", "add", "minh", "--role", "volunteer", "--area", "99999"}, 1, "no area"},
        {{"user", "add", "minh", "--role", "volunteer"}, 2, "--area"},
        {{"user", "add"}, 2, "Usage"},
        {{"user", "disable", "nobody"}, 1, "no account"},
        {{"device", "revoke", "0000000000000001"}, 1, "no device"},
        {{"device", "revoke", "what"}, 1, "no device"},
        {{"record", "show", "what"}, 1, "no record"},
        {{"record", "list", "--limit", "many"}, 2, "--limit"},
        {{"publish", "/nowhere"}, 1, "/nowhere"},
        {{"dance"}, 2, "no command"},
        {{"user", "list", "--loud"}, 2, "no option"},
        {{"user", "add", "minh", "--role"}, 2, "needs a value"},
        {{"restore", "/nowhere"}, 1, "no file"},
        {{"migrate", "x"}, 2, "Usage"},
        {{"migrate", "--to", "mysql://x"}, 2, "postgresql://"},
        {{"migrate", "--to", "file"}, 2, "already"},
        {{"user", "password", "minh"}, 1, "no active account"},
        {{"user", "password", "lan", "--url", "here"}, 2, "Not an address"},
        {{"quarantine", "show", "x"}, 2, "DEVICE:NUMBER"},
        {{"serve", "--listen", "here"}, 2, "ADDRESS:PORT"},
        {{"serve", "--tls-cert", "x"}, 2, "go together"},
        {{"--database", "postgresql://127.0.0.1:1/x", "user", "list"}, 3, "does not answer"},
    };
    for (const auto& c : cases) {
        INFO(c.says);
        const Outcome outcome = it.run(c.words);
        CHECK(outcome.code == c.code);
        CHECK(outcome.err.find(c.says) != std::string::npos);
    }
}

TEST_CASE("a folder of schemas with one bad file leaves no half-made server") {
    const Operator it;
    it.write(
        "s/forms/good.json",
        R"({"id":"good","version":1,"title":{"vi":"Phiếu"},"survey":[{"type":"text","name":"a","label":{"vi":"A"}}]})");
    it.write("s/roles/bad.json", R"({"id":"roles","version":1})");
    const Outcome outcome = it.run({"init", "--schemas", (it.data().parent_path() / "s").string()});
    CHECK(outcome.code == 1);
    CHECK(outcome.err.find("roles/bad.json") != std::string::npos);
    CHECK_FALSE(fs::exists(it.data() / "server.db"));
}

TEST_CASE("the wrong key opens nothing and harms nothing") {
    const Operator it;
    REQUIRE(it.run({"init", "--schemas", shipped}).code == 0);
    const fs::path other = it.write("other-key", std::string(64, 'a'));
    const Outcome outcome = it.run({"--key-file", other.string(), "user", "list"});
    CHECK(outcome.code == 5);
    CHECK(it.run({"--key-file", it.write("no-key", "x").string(), "user", "list"}).code == 5);
    CHECK(it.run({"verify"}).code == 0);
}

TEST_CASE("a backup is a whole store under the same key, and never written over a file") {
    const Operator it;
    REQUIRE(it.run({"init", "--schemas", shipped}).code == 0);
    REQUIRE(it.run({"user", "add", "lan", "--role", "volunteer", "--area", "089"}).code == 0);
    const fs::path copy = it.data().parent_path() / "copy" / "server.db";
    fs::create_directories(copy.parent_path());
    CHECK(it.run({"backup", copy.string(), "--json"}).json()["bytes"] > 0);
    CHECK(it.run({"backup", copy.string()}).code == 1);
    std::ostringstream out, err;
    CHECK(admin::run_command_line({"--data", copy.parent_path().string(), "--key-file", (it.data() / "key").string(),
                                   "user", "list", "--json"},
                                  it.clock, out, err) == 0);
    CHECK(out.str().find("lan") != std::string::npos);
}

TEST_CASE("every night a backup: named by its time, tried before it counts, and no more kept than asked for") {
    Operator it;
    REQUIRE(it.run({"init", "--schemas", shipped}).code == 0);
    const fs::path folder = it.data().parent_path() / "backups";
    const auto names = [&] {
        std::vector<std::string> found;
        for (const auto& entry : fs::directory_iterator(folder)) found.push_back(entry.path().filename());
        std::sort(found.begin(), found.end());
        return found;
    };
    fs::create_directories(folder);
    it.write("backups/nuong-letter.db", "not ours");
    it.write("backups/nuong-20240229T010000.db.part", "of a night when the power went");
    for (int night = 0; night < 4; ++night) {
        CHECK(it.run({"backup", "--into", folder.string(), "--keep", "2"}).code == 0);
        it.clock.advance(std::chrono::hours(24));
    }
    CHECK(names() ==
          std::vector<std::string>{"nuong-20240303T070000.db", "nuong-20240304T070000.db", "nuong-letter.db"});
    it.clock.set(*parse_instant("2023-01-01T00:00:00.000Z"));  // the battery of the clock was dead
    CHECK(it.run({"backup", "--into", folder.string(), "--keep", "2"}).code == 0);
    CHECK(names() ==
          std::vector<std::string>{"nuong-20230101T000000.db", "nuong-20240304T070000.db", "nuong-letter.db"});
    CHECK(it.run({"backup", "--into", folder.string(), "--keep", "0"}).code == 2);
    CHECK(it.run({"backup"}).code == 2);
    CHECK(it.run({"restore", (folder / "nuong-20240304T070000.db").string()}).code == 0);
    CHECK(it.run({"verify"}).code == 0);
}

TEST_CASE("who saw a person's record can be printed for them, and nobody takes a line out of that") {
    const Operator it;
    REQUIRE(it.run({"init", "--schemas", shipped}).code == 0);
    const RecordId person = *parse_uuid("0190a3b2-1111-7222-8333-444455556666"), other{};
    const RecordId visit = *parse_uuid("0190a3b2-1111-7222-8333-555555555555");
    protocol::AuditRun run;
    std::uint64_t n = 0;
    const auto entry = [&](const UserId& who, const std::string& what, std::optional<RecordId> record,
                           std::optional<RecordId> about) {
        const protocol::AuditEntry made{++n, it.clock.now(), who, what, record, about, "outreach_contact", ""};
        run.entries.push_back({made, protocol::encode(made)});
    };
    entry("lan", "read", person, std::nullopt);
    entry("binh", "print", visit, person);
    entry("binh", "read", other, std::nullopt);
    admin::DataFolder folder(it.data().string(), std::nullopt);
    {
        const auto store = std::move(folder.open().value());
        const auto transaction = store->begin();
        take_audit(*transaction, DeviceId{7}, run, "lan", it.clock.now());
        transaction->commit();
    }
    const Outcome seen = it.run({"audit", "list", "--record", to_string(person), "--json"});
    REQUIRE(seen.code == 0);
    REQUIRE(seen.json().size() == 2);
    CHECK(seen.json()[0]["user"] == "lan");
    CHECK(seen.json()[1]["what"] == "print");
    CHECK(seen.json()[1]["person"] == to_string(person));
    CHECK(it.run({"audit", "list", "--user", "binh", "--json"}).json().size() == 2);
    CHECK(it.run({"audit", "list", "--record", to_string(person)}).out.find("lan  read") != std::string::npos);
    CHECK(it.run({"audit", "list", "--record", "x"}).code == 2);
    const Outcome whole = it.run({"audit", "verify", "--json"});
    CHECK(whole.code == 0);
    CHECK(whole.json()["device_entries"] == 3);
    {
        const auto store = std::move(folder.open().value());
        store->sql().execute("delete from device_audit where n = 2");
    }
    const Outcome broken = it.run({"audit", "verify", "--json"});
    CHECK(broken.code == 1);
    CHECK_FALSE(broken.json()["problems"].empty());
}

TEST_CASE("a device that signs as somebody else, or writes lines of its own into the audit, is seen to do so") {
    const Operator it;
    REQUIRE(it.run({"init", "--schemas", shipped}).code == 0);
    REQUIRE(it.run({"user", "add", "lan", "--role", "outreach_worker", "--area", "089"}).code == 0);
    protocol::AuditRun run;
    const protocol::AuditEntry forged{1,
                                      it.clock.now(),
                                      "sep.truong",
                                      "read",
                                      std::nullopt,
                                      std::nullopt,
                                      "outreach_contact",
                                      "x)\n2026-11-30T00:00:00Z  console  export  (\x1b[31m"};
    run.entries.push_back({forged, protocol::encode(forged)});
    {
        admin::DataFolder folder(it.data().string(), std::nullopt);
        const auto store = std::move(folder.open().value());
        const auto transaction = store->begin();
        DeviceRow device{};
        device.id = DeviceId{7};
        device.name = "Máy của Lan";
        transaction->put_device(device);
        transaction->put_enrolment({DeviceId{7}, "lan", sha256("token")});
        take_audit(*transaction, DeviceId{7}, run, "lan", it.clock.now());
        transaction->commit();
    }
    for (const char* user : {"lan", "sep.truong"}) {  // nobody's entry is lost, whichever name is looked for
        const Json told = it.run({"audit", "list", "--user", user, "--json"}).json();
        REQUIRE(std::any_of(told.begin(), told.end(),
                            [](const Json& entry) { return entry["user"] == "sep.truong? (lan)"; }));
    }
    const std::string page = it.run({"audit", "list"}).out;
    CHECK(page.find('\x1b') == std::string::npos);
    CHECK(page.find("\n2026-11-30T00:00:00Z") == std::string::npos);
    CHECK(page.find("sep.truong? (lan)  read") != std::string::npos);
}

TEST_CASE("what a device sends and is refused for commands no terminal, as a list, one by one or as JSON") {
    const Operator it;
    REQUIRE(it.run({"init", "--schemas", shipped}).code == 0);
    const std::string sent =
        "\x1b[31m\xC2\x9B"
        "2J\x7F\n2024-03-01  console  export";
    {
        admin::DataFolder folder(it.data().string(), std::nullopt);
        const auto store = std::move(folder.open().value());
        const auto transaction = store->begin();
        ChangeRow refused;
        refused.device = DeviceId{7};
        refused.seq = 1;
        refused.author = "lan";
        refused.received = it.clock.now();
        refused.verdict = "unknown_area";
        refused.reason = {"không có " + sent, "there is no " + sent};
        refused.body = sent;
        transaction->add_change(refused);
        transaction->commit();
    }
    const std::string name = to_string(DeviceId{7}) + ":1";
    const auto is_harmless = [](const std::string& text) {
        return text.find_first_of("\x1b\x7F") == std::string::npos && text.find("\xC2\x9B") == std::string::npos;
    };
    const Outcome list = it.run({"quarantine", "list"}), one = it.run({"quarantine", "show", name}),
                  json = it.run({"quarantine", "list", "--json"}), problems = it.run({"verify"});
    REQUIRE(list.out.find("there is no \\u001b[31m\\u009b2J\\u007f\\n2024") != std::string::npos);
    for (const Outcome& told : {list, one, json, problems}) {
        CAPTURE(told.out, told.err);
        CHECK(is_harmless(told.out));
        CHECK(is_harmless(told.err));
    }
    CHECK(json.json()[0]["message"]["en"] == "there is no " + sent);
    CHECK(one.json()["text"] == sent);
    CHECK(is_harmless(it.run({"quarantine", "show", sent}).err));
}

TEST_CASE("a person is given on paper who saw their records, and nothing of anybody else") {
    const Operator it;
    REQUIRE(it.run({"init", "--schemas", shipped}).code == 0);
    REQUIRE(it.run({"demo", "--people", "6", "--months", "2"}).code == 0);
    REQUIRE(it.run({"user", "add", "sep", "--role", "commune_officer", "--area", "089"}).code == 0);
    REQUIRE(it.run({"user", "add", "xa", "--role", "commune_officer", "--area", "080"}).code == 0);
    const Json people = it.run({"record", "list", "person_register", "--json"}).json();
    REQUIRE(people.size() >= 2);
    const std::string person = people[0]["record"], other = people[1]["record"];
    it.run({"record", "show", person});
    it.run({"record", "show", other});
    REQUIRE(it.run({"export", "person_register", "--user", "sep", "--format", "csv", "--where", "${sex} = 'male'",
                    "--out", (it.data().parent_path() / "people.csv").string()})
                .code == 0);
    CHECK(it.run({"export", "person_register", "--user", "sep", "--out", "no such folder/people.csv"}).code != 0);
    {
        admin::DataFolder folder(it.data().string(), std::nullopt);
        const auto store = std::move(folder.open().value());
        const auto transaction = store->begin();
        protocol::AuditRun run;
        std::uint64_t n = 0;
        const auto note = [&](const std::string& what, const std::string& record, const FormId& form,
                              const std::string& detail) {
            const protocol::AuditEntry made{++n,          it.clock.now(), "sep", what, parse_uuid(record),
                                            std::nullopt, form,           detail};
            run.entries.push_back({made, protocol::encode(made)});
        };
        note("read", person, "person_register", "");
        note("print", other, "person_register", "");
        note("export", "", "person_register", "7 records");
        note("export", "", "", "begun, csv, part: returned");  // of whichever forms
        note("report", "", "", "R1 089 2024-H2");              // counts, and names nobody
        note("report", "", "", "R7 089 2024-H2");
        note("report", "", "", "R7 080 2024-H2");
        note("list", "", "person_register", "people");
        note("search", "", "", "12");
        note("search", "", "", "0");  // nobody was shown
        take_audit(*transaction, DeviceId{7}, run, "sep", it.clock.now());
        protocol::AuditRun elsewhere;
        const protocol::AuditEntry far{
            1, it.clock.now(), "xa", "list", std::nullopt, std::nullopt, "person_register", "people"};
        elsewhere.entries.push_back({far, protocol::encode(far)});
        take_audit(*transaction, DeviceId{8}, elsewhere, "xa", it.clock.now());
        transaction->commit();
    }
    const Outcome told = it.run({"audit", "person", person, "--json"});
    REQUIRE(told.code == 0);
    const Json entries = told.json()["entries"];
    const auto count = [&](const std::string& user, const std::string& what, bool is_certain) {
        return std::count_if(entries.begin(), entries.end(), [&](const Json& entry) {
            return entry["user"] == user && entry["what"] == what && entry["certain"] == is_certain;
        });
    };
    CHECK(count("console", "read", true) == 1);
    CHECK(count("sep", "read", true) == 1);
    CHECK(count("sep", "print", true) == 0);    // of another person
    CHECK(count("sep", "export", false) == 4);  // at the server, also the one that was stopped, and on a device
    CHECK(count("sep", "list", false) == 1);    // whoever leafs through a list sees everybody on it
    CHECK(count("sep", "search", false) == 1);
    CHECK(count("sep", "report", false) == 1);
    CHECK(count("xa", "list", false) == 0);  // in another district, where this person is on no list
    CHECK(std::any_of(entries.begin(), entries.end(), [](const Json& entry) { return entry["what"] == "write"; }));
    CHECK(told.out.find(other) == std::string::npos);
    const Outcome page = it.run({"--lang", "vi", "audit", "person", person});
    CHECK(page.out.starts_with("LỊCH SỬ TRUY CẬP HỒ SƠ " + person));
    CHECK(page.out.find("mở xem") != std::string::npos);
    CHECK(page.out.find("xuất ra tệp (có thể có người này)") != std::string::npos);
    CHECK(page.out.find(other) == std::string::npos);
    for (const Json& each : people) CHECK(page.out.find(each["title"].get<std::string>()) == std::string::npos);
    CHECK(it.run({"audit", "person", "x"}).code == 2);
    CHECK(it.run({"audit", "person", "00000000-0000-7000-8000-000000000000"}).code == 1);
    // That it was asked for is in the audit as well, and the audit is whole.
    const Json listed = it.run({"audit", "list", "--json"}).json();
    CHECK(std::count_if(listed.begin(), listed.end(),
                        [](const Json& entry) { return entry["what"] == "audit_person"; }) == 2);
    CHECK(it.run({"audit", "verify"}).code == 0);
    it.run({"erase", person});  // only looked at: it tells what is kept about whom
    CHECK(it.run({"audit", "person", person, "--json"}).json()["entries"].size() == entries.size() + 1);
}

TEST_CASE("what changes who may do what, and what takes people's records out, is in the server's audit") {
    const Operator it;
    REQUIRE(it.run({"init", "--schemas", shipped}).code == 0);
    REQUIRE(it.run({"demo", "--people", "3", "--months", "1"}).code == 0);
    REQUIRE(it.run({"user", "add", "sep", "--role", "commune_officer", "--area", "089"}).code == 0);
    it.run({"user", "disable", "sep"});
    const Json devices = it.run({"device", "list", "--json"}).json();
    REQUIRE_FALSE(devices.empty());
    REQUIRE(it.run({"device", "revoke", devices[0]["device"].get<std::string>()}).code == 0);
    REQUIRE(it.run({"report", "R1", "--area", "089", "--period", "2024-H1", "--json"}).code == 0);
    it.run({"quarantine", "list"});
    const Json listed = it.run({"audit", "list", "--json"}).json();
    for (const char* what : {"user_add", "user_disable", "device_revoke", "report", "quarantine_list", "publish"}) {
        CAPTURE(what);
        CHECK(std::any_of(listed.begin(), listed.end(), [&](const Json& entry) { return entry["what"] == what; }));
    }
}

TEST_CASE("help lists what works and nothing else") {
    const Operator it;
    const Outcome help = it.run({"--help"});
    CHECK(help.code == 0);
    CHECK(help.out.find("device revoke ID [--wipe]") != std::string::npos);
    CHECK(help.out.find("user password NAME [--url URL]") != std::string::npos);
    CHECK(it.run({}).code == 2);
}

TEST_CASE("a plan's targets are imported with what does not add up; a changed plan supersedes the earlier one") {
    const Operator it;
    REQUIRE(it.run({"init", "--schemas", shipped}).code == 0);
    const std::string annex = NUONG_SOURCE_DIR "/tests/shared/targets/laocai_targets_2020.csv";

    const Outcome tried = it.run({"targets", "import", annex, "--dry-run", "--json"});
    CHECK(tried.code == 0);
    CHECK(tried.json()["rows"] == 10);
    CHECK(tried.json()["findings"].size() == 8);
    CHECK(tried.json()["findings"][0] == Json{{"area", "Văn Bàn"},
                                              {"area_code", "089"},
                                              {"check", "community_home_total = rehab_house + home"},
                                              {"printed", 145},
                                              {"recomputed", 150},
                                              {"difference", -5}});
    CHECK(tried.json()["stored"] == false);
    CHECK(tried.err.find("nothing was stored") != std::string::npos);

    for (const auto& [language, words] :
         {std::pair("vi", "Methadone thường xuyên = năm trước chuyển sang + tiếp nhận mới (khi không ai ra)"),
          std::pair("en", "Community and home = rehab houses + at home")}) {
        const Outcome read = it.run({"--lang", language, "targets", "import", annex, "--dry-run"});
        CHECK(read.out.find(words) != std::string::npos);
        CHECK(read.out.find('_') == std::string::npos);  // no id of a column among what people read
    }

    CHECK(it.run({"targets", "import", annex, "--json"}).json()["version"] == 1);
    const Outcome again = it.run({"targets", "import", annex, "--json"});
    CHECK(again.json()["version"] == 1);
    CHECK(again.err.find("there already") != std::string::npos);

    std::ifstream in(annex);
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    text.replace(text.find("245,100"), 3, "250");
    const Outcome adjusted = it.run({"targets", "import", it.write("adjusted.csv", text).string(), "--json"});
    CHECK(adjusted.json()["version"] == 2);
    CHECK(it.run({"targets", "import", annex, "--json", "--year", "2021"}).json()["plan"] == "lao_cai_treatment_2021");

    CHECK(it.run({"targets", "import", annex, "--year", "2021"}).err.find("--plan-no") != std::string::npos);

    CHECK(it.run({"targets", "import", "nowhere.csv"}).code == 1);
    const Outcome wrong = it.run({"targets", "import", it.write("x.csv", "a,b\n1,2\n").string()});
    CHECK(wrong.code == 1);
    CHECK(wrong.err.find("x.csv: no header line") != std::string::npos);
    CHECK(it.run({"targets", "import", annex, "--year", "12"}).code == 2);
    CHECK(it.run({"verify", "--json"}).json()["ok"] == true);
}

TEST_CASE("A decision in the middle of the year holds from its day on, and the first half keeps what was asked of it") {
    const Operator it;
    REQUIRE(it.run({"init", "--schemas", shipped}).code == 0);
    const std::string annex = NUONG_SOURCE_DIR "/tests/shared/targets/laocai_targets_2020.csv";
    REQUIRE(it.run({"targets", "import", annex}).code == 0);
    std::ifstream in(annex);
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    text.replace(text.find("245,100"), 3, "250");
    const std::string more = it.write("more.csv", text).string();
    const Outcome adjusted = it.run({"targets", "import", more, "--from", "2020-07-01", "--plan-no", "99/QĐ-UBND",
                                     "--date", "2020-06-20", "--json"});
    REQUIRE(adjusted.code == 0);
    CHECK(adjusted.json()["plan"] == "lao_cai_treatment_2020_from_07-01");
    CHECK(adjusted.err.find("--plan-no") == std::string::npos);
    const auto store = admin::DataFolder(it.data().string(), std::nullopt).open();
    REQUIRE(store);
    std::vector<TargetPlan> plans;
    for (const DocumentRow& document : (*store)->read()->documents_in_force())
        if (document.kind == "targets") plans.push_back(parse_target_plan(document.body, document.id).value());
    const TargetBook book(plans);
    std::string indicator;
    for (const TargetPlan& plan : plans)
        for (const Target& target : plan.targets)
            if (plan.valid_from == *parse_date("2020-07-01") && target.area == "089" &&
                to_string(target.value) == "250")
                indicator = target.indicator;
    REQUIRE_FALSE(indicator.empty());
    const auto asked_on = [&](const char* day) {
        return to_string(book.find(indicator, "089", *parse_date(day))->value);
    };
    CHECK(asked_on("2020-06-30") == "245");
    CHECK(asked_on("2020-07-01") == "250");
    CHECK(asked_on("2020-12-31") == "250");
    for (const auto& wrong : {"2021-07-01", "1/7/2020"}) {
        CAPTURE(wrong);
        CHECK(it.run({"targets", "import", more, "--from", wrong}).code == 2);
    }
}

TEST_CASE("a demo district never goes among real people") {
    const Operator it;
    REQUIRE(it.run({"init", "--schemas", shipped}).code == 0);
    CHECK(it.run({"demo", "--people", "0"}).code == 2);
    const Json made = it.run({"demo", "--people", "3", "--months", "1", "--json"}).json();
    CHECK(made["refused"] == 0);
    CHECK(made["records"].get<int>() > 3);
    const Outcome again = it.run({"demo", "--people", "3", "--months", "1"});
    CHECK(again.code == 1);
    CHECK(again.err.find("goes into an empty store only") != std::string::npos);
    CHECK(it.run({"record", "list", "--limit", "1000", "--json"}).json().size() == made["records"]);
}

TEST_CASE("who reads people's records at the server's console leaves a trace") {
    const Operator it;
    REQUIRE(it.run({"init", "--schemas", shipped}).code == 0);
    REQUIRE(it.run({"demo", "--people", "3", "--months", "1"}).code == 0);
    const std::string record =
        it.run({"record", "list", "person_register", "--limit", "2", "--json"}).json()[0]["record"];
    REQUIRE(it.run({"record", "show", record, "--history"}).code == 0);
    REQUIRE(it.run({"record", "show", "00000000-0000-7000-8000-000000000000"}).code == 1);  // nothing was read
    std::vector<std::pair<std::string, std::string>> traces;
    const auto store = admin::DataFolder(it.data().string(), std::nullopt).open();
    for (const AuditRow& row : (*store)->read()->audit(0, 1000))
        if (row.what.starts_with("record_")) traces.emplace_back(row.what, row.detail);
    CHECK(traces == std::vector<std::pair<std::string, std::string>>{{"record_list", "person_register  2"},
                                                                     {"record_show", record + " history"}});
    CHECK(it.run({"verify"}).code == 0);
}

TEST_CASE("an export at the server is made for somebody, who gets what that person may see and take out") {
    const Operator it;
    REQUIRE(it.run({"init", "--schemas", shipped}).code == 0);
    REQUIRE(it.run({"demo", "--people", "30", "--months", "2"}).code == 0);
    REQUIRE(it.run({"user", "add", "sep", "--role", "commune_officer", "--area", "089"}).code == 0);
    REQUIRE(it.run({"user", "add", "one", "--role", "commune_officer", "--area", "03076"}).code == 0);
    REQUIRE(it.run({"user", "add", "boss", "--role", "admin"}).code == 0);
    REQUIRE(it.run({"user", "add", "tinh", "--role", "volunteer", "--area", "089"}).code == 0);
    REQUIRE(it.run({"user", "add", "gone", "--role", "commune_officer", "--area", "089"}).code == 0);
    REQUIRE(it.run({"user", "disable", "gone"}).code == 0);
    const fs::path out = it.data().parent_path() / "people.csv";
    const auto exported = [&](const std::string& user, std::vector<std::string> more = {}) {
        std::vector<std::string> words{"export", "person_register", "--user",     user,    "--format",
                                       "csv",    "--out",           out.string(), "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return it.run(words);
    };
    const Outcome all = exported("sep");
    REQUIRE(all.code == 0);
    CHECK(all.json()["records"].get<int>() >= 30);
    CHECK(all.json()["user"] == "sep");
    const int in_commune = exported("one").json()["records"];
    CHECK(in_commune > 0);
    CHECK(in_commune < all.json()["records"]);
    CHECK(exported("sep", {"--area", "03076"}).json()["records"] == in_commune);
    CHECK(exported("sep", {"--where", "${sex} = 'female'"}).json()["records"] < all.json()["records"]);
    fs::remove(out);

    CHECK(it.run({"export", "person_register", "--out", out.string()}).code == 2);  // for whom?
    CHECK(exported("boss").code == 4);                                              // support staff read no records
    CHECK(exported("tinh").code == 4);
    CHECK(exported("gone").code == 4);
    CHECK(exported("nobody").code == 1);
    CHECK(exported("sep", {"--area", "99999"}).code == 1);
    CHECK(it.run({"export", "screening_assist", "--user", "sep", "--out", out.string()}).code == 4);
    CHECK(it.run({"export", "no_form", "--user", "sep", "--out", out.string()}).code == 1);
    CHECK(it.run({"export", "person_register", "--user", "sep", "--format", "pdf", "--out", out.string()}).code == 2);
    CHECK_FALSE(fs::exists(out));  // whoever is refused gets no file
}

TEST_CASE("another country's areas are brought as CSV, and every mistake has a line") {
    const Operator it;
    REQUIRE(it.run({"init", "--schemas", shipped}).code == 0);
    const auto areas = it.write("laos.csv",
                                "code;name;type;parent;valid_from;valid_to;id\n"
                                "LA;Lào;country;;;;\n"
                                "LA-LP;Luông Pha Băng;province;LA;;2030-12-31;\n"
                                "LA-LP;Luông Pha Băng mới;province;LA;2031-01-01;;LA-LP2\n");
    const auto links = it.write("links.csv", "old,new,kind,date,decision\nLA-LP,LA-LP2,whole,2031-01-01,Law 1\n");
    const Outcome tried = it.run({"areas", "import", areas.string(), links.string(), "--dry-run", "--json"});
    CHECK(tried.json() == Json{{"areas", 3}, {"links", 1}, {"id", "laos"}, {"version", 1}, {"stored", false}});
    CHECK(it.run({"areas", "import", areas.string(), links.string(), "--json"}).json()["stored"] == true);
    CHECK(it.run({"areas", "import", areas.string(), links.string(), "--json"}).json()["stored"] == false);
    CHECK(it.run({"user", "add", "noy", "--role", "outreach_worker", "--area", "LA-LP2"}).code == 0);

    const struct {
        const char* csv;
        const char* says;
    } cases[] = {
        {"code,name\n1,A\n,B\n", "x.csv:3: column code: must not be empty"},
        {"code,name,valid_from\n1,A,1/2/2024\n", "x.csv:2: column valid_from: \"1/2/2024\" is no day"},
        {"code,name\n1,A\n1,B\n", "x.csv:3: column code: is in x.csv:2 already"},
        {"code,name,order\n1,A,first\n", "x.csv:2: column order: needs a whole number"},
        {"code,name,parent\n1,A,2\n", "x.csv: Area 1: its parent 2 does not exist; add it or correct parent"},
        {"old,new,kind,date\n1,2,some,2024-01-01\n", "x.csv:2: column kind: needs \"whole\" or \"part\""},
        {"a,b\n", "x.csv: the first line needs the columns code and name_vi"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.says);
        const Outcome wrong = it.run({"areas", "import", it.write("x.csv", c.csv).string()});
        CHECK(wrong.code == 1);
        CHECK(wrong.err.find(c.says) != std::string::npos);
    }
    CHECK(it.run({"user", "add", "kham", "--role", "outreach_worker", "--area", "LA-LP"}).code == 0);
}
