// Holdings: what one side holds of its areas, as the server above may compare it: the digest of an area, the marks of
// its buckets, and what lies in buckets that the server has otherwise.
#pragma once
#include <map>
#include <vector>

#include "shared/model/area_tree.h"
#include "shared/protocol/digests.h"

namespace nuong::protocol {

class Holdings {
public:
    explicit Holdings(const AreaTree& areas) : areas_(areas) {}  // must outlive this

    // `area`: the one that the record itself names. What the server does not compare must not be added.
    void add(const AreaCode& area, const MarkedRecord& record) { held_[area].push_back(record); }

    Digest digest(const AreaCode& root) const;
    BucketMarks buckets(const AreaCode& root) const;

    struct Doubts {
        std::vector<RecordId> lacking;  // the server has them otherwise, or they are not here
        std::vector<RecordId> beyond;   // the server has nothing of them for this side
        bool empty() const { return lacking.empty() && beyond.empty(); }
    };
    Doubts doubts(const AreaCode& root, const DigestsAnswer& answer) const;

private:
    bool lies_in(const AreaCode& area, const AreaCode& root) const { return areas_.is_within(area, root); }

    const AreaTree& areas_;
    std::map<AreaCode, std::vector<MarkedRecord>> held_;
};

// Where so many are lacking, the area is read once more from its start.
inline constexpr std::size_t asked_one_by_one_max = 200;

}  // namespace nuong::protocol
