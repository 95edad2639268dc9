// Headquarters: the real core of the server behind a door that takes HTTP requests as values, with the world's true
// clock. It can be restarted at any time: what it remembered in memory is gone, what it committed is not.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "client/sync/transport.h"
#include "shared/clock/clock_source.h"
#include "sync-server/core/sync_service.h"
#include "sync-server/store/sqlite_change_store.h"

namespace nuong::simulated {

// The published documents of a district, read and checked once: areas, roles and the forms that the world fills.
struct District {
    std::vector<DocumentRow> documents;
    static District read(const std::string& schemas_folder);
};

class Headquarters {
public:
    Headquarters(const District& district, FakeClockSource& clock);

    client::HttpResponse handle(const client::HttpRequest& request);
    void restart();
    // A new incarnation, as after a restore in which nothing was lost.
    void start_epoch(const std::string& epoch);

    void put_user(const UserId& name, const std::string& role, const std::vector<AreaCode>& areas);
    std::string code_for(const UserId& name);
    SqliteChangeStore& store() { return *store_; }
    FakeClockSource& clock() { return clock_; }
    const DocumentBook& book() const { return *book_; }

private:
    client::HttpResponse sync(const client::HttpRequest& request);
    client::HttpResponse enrol(const client::HttpRequest& request);
    client::HttpResponse schema(const std::string& hash);
    void load();
    void refresh();

    FakeClockSource& clock_;
    std::unique_ptr<SqliteChangeStore> store_;
    std::unique_ptr<SyncService> service_;
    std::shared_ptr<const DocumentBook> book_;
};

}  // namespace nuong::simulated
