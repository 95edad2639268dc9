// How much of what a server says about this device's changes is about the changes that lie here. Two copies of one
// store number their saves alike, so an acknowledgement of number 9 may speak of the other copy's save. Pure decision.
#pragma once
#include <functional>

#include "shared/base/hash.h"
#include "shared/protocol/messages.h"

namespace nuong::client {

// What this store knew when it asked.
struct Asked {
    bool is_same_server = true;                   // the answer's epoch is the one that `acked` was learned from
    std::uint64_t acked = 0;                      // changes up to here are known to be on that server
    std::uint64_t first_sent = 0, last_sent = 0;  // 0: none
    std::uint64_t last_made = 0;
};

struct SharedHistory {
    enum class Kind {
        whole,  // the answer speaks of this store's own changes
        part,   // only up to `up_to` that is certain: what comes after is sent, so that the server compares it
        copy,   // another copy of this store has gone on from `up_to`: this one must become another device
    };
    Kind kind = Kind::whole;
    std::uint64_t up_to = 0;

    bool operator==(const SharedHistory&) const = default;
};

// `link_after` is the chain link of this store after one of its changes.
SharedHistory shared_history(const protocol::SyncAnswer& answer, const Asked& asked,
                             const std::function<Hash(std::uint64_t)>& link_after);

// The answer without anything that speaks of changes beyond `up_to`, or was made for the device that has made those.
protocol::SyncAnswer only_up_to(std::uint64_t up_to, const protocol::SyncAnswer& answer);

}  // namespace nuong::client
