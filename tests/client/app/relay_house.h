// A district with relays, for stories: one for a commune, one for the whole of it.
#pragma once
#include <stdexcept>

#include "sync-server/core/verify.h"
#include "sync-server/relay/upstream_enrolment.h"
#include "sync-server/relay/upstream_session.h"
#include "tests/client/app/line.h"

namespace nuong::client::testing {

constexpr const char* roles = R"({"id":"roles","version":2,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","contact"],"read":[]},
  {"id":"relay","name_vi":"Trung chuyển","name_en":"Relay","write":[],"read":["person","contact"],"relay":true}]})";
constexpr const char* person = R"({"id":"person","version":2,"title":{"vi":"Người","en":"Person"},"survey":[
  {"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Full name"}},
  {"type":"text","name":"phone","label":{"vi":"Điện thoại","en":"Phone"}}]})";

struct Top : nuong::testing::District {
    Top() {
        publish_more({{"roles.json", "roles", roles}, {"person.json", "forms", person}});
        for (const char* name : {"lan", "binh"}) add_user(name, "worker", {"03076"});
        add_user("huyen", "worker", {"089"});
        add_user("xa", "worker", {"080"});
        add_user("tram", "relay", {"03076"});
        add_user("tram2", "relay", {"089"});
    }
};

struct RelayHouse : nuong::testing::District {
    explicit RelayHouse(nuong::testing::District& parent, const UserId& account = "tram")
        : District(Bare{}), up(parent) {
        clock.set(parent.clock.now());
        if (!service.load(*store->read())) throw std::runtime_error("cannot load");
        if (const Status joined =
                enrol_upstream(*store, up, "http://127.0.0.1", "", parent.code_for(account), clock.now());
            !joined)
            throw std::runtime_error(joined.error().message.en);
        exchange();
    }
    UpstreamReport exchange() {
        const auto report = exchange_upstream(*store, service, up, clock);
        if (!report) throw std::runtime_error(report.error().message.en);
        return *report;
    }
    bool has_line() { return static_cast<bool>(exchange_upstream(*store, service, up, clock)); }
    std::vector<std::string> problems() { return verify(*store->read()).problems; }

    Line up;
};

// Whatever server holds it: the same bytes.
inline std::string at(nuong::testing::District& server, const RecordId& record) {
    const auto row = server.store->read()->record(record);
    return row ? row->area + " " + row->state : "";
}

// Another store in which the devices are known, and nothing that they have saved.
inline void set_back_to_nothing(nuong::testing::District& top) {
    top.store->sql().execute(
        "delete from change; delete from record; delete from digest; delete from erased; delete from run_signature");
    top.store->sql().prepare("update device set acked = 0, link = ?").bind(1, Blob(Hash{})).run();
    const auto transaction = top.store->begin();
    transaction->start_epoch("after the restore");
    transaction->commit();
    if (!top.service.load(*top.store->read())) throw std::runtime_error("cannot load");
}

// The person's record lies in another area from now on; saved on the laptop, not sent yet.
inline void move(Laptop& laptop, const RecordId& record, const AreaCode& to) {
    const Dot dot = laptop.replica->records().shown(record)->find(reserved::area)->heads[0].dot;
    laptop.replica->save({record, "person", 2, {Write{Path(reserved::area), Value(to), {dot}}}, std::nullopt},
                         laptop.clock.now());
}

}  // namespace nuong::client::testing
