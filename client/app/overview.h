// What a district looks at, decided from numbers alone: how dark a cell is, which device is late. Communes and weeks:
// shared/model/commune_weeks.h.
#pragma once
#include <vector>

#include "client/store/desk_store.h"
#include "shared/model/commune_weeks.h"
#include "shared/reports/quiet_devices.h"

namespace nuong::client {

using reports::quiet_max;

// 0 for nothing, else 1 to 4: in which quarter of the cells that have something this one is.
std::vector<std::vector<int>> levels(const std::vector<CommuneWeeks>& rows);

// Whole days since it was heard of.
int quiet_days(Instant seen, Instant now);
bool is_late(Instant seen, Instant now);

struct DeskSums {
    std::int64_t devices = 0, late = 0;
    std::int64_t refused = 0, refusing = 0;  // changes in quarantine; devices that they are of
    std::int64_t drafts = 0, drafting = 0;   // on devices other than this one; how many those are
    std::int64_t saves = 0;                  // that are known to wait, on other devices

    bool operator==(const DeskSums&) const = default;
};
DeskSums sums_of(const protocol::Desk& desk, DeviceId self, Instant now);

}  // namespace nuong::client
