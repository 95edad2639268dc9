// What the kernel says of batteries, read from folders like its own.
#include "client/platform/battery.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <map>

#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;

namespace {

using Files = std::map<std::string, std::string>;

void plug_in(const std::filesystem::path& supply, const Files& files) {
    std::filesystem::create_directories(supply);
    for (const auto& [name, line] : files) std::ofstream(supply / name) << line << "\n";
}

}  // namespace

TEST_CASE("a laptop's battery is read, and whether it is being charged") {
    const nuong::test::TemporaryFolder supplies;
    CHECK(read_battery(supplies.path()) == std::nullopt);  // a desktop
    CHECK(read_battery(supplies / "gone") == std::nullopt);
    plug_in(supplies / "AC", {{"type", "Mains"}, {"online", "0"}});
    CHECK(read_battery(supplies.path()) == std::nullopt);
    plug_in(supplies / "BAT0", {{"type", "Battery"}, {"status", "Discharging"}, {"capacity", "18"}});
    CHECK(read_battery(supplies.path()) == Battery{18, false});
    plug_in(supplies / "AC", {{"online", "1"}});
    CHECK(read_battery(supplies.path()) == Battery{18, true});
}

TEST_CASE("two batteries count together, a mouse's does not, and nonsense is no battery") {
    const nuong::test::TemporaryFolder supplies;
    plug_in(supplies / "BAT0", {{"type", "Battery"}, {"status", "Discharging"}, {"capacity", "0"}});
    plug_in(supplies / "BAT1", {{"type", "Battery"}, {"status", "Unknown"}, {"capacity", "60"}});
    plug_in(supplies / "hid", {{"type", "Battery"}, {"scope", "Device"}, {"status", "Charging"}, {"capacity", "5"}});
    plug_in(supplies / "BAT2", {{"type", "Battery"}, {"capacity", "a lot"}});
    plug_in(supplies / "BAT3", {{"type", "Battery"}, {"capacity", "255"}});
    CHECK(read_battery(supplies.path()) == Battery{30, false});
}
