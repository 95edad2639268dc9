#include "client/app/overview.h"

#include <algorithm>
#include <set>

namespace nuong::client {

std::vector<std::vector<int>> levels(const std::vector<CommuneWeeks>& rows) {
    std::vector<std::int64_t> some;
    for (const CommuneWeeks& row : rows)
        for (const std::int64_t count : row.weeks)
            if (count > 0) some.push_back(count);
    std::sort(some.begin(), some.end());
    const auto level_of = [&](std::int64_t count) {
        if (count == 0) return 0;
        int level = 1;
        for (std::size_t quarter = 1; quarter < 4; ++quarter) level += count > some[some.size() * quarter / 4];
        return level;
    };
    std::vector<std::vector<int>> all;
    for (const CommuneWeeks& row : rows) {
        all.emplace_back();
        for (const std::int64_t count : row.weeks) all.back().push_back(level_of(count));
    }
    return all;
}

int quiet_days(Instant seen, Instant now) {
    return now <= seen ? 0 : static_cast<int>(std::chrono::floor<std::chrono::days>(now - seen).count());
}

bool is_late(Instant seen, Instant now) { return now - seen > quiet_max; }

DeskSums sums_of(const protocol::Desk& desk, DeviceId self, Instant now) {
    DeskSums sums;
    std::set<DeviceId> known;  // of one that several people share there is a line for each
    for (const protocol::DeskDevice& device : desk.devices) {
        ++sums.devices;
        sums.late += is_late(device.seen, now);
        if (!known.insert(device.device).second) continue;
        sums.refused += static_cast<std::int64_t>(device.refused);
        sums.refusing += device.refused > 0;
        if (!device.waits || device.device == self) continue;
        sums.drafts += device.waits->drafts;
        sums.drafting += device.waits->drafts > 0;
        sums.saves += device.waits->saves;
    }
    return sums;
}

}  // namespace nuong::client
