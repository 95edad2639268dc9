// Whoever is shown somebody by the command line has looked them up, by whatever command; the district's audit says so.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "client/app/open_form.h"
#include "client/store/keyring.h"
#include "shared/clock/clock_source.h"
#include "tests/system/stories/village.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

// What the audit of the district says of her devices, after a sync.
std::string entries_of(Village& village, const std::string& name) {
    village.ask(name, {"sync"});
    return village.server({"audit", "list", "--user", name, "--json"});
}

bool says(const std::string& entries, const std::string& what, const std::string& record, const std::string& detail) {
    for (std::size_t i = 0; i < size_at(entries, ""); ++i) {
        const std::string here = "/" + std::to_string(i);
        if (at(entries, here + "/what") == what && at(entries, here + "/record") == record &&
            at(entries, here + "/detail") == detail)
            return true;
    }
    return false;
}

std::unique_ptr<client::Replica> store_of(const std::string& home) {
    const auto key = client::Keyring(home).unlock("", Village::pin, RealClockSource().now());
    return std::move(client::Replica::open(home, key.value()).value());
}

// As a program of somebody's own may, or one that is older.
void write_past_the_form(const std::string& home, const std::string& record, const Path& path,
                         const std::string& text) {
    const auto replica = store_of(home);
    const RecordId id = *parse_uuid(record);
    const auto state = *replica->records().shown(id);
    Write write{path, Value(text), {}};
    for (const Register& reg : state.registers)
        if (reg.path == path)
            for (const Head& head : reg.heads) write.replaces.push_back(head.dot);
    replica->save({id, state.form, 1, {write}, std::nullopt}, RealClockSource().now());
}

// As the window leaves it when a form over a record is opened and put away.
std::string draft_over(const std::string& home, const std::string& record) {
    const RealClockSource clock;
    const auto replica = store_of(home);
    client::Workbook workbook(*replica, clock);
    return to_string(client::OpenForm::edit(workbook, *parse_uuid(record), Language::vi).value().draft().id);
}

}  // namespace

TEST_CASE("A draft begun by the command line to look somebody up stands in the audit as the search that it is") {
    Village village;
    village.open_server();
    for (const char* name : {"lan", "binh"}) village.enrol(name);
    const std::string first = village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"sync"});
    village.ask("binh", {"sync"});
    const auto told =
        village.run("binh", {"record", "add", "person", "--draft", "--area", Village::area, "--answers", "-", "--json"},
                    R"({"full_name":"vang seo phu"})");
    REQUIRE(at(told.out, "/alike/0/record") == first);
    CHECK(says(entries_of(village, "binh"), "search", first, "1"));
}

TEST_CASE("Whoever reads or prints a draft over a record has read or printed that record") {
    Village village;
    village.open_server();
    village.enrol("lan");
    const std::string record = village.add_person("lan", "Vàng Seo Phử");
    const std::string draft = draft_over(village.home("lan"), record);
    CHECK(village.ask("lan", {"record", "show", draft}).find("Vàng Seo Phử") != std::string::npos);
    CHECK(says(entries_of(village, "lan"), "read", record, "draft"));
    CHECK_FALSE(says(entries_of(village, "lan"), "print", record, ""));
    village.ask("lan", {"record", "print", draft, "--out", village.file("page.html")});
    CHECK(says(entries_of(village, "lan"), "print", record, ""));
}

TEST_CASE("What somebody has written into an answer commands no terminal in which it is listed, shown or decided") {
    Village village;
    village.open_server();
    for (const char* name : {"lan", "binh"}) village.enrol(name);
    const std::string record = village.add_person("lan", "Vàng Seo Phử");
    for (const char* name : {"lan", "binh"}) village.ask(name, {"sync"});
    const std::string planted =
        "\x1b]0;x\a\xC2\x9B"
        "2J\x7F";
    for (const char* name : {"lan", "binh"})
        write_past_the_form(village.home(name), record, "full_name", name + planted);
    for (const char* name : {"lan", "binh", "lan"}) village.ask(name, {"sync"});

    const std::vector<std::vector<std::string>> commands{
        {"record", "list"}, {"record", "show", record}, {"record", "show", record, "--history"}, {"conflict", "list"}};
    for (std::vector<std::string> words : commands)
        for (const char* shape : {"", "--json"}) {
            if (*shape) words.push_back(shape);
            const auto told = village.run("lan", words);
            CAPTURE(words, told.out, told.err);
            CHECK(told.exit_code == 0);
            CHECK((told.out + told.err).find_first_of("\x1b\a\x7F") == std::string::npos);
            CHECK((told.out + told.err).find("\xC2\x9B") == std::string::npos);
        }
    CHECK(size_at(village.ask("lan", {"conflict", "list"}), "/0/heads") == 2);
    CHECK(village.run("lan", {"conflict", "list"}).out.find("\\u001b]0;x") != std::string::npos);
}
