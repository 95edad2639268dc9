#include "shared/reports/listed_devices.h"

#include <algorithm>

#include "shared/reports/list_order.h"

namespace nuong::reports {

void list_devices(const std::vector<DeviceFacts>& devices, int late_after_days, Date last, const AreaTree& tree,
                  ReportAreas& areas, ReportSection& shown) {
    shown.list_head = {{"Thiết bị", "Device"}, {"Người dùng", "Users"}, {"Lần cuối", "Last seen"}, {"Số ngày", "Days"}};
    ListOrder order(tree, areas);
    for (std::size_t i = 0; i < devices.size(); ++i) {
        const DeviceFacts& device = devices[i];
        const bool is_here = std::any_of(device.areas.begin(), device.areas.end(),
                                         [&](const AreaCode& area) { return tree.is_within(area, areas.root().code); });
        if (is_here) order.add(device.areas.front(), device.name, std::to_string(i));
    }
    for (const std::string& number : order.names()) {
        const DeviceFacts& device = devices[std::stoul(number)];
        const long days = device.seen ? (std::min(last, device.known) - *device.seen).count() : 0;
        const bool is_late = !device.seen || days > late_after_days;
        shown.list.push_back({"",
                              device.areas.front(),
                              {device.name, device.users, device.seen ? to_string(*device.seen) : "",
                               device.seen ? std::to_string(std::max(0L, days)) : ""},
                              is_late ? "late" : "on_time"});
    }
}

}  // namespace nuong::reports
