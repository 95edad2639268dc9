// Headquarters: the real core of the server behind a door that takes HTTP requests as values, with the world's true
// clock and a disk of its own. Its power may go at any write; it can be restarted, backed up and set back.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "client/sync/transport.h"
#include "shared/clock/clock_source.h"
#include "sync-server/core/sync_service.h"
#include "sync-server/store/sqlite_change_store.h"
#include "tests/world/room/disk.h"
#include "tests/world/room/faulty_store.h"

namespace nuong::simulated {

// The published documents of a district, read and checked once: areas, roles and the forms that the world fills.
struct District {
    std::vector<DocumentRow> documents;               // at the beginning
    DocumentRow new_form;                             // published one day
    static District read(const std::string& folder);  // tests/world
};

class Headquarters {
public:
    Headquarters(const District& district, FakeClockSource& clock, Chance& chance, Bug bug);

    // Status 0: the power went, and nobody knows how far it came.
    client::HttpResponse handle(const client::HttpRequest& request);
    Disk& disk() { return disk_; }
    bool lost_power() const { return disk_.is_off(); }
    // Devices that found other records here than they hold.
    std::size_t comparisons() const { return comparisons_; }
    void restart();  // after a power cut as well

    Disk::Image back_up();
    // A new incarnation from an old copy; without one, as after a restore in which nothing was lost.
    void start_epoch(const std::string& epoch, const Disk::Image* from = nullptr);

    void put_user(const UserId& name, const std::string& role, const std::vector<AreaCode>& areas, bool disabled);
    void revoke(DeviceId device);
    void publish(const DocumentRow& document);
    std::string code_for(const UserId& name);
    std::unique_ptr<StoreReader> read() { return store_->read(); }
    Database& database() { return store_->database(); }
    FakeClockSource& clock() { return clock_; }
    const DocumentBook& book() const { return *book_; }
    // What the district's stick reader says; see POST /v1/bundles.
    client::HttpResponse take_stick(const std::string& bundle);

private:
    client::HttpResponse sync(const client::HttpRequest& request);
    client::HttpResponse compare(const client::HttpRequest& request);
    client::HttpResponse enrol(const client::HttpRequest& request);
    client::HttpResponse bundles(const client::HttpRequest& request);
    client::HttpResponse schema(const std::string& hash);
    client::HttpResponse guarded(const std::function<client::HttpResponse()>& work);
    std::string file() const { return disk_.folder() + "/server.db"; }
    void open();
    void load();
    void administer(const std::function<void()>& work);
    void settle(const std::function<void(StoreTransaction&)>& work);

    FakeClockSource& clock_;
    Chance& chance_;
    std::size_t comparisons_ = 0;
    Bug bug_;
    Disk disk_;
    std::unique_ptr<SqliteChangeStore> store_;
    std::unique_ptr<FaultyStore> faulty_;
    std::unique_ptr<SyncService> service_;
    std::shared_ptr<const DocumentBook> book_;
};

}  // namespace nuong::simulated
