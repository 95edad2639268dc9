#include "sync-server/core/told_verdicts.h"

#include <algorithm>

#include "shared/protocol/limits.h"

namespace nuong {

void tell_unheard(StoreReader& store, DeviceId device, std::uint64_t heard, std::uint64_t& acked,
                  std::vector<protocol::Verdict>& verdicts) {
    if (heard >= acked) return;
    const std::size_t room = protocol::changes_max - std::min(protocol::changes_max, verdicts.size());
    const auto rows = store.refused_changes_of(device, heard, room + 1);
    for (std::size_t i = 0; i < rows.size() && i < room; ++i)
        verdicts.push_back({rows[i].seq, rows[i].verdict, rows[i].reason});
    if (rows.size() > room) acked = room > 0 ? rows[room - 1].seq : heard;
}

void tell_earlier(StoreReader& store, DeviceId device, std::uint64_t before, std::vector<protocol::Verdict>& verdicts) {
    const std::size_t room = protocol::changes_max - std::min(protocol::changes_max, verdicts.size());
    std::vector<protocol::Verdict> earlier;
    for (const ChangeRow& row : store.refused_changes_of(device, 0, room))
        if (row.seq < before) earlier.push_back({row.seq, row.verdict, row.reason});
    verdicts.insert(verdicts.begin(), earlier.begin(), earlier.end());
}

}  // namespace nuong
