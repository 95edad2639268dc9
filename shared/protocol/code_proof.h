// A one-time code of enrolment, which does not travel: whoever passes the request on, such as a relay, could give it
// to a device of their own. Both sides make two things of it, slowly enough that nobody finds it by trying: a name,
// which says which code is meant, and a key, by which the device proves that it knows the code, over everything that it
// asks. Whoever answers proves the same, over the district's key: no relay can put its own in that place.
//
// The district answers as before whoever sends the code itself: programs that are older than this do.
#pragma once
#include <string_view>

#include "shared/protocol/messages.h"

namespace nuong::protocol {

struct CodeKeys {
    Hash name{};
    SecretKey key;
};
// Argon2id over the code in its normal spelling; about a millisecond.
CodeKeys keys_of_code(std::string_view typed);

// What a device asks with: without the code, and proven.
EnrollRequest enroll_request(const CodeKeys& code, DeviceId device, const std::string& device_name,
                             const std::optional<KeyBytes>& key);
bool is_proven(const EnrollRequest& request, const SecretKey& code_key);

// Of the answer to that request alone.
Hash proof_of(const EnrollAnswer& answer, const EnrollRequest& request, const SecretKey& code_key);
bool is_proven(const EnrollAnswer& answer, const EnrollRequest& request, const SecretKey& code_key);

}  // namespace nuong::protocol
