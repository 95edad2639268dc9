// Headquarters: the server at the top, and what its operator does.
#pragma once
#include "tests/world/room/server.h"

namespace nuong::simulated {

// The published documents of a district, read and checked once: areas, roles and the forms that the world fills.
struct District {
    std::vector<DocumentRow> documents;               // at the beginning
    DocumentRow new_form;                             // published one day
    static District read(const std::string& folder);  // tests/world
};

class Headquarters final : public Server {
public:
    Headquarters(const District& district, FakeClockSource& clock, Chance& chance, Bug bug);

    bool is_top() const override { return true; }
    void put_user(const UserId& name, const std::string& role, const std::vector<AreaCode>& areas, bool disabled);
    void revoke(DeviceId device, bool wipe);
    void publish(const DocumentRow& document);
    // A person, or another record; what went with it is added to the list that lies beside the store.
    void erase(const RecordId& record, std::vector<Tombstone>& list);
    void erase_again(const std::vector<Tombstone>& list);
    std::string code_for(const UserId& name);

private:
    client::HttpResponse enrol(const client::HttpRequest& request) override;
    void settle(const std::function<void(StoreTransaction&)>& work);
};

}  // namespace nuong::simulated
