// UpstreamEnrolment: a server becomes a device of its parent, with a key of its own, as every device has one: the
// parent answers it sealed, so that its token alone reads nothing there, and the district's order to destroy it can be
// told from anybody else's.
//
// Thread: as its store.
#pragma once
#include <string>

#include "client/sync/transport.h"
#include "shared/protocol/answer_seal.h"
#include "sync-server/store/change_store.h"

namespace nuong {

// Device id and key are chosen once and kept, so a lost answer can be asked for again with the same code, but for a
// relay that is enrolled and changes to another parent, or must become another device. One that is enrolled already
// stays the device that it is, when the code is for its account. Errors: unreachable; refused
// (wrong code, not a relay's account, an answer that is not the district's).
Status enrol_upstream(ChangeStore& store, client::Transport& transport, const std::string& url,
                      const std::string& ca_file, const std::string& code, Instant now);

// How its parent answers to it alone. Nothing of a relay that enrolled before relays had keys.
std::optional<protocol::AnswerSeal> answer_seal_of(StoreReader& store);

// The answer says that what the relay holds must be destroyed: whether that is the district's own word (wipe_order.h),
// and not only the parent's. Never of a relay that enrolled before relays had keys.
bool is_ordered_by_the_district(StoreReader& store, const client::HttpResponse& response);

}  // namespace nuong
