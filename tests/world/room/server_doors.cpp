// The doors of a server: from a request as a value to the core and back, as the real endpoints do it.
#include "shared/base/query.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"
#include "tests/world/room/server.h"

namespace nuong::simulated {
namespace {

constexpr std::string_view blobs_folder = "/v1/blobs/", schemas_folder = "/v1/schemas/";

client::HttpResponse malformed(const Message& message) { return refusal({"malformed", message}); }
client::HttpResponse unknown_token() {
    return refusal({"unknown_token", {"Không nhận ra thiết bị.", "Unknown device."}});
}

std::uint64_t number_in(const std::string& path, const std::string& name) {
    return number_in_query(path, name).value_or(0);
}

}  // namespace

client::HttpResponse refusal(const protocol::HttpError& error) {
    const int status = error.code == "malformed" || error.code == "bad_bundle"                              ? 400
                       : error.code == "unknown_token"                                                      ? 401
                       : error.code == "not_found" || error.code == "not_yet" || error.code == "other_size" ? 404
                       : error.code == "device_exists"                                                      ? 409
                       : error.code == "too_large"                                                          ? 413
                       : error.code == "bad_blob"                                                           ? 422
                                                                                                            : 403;
    return {status, encode(error)};
}

client::HttpResponse Server::answer(const client::HttpRequest& request) {
    if (request.path == "/v1/sync") return sync(request);
    if (request.path == "/v1/digests") return compare(request);
    if (request.path == "/v1/enroll") return enrol(request);
    if (request.path == "/v1/relay") return relay(request);
    if (request.path == "/v1/bundles") return bundles(request);
    if (request.path.starts_with("/v1/schemas")) return schemas(request);
    if (request.path.starts_with(blobs_folder)) return blob(request);
    return refusal({"not_found", {"Không có trang này.", "There is no such page."}});
}

client::HttpResponse Server::sync(const client::HttpRequest& request) {
    const auto token = token_hash(request.token);
    const auto text = protocol::unpack(request.body);
    if (!text) return malformed(text.error().message);
    const auto decoded = protocol::decode_sync_request(*text);
    if (!decoded) return malformed(decoded.error().message);
    if (!token) return unknown_token();
    auto answer = service_->exchange(*faulty_, *token, *decoded, clock_.now());
    if (const auto* refused = std::get_if<protocol::HttpError>(&answer)) return refusal(*refused);
    return {200, protocol::pack(std::get<std::string>(answer))};
}

client::HttpResponse Server::compare(const client::HttpRequest& request) {
    const auto token = token_hash(request.token);
    const auto text = protocol::unpack(request.body);
    const auto decoded =
        text ? protocol::decode_digests_request(*text) : Result<protocol::DigestsRequest>(text.error());
    if (!decoded) return malformed(decoded.error().message);
    if (!token) return unknown_token();
    auto answer = service_->compare(*faulty_, *token, *decoded, clock_.now());
    if (const auto* refused = std::get_if<protocol::HttpError>(&answer)) return refusal(*refused);
    // A caseload is asked about now and then, without knowing that anything is wrong; and while people work, others may
    // have saved since all was read.
    const auto told = protocol::decode_digests_answer(std::get<std::string>(answer));
    if (!decoded->cases || (is_at_rest && (!told || !told->differing.empty()))) ++comparisons_;
    return {200, protocol::pack(std::get<std::string>(answer))};
}

client::HttpResponse Server::relay(const client::HttpRequest& request) {
    const auto token = token_hash(request.token);
    const auto text = protocol::unpack(request.body);
    if (!text) return malformed(text.error().message);
    auto decoded = protocol::decode_relay_request(*text);
    if (!decoded) return malformed(decoded.error().message);
    if (!token) return unknown_token();
    if (bug_ == Bug::parent_refuses_too) judge_anew(*decoded);
    auto answer = service_->relay(*faulty_, *token, std::move(*decoded), clock_.now());
    if (const auto* refused = std::get_if<protocol::HttpError>(&answer)) return refusal(*refused);
    return {200, protocol::pack(std::get<std::string>(answer))};
}

// As a parent that judges once more what a relay has taken.
void Server::judge_anew(const protocol::RelayRequest& request) {
    const auto transaction = faulty_->begin();
    for (const PreparedRun& run : prepare(request).runs) {
        MakerOutcome outcome;
        (void)take_run(*transaction, *book_, run.maker, run.run, nullptr, outcome, clock_.now());
    }
    service_->committed(transaction->commit());
}

client::HttpResponse Server::bundles(const client::HttpRequest& request) {
    const auto token = token_hash(request.token);
    if (!token) return unknown_token();
    auto answer = service_->take_bundle(*faulty_, *token, request.body, clock_.now());
    if (const auto* refused = std::get_if<protocol::HttpError>(&answer)) return refusal(*refused);
    return {200, protocol::pack(std::get<std::string>(answer))};
}

client::HttpResponse Server::schemas(const client::HttpRequest& request) {
    const auto reader = store_->read();
    if (request.path.starts_with(schemas_folder)) {
        const auto document = reader->document(request.path.substr(schemas_folder.size()));
        if (!document) return refusal({"not_found", {"Không có tài liệu.", "There is no such document."}});
        return {200, protocol::pack(document->body)};
    }
    const auto text = protocol::unpack(request.body);
    const auto asked = text ? protocol::decode_schemas_request(*text) : Result<protocol::SchemasRequest>(text.error());
    if (!asked) return malformed(asked.error().message);
    return {200, protocol::pack(protocol::encode(documents_of(*reader, *asked)))};
}

client::HttpResponse Server::blob(const client::HttpRequest& request) {
    const auto token = token_hash(request.token);
    const auto hash = hash_from_hex(std::string_view(request.path).substr(blobs_folder.size(), 2 * sizeof(Hash)));
    if (!token) return unknown_token();
    if (!hash) return malformed({"Địa chỉ sai.", "The address is wrong."});
    const auto known = service_->authenticate(*faulty_->read(), *token);
    if (const auto* refused = std::get_if<protocol::HttpError>(&known)) return refusal(*refused);
    const Principal& principal = *std::get<std::shared_ptr<const Principal>>(known);
    const auto book = service_->book();
    if (request.method == "GET" && bug_ == Bug::file_given_to_anybody)
        return {200, faulty_->read()->blob_bytes(*hash, number_in(request.path, "at"), SIZE_MAX >> 1)};
    if (request.method == "GET") {
        auto bytes = give_blob_bytes(
            *faulty_->read(), *book, principal,
            {*hash, number_in(request.path, "at"), static_cast<std::size_t>(number_in(request.path, "most")),
             number_in(request.path, "size")});
        if (const auto* refused = std::get_if<protocol::HttpError>(&bytes)) return refusal(*refused);
        return {200, std::move(std::get<std::string>(bytes))};
    }
    const BlobPiece piece = piece_of(*hash, request.path, request.body);
    if (bug_ == Bug::file_taken_unchecked && !piece.bytes.empty()) return take_unchecked(piece);
    const auto transaction = faulty_->begin();
    const auto taken = take_blob_piece(*transaction, *book, principal, piece, clock_.now());
    const Committed committed = transaction->commit();
    service_->committed(committed);
    if (const auto* refused = std::get_if<protocol::HttpError>(&taken)) return refusal(*refused);
    const BlobRow& row = std::get<BlobRow>(taken);
    return {200, protocol::encode(protocol::BlobProgress{row.have, row.size, committed.milestone})};
}

// As a server that believes what a file is called, behind a line that changes its last byte.
client::HttpResponse Server::take_unchecked(const BlobPiece& piece) {
    const auto transaction = faulty_->begin();
    BlobRow row = transaction->blob(piece.hash).value_or(BlobRow{piece.hash, piece.size, 0});
    if (row.have == piece.at && piece.bytes.size() <= row.size - row.have) {
        std::string bytes = piece.bytes;
        bytes.back() = static_cast<char>(bytes.back() ^ 1);
        transaction->add_blob_bytes(row, bytes, clock_.now());
        row.have += bytes.size();
    }
    service_->committed(transaction->commit());
    return {200, protocol::encode(protocol::BlobProgress{row.have, row.size})};
}

}  // namespace nuong::simulated
