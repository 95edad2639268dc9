// Whose signature counts: how the keys of devices are learned, and whether a run of changes was made by who it says. A
// token alone can be stolen; with it alone nobody can write in the name of a device that signs.
//
// A device signs from the moment that it has told a key at its enrolment, or that a run signed with one of its keys was
// taken; from then on only such keys count. Before, as with programs that are older than signatures, its token does.
#pragma once
#include "shared/protocol/codec.h"
#include "shared/protocol/run_proof.h"
#include "sync-server/core/principal.h"

namespace nuong {

bool signs(StoreReader& store, DeviceId device);
// Those that its runs and bundles are verified with.
std::vector<KeyBytes> keys_that_count(StoreReader& store, DeviceId device);

// Whether nothing need be written for this device to sign with that key.
bool knows_signing_key(StoreReader& store, DeviceId device, const KeyBytes& key);
// A device that signs has told its key at its enrolment; a token alone cannot add another.
bool may_learn_signing_key(StoreReader& store, DeviceId device);
// A device, known by its token, says what it signs with.
void learn_signing_key(StoreTransaction& transaction, DeviceId device, const KeyBytes& key, const UserId& user,
                       Instant now);
// The same with a code of the district, or the signature of the device that it was a copy of: it signs from now on.
void learn_signer(StoreTransaction& transaction, DeviceId device, const KeyBytes& key, const UserId& user, Instant now);

// Whether a copy may take an identity of its own: by the key that it had, if its device signs.
// With a key that counts for the device.
bool is_proven_to_be_itself(StoreReader& store, const protocol::ComeBack& asked, const std::optional<Signature>& proof);

bool is_proven_heir(StoreReader& store, const protocol::Heir& heir, const std::optional<Signature>& proof);

// The key that the end of a chain is signed with, of those that count.
std::optional<KeyBytes> signer_of(StoreReader& store, const protocol::ChainEnd& end, const Signature& signature);
std::optional<KeyBytes> audit_signer_of(StoreReader& store, const protocol::AuditEnd& end, const Signature& signature);

protocol::HttpError not_signed();
protocol::HttpError wrongly_signed();

// What a relay verifies with: of its devices, the keys that are known here.
std::vector<protocol::Signer> signers_of(StoreReader& store, const std::vector<protocol::DirectoryDevice>& devices);
// At a relay: what its parent has said. Of a device that it names, no other key counts.
void take_signers(StoreTransaction& transaction, const std::vector<protocol::Signer>& said, Instant now);

}  // namespace nuong
