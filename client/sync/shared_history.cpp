#include "client/sync/shared_history.h"

#include <algorithm>

namespace nuong::client {
namespace {

using Kind = SharedHistory::Kind;

const protocol::Verdict* fork_in(const protocol::SyncAnswer& answer) {
    const auto at = std::find_if(answer.verdicts.begin(), answer.verdicts.end(),
                                 [](const protocol::Verdict& verdict) { return verdict.code == "fork"; });
    return at == answer.verdicts.end() ? nullptr : &*at;
}

}  // namespace

SharedHistory shared_history(const protocol::SyncAnswer& answer, const Asked& asked,
                             const std::function<Hash(std::uint64_t)>& link_after) {
    if (const auto* fork = fork_in(answer)) {
        // The server has compared what was sent, one by one. What lies before was compared by another incarnation of
        // it, or the chains had parted there already: then everything is compared again from the first change on.
        const bool parted_earlier = fork->seq == answer.acked + 1;
        const bool is_compared = asked.first_sent == 1 || (asked.is_same_server && !parted_earlier);
        if (!is_compared) return {Kind::part, 0};
        return {Kind::copy, fork->seq - 1};
    }
    std::uint64_t known = asked.is_same_server ? asked.acked : 0;
    if (asked.first_sent > 0 && answer.acked >= asked.first_sent) known = std::min(asked.last_sent, answer.acked);
    const bool is_told = answer.chain && answer.acked <= asked.last_made;
    const bool is_ours = is_told && *answer.chain == protocol::mark_of(link_after(answer.acked));
    // A relay that has not itself what was sent cannot compare it; the chain does.
    const bool is_anothers = is_told && !is_ours;
    if (is_ours || (answer.acked <= known && !is_anothers)) return {Kind::whole, answer.acked};
    if (answer.acked <= known) return {Kind::part, 0};
    if (known == asked.last_made) return {Kind::copy, known};  // it has heard more of us than we ever made
    return {Kind::part, known};
}

protocol::SyncAnswer only_up_to(std::uint64_t up_to, const protocol::SyncAnswer& answer) {
    protocol::SyncAnswer part;
    part.epoch = answer.epoch;
    part.time = answer.time;
    part.acked = up_to;
    part.verdicts = answer.verdicts;
    std::erase_if(part.verdicts, [&](const protocol::Verdict& verdict) { return verdict.seq > up_to; });
    return part;
}

}  // namespace nuong::client
