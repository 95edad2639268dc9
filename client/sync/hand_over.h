// Where bundles go by hand: the sticks that are plugged in, and the bundle files that lie on them.
#pragma once
#include <string>
#include <vector>

namespace nuong::client {

inline constexpr const char* bundle_ending = ".nuong";

// Folders below one of `parents` that are disks of their own, by name. A folder that a pulled stick has left behind is
// none.
std::vector<std::string> sticks_below(const std::vector<std::string>& parents);

// Bundle files right in one of the folders, the newest first. A folder that cannot be read has none.
std::vector<std::string> bundle_files_in(const std::vector<std::string>& folders);

}  // namespace nuong::client
