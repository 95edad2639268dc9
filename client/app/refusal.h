// Refusal: what a server's "no" to a save means for the person who made it. The server says why; what helps hangs on
// the verdict's code.
#pragma once
#include <cstdint>
#include <string>

#include "shared/base/message.h"

namespace nuong::client {

// Why, and what to do about it. `code` is of a verdict (protocol/messages.h); one that this program does not know sends
// the person to the district.
Message words_of_refusal(const std::string& code, const Message& reason);

// So many drafts are of forms that the role has lost: why they are not shown, and what to do.
Message drafts_out_of_sight_words(std::int64_t count);

}  // namespace nuong::client
