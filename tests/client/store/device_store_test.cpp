// Who this device is, written and read back whole: a store that is a copy must come up again under the id it has
// chosen.
#include "client/store/device_store.h"

#include <catch2/catch_test_macros.hpp>

#include "client/store/replica.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;

TEST_CASE("what a device knows of itself comes back whole, also the id it has chosen and not yet told") {
    test::TemporaryFolder home;
    const DatabaseKey key(std::array<std::uint8_t, 32>{7});
    DeviceInfo device;
    device.device = DeviceId{0x77};
    device.name = "máy của Lan";
    device.server = "https://district";
    device.ca_file = "/etc/ca.pem";
    device.token = std::string(43, 't');
    device.user = "lan";
    device.role = "outreach_worker";
    device.areas = {"03061", "03076"};
    device.own = {"person_register"};
    device.forms = {{"person_register", "staff_register"}};
    device.write = {{"person_register"}};
    device.epoch = "e1-scope";
    device.clock_offset = std::chrono::milliseconds(-4200);
    device.acked = 12;
    device.log_start = 40;
    device.next_device = DeviceId{0xfedcba9876543210};
    device.milestone = {4711, "fHk3x_9QaZ0b"};
    device.last_sync = Instant(std::chrono::milliseconds(1'700'000'000'000));
    {
        const auto replica = Replica::open(home.path(), key);
        REQUIRE(replica);
        (*replica)->devices().save(device);
    }
    const auto replica = Replica::open(home.path(), key);
    REQUIRE(replica);
    CHECK((*replica)->devices().load() == device);
    device.next_device.reset();
    device.forms.reset();
    device.write.reset();
    device.last_sync.reset();
    (*replica)->devices().save(device);
    CHECK((*replica)->devices().load() == device);
}
