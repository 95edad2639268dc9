#include "client/store/reissue.h"

#include <algorithm>
#include <map>

#include "shared/base/hash.h"

namespace nuong::client {
namespace {

class Reissue {
public:
    Reissue(DeviceId as, const ReissueFacts& facts) : as_(as), facts_(facts) {}

    Change again(Change change) {
        const DeviceId was = change.device;
        const std::uint64_t old_n0 = change.n0;
        const auto next = next_n_.try_emplace(change.record, 1).first;
        change.device = as_;
        change.seq = 0;
        change.n0 = next->second;
        next->second += change.writes.size();
        for (std::size_t i = 0; i < change.writes.size(); ++i) {
            Write& write = change.writes[i];
            const Place place{change.record, {was, old_n0 + i}};
            if (facts_.is_counter(change.form, write.path)) count_again(change, write, was, place);
            for (Dot& replaced : write.replaces) replaced = now(change.record, replaced);
            renamed_[place] = change.dot_of(i);
        }
        return change;
    }

    const RenamedDots& renamed() const { return renamed_; }

private:
    using Place = RenamedDots::key_type;

    Dot now(const RecordId& record, Dot dot) const {
        const auto found = renamed_.find({record, dot});
        return found == renamed_.end() ? dot : found->second;
    }

    // Its own running total: what it had counted when a server last heard of it stays under the old id.
    void count_again(const Change& change, Write& write, DeviceId was, const Place& place) {
        double before = 0;
        std::erase_if(write.replaces, [&](const Dot& replaced) {
            const bool is_renamed = renamed_.contains({change.record, replaced});
            if (is_renamed) before = before_[{change.record, replaced}];
            else if (replaced.device == was) before = facts_.counted(change.record, write.path, replaced);
            return !is_renamed && replaced.device == was;
        });
        before_[place] = before;
        const double counted = write.value.number().value_or(0) - before;
        write.value = counted == static_cast<double>(static_cast<std::int64_t>(counted))
                          ? Value(static_cast<std::int64_t>(counted))
                          : Value(counted);
    }

    DeviceId as_;
    const ReissueFacts& facts_;
    std::map<RecordId, std::uint64_t> next_n_;
    RenamedDots renamed_;
    std::map<Place, double> before_;  // of counters made again: what stays under the old id
};

}  // namespace

DeviceId device_of_copy(DeviceId was, std::string_view first_change) {
    const Hash hash = sha256("copy of " + to_string(was) + " " + to_hex(sha256(first_change)));
    DeviceId id;
    for (std::size_t i = 0; i < sizeof id.value; ++i) id.value = id.value << 8 | hash[i];
    if (id.value == 0) id.value = 1;
    return id;
}

SigningKey key_of_copy(const SigningKey& was, DeviceId as) {
    std::string seed = to_hex(was.seed.bytes()), text;
    text.reserve(2 * seed.size());  // what grows leaves copies behind
    text.append("key of copy ").append(seed).append(" " + to_string(as));
    SigningKey key = signing_key_of(sha256(text));
    forget(seed);
    forget(text);
    return key;
}

Reissued reissued(std::vector<Change> changes, DeviceId as, const ReissueFacts& facts) {
    Reissue reissue(as, facts);
    Reissued result;
    result.changes.reserve(changes.size());
    for (Change& change : changes) result.changes.push_back(reissue.again(std::move(change)));
    result.renamed = reissue.renamed();
    return result;
}

void rename_dots(RecordState& seen, const RenamedDots& renamed) {
    for (Register& reg : seen.registers) {
        for (Head& head : reg.heads) {
            const auto now = renamed.find({seen.id, head.dot});
            if (now == renamed.end()) continue;
            head.dot = now->second;
            seen.context.add(head.dot);
        }
        std::sort(reg.heads.begin(), reg.heads.end(), [](const Head& a, const Head& b) { return a.dot < b.dot; });
    }
}

}  // namespace nuong::client
