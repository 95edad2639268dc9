// The parent's side of a relay: takes what devices have saved there, and says who may work there.
#pragma once
#include "shared/protocol/relay.h"
#include "sync-server/core/take_bundle.h"

namespace nuong {

// Only a server may ask this; code `no_right` for everybody else.
std::optional<protocol::HttpError> refusal_of_relay(const Principal& principal);

// The runs unpacked, before the writer's turn.
struct PreparedRun {
    DeviceId maker;
    protocol::LinkMark previous{};
    std::vector<ArrivedChange> changes;
    std::vector<protocol::Verdict> refused;
};
std::vector<PreparedRun> prepare_runs(protocol::RelayRequest request);

std::vector<MakerOutcome> take_runs(StoreTransaction& transaction, const DocumentBook& book, const Principal& relay,
                                    const std::vector<PreparedRun>& runs, Instant now);

// Everybody who may work in the relay's areas, with their devices.
protocol::Directory directory_for(StoreReader& reader, const DocumentBook& book, const Principal& relay);

}  // namespace nuong
