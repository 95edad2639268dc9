#include "client/app/counted_records.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "client/app/count_in_parts.h"
#include "client/store/shown_records.h"
#include "shared/protocol/settled.h"

namespace nuong::client {
namespace {

constexpr std::size_t read_at_once = 500;

}  // namespace

std::optional<reports::CountedRecord> counted_record(Workbook& workbook, const RecordId& id) {
    const auto state = workbook.replica().records().shown(id);
    const auto form = state ? workbook.replica().forms().find(state->form) : nullptr;
    if (!form) return std::nullopt;
    return reports::counted(*form, id, forms::shown_text(*state, reserved::area), *state);
}

namespace {

std::optional<reports::CountedRecord> counted_record(Workbook& workbook, const forms::CompiledForm& form,
                                                     const ShownText& shown) {
    if (auto settled = protocol::decode_settled(shown.state))
        return reports::counted(form, shown.record, shown.area, std::move(*settled));
    return counted_record(workbook, shown.record);
}

}  // namespace

reports::EachRecord each_record_in(Workbook& workbook) {
    return [&workbook](const FormId& id, const auto& look_at) {
        const auto form = workbook.replica().forms().find(id);
        if (!form) return;
        ShownRecords records(workbook.replica().database(), {id});
        for (auto texts = records.next(read_at_once); !texts.empty(); texts = records.next(read_at_once))
            for (const ShownText& shown : texts)
                if (const auto record = counted_record(workbook, *form, shown)) look_at(*record);
    };
}

reports::FindRecords records_in(Workbook& workbook) { return reports::find_among(each_record_in(workbook)); }

reports::Tally::FindRecord finder_in(Workbook& workbook) {
    return [&workbook](const std::string& wanted) {
        const auto key = parse_uuid(wanted);
        return key ? counted_record(workbook, *key) : std::nullopt;
    };
}

namespace {

// Beyond this part of the records, reading all in their order is quicker than reading each.
constexpr std::size_t part_read_again = 4;
// A count that would keep more is made anew each time: there is a device around it.
constexpr std::size_t kept_bytes_max = std::size_t{64} << 20;

// The forms of a shape are those of the documents.
std::string shape_of(Workbook& workbook, std::span<const reports::Tally> tallies) {
    std::string shape;
    for (const protocol::SchemaEntry& entry : workbook.replica().schemas().catalogue()) shape += entry.hash + "\n";
    for (const reports::Tally& each : tallies) shape += each.shape() + "\n";
    return shape;
}

bool count_changed(Workbook& workbook, std::span<reports::Tally> tallies, const std::vector<RecordMark>& changed,
                   std::vector<reports::CountMemory>& memories, const CountProgress& progress) {
    for (std::size_t i = 0; i < tallies.size(); ++i) {
        for (const RecordMark& each : changed) memories[i].forget(each.record.bytes);
        tallies[i].recall(memories[i]);
        tallies[i].remember_in(memories[i]);
    }
    std::int64_t seen = 0;
    for (const RecordMark& each : changed) {
        if (const auto record = counted_record(workbook, each.record); record && tallies.front().wants(record->form))
            for (reports::Tally& tally : tallies) tally.add(*record);
        if (progress && !progress(++seen, static_cast<std::int64_t>(changed.size()))) return false;
    }
    return true;
}

}  // namespace

bool count_records(Workbook& workbook, std::span<reports::Tally> tallies, const CountProgress& progress,
                   KeptCount* kept) {
    for (reports::Tally& each : tallies) each.share_names(tallies.front());
    if (!kept) return count_in_parts(workbook, tallies, {}, progress);
    KeptCount counted = std::exchange(*kept, {});  // of a count that does not come to its end nothing is kept
    auto marks = workbook.replica().records().marks_of([&](const FormId& form) { return tallies.front().wants(form); });
    auto shape = shape_of(workbook, tallies);
    const auto changed = changed_marks(counted.marks, marks);
    if (counted.shape == shape && changed.size() <= marks.size() / part_read_again) {
        if (!count_changed(workbook, tallies, changed, counted.memories, progress)) return false;
    } else {
        counted.memories.assign(tallies.size(), {});
        for (std::size_t i = 0; i < tallies.size(); ++i) tallies[i].remember_in(counted.memories[i]);
        if (!count_in_parts(workbook, tallies, counted.memories, progress)) return false;
        for (reports::CountMemory& memory : counted.memories) memory.settle();
    }
    counted.shape = std::move(shape);
    counted.marks = std::move(marks);
    if (counted.bytes() <= kept_bytes_max) *kept = std::move(counted);
    return true;
}

}  // namespace nuong::client
