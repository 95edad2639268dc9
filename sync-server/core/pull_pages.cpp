#include "sync-server/core/pull_pages.h"

#include <algorithm>
#include <queue>

#include "sync-server/core/digests.h"
#include "sync-server/core/limits.h"

namespace nuong {
namespace {

// The feeds of several areas as one, in order of position.
class MergedFeed {
public:
    MergedFeed(StoreReader& reader, std::vector<AreaCode> areas, std::uint64_t after, std::size_t chunk)
        : reader_(reader), areas_(std::move(areas)), ahead_(areas_.size()), chunk_(chunk) {
        for (std::size_t i = 0; i < areas_.size(); ++i) refill(i, after);
    }

    std::optional<FeedStep> next() {
        if (order_.empty()) return std::nullopt;
        const std::size_t source = order_.top().second;
        order_.pop();
        Ahead& ahead = ahead_[source];
        const FeedStep step = ahead.steps[ahead.next++];
        if (ahead.next < ahead.steps.size()) order_.emplace(ahead.steps[ahead.next].position, source);
        else if (ahead.steps.size() == chunk_) refill(source, step.position);
        return step;
    }

private:
    using Place = std::pair<std::uint64_t, std::size_t>;  // position, which area
    struct Ahead {
        std::vector<FeedStep> steps;
        std::size_t next = 0;
    };

    void refill(std::size_t source, std::uint64_t after) {
        Ahead& ahead = ahead_[source];
        ahead.steps = reader_.feed(areas_[source], after, chunk_);
        ahead.next = 0;
        if (!ahead.steps.empty()) order_.emplace(ahead.steps.front().position, source);
    }

    StoreReader& reader_;
    std::vector<AreaCode> areas_;
    std::vector<Ahead> ahead_;
    std::size_t chunk_;
    std::priority_queue<Place, std::vector<Place>, std::greater<>> order_;
};

class Puller {
public:
    Puller(StoreReader& reader, const DocumentBook& book, const FeedHeads& heads, const Principal& principal,
           const std::unordered_map<RecordId, OwnRecord>& own, std::uint64_t newest, std::uint32_t page_bytes)
        : reader_(reader),
          book_(book),
          heads_(heads),
          principal_(principal),
          own_(own),
          position_(newest),
          bytes_left_(std::clamp(page_bytes, limits::page_bytes_min, limits::page_bytes_max)) {}

    protocol::EncodedPage page(const AreaCode& root, std::uint64_t cursor) {
        protocol::EncodedPage page;
        page.area = root;
        page.at = cursor;
        auto areas = areas_with_news(root, cursor);
        if (areas.empty()) return page;
        const std::size_t chunk = std::clamp<std::size_t>(256 / areas.size(), 8, 128);
        MergedFeed feed(reader_, std::move(areas), cursor, chunk);
        while (const auto step = feed.next()) {
            if (is_full() && step->position != page.at) {  // the two steps of a move share a position
                page.more = true;
                break;
            }
            add(page, *step, cursor);
            page.at = step->position;
        }
        return page;
    }

    // Of records that the device would still read in this feed. The feed also has those of forms that it may not read;
    // the digest knows how many it may read at all.
    std::uint64_t to_come(const protocol::EncodedPage& page) {
        std::uint64_t ahead = 0;
        for (const AreaCode& area : book_.areas.self_and_below(page.area))
            ahead += reader_.feed_length(area, page.at, limits::counted_ahead_max - ahead);
        const auto readable = digest_of(reader_, book_, principal_, page.area);
        const std::uint64_t came = page.states.size(), all = readable ? readable->records : 0;
        return std::min(ahead, all - std::min(all, came));
    }

    // What has become of a record that the device read from another incarnation of this store. Of one that is not here,
    // or waits in no area for whoever made it, nothing is said: then the device may have the last of it.
    void tell(protocol::EncodedPage& page, const RecordId& id) {
        auto row = reader_.record(id);
        if (!row || row->area.empty()) return;
        if (may_see(principal_, book_.areas, *row)) page.states.push_back(std::move(row->state));
        else page.left.push_back(id);
    }

private:
    bool is_full() const { return bytes_left_ <= 0 || steps_taken_ >= limits::steps_per_page_max; }

    std::vector<AreaCode> areas_with_news(const AreaCode& root, std::uint64_t cursor) const {
        auto areas = book_.areas.self_and_below(root);
        if (heads_.complete_to() >= position_)
            std::erase_if(areas, [&](const AreaCode& area) { return heads_.head_of(area) <= cursor; });
        return areas;
    }

