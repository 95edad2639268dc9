// The parent's side of a relay: takes what devices have saved there, and says who may work there.
#pragma once
#include "shared/protocol/relay.h"
#include "sync-server/core/take_bundle.h"

namespace nuong {

// Only a server may ask this; code `no_right` for everybody else.
std::optional<protocol::HttpError> refusal_of_relay(const Principal& principal);

// What a relay has sent, unpacked before the writer's turn.
struct PreparedRun {
    DeviceId maker;
    ArrivedRun run;
    std::vector<protocol::Verdict> refused;
};
struct PreparedRelay {
    std::string directory;
    std::vector<PreparedRun> runs;
    std::vector<protocol::ToldKey> keys;
    std::vector<DeviceId> below_top;
    std::optional<std::string> signers;  // fingerprint
    std::vector<protocol::RelayedAudit> audits;
    std::vector<Hash> files;
    std::optional<protocol::Milestone> milestone;
};
PreparedRelay prepare(protocol::RelayRequest request);

// Whether there is anything to write.
bool must_take(StoreReader& reader, const PreparedRelay& prepared);
std::vector<MakerOutcome> take_relayed(StoreTransaction& transaction, const DocumentBook& book, const Principal& relay,
                                       const PreparedRelay& prepared, Instant now);
// What the top knows of what was asked about; a relay in between says what it has heard.
void tell_of_top(StoreReader& reader, const PreparedRelay& asked, protocol::RelayAnswer& answer);

// Everybody who may work in the relay's areas, with their devices.
protocol::Directory directory_for(StoreReader& reader, const DocumentBook& book, const Principal& relay);

}  // namespace nuong
