// Accounts and devices, looked after by somebody whose role has the right (`accounts` in the published roles): within
// the areas of that account, or everywhere when it names none. Not at a relay: its accounts are the parent's.
#pragma once
#include "sync-server/core/principal.h"

namespace nuong {

bool may_keep(const Principal& keeper, const AreaTree& areas, const UserRow& user);
std::vector<UserRow> kept_accounts(StoreReader& reader, const DocumentBook& book, const Principal& keeper);

struct KnownDevice {
    DeviceRow device;
    std::vector<UserId> users;
    std::uint64_t refused = 0;  // changes in quarantine
    bool is_kept = false;       // every one of its users is an account that the asker may keep
};
// Those with a user whom the asker keeps, or of whose devices the asker is told (`desk`); heard of longest ago first.
std::vector<KnownDevice> known_devices(StoreReader& reader, const DocumentBook& book, const Principal& asker,
                                       const std::unordered_map<std::uint64_t, HeardDevice>& just_heard);

// Whether there may be such an account, whoever makes it. Errors: usage, invalid (it exists), not_found (role, area).
Status check_new_account(StoreReader& reader, const DocumentBook& book, const UserRow& user);
// Sorts out what was said twice, and writes it down as made by `who`; gives it as it is kept.
UserRow add_account(StoreTransaction& transaction, UserRow user, const std::string& who, Instant now);

// Roles that a keeper gives: not those that keep accounts themselves, nor relays; these are made at the console.
bool may_be_given(const Role& role);
// Errors: as of check_new_account; refused.
Status add_account_by(StoreTransaction& transaction, const DocumentBook& book, const Principal& keeper,
                      const UserRow& user, Instant now);

// Errors: refused, not_found.
Result<std::string> issue_code_by(StoreTransaction& transaction, const DocumentBook& book, const Principal& keeper,
                                  const UserId& user, Instant now);
Status revoke_by(StoreTransaction& transaction, const DocumentBook& book, const Principal& keeper, DeviceId device,
                 Instant now);
Status disable_by(StoreTransaction& transaction, const DocumentBook& book, const Principal& keeper, const UserId& user,
                  Instant now);

}  // namespace nuong
