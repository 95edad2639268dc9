// SetBack: a store that is an older copy of itself again, by a restore or by its database's own tools, and what it is
// told before it serves anybody: whom the right was taken from since, who was erased.
#pragma once
#include <optional>

#include "shared/base/json.h"
#include "sync-server/core/revocations.h"

namespace nuong::admin {

struct KeptLists;

struct SetBack {
    Instant moment;                        // that the copy is of
    RevokedAgain taken;                    // from whom the copy did not know it
    bool knows_what_followed = false;      // the store from before was at hand: it has all revocations since
    std::vector<UserId> changed_accounts;  // role or areas were others in that store
    bool roles_changed = false;            // and so were the published roles
};

// The store whose place the copy takes.
struct StoreBefore {
    RightsKnown rights;
    bool follows_copy = false;  // it went on from where the copy is, and was not set back itself since
};
// Nothing of another server's store.
std::optional<StoreBefore> store_before(StoreReader& reader, const StoreFacts& copy);

// `before`: as far as it opened.
SetBack take_again(StoreTransaction& transaction, const std::optional<StoreBefore>& before, const KeptLists& lists,
                   const std::string& who, Instant now);

// For whoever runs the server, one paragraph each: what was taken again, what is to be looked through.
std::vector<Message> told_of(const SetBack& set_back);
OrderedJson json_of(const SetBack& set_back);

}  // namespace nuong::admin
