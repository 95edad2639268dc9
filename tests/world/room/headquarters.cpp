#include "tests/world/room/headquarters.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "shared/protocol/codec.h"
#include "sync-server/core/erasure.h"

namespace nuong::simulated {
namespace {

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
    : Server("the district", new_store(district), clock, chance, bug) {}

void Headquarters::settle(const std::function<void(StoreTransaction&)>& work) {
    administer([&] {
        const auto transaction = store().begin();
        work(*transaction);
        service().committed(transaction->commit());
    });
    // The real server does this twice a second.
    if (const auto done = service().refresh(*store().read()); !done) throw std::runtime_error(done.error().message.en);
    learn_book();
}

void Headquarters::put_user(const UserId& name, const std::string& role, const std::vector<AreaCode>& areas,
                            bool disabled) {
    std::vector<AreaCode> granted = areas;
    if (bug() == Bug::grants_checked_on_screen) granted = {"10"};
    settle([&](StoreTransaction& transaction) { transaction.put_user({name, role, disabled, granted}); });
}

void Headquarters::revoke(DeviceId device, bool wipe) {
    settle([&](StoreTransaction& transaction) {
        auto row = transaction.device(device);
        if (!row) return;
        row->standing = wipe ? DeviceStanding::wiped : DeviceStanding::revoked;
        transaction.put_device(*row);
    });
}

void Headquarters::publish(const DocumentRow& document) {
    settle([&](StoreTransaction& transaction) { transaction.put_document(document); });
}

void Headquarters::erase(const RecordId& record, std::vector<Tombstone>& list) {
    const auto plan = plan_of_erasure(*read(), book(), record);
    if (!plan) return;
    for (const RecordId& each : plan->erased) list.push_back({each, clock().now(), std::string(erasure::request)});
    settle([&](StoreTransaction& transaction) {
        nuong::erase(transaction, plan->erased, erasure::request, "world", clock().now());
    });
}

void Headquarters::erase_again(const std::vector<Tombstone>& list) {
    settle([&](StoreTransaction& transaction) { nuong::erase_again(transaction, list); });
}

std::string Headquarters::code_for(const UserId& name) {
    std::string issued;
    administer([&] {
        const auto transaction = store().begin();
        auto code = issue_code(*transaction, name, "world", clock().now());
        if (!code) throw std::runtime_error(code.error().message.en);
        transaction->commit();
        issued = *code;
    });
    return issued;
}

client::HttpResponse Headquarters::enrol(const client::HttpRequest& request) {
    const auto decoded = protocol::decode_enroll_request(request.body);
    if (!decoded) return refusal({"malformed", decoded.error().message});
    const auto transaction = faulty().begin();
    auto answer = service().enrol(*transaction, *decoded, token_hash(request.token), "192.0.2.1", clock().now());
    service().committed(transaction->commit());
    if (const auto* refused = std::get_if<protocol::HttpError>(&answer)) return refusal(*refused);
    return {200, protocol::encode(std::get<protocol::EnrollAnswer>(answer))};
}

}  // namespace nuong::simulated
