// AuditExchange: what one sync run tells the server of the device's audit. It rides along with requests that are made
// anyway; a page of it more than that only when there is more than one.
#pragma once
#include "client/store/replica.h"

namespace nuong::client {

class AuditExchange {
public:
    explicit AuditExchange(Replica& replica) : replica_(replica) {}

    // What goes with a request for which the line takes so many bytes.
    std::optional<protocol::AuditRun> due(std::size_t line_bytes);
    // The server's answer. True: another page is to go up. What was said to another server than the one that answers is
    // said again.
    bool settle(bool is_same_server, const protocol::SyncRequest& request, const protocol::SyncAnswer& answer);

private:
    Replica& replica_;
    int rounds_ = 0;
};

}  // namespace nuong::client