    void add(protocol::EncodedPage& page, const FeedStep& step, std::uint64_t cursor) {
        if (!step.left && has_it_already(step, page.area, cursor)) return;  // no more of these than changes in a push
        ++steps_taken_;
        auto row = reader_.record(step.record);
        if (!row || !principal_.role.may_read(row->form)) return;
        if (!step.left && !is_own_case(principal_, *row)) {
            if (was_own_case(*row)) leave(page, step.record);
            return;
        }
        if (step.left) {
            // Still visible by way of another place: the device keeps it.
            if (is_within_grants(principal_, book_.areas, row->area)) return;
            leave(page, step.record);
        } else {
            bytes_left_ -= static_cast<std::int64_t>(row->state.size());
            page.states.push_back(std::move(row->state));
        }
    }

    void leave(protocol::EncodedPage& page, const RecordId& record) {
        page.left.push_back(record);
        bytes_left_ -= 24;
    }

    // Given to somebody else meanwhile: only then may the device have it. Of all other records not even the ids are
    // told.
    bool was_own_case(const RecordRow& row) const {
        if (reader_.was_case_of(row.id, principal_.user)) return true;
        if (const auto state = protocol::decode_state(row.state); state && wrote_there(*state)) return true;
        for (const ChangeRow& change : reader_.changes_of(row.id)) {
            if (!change.verdict.empty() || change.body.empty()) continue;
            const auto made = protocol::decode_change(change.body);
            if (!made) continue;
            if (change.author == principal_.user) return true;
            for (const Write& write : made->writes)
                if (write.path == reserved::assigned && write.value == Value(principal_.user)) return true;
        }
        return false;
    }

    // On a relay to which the record came when it had already been given away.
    bool wrote_there(const RecordState& state) const {
        return std::any_of(state.registers.begin(), state.registers.end(), [&](const Register& reg) {
            return std::any_of(reg.heads.begin(), reg.heads.end(),
                               [&](const Head& head) { return head.author == principal_.user; });
        });
    }

    // The device had read this record by way of this very feed, or made it, and only its own changes came on top.
    bool has_it_already(const FeedStep& step, const AreaCode& root, std::uint64_t cursor) const {
        const auto at = own_.find(step.record);
        if (at == own_.end() || at->second.position != step.position || at->second.position_before > cursor)
            return false;
        if (at->second.position_before == 0) return true;
        return book_.areas.is_within(at->second.area_before, root) && !may_have_left(step.record);
    }

    // Of a caseload: what was none of theirs any more has left the device, and comes back with their own next change.
    bool may_have_left(const RecordId& record) const {
        if (principal_.role.assigned_only.empty()) return false;
        const auto row = reader_.record(record);
        return row && principal_.role.assigned_only.contains(row->form);
    }

    StoreReader& reader_;
    const DocumentBook& book_;
    const FeedHeads& heads_;
    const Principal& principal_;
    const std::unordered_map<RecordId, OwnRecord>& own_;
    std::uint64_t position_;
    std::int64_t bytes_left_;
    std::size_t steps_taken_ = 0;
};

std::optional<std::uint64_t> cursor_of(const protocol::SyncRequest& request, const AreaCode& root) {
    for (const protocol::Cursor& cursor : request.cursors)
        if (cursor.area == root) return cursor.at;
    return std::nullopt;
}

}  // namespace

std::vector<protocol::EncodedPage> pull_pages(StoreReader& reader, const DocumentBook& book, const FeedHeads& heads,
                                              const Principal& principal, const protocol::SyncRequest& request,
                                              const std::unordered_map<RecordId, OwnRecord>& own) {
    const std::uint64_t newest = reader.facts().position;
    Puller puller(reader, book, heads, principal, own, newest, request.page_bytes);
    std::vector<protocol::EncodedPage> pages;
    for (const AreaCode& root : principal.roots) {
        // A cursor of another epoch, or from beyond our newest position, belongs to a store that is no more: this feed
        // is read from the start, and the device is told so even when it is empty.
        const auto held = cursor_of(request, root);
        const bool starts_again = held && (request.epoch != principal.epoch || *held > newest);
        const std::uint64_t cursor = held && !starts_again ? *held : 0;
        auto page = puller.page(root, cursor);
        const bool is_first = root == principal.roots.front();  // any of them: cursors do not hang on it
        for (const RecordId& id : request.doubted)
            if (is_first) puller.tell(page, id);
        if (request.counts && page.more) page.to_come = puller.to_come(page);
        if (request.compares && !page.more) page.digest = digest_of(reader, book, principal, root);
        const bool tells = !page.states.empty() || !page.left.empty() || page.digest;
        if (page.more || page.at != cursor || starts_again || tells) pages.push_back(std::move(page));
    }
    return pages;
}

}  // namespace nuong
