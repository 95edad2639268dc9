#include "tests/world/room/headquarters.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"

namespace nuong::simulated {
namespace {

client::HttpResponse refusal(const protocol::HttpError& error) {
    const int status = error.code == "malformed" || error.code == "bad_bundle" ? 400
                       : error.code == "unknown_token"                         ? 401
                       : error.code == "device_exists"                         ? 409
                                                                               : 403;
    return {status, encode(error)};
}

client::HttpResponse malformed(const Message& message) { return refusal({"malformed", message}); }
client::HttpResponse unknown_token() {
    return refusal({"unknown_token", {"Không nhận ra thiết bị.", "Unknown device."}});
}

DocumentRow read_document(const std::string& folder, const std::string& kind, const std::string& path) {
    std::ifstream file(folder + "/" + path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + folder + "/" + path);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    auto row = check_document({path, kind, text}, Date());
    if (!row) throw std::runtime_error(row.error().message.en);
    return std::move(*row);
}

// A store with the district's documents in force, made once.
const Disk::Image& new_store(const District& district) {
    static const Disk::Image made = [&] {
        Disk disk;
        {
            auto store = SqliteChangeStore::create(Database::open(disk.folder() + "/server.db", std::nullopt));
            if (!store) throw std::runtime_error(store.error().message.en);
            const auto transaction = (*store)->begin();
            for (const DocumentRow& document : district.documents) transaction->put_document(document);
            transaction->commit();
        }
        return disk.image();
    }();
    return made;
}

}  // namespace

District District::read(const std::string& folder) {
    District district;
    // A corner of the real ones, with one question per policy: every device of every world reads them.
    district.documents.push_back(read_document(folder, "areas", "areas.json"));
    district.documents.push_back(read_document(folder, "roles", "roles.json"));
    for (const char* form :
         {"person_register", "person_file", "person_health", "communication_activity", "screening_assist"})
        district.documents.push_back(read_document(folder, "forms", "forms/" + std::string(form) + ".json"));
    district.new_form = read_document(folder, "forms", "forms/person_register_2.json");
    return district;
}

Headquarters::Headquarters(const District& district, FakeClockSource& clock, Chance& chance, Bug bug)
    : clock_(clock), chance_(chance), bug_(bug) {
    disk_.lies_about_syncing = bug == Bug::server_disk_lies;
    disk_.load(new_store(district));
    open();
    load();
}

void Headquarters::open() {
    auto store = SqliteChangeStore::create(Database::open(file(), std::nullopt));
    if (!store) throw std::runtime_error(store.error().message.en);
    store_ = std::move(*store);
    faulty_ = std::make_unique<FaultyStore>(*store_, bug_);
}

void Headquarters::load() {
    service_ = std::make_unique<SyncService>();
    if (const auto loaded = service_->load(*store_->read()); !loaded)
        throw std::runtime_error(loaded.error().message.en);
    book_ = service_->book();
}

void Headquarters::restart() {
    service_.reset();
    faulty_.reset();
    store_.reset();
    if (disk_.is_off()) disk_.switch_on(chance_);
    open();
    load();
}

Disk::Image Headquarters::back_up() {
    const std::string copy = disk_.folder() + "/backup.db";
    administer([&] {
        disk_.remove(copy);
        store_->database().copy_into(copy);
    });
    Disk::Image image{{"server.db", disk_.find(copy)->now}};
    disk_.remove(copy);
    return image;
}

void Headquarters::start_epoch(const std::string& epoch, const Disk::Image* from) {
    if (from) {
        service_.reset();
        faulty_.reset();
        store_.reset();
        disk_.load(*from);
        open();
    }
    administer([&] {
        const auto transaction = store_->begin();
        transaction->start_epoch(epoch);
        transaction->add_audit(clock_.now(), "console", "restore", "");
        transaction->commit();
    });
    load();
}

void Headquarters::settle(const std::function<void(StoreTransaction&)>& work) {
    administer([&] {
        const auto transaction = store_->begin();
        work(*transaction);
        service_->committed(transaction->commit());
    });
    // The real server does this twice a second.
    if (const auto done = service_->refresh(*store_->read()); !done) throw std::runtime_error(done.error().message.en);
    book_ = service_->book();
}

// What the operator does is done again when the power went meanwhile.
void Headquarters::administer(const std::function<void()>& work) {
    try {
        work();
    } catch (const DatabaseError&) {
        if (!disk_.is_off()) throw;
        restart();
        work();
    }
}

void Headquarters::put_user(const UserId& name, const std::string& role, const std::vector<AreaCode>& areas,
                            bool disabled) {
    std::vector<AreaCode> granted = areas;
    if (bug_ == Bug::grants_checked_on_screen) granted = {"10"};
    settle([&](StoreTransaction& transaction) { transaction.put_user({name, role, disabled, granted}); });
}

void Headquarters::revoke(DeviceId device) {
    settle([&](StoreTransaction& transaction) {
        auto row = transaction.device(device);
        if (!row) return;
        row->standing = DeviceStanding::revoked;
        transaction.put_device(*row);
    });
}

void Headquarters::publish(const DocumentRow& document) {
    settle([&](StoreTransaction& transaction) { transaction.put_document(document); });
}

std::string Headquarters::code_for(const UserId& name) {
    const auto transaction = store_->begin();
    auto code = issue_code(*transaction, name, "world", clock_.now());
    if (!code) throw std::runtime_error(code.error().message.en);
    transaction->commit();
    return *code;
}

client::HttpResponse Headquarters::guarded(const std::function<client::HttpResponse()>& work) {
    if (disk_.is_off()) return {};
    try {
        return work();
    } catch (const DatabaseError& error) {
        if (disk_.is_off()) return {};
        return {error.kind() == DatabaseError::Kind::full ? 507 : 500, encode(protocol::HttpError{"no_space", {}})};
    }
}

client::HttpResponse Headquarters::handle(const client::HttpRequest& request) {
    const std::string folder = "/v1/schemas/";
    return guarded([&]() -> client::HttpResponse {
        if (request.path == "/v1/sync") return sync(request);
        if (request.path == "/v1/digests") return compare(request);
        if (request.path == "/v1/enroll") return enrol(request);
        if (request.path == "/v1/bundles") return bundles(request);
        if (request.path.starts_with(folder)) return schema(request.path.substr(folder.size()));
        return {404, encode(protocol::HttpError{"not_found", {"Không có trang này.", "There is no such page."}})};
    });
}

client::HttpResponse Headquarters::sync(const client::HttpRequest& request) {
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

client::HttpResponse Headquarters::compare(const client::HttpRequest& request) {
    ++comparisons_;
    const auto token = token_hash(request.token);
    const auto text = protocol::unpack(request.body);
    const auto decoded =
        text ? protocol::decode_digests_request(*text) : Result<protocol::DigestsRequest>(text.error());
    if (!decoded) return malformed(decoded.error().message);
    if (!token) return unknown_token();
    auto answer = service_->compare(*faulty_, *token, *decoded, clock_.now());
    if (const auto* refused = std::get_if<protocol::HttpError>(&answer)) return refusal(*refused);
    return {200, protocol::pack(std::get<std::string>(answer))};
}

client::HttpResponse Headquarters::enrol(const client::HttpRequest& request) {
    const auto decoded = protocol::decode_enroll_request(request.body);
    if (!decoded) return malformed(decoded.error().message);
    const auto transaction = faulty_->begin();
    auto answer = service_->enrol(*transaction, *decoded, token_hash(request.token), "192.0.2.1", clock_.now());
    service_->committed(transaction->commit());
    if (const auto* refused = std::get_if<protocol::HttpError>(&answer)) return refusal(*refused);
    return {200, protocol::encode(std::get<protocol::EnrollAnswer>(answer))};
}

client::HttpResponse Headquarters::bundles(const client::HttpRequest& request) {
    const auto token = token_hash(request.token);
    if (!token) return unknown_token();
    auto answer = service_->take_bundle(*faulty_, *token, request.body, clock_.now());
    if (const auto* refused = std::get_if<protocol::HttpError>(&answer)) return refusal(*refused);
    return {200, protocol::pack(std::get<std::string>(answer))};
}

client::HttpResponse Headquarters::take_stick(const std::string& bundle) {
    return guarded([&]() -> client::HttpResponse {
        const auto opened = open_bundle(*faulty_->read(), bundle);
        if (!opened) return refusal({"bad_bundle", opened.error().message});
        const auto transaction = faulty_->begin();
        const auto makers = nuong::take_bundle(*transaction, *book_, *opened, "console", clock_.now());
        transaction->commit();  // another process has done it: the one that serves finds out when it looks
        if (const auto done = service_->refresh(*store_->read()); !done)
            throw std::runtime_error(done.error().message.en);
        return {200, protocol::encode(answer_of(makers))};
    });
}

client::HttpResponse Headquarters::schema(const std::string& hash) {
    const auto document = store_->read()->document(hash);
    if (!document)
        return {404, encode(protocol::HttpError{"not_found", {"Không có tài liệu.", "There is no such document."}})};
    return {200, protocol::pack(document->body)};
}

}  // namespace nuong::simulated
