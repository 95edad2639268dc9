#include "shared/reports/quiet_devices.h"

#include <algorithm>

namespace nuong::reports {

void DeviceCount::add(Instant seen, Instant now) {
    ++active;
    if (now - seen > quiet_max) ++quiet;
}

bool works_in(const AreaTree& areas, const std::vector<AreaCode>& given, const AreaCode& area) {
    return std::any_of(given.begin(), given.end(), [&](const AreaCode& each) {
        return areas.is_within(each, area) || areas.is_within(area, each);
    });
}

Message words_of(const DeviceCount& devices) {
    const std::string late = std::to_string(devices.quiet) + "/" + std::to_string(devices.active),
                      week = std::to_string(quiet_max.count());
    return {late + " máy chưa gửi quá " + week + " ngày", late + " devices not heard of for " + week + " days"};
}

}  // namespace nuong::reports
