#include "sync-server/core/former_areas.h"

#include "shared/protocol/codec.h"

namespace nuong {

std::vector<AreaCode> areas_written(const Change& change) {
    std::vector<AreaCode> areas;
    for (const Write& write : change.writes)
        if (write.path == reserved::area && !write.value.text().empty()) areas.push_back(write.value.text());
    return areas;
}

std::vector<AreaCode> areas_refused(StoreReader& reader, const RecordId& record) {
    std::vector<AreaCode> areas;
    for (const ChangeRow& row : reader.changes_of(record)) {
        if (row.verdict.empty() || row.body.empty()) continue;
        const auto change = protocol::decode_change(row.body);
        if (!change) continue;
        for (AreaCode& area : areas_written(*change)) areas.push_back(std::move(area));
    }
    return areas;
}

void note_passed_over(StoreTransaction& transaction, const Change& change) {
    for (const AreaCode& area : areas_written(change)) transaction.add_passed_over(change.record, area);
}

}  // namespace nuong
