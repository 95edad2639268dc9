// The district takes nothing from this device any more: the device was revoked, or the account of its person disabled.
// Then it shows no record before a sync goes well again. A relay can say so, too: it hides, and destroys nothing.
#pragma once
#include "client/sync/transport.h"
#include "shared/base/message.h"

namespace nuong::client {

// "revoked", "disabled"; "" of any other answer.
std::string shut_out_by(const HttpResponse& response);
Message shut_out_words(const std::string& word);

}  // namespace nuong::client
