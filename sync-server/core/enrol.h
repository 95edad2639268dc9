// Enrolment: a one-time code, made by the district, becomes a device with a token of its own.
#pragma once
#include "sync-server/core/principal.h"

namespace nuong {

// Short enough to be read over the phone, without letters that look alike: K7QM-2XJD-9RTV.
std::string make_code();

// A new code for a user; fails when there is no such user or it is disabled.
Result<std::string> issue_code(StoreTransaction& transaction, const UserId& user, const std::string& who, Instant now);

// `held` is the token that the device already has: a second person on the same device, or (with an empty code) a copy
// that takes an identity of its own.
Answer<protocol::EnrollAnswer> enrol(StoreTransaction& transaction, const DocumentBook& book,
                                     const protocol::EnrollRequest& request, const std::optional<Hash>& held,
                                     Instant now);

// The hash under which a token or code is kept; nothing when it is not even spelled like a token.
std::optional<Hash> token_hash(std::string_view token);

}  // namespace nuong
