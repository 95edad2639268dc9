// The battery as the kernel tells of it. Nothing of it is written anywhere.
#pragma once
#include <filesystem>
#include <optional>

namespace nuong::client {

struct Battery {
    int percent = 0;  // of all that feed the device together
    bool is_charging = false;

    bool operator==(const Battery&) const = default;
};

// Nothing: the device has none, or it is not told. Those of mice and telephones are not counted.
std::optional<Battery> read_battery(const std::filesystem::path& supplies = "/sys/class/power_supply");

}  // namespace nuong::client
