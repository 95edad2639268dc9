#include "client/sync/audit_exchange.h"

#include <algorithm>

namespace nuong::client {
namespace {

constexpr std::size_t bytes_of_entry = 150, entries_min = 10, entries_max = 500;
constexpr int rounds_at_most = 100;

}  // namespace

std::optional<protocol::AuditRun> AuditExchange::due(std::size_t line_bytes) {
    return replica_.due_audit(std::clamp(line_bytes / bytes_of_entry, entries_min, entries_max));
}

bool AuditExchange::settle(bool is_same_server, const protocol::SyncRequest& request,
                           const protocol::SyncAnswer& answer) {
    bool has_moved = !is_same_server;
    if (is_same_server && request.audit) {
        if (answer.audited) has_moved = replica_.take_audit_answer(*request.audit, *answer.audited);
        else replica_.audit().note_silence();
    }
    return replica_.audit().is_unsaid() && ++rounds_ <= rounds_at_most && has_moved;
}

}  // namespace nuong::client
