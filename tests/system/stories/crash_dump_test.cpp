// A program that crashes leaves nothing of what it knew.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "tests/system/stories/village.h"

using namespace nuong::testing;

namespace {

std::string content(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// Of the process that was started with these words.
std::optional<std::filesystem::path> process_with(const std::string& folder, const std::string& word) {
    std::error_code gone;  // processes end while one looks
    for (const auto& each : std::filesystem::directory_iterator("/proc", gone)) {
        const std::string words = content(each.path() / "cmdline");
        if (words.find(folder) != std::string::npos && words.find(word) != std::string::npos) return each.path();
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE("The server that serves a district can leave no dump of its memory") {
    Village village;
    village.open_server();
    const auto server = process_with(village.file(""), "serve");
    REQUIRE(server);
    const std::string limits = content(*server / "limits");
    const auto at = limits.find("Max core file size");
    REQUIRE(at != std::string::npos);
    std::istringstream line(limits.substr(at + std::string("Max core file size").size()));
    std::string soft, hard;
    line >> soft >> hard;
    CHECK(soft == "0");
    CHECK(hard == "0");
}
