// The published documents that the other side has and this one does not, by POST /v1/schemas: as many as fit into an
// answer at a time, each recognised by its hash. For devices, and for relays that are devices to their parent.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "client/sync/transport.h"
#include "shared/protocol/messages.h"

namespace nuong::client {

using Ask = std::function<Result<HttpResponse>(const HttpRequest& request)>;
using KeepDocument = std::function<void(const protocol::SchemaEntry& entry, std::string body)>;

// `keep` is called with each as it comes, so that a line that breaks half way brings the other half next time. Errors:
// as error_in(), unreachable when the answers make no sense.
Status fetch_documents(std::vector<protocol::SchemaEntry> missing, const std::string& token, const Ask& ask,
                       const KeepDocument& keep);

}  // namespace nuong::client
