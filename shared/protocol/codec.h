// Messages as JSON text and back. Decoders trust nothing: every count, length and type is checked, and a broken part
// is named by its place. What is stored (change bodies, record states) uses the same spelling as what travels. One
// change that cannot be read does not spoil its request; one state does, for an answer without it would lose it.
#pragma once
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/protocol/messages.h"

namespace nuong::protocol {

std::string encode(const SyncRequest& request);
std::string encode(const SyncAnswer& answer);
std::string encode(const EnrollRequest& request);
std::string encode(const EnrollAnswer& answer);
std::string encode(const BundleAnswer& answer);
std::string encode(const BlobProgress& progress);
std::string encode(const SchemasRequest& request);
std::string encode(const SchemasAnswer& answer);

// `request.changes` must be empty; `changes`, each as it lies in the log, take their place.
std::string encode(const SyncRequest& request, const std::vector<std::string>& changes);

Result<SyncRequest> decode_sync_request(std::string_view text);
Result<SyncAnswer> decode_sync_answer(std::string_view text);
Result<EnrollRequest> decode_enroll_request(std::string_view text);
Result<EnrollAnswer> decode_enroll_answer(std::string_view text);
Result<BundleAnswer> decode_bundle_answer(std::string_view text);
Result<BlobProgress> decode_blob_progress(std::string_view text);
Result<SchemasRequest> decode_schemas_request(std::string_view text);
Result<SchemasAnswer> decode_schemas_answer(std::string_view text);

// The hash of a change from its text, as it lies in a log.
Hash hash_of_change(std::string_view text);

// The bytes of a change as this program writes it: what its hash covers and what history keeps.
std::string encode(const Change& change);
Result<Change> decode_change(std::string_view text);
// A change as history keeps it, also one that cannot be read (see SentChange). Fails only for what a request could not
// have brought: text that is not JSON, or that does not say whose it is.
Result<SentChange> decode_sent_change(std::string_view text);

std::string encode(const RecordState& state);
Result<RecordState> decode_state(std::string_view text);

// A page of an answer built from states that are stored encoded already: no decoding and encoding on the way through.
struct EncodedPage {
    AreaCode area;
    std::vector<std::string> states;  // each as encode(RecordState) wrote it
    std::vector<RecordId> left;
    std::uint64_t at = 0;
    bool more = false;
    std::optional<std::uint64_t> to_come = std::nullopt;
    std::optional<Digest> digest = std::nullopt;
};
// `answer.areas` must be empty; the pages take its place.
std::string encode(const SyncAnswer& answer, const std::vector<EncodedPage>& pages);

// {"error":{"code","message"}} of every HTTP status that is not 2xx.
struct HttpError {
    std::string code;
    Message message;
    std::vector<Hash> wipe_orders = {};  // with the code `wipe`: the district's own word (wipe_order.h)
};
std::string encode(const HttpError& error);
HttpError decode_http_error(std::string_view text);  // of a body that is something else: code "nonsense"

}  // namespace nuong::protocol
