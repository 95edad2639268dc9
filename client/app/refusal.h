// Refusal: what a server's "no" to a save means for the person who made it. The server says why; what helps hangs on
// the verdict's code.
#pragma once
#include <string>

#include "shared/base/message.h"

namespace nuong::client {

// Why, and what to do about it. `code` is of a verdict (protocol/messages.h); one that this program does not know sends
// the person to the district.
Message words_of_refusal(const std::string& code, const Message& reason);

}  // namespace nuong::client
