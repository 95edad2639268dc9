// A device asks its district's server about frozen reports (POST /v1/reports). Every question may be asked again: the
// server makes neither a second version nor a second step of it.
#pragma once
#include "client/sync/transport.h"
#include "shared/protocol/report_desk.h"

namespace nuong::client {

// Errors: refused (with the server's reason; also a server that is older than this), unreachable (no line, or what came
// is not the server's).
Result<protocol::ReportsAnswer> ask_reports(Transport& transport, const std::string& token,
                                            const protocol::ReportsRequest& request);

}  // namespace nuong::client
