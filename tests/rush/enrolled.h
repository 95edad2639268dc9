// Many enrolled devices in one store, spread over all communes of the province, as the server's own code
// makes them; and the question afterwards whether everything that a device was told is safe lies there.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/rush/thin_device.h"

namespace nuong::rush {

struct RushPlace {
    std::string folder;                   // of a server that does not run
    std::optional<std::string> database;  // where its store is, unless in the folder
};

// Each device has synced and read everything before now.
std::vector<ThinDevice> enrol_devices(const RushPlace& place, int count, const std::string& name,
                                      const std::string& role);

// What a day in the field leaves on each device: eight people registered, and two of them corrected.
struct DayOfWork {
    std::string register_package;    // the form
    std::function<Fields()> person;  // the answers of one more
    Fields correction;               // what is written of two of them later
};
void work_a_day(std::vector<ThinDevice>& devices, const DayOfWork& day);
inline constexpr int changes_of_a_day = 10;

// Acknowledged changes that the store does not have.
std::size_t lost_changes(const RushPlace& place, const std::vector<ThinDevice>& devices);

}  // namespace nuong::rush
