// District: a server core with a store in memory, devices that speak to it without a socket, and a clock that stands
// still. For stories about the server; the devices here remember what they were told and nothing more.
#pragma once
#include <map>
#include <set>

#include "shared/clock/clock_source.h"
#include "shared/protocol/codec.h"
#include "sync-server/core/publish.h"
#include "sync-server/core/sync_service.h"
#include "sync-server/store/sql_change_store.h"

namespace nuong::testing {

inline DocumentFile document(const std::string& kind, const std::string& text) { return {kind + ".json", kind, text}; }

inline std::string small_form(const std::string& id, int version = 1) {
    return R"({"id":")" + id + R"(","version":)" + std::to_string(version) +
           R"(,"title":{"vi":"Phiếu","en":"Form"},"survey":[{"type":"text","name":"full_name","label":{"vi":"Họ và tên"}}]})";
}

// 10 > {089 > {03076, 03079}, 080 > {02635}}; an outreach worker fills and reads persons and contacts, police only
// persons, the auditor reads contacts.
inline std::vector<DocumentFile> small_documents() {
    return {document("areas", R"({"id":"areas","version":1,"areas":[
              {"code":"10","name_vi":"Lào Cai","name_en":"Lao Cai","type":"province"},
              {"code":"089","name_vi":"Văn Bàn","name_en":"Van Ban","type":"district","parent":"10"},
              {"code":"080","name_vi":"Lào Cai","name_en":"Lao Cai","type":"city","parent":"10"},
              {"code":"03076","name_vi":"Nậm Chầy","name_en":"Nam Chay","type":"commune","parent":"089"},
              {"code":"03079","name_vi":"Tân An","name_en":"Tan An","type":"commune","parent":"089"},
              {"code":"02635","name_vi":"Duyên Hải","name_en":"Duyen Hai","type":"ward","parent":"080"}]})"),
            document("roles", R"({"id":"roles","version":1,"roles":[
              {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","contact"],"read":[]},
              {"id":"police","name_vi":"Công an","name_en":"Police","write":["person"],"read":[]},
              {"id":"auditor","name_vi":"Kiểm tra","name_en":"Auditor","write":[],"read":["contact"]}]})"),
            {"person.json", "forms", small_form("person")},
            {"contact.json", "forms", small_form("contact")}};
}

// As one device has written it, to be laid into a store without a device.
RecordState state_of(const RecordId& id, const FormId& form, std::vector<std::pair<Path, Value>> values);

class District;

// One device, one person. Keeps cursors, seq and chain like a real one, and every state that it was told.
class Device {
public:
    Device(District& district, DeviceId id, UserId user);

    // A save: writes replace whatever heads this device has seen there.
    Change& write(const RecordId& record, const FormId& form, std::vector<std::pair<Path, Value>> values);
    RecordId make(const FormId& form, const AreaCode& area, const std::string& name);

    // One request with everything that waits; the answer is taken in.
    Answer<protocol::SyncAnswer> sync();
    // Until nothing is more.
    void catch_up();
    protocol::SyncRequest request() const;
    void take(const protocol::SyncAnswer& answer);

    DeviceId id;
    UserId user;
    std::string token;
    std::string epoch;
    std::map<AreaCode, std::uint64_t> cursors;
    std::map<RecordId, RecordState> told;  // as the server said
    std::vector<RecordId> told_in_order;   // every state that came, repeats included
    std::set<RecordId> left;
    std::vector<Change> log;  // all changes ever made here
    std::uint64_t acked = 0;
    std::uint32_t page_bytes = 65536;
    std::map<RecordId, std::uint64_t> next_n;
    std::map<RecordId, RecordState> shown;  // told joined with own

private:
    District& district_;
};

class District {
public:
    District();
    struct Bare {};  // without documents: for a relay, which gets them from its parent
    explicit District(Bare);

    void add_user(const UserId& name, const std::string& role, const std::vector<AreaCode>& areas);
    std::string code_for(const UserId& name);
    Answer<protocol::EnrollAnswer> enrol(const std::string& code, DeviceId device, const std::string& held = "",
                                         const std::string& remote = "192.0.2.1");
    Answer<protocol::EnrollAnswer> enrol(const protocol::EnrollRequest& request, const std::string& held = "",
                                         const std::string& remote = "192.0.2.1");
    Device device(const UserId& user);  // enrolled
    Answer<protocol::SyncAnswer> exchange(const std::string& token, const protocol::SyncRequest& request);
    void publish_more(const std::vector<DocumentFile>& files);
    template <class Change>
    void change_user(const UserId& name, Change change) {
        const auto transaction = store->begin();
        auto user = transaction->user(name);
        change(*user);
        transaction->put_user(*user);
        service.committed(transaction->commit());
    }
    template <class Change>
    void change_device(DeviceId id, Change change) {
        const auto transaction = store->begin();
        auto device = transaction->device(id);
        change(*device);
        transaction->put_device(*device);
        service.committed(transaction->commit());
    }
    protocol::Grants grants_of(const Device& device);  // as the server tells them
    std::optional<RecordState> record(const RecordId& id);
    std::vector<ChangeRow> quarantine() { return store->read()->refused_changes(0, 1000); }

    FakeClockSource clock{*parse_instant("2024-03-01T07:00:00.000Z")};
    std::unique_ptr<SqlChangeStore> store;
    SyncService service;

private:
    std::uint64_t next_device_ = 0xA0;
};

inline const protocol::SyncAnswer& answer_of(const Answer<protocol::SyncAnswer>& answer) {
    return std::get<protocol::SyncAnswer>(answer);
}
inline std::string refusal_of(const Answer<protocol::SyncAnswer>& answer) {
    const auto* error = std::get_if<protocol::HttpError>(&answer);
    return error ? error->code : "";
}

}  // namespace nuong::testing
