// What a relay does with what its parent says, inside one transaction of its store; and what it tells the parent.
// Decisions only; upstream_session.h speaks to the network.
//
// A record at a relay is what the parent said of it (base), with the changes on top that the parent does not know yet.
// So what the parent has decided holds, and nothing that a device has saved here is lost meanwhile.
#pragma once
#include "shared/protocol/relay.h"
#include "sync-server/core/document_book.h"
#include "sync-server/store/change_store.h"

namespace nuong {

// Of changes that the parent does not know, a page of about `bytes` of JSON; not of devices that it has said no to.
protocol::RelayRequest runs_to_forward(StoreReader& reader, const UpstreamRow& upstream, std::size_t bytes,
                                       const std::vector<DeviceId>& held_back = {});
// How far each device is known there, and who may work here now; but for how far the top has come with it.
void take_relay_answer(StoreTransaction& transaction, UpstreamRow& upstream, const protocol::RelayAnswer& answer,
                       Instant now);

// How far the top has come with each device. When all has been read that the parent has to say: only then is what the
// top knows, and the parent has said nothing of, elsewhere.
void take_known_at_top(StoreTransaction& transaction, const std::vector<protocol::KnownDevice>& known);

protocol::SyncRequest pull_request(const UpstreamRow& upstream, const DocumentBook& book, Instant now,
                                   std::uint32_t page_bytes);
// Records, documents, grants and cursors of one answer. `documents`: those that were fetched for it; `areas`: as known
// before. An error when a document or a record cannot be used; then nothing of the answer may be kept.
Status take_pull_answer(StoreTransaction& transaction, UpstreamRow& upstream, const AreaTree& areas,
                        const protocol::SyncAnswer& answer, const std::vector<DocumentRow>& documents, Instant now);

// When all has been read: records that were made or changed here, that the parent knows all of and has said nothing of,
// lie elsewhere by now.
Status leave_what_lies_elsewhere(StoreTransaction& transaction, const UpstreamRow& upstream, const AreaTree& areas);

}  // namespace nuong
