#include "tests/client/app/line.h"

#include <stdexcept>
#include <utility>

#include "shared/base/query.h"
#include "shared/protocol/compression.h"
#include "sync-server/core/blobs.h"

namespace nuong::client::testing {
namespace {

Error lost() { return {ErrorCode::unreachable, {"Mất sóng.", "No signal."}}; }

HttpResponse refusal(const protocol::HttpError& error) {
    return {error.code == "unknown_token" ? 401 : error.code == "bad_bundle" ? 400 : 403, protocol::encode(error)};
}

void require(const Status& status) {
    if (!status) throw std::runtime_error(status.error().message.en);
}

}  // namespace

Result<HttpResponse> Line::exchange(const HttpRequest& request) {
    ++requests;
    if (is_down || requests_until_down == 0) return lost();
    if (requests_until_down > 0) --requests_until_down;
    HttpResponse response{404, ""};
    if (request.path == "/v1/enroll") {
        const auto asked = protocol::decode_enroll_request(request.body).value();
        const auto answer = district_->enrol(asked, request.token);
        if (const auto* refused = std::get_if<protocol::HttpError>(&answer)) response = refusal(*refused);
        else response = {200, protocol::encode(std::get<protocol::EnrollAnswer>(answer))};
    } else if (request.path == "/v1/recover") {
        if (is_old) return response;
        const auto asked = protocol::decode_recover_request(request.body).value();
        const auto transaction = district_->store->begin();
        const auto answer = district_->service.recover(*transaction, asked, "192.0.2.1", district_->clock.now());
        transaction->commit();
        if (const auto* refused = std::get_if<protocol::HttpError>(&answer)) response = refusal(*refused);
        else response = {200, protocol::encode(std::get<protocol::RecoverAnswer>(answer))};
    } else if (request.path == "/v1/sync") {
        const auto asked = protocol::decode_sync_request(protocol::unpack(request.body).value()).value();
        changes_sent += asked.changes.size();
        auto answer = district_->exchange(request.token, asked);
        if (const auto* refused = std::get_if<protocol::HttpError>(&answer)) return refusal(*refused);
        auto& said = std::get<protocol::SyncAnswer>(answer);
        if (tamper) tamper(said);
        last = said;
        response = {200, protocol::pack(protocol::encode(said))};
        response.is_of_the_district = !tamper && !said.top;  // as if the top had sealed it, and it was opened
    } else if (request.path == "/v1/digests") {
        ++comparisons;
        const auto asked = protocol::decode_digests_request(protocol::unpack(request.body).value()).value();
        const auto answer =
            district_->service.compare(*district_->store, *token_hash(request.token), asked, district_->clock.now());
        if (const auto* refused = std::get_if<protocol::HttpError>(&answer)) response = refusal(*refused);
        else response = {200, std::get<std::string>(answer)};
    } else if (request.path == "/v1/bundles") {
        ++bundles_sent;
        if (is_old) return HttpResponse{404, ""};
        const auto answer = district_->service.take_bundle(*district_->store, *token_hash(request.token), request.body,
                                                           district_->clock.now());
        if (const auto* refused = std::get_if<protocol::HttpError>(&answer)) response = refusal(*refused);
        else response = {200, std::get<std::string>(answer)};
    } else if (request.path == "/v1/schemas") {
        if (is_old) return HttpResponse{404, ""};
        const auto asked = protocol::decode_schemas_request(protocol::unpack(request.body).value()).value();
        response = {200, protocol::pack(protocol::encode(documents_of(*district_->store->read(), asked)))};
    } else if (request.path == "/v1/relay") {
        auto asked = protocol::decode_relay_request(protocol::unpack(request.body).value()).value();
        const auto answer = district_->service.relay(*district_->store, *token_hash(request.token), std::move(asked),
                                                     district_->clock.now());
        if (const auto* refused = std::get_if<protocol::HttpError>(&answer)) response = refusal(*refused);
        else response = {200, std::get<std::string>(answer)};
    } else if (request.path.starts_with("/v1/blobs/")) {
        if (is_old) return HttpResponse{404, ""};
        response = blob(request);
    } else if (const auto document = district_->store->read()->document(request.path.substr(12))) {
        response = {200, protocol::pack(document->body)};
    }
    if (answers_to_lose > 0 && answers_to_lose-- > 0) return lost();
    return response;
}

// As the endpoints of the server do it.
HttpResponse Line::blob(const HttpRequest& request) {
    const auto number = [&](const char* name) { return number_in_query(request.path, name).value_or(0); };
    const auto refused = [](const protocol::HttpError& error) {
        return HttpResponse{error.code == "bad_blob" ? 422 : 404,
                            R"({"error":{"code":")" + error.code + R"(","message":{"vi":"Không.","en":"No."}}})"};
    };
    const auto known = district_->service.authenticate(*district_->store->read(), *token_hash(request.token));
    if (const auto* error = std::get_if<protocol::HttpError>(&known)) return refusal(*error);
    const Principal& principal = *std::get<std::shared_ptr<const Principal>>(known);
    const auto book = district_->service.book();
    const Hash hash = hash_from_hex(std::string_view(request.path).substr(10, 64)).value();
    if (request.method == "GET") {
        const auto bytes = give_blob_bytes(*district_->store->read(), *book, principal,
                                           {hash, number("at"), number("most"), number("size")});
        if (const auto* error = std::get_if<protocol::HttpError>(&bytes)) return refused(*error);
        std::string given = blobs_say.value_or(std::get<std::string>(bytes));
        blob_bytes_given += given.size();
        if (const auto act = std::exchange(while_file_comes, nullptr)) act();
        if (mangle_blobs > 0 && mangle_blobs-- > 0) given.back() = static_cast<char>(given.back() ^ 1);
        return {200, given};
    }
    blob_bytes_sent += request.body.size();
    BlobPiece piece = piece_of(hash, request.path, request.body);
    if (mangle_blobs > 0 && !piece.bytes.empty() && mangle_blobs-- > 0) piece.bytes.back() ^= 1;
    const auto transaction = district_->store->begin();
    const auto taken = take_blob_piece(*transaction, *book, principal, piece, district_->clock.now());
    const Committed committed = transaction->commit();
    district_->service.committed(committed);
    if (const auto* error = std::get_if<protocol::HttpError>(&taken)) return refused(*error);
    const BlobRow& row = std::get<BlobRow>(taken);
    return {200, protocol::encode(protocol::BlobProgress{row.have, row.size, committed.milestone})};
}

Laptop::Laptop(nuong::testing::District& district, const UserId& user)
    : Laptop(district, std::move(Replica::open_in_memory().value()), user) {}

Laptop::Laptop(nuong::testing::District& district, std::unique_ptr<Replica> store)
    : clock(district.clock.now()), line(district), replica(std::move(store)), workbook(*replica, clock) {}

Laptop::Laptop(nuong::testing::District& district, std::unique_ptr<Replica> store, const UserId& user)
    : Laptop(district, std::move(store)) {
    const EnrolmentRequest request{"http://127.0.0.1", "", district.code_for(user), "laptop"};
    prepare_device(*replica, request);
    require(enroll(*replica, line, request));
    sync();
}

RecordId Laptop::add(const std::string& name, const AreaCode& area) {
    auto form = OpenForm::start(workbook, "person", std::nullopt, area, Language::vi);
    if (!form) throw std::runtime_error(form.error().message.en);
    require(form->answer("full_name", name));
    return form->submit().value().record;
}

void Laptop::edit(const RecordId& record, const Path& path, const std::string& value) {
    auto form = OpenForm::edit(workbook, record, Language::vi);
    if (!form) throw std::runtime_error(form.error().message.en);
    require(form->answer(path, value));
    form->submit().value();
}

std::string Laptop::shown(const RecordId& record, const Path& path) {
    const auto sheet = workbook.open(record);
    if (!sheet) return "";
    const Value* value = find(sheet->answers, path);
    return value ? plain_text(*value) : "";
}

std::size_t Laptop::conflicts(const RecordId& record) { return workbook.open(record).value().conflicts.size(); }

Attachment attach(Laptop& laptop, const RecordId& record, const std::string& bytes) {
    auto form = OpenForm::edit(laptop.workbook, record, Language::vi).value();
    const Attachment file = laptop.replica->blobs().add(bytes, "jpg", form.draft().id);
    require(form.answer("photo", name_of(file)));
    if (form.submit().value().status == "invalid") throw std::runtime_error("the photo was not taken");
    return file;
}

}  // namespace nuong::client::testing
