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

// Errors: usage, with what would be right.
Result<ServeOptions> serve_options_of(const CommandLine& line);

}  // namespace nuong::admin
