#include "shared/merge/merge.h"

#include <algorithm>
#include <cassert>

namespace nuong {
namespace {

// Keep what both hold, and what one holds and the other has never seen.
std::vector<Head> join_heads(const std::vector<Head>& a, const Context& seen_by_a, const std::vector<Head>& b,
                             const Context& seen_by_b) {
    std::vector<Head> kept;
    auto x = a.begin();
    auto y = b.begin();
    while (x != a.end() || y != b.end()) {
        if (y == b.end() || (x != a.end() && x->dot < y->dot)) {
            if (!seen_by_b.has_seen(x->dot)) kept.push_back(*x);
            ++x;
        } else if (x == a.end() || y->dot < x->dot) {
            if (!seen_by_a.has_seen(y->dot)) kept.push_back(*y);
            ++y;
        } else {
            kept.push_back(x->at <= y->at ? *x
                                          : *y);  // one write; two servers may have clamped its time: the lower wins
            ++x;
            ++y;
        }
    }
    return kept;
}

void drop_heads(std::vector<Head>& heads, const std::vector<Dot>& dots) {
    std::erase_if(heads, [&](const Head& head) { return std::find(dots.begin(), dots.end(), head.dot) != dots.end(); });
}

void write_register(RecordState& state, const Change& change, std::size_t index) {
    const Write& write = change.writes[index];
    const Dot dot = change.dot_of(index);
    const bool is_new = !state.context.has_seen(dot);
    auto at = std::lower_bound(state.registers.begin(), state.registers.end(), write.path,
                               [](const Register& reg, const Path& path) { return reg.path < path; });
    const bool exists = at != state.registers.end() && at->path == write.path;
    if (exists) drop_heads(at->heads, write.replaces);
    if (is_new) {
        if (!exists) at = state.registers.insert(at, Register{write.path, {}});
        Head head{dot, change.at, change.author, write.value, write.before};
        auto& heads = at->heads;
        heads.insert(std::lower_bound(heads.begin(), heads.end(), dot,
                                      [](const Head& other, Dot wanted) { return other.dot < wanted; }),
                     std::move(head));
    } else if (exists) {
        for (Head& head : at->heads)
            if (head.dot == dot) head.at = std::min(head.at, change.at);  // stamped by another server, see join_heads
        if (at->heads.empty()) state.registers.erase(at);
    }
    for (const Dot& replaced : write.replaces) state.context.add(replaced);
    state.context.add(dot);
}

}  // namespace

RecordState join(const RecordState& a, const RecordState& b) {
    assert(a.id == b.id);
    static const std::vector<Head> nothing;
    RecordState joined{a.id, a.form.empty() ? b.form : a.form, a.context, {}};
    joined.context.join(b.context);
    auto x = a.registers.begin();
    auto y = b.registers.begin();
    while (x != a.registers.end() || y != b.registers.end()) {
        const bool from_a = y == b.registers.end() || (x != a.registers.end() && x->path <= y->path);
        const bool from_b = x == a.registers.end() || (y != b.registers.end() && y->path <= x->path);
        Register reg{from_a ? x->path : y->path,
                     join_heads(from_a ? x->heads : nothing, a.context, from_b ? y->heads : nothing, b.context)};
        if (!reg.heads.empty()) joined.registers.push_back(std::move(reg));
        if (from_a) ++x;
        if (from_b) ++y;
    }
    return joined;
}

void apply(RecordState& state, const Change& change) {
    if (state.form.empty()) state.form = change.form;
    if (state.registers.empty()) state.registers.reserve(change.writes.size());
    for (std::size_t i = 0; i < change.writes.size(); ++i) write_register(state, change, i);
}

bool knows(const RecordState& state, const Change& change) {
    for (std::size_t i = 0; i < change.writes.size(); ++i)
        if (!state.context.has_seen(change.dot_of(i))) return false;
    return true;
}

bool contains(const RecordState& state, const Change& change) {
    const auto has_seen = [&](const Dot& dot) { return state.context.has_seen(dot); };
    return knows(state, change) && std::all_of(change.writes.begin(), change.writes.end(), [&](const Write& write) {
               return std::all_of(write.replaces.begin(), write.replaces.end(), has_seen);
           });
}

void mark_used(RecordState& state, const Change& change) {
    for (std::size_t i = 0; i < change.writes.size(); ++i) state.context.add(change.dot_of(i));
}

std::uint64_t next_n(const RecordState& state, DeviceId device) { return state.context.last_of(device) + 1; }

}  // namespace nuong
