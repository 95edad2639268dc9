#include "tests/world/room/headquarters.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"

namespace nuong::simulated {
namespace {

client::HttpResponse refusal(int status, const protocol::HttpError& error) { return {status, encode(error)}; }

client::HttpResponse malformed(const Message& message) { return refusal(400, {"malformed", message}); }

}  // namespace

District District::read(const std::string& schemas_folder) {
    District district;
    // One district is enough, and every device of every world reads the list.
    const std::string areas = "../tests/world/areas.json";
    for (const std::string& path :
         {areas, std::string("roles/roles.json"), std::string("forms/person_register.json"),
          std::string("forms/person_file.json"), std::string("forms/person_health.json"),
          std::string("forms/communication_activity.json"), std::string("forms/screening_assist.json")}) {
        const std::string kind = path == areas ? "areas" : path.substr(0, path.find('/'));
        std::ifstream file(schemas_folder + "/" + path, std::ios::binary);
        if (!file) throw std::runtime_error("cannot read " + schemas_folder + "/" + path);
        const std::string text(std::istreambuf_iterator<char>(file), {});
        auto row = check_document({path, kind, text}, Date());
        if (!row) throw std::runtime_error(row.error().message.en);
        district.documents.push_back(std::move(*row));
    }
    return district;
}

Headquarters::Headquarters(const District& district, FakeClockSource& clock) : clock_(clock) {
    store_ = std::move(SqliteChangeStore::create(Database::open_in_memory()).value());
    const auto transaction = store_->begin();
    for (const DocumentRow& document : district.documents) transaction->put_document(document);
    transaction->start_epoch("first");  // by name, so that the same seed gives the same bytes
    transaction->commit();
    load();
}

void Headquarters::load() {
    service_ = std::make_unique<SyncService>();
    if (const auto loaded = service_->load(*store_->read()); !loaded)
        throw std::runtime_error(loaded.error().message.en);
    book_ = service_->book();
}

// The real server does this twice a second.
void Headquarters::refresh() {
    if (const auto done = service_->refresh(*store_->read()); !done) throw std::runtime_error(done.error().message.en);
}

void Headquarters::restart() { load(); }

void Headquarters::start_epoch(const std::string& epoch) {
    const auto transaction = store_->begin();
    transaction->start_epoch(epoch);
    transaction->commit();
    load();
}

void Headquarters::put_user(const UserId& name, const std::string& role, const std::vector<AreaCode>& areas) {
    const auto transaction = store_->begin();
    transaction->put_user({name, role, false, areas});
    service_->committed(transaction->commit());
    refresh();
}

std::string Headquarters::code_for(const UserId& name) {
    const auto transaction = store_->begin();
    auto code = issue_code(*transaction, name, "world", clock_.now());
    if (!code) throw std::runtime_error(code.error().message.en);
    transaction->commit();
    return *code;
}

client::HttpResponse Headquarters::handle(const client::HttpRequest& request) {
    if (request.path == "/v1/sync") return sync(request);
    if (request.path == "/v1/enroll") return enrol(request);
    const std::string folder = "/v1/schemas/";
    if (request.path.starts_with(folder)) return schema(request.path.substr(folder.size()));
    return refusal(404, {"not_found", {"Không có trang này.", "There is no such page."}});
}

client::HttpResponse Headquarters::sync(const client::HttpRequest& request) {
    const auto token = token_hash(request.token);
    const auto text = protocol::unpack(request.body);
    if (!text) return malformed(text.error().message);
    const auto decoded = protocol::decode_sync_request(*text);
    if (!decoded) return malformed(decoded.error().message);
    if (!token) return refusal(401, {"unknown_token", {"Không nhận ra thiết bị.", "Unknown device."}});
    auto answer = service_->exchange(*store_, *token, *decoded, clock_.now());
    if (const auto* refused = std::get_if<protocol::HttpError>(&answer)) return refusal(403, *refused);
    return {200, protocol::pack(std::get<std::string>(answer))};
}

client::HttpResponse Headquarters::enrol(const client::HttpRequest& request) {
    const auto decoded = protocol::decode_enroll_request(request.body);
    if (!decoded) return malformed(decoded.error().message);
    const auto transaction = store_->begin();
    auto answer = service_->enrol(*transaction, *decoded, std::nullopt, "192.0.2.1", clock_.now());
    service_->committed(transaction->commit());
    if (const auto* refused = std::get_if<protocol::HttpError>(&answer)) return refusal(403, *refused);
    return {200, protocol::encode(std::get<protocol::EnrollAnswer>(answer))};
}

client::HttpResponse Headquarters::schema(const std::string& hash) {
    const auto document = store_->read()->document(hash);
    if (!document) return refusal(404, {"not_found", {"Không có tài liệu này.", "There is no such document."}});
    return {200, protocol::pack(document->body)};
}

}  // namespace nuong::simulated
