// Revocations: the devices and accounts from which the right to take part was taken. A store that is set back to an
// older copy of itself would give it back; so they are known apart from the store too, and it is taken again.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "sync-server/store/change_store.h"

namespace nuong {

struct RevokedDevice {
    DeviceRow device;  // who it is and how it stands; its work is not meant
    // What makes it obey an order to destroy what it holds: the tokens that it is known by, and the keys that the order
    // is made for.
    std::vector<EnrolmentRow> enrolments;
    std::vector<protocol::Signer> signers;
};

struct Revocations {
    std::vector<RevokedDevice> devices;
    std::vector<UserId> accounts;  // disabled

    void add(const Revocations& more);
};

Revocations revocations_of(StoreReader& reader);

// What a store did not know of them.
struct RevokedAgain {
    std::vector<DeviceRow> revoked;
    std::vector<DeviceRow> wiped;  // ordered to destroy what they hold
    std::vector<UserId> disabled;
};
// A device that the store does not know is put in, so that no new code lets it in. What stands further stays.
RevokedAgain revoke_again(StoreTransaction& transaction, const Revocations& revocations, const std::string& who,
                          Instant now);

// What a store knows about who has which rights, at its newest moment.
struct RightsKnown {
    Instant moment;
    Revocations revocations;
    std::vector<UserRow> users;
    std::vector<std::string> roles;  // hashes of the published ones
};
RightsKnown rights_known(StoreReader& reader);
// Accounts in both whose role or areas are not the same.
std::vector<UserId> changed_accounts(const RightsKnown& before, const RightsKnown& after);

// One text for each device and account, of the list that lies beside the store and its backups, and back. Of another
// server's store, or no such text: false.
std::vector<std::string> texts_of(const Revocations& revocations, const std::string& server);
bool add_text(Revocations& revocations, const std::string& text, const std::string& server);

}  // namespace nuong
