// Holdings: what this device holds of its areas, as its server may compare it: the digest of an area, the marks of its
// buckets, and what lies in buckets that the server has otherwise. Forms of which the user may read only the own
// caseload are left out on both sides. One pass over the listings.
//
// Thread: as its database.
#pragma once
#include <map>
#include <vector>

#include "client/store/device_store.h"
#include "client/store/record_store.h"
#include "shared/model/area_tree.h"
#include "shared/protocol/digests.h"

namespace nuong::client {

class Holdings {
public:
    Holdings(RecordStore& records, const DeviceInfo& device, const AreaTree& areas);

    Digest digest(const AreaCode& root) const;
    BucketMarks buckets(const AreaCode& root) const;

    struct Doubts {
        std::vector<RecordId> lacking;  // the server has them otherwise, or they are not here
        std::vector<RecordId> beyond;   // the server has nothing of them for this device
        bool empty() const { return lacking.empty() && beyond.empty(); }
    };
    Doubts doubts(const AreaCode& root, const protocol::DigestsAnswer& answer) const;

private:
    bool lies_in(const AreaCode& area, const AreaCode& root) const { return areas_.is_within(area, root); }

    const AreaTree& areas_;
    std::map<AreaCode, std::vector<protocol::MarkedRecord>> held_;  // by the area that the record itself names
};

}  // namespace nuong::client
