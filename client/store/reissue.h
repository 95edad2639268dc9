// A store that turned out to be a copy (a folder copied to another machine, a backup brought back) goes on under a new
// replica id. What no server has taken from it under the old one is made again, as the new device would have made it:
// same records, same values, same times; other dots, because the old ones may mean something else by now.
#pragma once
#include <functional>
#include <vector>

#include "shared/model/change.h"

namespace nuong::client {

// What is known beside the changes.
struct ReissueFacts {
    // The next free number of the new device in a record.
    std::function<std::uint64_t(const RecordId&)> next_n;
    // Whether a register adds up what each device has counted.
    std::function<bool(const FormId&, const Path&)> is_counter;
    // What the old device had counted with that write, which a server has taken; 0 when there is none.
    std::function<double(const RecordId&, const Path&, Dot)> counted;
};

// `changes` in the order in which they were made. Their seq is left for the log to give. A counter starts over with
// what was added since: the total so far stands under the old id, and whoever holds that counts on from it.
std::vector<Change> reissued(std::vector<Change> changes, DeviceId as, const ReissueFacts& facts);

}  // namespace nuong::client
