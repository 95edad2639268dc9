// The devices' part of the audit: what people did without changing a record. The server keeps it as it came, with what
// the device has signed, and writes down in its own audit how far, so that nothing can be taken out of either
// unnoticed.
#pragma once
#include "shared/protocol/relay.h"
#include "sync-server/core/principal.h"

namespace nuong {

// Whether any of it is new here.
bool brings_audit(StoreReader& store, const protocol::AuditRun& run);
// Nothing of a run is taken that its device has not signed, or whose entries do not follow each other; the server's own
// audit says so, and the rest of the request goes its way: nobody is kept from records because of it.
void take_audit(StoreTransaction& transaction, DeviceId device, const protocol::AuditRun& run, const UserId& user,
                Instant now);
// What to say to a run, after it was taken.
protocol::AuditTaken audit_taken(StoreReader& store, const protocol::AuditRun& run);

// At a relay: what the parent is not known to have, a page of it, and questions about what only the parent is known to
// have; then what the parent has answered. Of the devices in `held_back` nothing: the parent does not take theirs.
std::vector<protocol::RelayedAudit> audits_to_forward(StoreReader& store, const std::vector<DeviceId>& held_back);
// Whether anything moved; devices of which nothing was taken are added to `held_back`.
bool note_audited(StoreTransaction& transaction, const std::vector<protocol::RelayedAudit>& sent,
                  const std::vector<protocol::AuditTaken>& answer, std::vector<DeviceId>& held_back);

// What is wrong with both chains, the server's own and those of the devices, in words for the operator.
struct AuditCheck {
    std::uint64_t entries = 0, of_devices = 0;
    std::vector<std::string> problems;
    Hash head{};  // of the server's own chain: whoever has written it down elsewhere knows this chain again
};
AuditCheck check_audit(StoreReader& store);

}  // namespace nuong
