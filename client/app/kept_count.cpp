#include "client/app/kept_count.h"

namespace nuong::client {

std::size_t KeptCount::bytes() const {
    std::size_t bytes = marks.capacity() * sizeof(RecordMark);
    for (const reports::CountMemory& memory : memories) bytes += memory.bytes();
    return bytes;
}

std::vector<RecordMark> changed_marks(const std::vector<RecordMark>& before, const std::vector<RecordMark>& now) {
    std::vector<RecordMark> changed;
    auto old = before.begin();
    for (const RecordMark& each : now) {
        for (; old != before.end() && old->record < each.record; ++old) changed.push_back(*old);
        const bool was_there = old != before.end() && old->record == each.record;
        if (!was_there || !each.mark || old->mark != each.mark) changed.push_back(each);
        if (was_there) ++old;
    }
    changed.insert(changed.end(), old, before.end());
    return changed;
}

}  // namespace nuong::client
