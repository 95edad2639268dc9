// A store that turned out to be a copy (a folder copied to another machine, a backup brought back) goes on under a new
// replica id. What no server has taken from it under the old one is made again, as the new device would have made it:
// same records, same values, same times; other dots, because the old ones may mean something else by now.
#pragma once
#include <functional>
#include <map>
#include <string_view>
#include <vector>

#include "shared/base/seal.h"
#include "shared/model/change.h"

namespace nuong::client {

// Writes that were made again: their dots then and now.
using RenamedDots = std::map<std::pair<RecordId, Dot>, Dot>;

// What is known beside the changes.
struct ReissueFacts {
    // Whether a register adds up what each device has counted.
    std::function<bool(const FormId&, const Path&)> is_counter;
    // What the old device had counted with that write, which a server has taken; 0 when there is none.
    std::function<double(const RecordId&, const Path&, Dot)> counted;
};

// The id of a copy that goes on with this change, as it lay in its log. Two copies that hold the same unsent work (one
// was copied from the other before either could sync) come to the same id, and so make that work again as the same
// changes, which a server takes once. Where they part after that, it tells them apart as it did the first time.
DeviceId device_of_copy(DeviceId was, std::string_view first_change);
// What such a copy signs with: the same in those two copies, and when it asks again because an answer was lost.
SigningKey key_of_copy(const SigningKey& was, DeviceId as);

// `changes` in the order in which they were made. Their seq is left for the log to give. A counter starts over with
// what was added since: the total so far stands under the old id, and whoever holds that counts on from it.
struct Reissued {
    std::vector<Change> changes;
    RenamedDots renamed;
};
Reissued reissued(std::vector<Change> changes, DeviceId as, const ReissueFacts& facts);

// What a person saw before, in the names of now. Under its old name a write may be somebody else's by now, and whoever
// replaced it by that name would take away the wrong one.
void rename_dots(RecordState& seen, const RenamedDots& renamed);

}  // namespace nuong::client
