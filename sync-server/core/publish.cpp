#include "sync-server/core/publish.h"

#include <algorithm>
#include <map>

#include "shared/base/time_zone.h"

namespace nuong {
namespace {

using DocumentKey = std::pair<std::string, std::string>;

Error changed_text(const DocumentFile& file, const DocumentRow& row) {
    const std::string version = std::to_string(row.version);
    return {ErrorCode::invalid,
            {file.name + ": phiên bản " + version + " của " + row.id +
                 " đã phát hành với nội dung khác. Hãy tăng số version rồi phát hành lại.",
             file.name + ": version " + version + " of " + row.id +
                 " was published with another text. Raise its version and publish again."}};
}

Error goes_back(const DocumentFile& file, const DocumentRow& row, std::uint32_t in_force) {
    return {ErrorCode::invalid,
            {file.name + ": version " + std::to_string(row.version) + " cũ hơn bản đang dùng (" +
                 std::to_string(in_force) + ").",
             file.name + ": version " + std::to_string(row.version) + " is older than the one in force (" +
                 std::to_string(in_force) + ")."}};
}

Error twice(const DocumentFile& file, const DocumentRow& row) {
    return {ErrorCode::invalid,
            {file.name + ": " + row.kind + " " + row.id + " có hai tệp.",
             file.name + ": " + row.kind + " " + row.id + " is in two files."}};
}

// Areas that now lie below other areas than before: the feeds of those must learn of the records inside.
void move_records(StoreTransaction& transaction, const AreaTree& before, const AreaTree& after) {
    std::map<AreaCode, std::vector<AreaCode>> lost;  // area -> areas it is no longer within
    std::vector<AreaCode> entered;
    for (const auto& head : transaction.feed_heads()) {
        const AreaCode& area = head.first;
        for (const AreaCode& above : before.self_and_above(area))
            if (!after.is_within(area, above)) lost[area].push_back(above);
        const auto& now_above = after.self_and_above(area);
        if (std::any_of(now_above.begin(), now_above.end(),
                        [&](const AreaCode& above) { return !before.is_within(area, above); }))
            entered.push_back(area);
    }
    for (const auto& [area, above] : lost)
        if (std::find(entered.begin(), entered.end(), area) == entered.end()) entered.push_back(area);
    for (const AreaCode& area : entered) {
        std::uint64_t after_position = 0;
        for (;;) {
            const auto steps = transaction.feed(area, after_position, 500);
            if (steps.empty()) break;
            after_position = steps.back().position;
            for (const FeedStep& step : steps) {
                if (step.left) continue;
                auto row = transaction.record(step.record);
                if (!row || row->area != area) continue;
                const auto& left = lost[area];
                transaction.put_record(*row, left.empty() ? std::nullopt : std::optional(left.front()));
                for (std::size_t i = 1; i < left.size(); ++i) transaction.put_record(*row, left[i]);
            }
        }
    }
}

}  // namespace

Result<Published> publish(StoreTransaction& transaction, const std::vector<DocumentFile>& files, const std::string& who,
                          Instant now) {
    std::map<DocumentKey, DocumentRow> in_force;
    for (DocumentRow& row : transaction.documents_in_force()) in_force[{row.kind, row.id}] = std::move(row);
    const auto before = make_book(transaction.documents_in_force());
    Published published;
    std::map<DocumentKey, DocumentRow> fresh;
    for (const DocumentFile& file : files) {
        auto row = check_document(file, date_of(now, viet_nam_offset));
        if (!row) return row.error();
        const DocumentKey key{row->kind, row->id};
        if (fresh.contains(key)) return twice(file, *row);
        const auto known = transaction.document(row->kind, row->id, row->version);
        if (known && known->hash != row->hash) return changed_text(file, *row);
        if (const auto at = in_force.find(key); at != in_force.end()) {
            if (at->second.version > row->version) return goes_back(file, *row, at->second.version);
            if (at->second.version == row->version) {
                ++published.unchanged;
                continue;
            }
        }
        fresh[key] = std::move(*row);
    }
    for (const auto& [key, row] : fresh) in_force[key] = row;
    std::vector<DocumentRow> together;
    for (const auto& [key, row] : in_force) together.push_back(row);
    const auto after = make_book(together);
    if (!after) return after.error();
    if (!fresh.empty())
        if (auto fit = check_reports(together); !fit) return fit.error();
    for (const auto& [key, row] : fresh) {
        transaction.put_document(row);
        transaction.add_audit(now, who, "publish",
                              row.kind + " " + row.id + " " + std::to_string(row.version) + " " + row.hash);
        published.fresh.push_back({row.kind, row.id, row.version, row.hash});
    }
    if (before && !fresh.empty()) move_records(transaction, (*before)->areas, (*after)->areas);
    return published;
}

}  // namespace nuong
