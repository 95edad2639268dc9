#include "shared/base/query.h"
#include "shared/protocol/codec.h"
#include "sync-server/admin/endpoints.h"
#include "sync-server/admin/http_answers.h"
#include "sync-server/core/blobs.h"

namespace nuong::admin {
namespace {

using protocol::HttpError;

constexpr std::uint64_t piece_bytes_max = 1u << 20;  // of one answer: whoever reads slowly holds it in memory

HttpResponse progress_of(const BlobRow& blob, const protocol::Milestone& milestone) {
    HttpResponse response;
    response.body = protocol::encode(protocol::BlobProgress{blob.have, blob.size, milestone});
    return response;
}

// To HEAD: how much is here, in the words of resumable uploads.
HttpResponse head_of(const BlobRow& blob) {
    if (blob.size == 0)
        return response_of(HttpError{"not_yet", {"Tệp này chưa được gửi.", "Nothing of that file has come yet."}});
    HttpResponse response;
    response.content_type = "application/octet-stream";
    response.headers = {{"Upload-Offset", std::to_string(blob.have)}, {"Upload-Length", std::to_string(blob.size)}};
    response.length = blob.have;
    return response;
}

template <class T, class Respond>
HttpResponse respond(const Answer<T>& answer, Respond respond) {
    const auto* refused = std::get_if<HttpError>(&answer);
    return refused ? response_of(*refused) : respond(std::get<T>(answer));
}

HttpResponse bytes_response(const std::string& bytes) {
    HttpResponse response;
    response.content_type = "application/octet-stream";
    response.headers = {{"X-Content-Type-Options", "nosniff"}};
    response.body = bytes;
    return response;
}

}  // namespace

struct Endpoints::Blob {
    HttpReply reply;
    std::string method;
    Asker asker;
    BlobPiece piece;
    std::size_t most = 0;  // bytes that are asked for
    std::shared_ptr<const Principal> principal;
    std::optional<Answer<BlobRow>> taken;
};

void Endpoints::blob(HttpRequest request, HttpReply reply) {
    const auto asker = asker_of(request);
    if (!asker) return reply(unauthorized());
    const auto hash = hash_from_hex(path_of(request.target).substr(blobs_path.size()));
    if (!hash)
        return reply(response_of(HttpError{
            "malformed", {"Địa chỉ phải là SHA-256 của tệp.", "The address must be the SHA-256 of the file."}}));
    auto blob = std::make_shared<Blob>();
    blob->reply = reply;
    blob->method = request.method;
    blob->asker = *asker;
    blob->piece = piece_of(*hash, request.target, std::move(request.body));
    blob->most = static_cast<std::size_t>(
        std::min<std::uint64_t>(number_in_query(request.target, "most").value_or(piece_bytes_max), piece_bytes_max));
    on_reader(std::move(reply), [this, blob](ChangeStore& store) { begin_blob(store, blob); });
}

void Endpoints::begin_blob(ChangeStore& store, const std::shared_ptr<Blob>& blob) {
    const auto reader = store.read();
    blob->principal = admit(*reader, blob->asker, blob->reply);
    if (!blob->principal) return;
    const auto book = service_.book();
    const Hash& hash = blob->piece.hash;
    if (blob->method == "PUT") return take_piece(blob);
    if (blob->method == "HEAD")
        return blob->reply(respond(look_at_blob(*reader, *book, *blob->principal, hash), head_of));
    const BlobRange range{hash, blob->piece.at, blob->most, blob->piece.size};
    blob->reply(respond(give_blob_bytes(*reader, *book, *blob->principal, range), bytes_response));
}

void Endpoints::take_piece(const std::shared_ptr<Blob>& blob) {
    const auto job = [this, blob](StoreTransaction& transaction) {
        blob->taken = take_blob_piece(transaction, *service_.book(), *blob->principal, blob->piece, clock_.now());
    };
    const auto answer = [this, blob](const Result<Committed>& committed) {
        if (!is_written(committed, blob->reply)) return;
        counters_.blob_bytes_taken += blob->piece.bytes.size();
        blob->reply(respond(*blob->taken, [&](const BlobRow& row) { return progress_of(row, committed->milestone); }));
    };
    if (!writer_.submit(job, answer)) turn_away(blob->reply);
}

}  // namespace nuong::admin
