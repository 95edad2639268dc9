// Where a server listens, as it is said on the command line: --listen HOST:PORT, --tls-cert FILE and --tls-key FILE.
#pragma once
#include "shared/base/result.h"
#include "sync-server/admin/command_line.h"
#include "sync-server/http/http_server.h"

namespace nuong::admin {

// Errors: usage.
Result<HttpListen> listen_of(const CommandLine& line);

// As a browser or a device on this machine writes it, without "/" at its end.
std::string url_of(const HttpListen& listen, std::uint16_t port);

// Whether this can be the address of a server as people are told it: --url. Errors: usage.
Status check_address(const std::string& url);

}  // namespace nuong::admin
