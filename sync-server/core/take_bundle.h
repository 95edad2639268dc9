// Bundles: changes that come in a file, by whoever carries it. They get the verdicts that a sync would have given them;
// their maker need not be there, and hears of them at its own next sync.
#pragma once
#include "shared/protocol/bundle.h"
#include "sync-server/core/push_changes.h"

namespace nuong {

// The key that devices seal their bundles to; made at the first call and kept with the store and its backups.
SealKey ready_seal_key(StoreTransaction& transaction);

// One parcel, unpacked before the writer's turn; or why it will not be taken.
struct OpenedParcel {
    protocol::ParcelHead head;
    ArrivedRun run;
    std::optional<protocol::HttpError> refusal;
};

// Refused as a whole: damaged, cut short, forged, too large, of a newer format, for another server. What is wrong with
// one maker (unknown, no such key, not readable) is in its parcels; it must not hold up the others.
Result<std::vector<OpenedParcel>> open_bundle(StoreReader& store, std::string_view bytes);

// How one maker's parcels fared.
struct MakerOutcome {
    DeviceId maker;
    std::uint64_t acked = 0;
    std::uint64_t taken = 0;                     // changes merged now
    std::uint64_t refused = 0;                   // put in quarantine now
    std::uint64_t known = 0;                     // were here already
    std::optional<protocol::HttpError> refusal;  // of at least one parcel; of the others, what was taken stays
};

// A run that somebody else has brought; not empty. Judged as its own device's, or, by way of a relay, with the verdicts
// that were `told`. Why it was not taken, if not.
std::optional<protocol::HttpError> take_run(StoreTransaction& transaction, const DocumentBook& book, DeviceId maker,
                                            const ArrivedRun& run, const RelayedVerdicts* told, MakerOutcome& outcome,
                                            Instant now);

// Every parcel's changes go through push_changes() as their own device's. `who` brought them, for the audit.
std::vector<MakerOutcome> take_bundle(StoreTransaction& transaction, const DocumentBook& book,
                                      const std::vector<OpenedParcel>& parcels, const std::string& who, Instant now);

// Who brings a bundle over the network, for the audit.
std::string carrier_of(const Principal& principal);

// Nothing of it was taken: the attempt is on record.
void note_refused_bundle(StoreTransaction& transaction, const Message& reason, const std::string& who, Instant now);

protocol::BundleAnswer answer_of(const std::vector<MakerOutcome>& makers);

}  // namespace nuong
