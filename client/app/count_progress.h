// How many records were looked at, of how many; false ends the count.
#pragma once
#include <cstdint>
#include <functional>

namespace nuong::client {

using CountProgress = std::function<bool(std::int64_t seen, std::int64_t all)>;

}  // namespace nuong::client
