// Blobs: the bytes of attachments (shared/model/attachment.h) at the server. They come in pieces after the change that
// names them; each piece goes on where the last one ended, whoever sends it. Only what is whole and has the right hash
// is given out, and only to those who may see a record that names it.
#pragma once
#include "shared/model/attachment.h"
#include "sync-server/core/principal.h"

namespace nuong {

struct BlobPiece {
    Hash hash{};
    std::uint64_t size = 0;  // of the whole blob
    std::uint64_t at = 0;    // where in it the bytes belong
    std::string bytes;       // empty: only asks how much is here
    // From a relay: whose change of which record names it, for a relay above that was never shown that change.
    std::optional<BlobReference> named = {};
};

// What a request to /v1/blobs/{hash} brings. Without a size: that of its body.
BlobPiece piece_of(const Hash& hash, std::string_view target, std::string body);

// Remembers which blobs a change names. A refused one lets its device send them, and nobody see them.
void note_blob_references(StoreTransaction& transaction, const Change& change, bool is_accepted);

// Takes the piece when it goes on from what is here, and says how much is here then. With the last piece the hash is
// checked, and the records that name the blob go to the end of their feeds, so that devices learn that it is here.
// Refusals: not_found (nothing that this device may see or has sent names it), too_large, malformed, bad_blob (the
// bytes do not have that hash, or are of no type that is taken; they are dropped and may be sent again).
Answer<BlobRow> take_blob_piece(StoreTransaction& transaction, const DocumentBook& book, const Principal& principal,
                                const BlobPiece& piece, Instant now);

// The same of bytes that this server has asked for itself.
Answer<BlobRow> keep_blob_piece(StoreTransaction& transaction, const BlobPiece& piece, Instant now);

// How much is here. Refusals: not_found.
Answer<BlobRow> look_at_blob(StoreReader& reader, const DocumentBook& book, const Principal& principal,
                             const Hash& hash);
// What a device asks for of a blob: bytes from `at` on, at most `most`.
struct BlobRange {
    Hash hash{};
    std::uint64_t at = 0;
    std::size_t most = 0;
    std::uint64_t size = 0;  // that the record gives it; 0: not said
};
// Refusals: not_found, not_yet (named, but not all of it is here), other_size (the record is wrong about it).
Answer<std::string> give_blob_bytes(StoreReader& reader, const DocumentBook& book, const Principal& principal,
                                    const BlobRange& range);

}  // namespace nuong
