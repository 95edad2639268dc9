#include "client/platform/battery.h"

#include <fstream>
#include <string>

namespace nuong::client {
namespace {

std::string line_in(const std::filesystem::path& file) {
    std::string line;
    std::getline(std::ifstream(file), line);
    return line;
}

std::optional<int> percent_in(const std::filesystem::path& file) {
    int percent = 0;
    std::ifstream number(file);
    const bool is_read = static_cast<bool>(number >> percent);
    return is_read && percent >= 0 && percent <= 100 ? std::optional(percent) : std::nullopt;
}

}  // namespace

// Documentation/ABI/testing/sysfs-class-power of the kernel names the files.
std::optional<Battery> read_battery(const std::filesystem::path& supplies) {
    Battery battery;
    int count = 0, sum = 0;
    std::error_code unreadable;
    for (const auto& supply : std::filesystem::directory_iterator(supplies, unreadable)) {
        const std::filesystem::path& folder = supply.path();
        if (line_in(folder / "scope") == "Device") continue;
        const std::string status = line_in(folder / "status");
        if (line_in(folder / "online") == "1" || status == "Charging" || status == "Full") battery.is_charging = true;
        const auto percent = line_in(folder / "type") == "Battery" ? percent_in(folder / "capacity") : std::nullopt;
        if (!percent) continue;
        ++count;
        sum += *percent;
    }
    if (count == 0) return std::nullopt;
    battery.percent = sum / count;
    return battery;
}

}  // namespace nuong::client
