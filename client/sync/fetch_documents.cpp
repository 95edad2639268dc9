#include "client/sync/fetch_documents.h"

#include <algorithm>

#include "shared/base/hash.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/limits.h"

namespace nuong::client {
namespace {

Result<std::vector<std::string>> fetch_many(const std::vector<protocol::SchemaEntry>& missing, const std::string& token,
                                            const Ask& ask) {
    protocol::SchemasRequest request;
    for (const protocol::SchemaEntry& entry : missing)
        if (request.hashes.size() < protocol::schemas_max) request.hashes.push_back(entry.hash);
    const auto many = ask({"POST", "/v1/schemas", token, protocol::pack(protocol::encode(request))});
    if (!many) return many.error();
    const bool is_old = many->status == 404 || many->status == 405;  // a server that gives one at a time
    const auto response = is_old ? ask({"GET", "/v1/schemas/" + missing.front().hash, token, ""}) : many;
    if (!response) return response.error();
    auto text = text_of(*response);
    if (!text) return text.error();
    if (is_old) return std::vector<std::string>{std::move(*text)};
    auto answer = protocol::decode_schemas_answer(*text);
    if (!answer) return nonsense();
    return std::move(answer->documents);
}

}  // namespace

Status fetch_documents(std::vector<protocol::SchemaEntry> missing, const std::string& token, const Ask& ask,
                       const KeepDocument& keep) {
    while (!missing.empty()) {
        auto documents = fetch_many(missing, token, ask);
        if (!documents) return documents.error();
        const std::size_t before = missing.size();
        for (std::string& body : *documents) {
            const std::string hash = to_hex(sha256(body));
            const auto at = std::find_if(missing.begin(), missing.end(),
                                         [&](const protocol::SchemaEntry& entry) { return entry.hash == hash; });
            if (at == missing.end()) continue;
            keep(*at, std::move(body));
            missing.erase(at);
        }
        if (missing.size() == before) return nonsense();
    }
    return Done{};
}

}  // namespace nuong::client
