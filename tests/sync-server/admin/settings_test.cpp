// Settings from a file, the environment and the command line: which one counts, and what a slip of the pen says.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>

#include "sync-server/admin/command.h"
#include "sync-server/admin/settings.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::admin;
using nuong::test::bytes_of;
using nuong::test::TemporaryFolder;
using Words = std::vector<std::string>;

namespace {

const std::string shipped = NUONG_SOURCE_DIR "/sync-server/nuong-server.conf";

std::function<std::optional<std::string>(const std::string&)> environment(std::map<std::string, std::string> all) {
    return [all = std::move(all)](const std::string& name) {
        const auto at = all.find(name);
        return at == all.end() ? std::nullopt : std::optional(at->second);
    };
}

}  // namespace

TEST_CASE("what is typed goes over the environment, and the environment over the file") {
    const TemporaryFolder folder;
    const std::string file = folder / "server.conf";
    std::ofstream(file) << "# ours\n\n data = /from/file \r\nlisten=1.1.1.1:1\nkey-file = /from/file/key\n";
    const auto from = environment({{"NUONG_SERVER_LISTEN", "2.2.2.2:2"}, {"NUONG_SERVER_KEY_FILE", "/from/env/key"}});
    CHECK(*with_settings({"--config", file, "--key-file=/typed/key", "serve"}, from) ==
          Words{"--data=/from/file", "--listen=2.2.2.2:2", "--config", file, "--key-file=/typed/key", "serve"});
    CHECK(*with_settings({"--data", "x", "user", "list"}, environment({{"NUONG_SERVER_CONFIG", file}})) ==
          Words{"--key-file=/from/file/key", "--listen=1.1.1.1:1", "--data", "x", "user", "list"});
    CHECK(*with_settings({"user", "list"}, environment({})) == Words{"user", "list"});
}

TEST_CASE("a slip of the pen in the file is told with its line, in both languages") {
    struct Case {
        std::string text, says;
    };
    for (const Case& each :
         {Case{"data = /a\nlissen = 1:1\n", "f:2: there is no option \"lissen\"."},
          Case{"# x\n\ndata\n", "f:3: write data = value."}, Case{"data =   \n", "f:1: write data = value."},
          Case{"data = a\ndata = b", "f:2: data is written twice."},
          Case{"data = \xFF\xFE", "f:1: The file must be UTF-8 text."}}) {
        CAPTURE(each.text);
        const auto read = parse_settings(each.text, "f");
        REQUIRE_FALSE(read);
        CHECK(read.error().message.en == each.says);
        CHECK(read.error().message.vi != each.says);
    }
    CHECK(with_settings({"--config", "/no/such/file"}, environment({})).error().code == ErrorCode::not_found);
}

TEST_CASE("the shipped file explains every option, and is right as it is and with every option taken in") {
    const std::string text = bytes_of(shipped);
    CHECK(parse_settings(text, "shipped")->empty());
    std::string all;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        all += (line.starts_with("#") && !line.starts_with("# ") ? line.substr(1) : line) + "\n";
    const auto settings = parse_settings(all, "shipped");
    REQUIRE(settings);
    for (const std::string& option : settable_options()) {
        CAPTURE(option);
        CHECK(settings->contains(option));
    }
}

TEST_CASE("a server is run from its file: no word of folders on the command line") {
    const TemporaryFolder folder;
    const std::string file = folder / "server.conf";
    std::ofstream(file) << "data = " << folder / "data"
                        << "\nlang = en\n";
    const FakeClockSource clock{*parse_instant("2024-03-01T07:00:00.000Z")};
    std::ostringstream out, err;
    CHECK(run_command_line({"--config", file, "init"}, clock, out, err) == 0);
    CHECK(err.str().find("The store is made in") != std::string::npos);
    CHECK(run_command_line({"--config", file, "user", "list"}, clock, out, err) == 0);
}
