// RushDistrict: a store with many enrolled devices, spread over all communes of the province, as the server's own code
// makes them; and the question afterwards whether everything that a device was told is safe lies there.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "tests/bench/people.h"
#include "tests/bench/rush/thin_device.h"

namespace nuong::bench {

struct RushPlace {
    std::string folder;                   // of a server that does not run
    std::optional<std::string> database;  // where its store is, unless in the folder
};

// Each device has synced and read everything before now.
std::vector<ThinDevice> enrol_devices(const RushPlace& place, int count, const std::string& name);

// What a day in the field leaves on each device: eight people registered, and two of them corrected.
void work_a_day(std::vector<ThinDevice>& devices, const std::string& register_package, People& people);
inline constexpr int changes_of_a_day = 10;

// Acknowledged changes that the store does not have.
std::size_t lost_changes(const RushPlace& place, const std::vector<ThinDevice>& devices);

}  // namespace nuong::bench
