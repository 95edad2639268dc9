// The bad line between a device and its server, or a relay and its parent: under a seed it loses requests, loses
// answers after the server has committed, repeats requests at once or much later, cuts bodies short, flips bits, and is
// slow. What the server says is looked at on the way: a feed without gaps, and an acknowledgement that never goes back.
#pragma once
#include <deque>
#include <map>
#include <string>
#include <tuple>

#include "client/sync/transport.h"
#include "tests/world/room/chance.h"
#include "tests/world/room/server.h"

namespace nuong::simulated {

// What the district has decided about a person, as the world knows it.
struct Grant {
    UserId user;
    std::string role;
    std::vector<AreaCode> areas;
    bool is_disabled = false;
};

// Up to where a server has acknowledged a device, in each of its incarnations; a copy of it is another server.
using Acknowledged = std::map<std::tuple<DeviceId, std::string, std::string>, std::uint64_t>;

class SimulatedNetwork final : public client::Transport {
public:
    // `device_clock`: nothing where the clock goes with the world's by itself.
    SimulatedNetwork(Server& server, Chance& chance, FakeClockSource* device_clock, Story& story, Bug bug,
                     Acknowledged& acknowledged, const Grant& grant)
        : server_(&server),
          chance_(chance),
          device_clock_(device_clock),
          story_(story),
          bug_(bug),
          acknowledged_(acknowledged),
          grant_(grant) {}

    Result<client::HttpResponse> exchange(const client::HttpRequest& request) override;
    // A copy of an old request that was under way all the time reaches the server; nobody hears the answer.
    void deliver_straggler();
    // Another server from now on: `nuong sync --server URL`. What is under way to the old one stays so.
    void connect(Server& server) { server_ = &server; }
    Server& server() const { return *server_; }

    bool is_bad = false;          // faults happen
    bool lost_something = false;  // since somebody last looked
    std::uint64_t exchanges = 0;
    std::string complaint;

private:
    void take_time(std::chrono::milliseconds time);
    Result<client::HttpResponse> over_a_bad_line(const client::HttpRequest& request);
    client::HttpResponse ask(const client::HttpRequest& request);
    Result<client::HttpResponse> lost(const char* what);
    client::HttpResponse acknowledged_only(const client::HttpRequest& request);
    client::HttpResponse believed(const client::HttpRequest& request, client::HttpResponse response);
    client::HttpResponse falsified(const client::HttpRequest& request, client::HttpResponse response);
    void falsify(const protocol::SyncRequest& request, protocol::SyncAnswer& answer);
    // network_watch.cpp
    bool is_as_far_as_parent(DeviceId device, std::uint64_t acked);
    void watch_file(const client::HttpRequest& request, const client::HttpResponse& response);
    void watch(const client::HttpRequest& request, const client::HttpResponse& response);
    void watch_state(const RecordState& state, const std::vector<AreaCode>& roots, const std::string& role_id);
    void watch_feed(const protocol::SyncRequest& request, const protocol::SyncAnswer& answer, const AreaCode& root,
                    const std::string& role);
    void complain(const std::string& what);

    struct Straggler {
        Server* to;
        client::HttpRequest request;
    };

    Server* server_;
    Chance& chance_;
    FakeClockSource* device_clock_;
    Story& story_;
    Bug bug_;
    Acknowledged& acknowledged_;
    const Grant& grant_;
    std::deque<Straggler> stragglers_;
    std::vector<std::vector<protocol::SentState>> earlier_pages_;
};

std::optional<protocol::SyncRequest> sync_request_of(const client::HttpRequest& request);
std::optional<protocol::SyncAnswer> sync_answer_of(const client::HttpResponse& response);

}  // namespace nuong::simulated
