// Quiet devices: how many of those whose work belongs to an area were not heard of for a week, for the foot of a
// report. The server knows it, and a device as its server has told it last.
#pragma once
#include <chrono>
#include <cstddef>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/message.h"
#include "shared/model/area_tree.h"

namespace nuong::reports {

inline constexpr std::chrono::days quiet_max{7};  // a device that was not heard of for longer is late

struct DeviceCount {
    std::size_t active = 0, quiet = 0;

    void add(Instant seen, Instant now);  // one in use
};

// Whether somebody who was given these areas works in that one: in it, in all of it or in a part of it.
bool works_in(const AreaTree& areas, const std::vector<AreaCode>& given, const AreaCode& area);

// "2/10 máy chưa gửi quá 7 ngày".
Message words_of(const DeviceCount& devices);

}  // namespace nuong::reports
