// Server: the real core of a server behind a door that takes HTTP requests as values, with a clock and a disk of its
// own. Its power may go at any write; it can be restarted, backed up and set back.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "client/sync/transport.h"
#include "shared/clock/clock_source.h"
#include "sync-server/core/blobs.h"
#include "sync-server/core/sync_service.h"
#include "sync-server/store/sqlite_change_store.h"
#include "tests/world/room/disk.h"
#include "tests/world/room/faulty_store.h"

namespace nuong::simulated {

// The clock on the wall of one machine: the world's, right or wrong by so much.
class WallClock final : public ClockSource {
public:
    explicit WallClock(FakeClockSource& world) : world_(world) {}
    Instant now() const override { return world_.now() + wrong_by; }
    FakeClockSource& world() { return world_; }
    std::chrono::milliseconds wrong_by{0};

private:
    FakeClockSource& world_;
};

class Server {
public:
    Server(std::string name, const Disk::Image& store, FakeClockSource& world_clock, Chance& chance, Bug bug);
    virtual ~Server() = default;
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Status 0: the power went, and nobody knows how far it came; or nobody is there.
    client::HttpResponse handle(const client::HttpRequest& request);
    Disk& disk() { return disk_; }
    bool lost_power() const { return disk_.is_off(); }
    // Devices that found other records here than they hold.
    std::size_t comparisons() const { return comparisons_; }
    bool is_at_rest = false;                   // nobody works any more
    bool is_gone() const { return is_gone_; }  // for ever
    void restart();                            // after a power cut as well

    Disk::Image back_up();
    // A new incarnation from an old copy; without one, as after a restore in which nothing was lost.
    void start_epoch(const std::string& epoch, const Disk::Image* from = nullptr);

    // What the stick reader of this server says; see POST /v1/bundles.
    client::HttpResponse take_stick(const std::string& bundle);

    const std::string& name() const { return name_; }
    std::unique_ptr<StoreReader> read() { return store_->read(); }
    Database& database() { return store_->database(); }
    WallClock& clock() { return clock_; }
    const DocumentBook& book() const { return *book_; }
    virtual bool is_top() const = 0;

protected:
    // Somebody asks with a code, or as a copy with the token that it had.
    virtual client::HttpResponse enrol(const client::HttpRequest& request) = 0;
    virtual client::HttpResponse bundles(const client::HttpRequest& request);
    // What the operator does is done again when the power went meanwhile, or once there is room for it.
    void administer(const std::function<void()>& work);
    void load();
    Chance& chance() { return chance_; }
    Bug bug() const { return bug_; }
    SqliteChangeStore& store() { return *store_; }
    FaultyStore& faulty() { return *faulty_; }
    SyncService& service() { return *service_; }
    void learn_book() { book_ = service_->book(); }
    void go_for_ever() { is_gone_ = true; }

private:
    void tidy();
    client::HttpResponse guarded(const std::function<client::HttpResponse()>& work);
    // server_doors.cpp
    client::HttpResponse answer(const client::HttpRequest& request);
    client::HttpResponse sync(const client::HttpRequest& request);
    client::HttpResponse compare(const client::HttpRequest& request);
    client::HttpResponse relay(const client::HttpRequest& request);
    void judge_anew(const protocol::RelayRequest& request);
    client::HttpResponse schemas(const client::HttpRequest& request);
    client::HttpResponse blob(const client::HttpRequest& request);
    client::HttpResponse take_unchecked(const BlobPiece& piece);
    std::string file() const { return disk_.folder() + "/server.db"; }
    void open();
    void close();

    std::string name_;
    WallClock clock_;
    Chance& chance_;
    std::size_t comparisons_ = 0;
    Bug bug_;
    Disk disk_;
    std::unique_ptr<SqliteChangeStore> store_;
    std::unique_ptr<FaultyStore> faulty_;
    std::unique_ptr<SyncService> service_;
    std::shared_ptr<const DocumentBook> book_;
    bool is_gone_ = false;
};

// As the server's own doors say it.
client::HttpResponse refusal(const protocol::HttpError& error);

}  // namespace nuong::simulated
