#include "sync-server/core/erasure_confirmations.h"

#include <algorithm>

namespace nuong {
namespace {

std::vector<ErasedRow> newest(StoreReader& reader, std::size_t most) {
    constexpr std::size_t read_at_once = 500;
    std::vector<ErasedRow> rows;
    std::uint64_t after = 0;
    for (auto part = reader.erasures(after, read_at_once); !part.empty(); part = reader.erasures(after, read_at_once)) {
        after = part.back().n;
        rows.insert(rows.end(), part.begin(), part.end());
        if (rows.size() > most) rows.erase(rows.begin(), rows.end() - static_cast<std::ptrdiff_t>(most));
    }
    std::reverse(rows.begin(), rows.end());
    return rows;
}

}  // namespace

std::vector<ErasureConfirmations> erasure_confirmations(StoreReader& reader, std::size_t most) {
    const std::vector<DeviceRow> devices = reader.devices();
    std::vector<ErasureConfirmations> all;
    for (const ErasedRow& row : newest(reader, most)) {
        ErasureConfirmations told{row.tombstone, 0, {}};
        for (const DeviceRow& device : devices) {
            if (device.enrolled >= row.tombstone.at || device.wiped) continue;
            ++told.devices;
            if (device.erasures < row.n) told.missing.push_back(device);
        }
        all.push_back(std::move(told));
    }
    return all;
}

}  // namespace nuong
