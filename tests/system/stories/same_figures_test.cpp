// The same report out of two programs and two stores: the district's device, which has read all that its role reads,
// and its server. Whoever compares the screen with the web page must find no difference; what the role does not read is
// blank on the device and not nought.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "tests/system/stories/village.h"

using namespace nuong::testing;

namespace {

struct Compared {
    std::size_t reports = 0, rows = 0, not_nothing = 0, blank = 0;
};

void compare(const Village& village, const std::string& id, const std::string& period, Compared& compared) {
    const std::vector<std::string> words{"report", id, "--area", "089", "--period", period, "--format", "json"};
    CAPTURE(id, period);
    const ProcessResult server = village.run_server(words), device = village.run("huyen", words);
    REQUIRE(server.exit_code == 0);
    if (device.exit_code != 0) {  // of devices only the server knows; and not every report is of every role
        CHECK((id == "R8" || id == "R9"));
        return;
    }
    ++compared.reports;
    REQUIRE(size_at(device.out, "/rows") == size_at(server.out, "/rows"));
    std::size_t blank = 0;
    for (std::size_t i = 0; i < size_at(server.out, "/rows"); ++i) {
        const std::string row = "/rows/" + std::to_string(i), value = at(server.out, row + "/value");
        CAPTURE(at(server.out, row + "/id"), at(device.out, row + "/numerator"), at(server.out, row + "/numerator"));
        if (at(device.out, row) != at(server.out, row)) {  // the role does not hold what it counts
            CHECK(at(device.out, row + "/value") == "null");
            CHECK(at(device.out, row + "/numerator") == "null");
            ++blank;
            continue;
        }
        ++compared.rows;
        compared.not_nothing += value != "0" && value != "null" && value != "" ? 1 : 0;
    }
    CHECK((at(device.out, "/remarks").find("Để trống các số đếm") != std::string::npos) == (blank > 0));
    compared.blank += blank;
}

}  // namespace

TEST_CASE(
    "Every report says the same on the district's device and at the server, and nothing where the device cannot know") {
    Village village(Village::Demo{60});
    village.open_server();
    village.enrol("huyen");
    village.ask("huyen", {"sync"});
    Compared compared;
    for (const auto& file : std::filesystem::directory_iterator(NUONG_SOURCE_DIR "/schemas/reports")) {
        const std::string id = file.path().stem();
        if (id == "report.schema") continue;
        compare(village, id, "2024-H2", compared);
        compare(village, id, "2024", compared);
    }
    CHECK(compared.reports > 30);
    CHECK(compared.rows > 400);
    CHECK(compared.not_nothing > 100);
    CHECK(compared.blank > 10);
}
