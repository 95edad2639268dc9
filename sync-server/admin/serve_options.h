// What `serve` was told, by its flags or in the settings.
#pragma once
#include "shared/protocol/messages.h"
#include "sync-server/admin/command_line.h"
#include "sync-server/admin/trusted_proxies.h"
#include "sync-server/http/http_server.h"

namespace nuong::admin {

struct ServeOptions {
    HttpListen listen;
    protocol::Programs programs;  // that devices are told of
    TrustedProxies proxies;
    int set_aside_days = 0;       // 0: for ever
    bool demands_proofs = false;  // of whoever enrols
};

bool is_loopback(const std::string& host);  // this machine alone can reach it

// Errors: usage, with what would be right; also for a line beyond this machine that nothing encrypts.
Result<ServeOptions> serve_options_of(const CommandLine& line);

}  // namespace nuong::admin
