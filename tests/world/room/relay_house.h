// RelayHouse: a relay in a commune: the real code of a relay on a server of its own, with a bad line to its parent. It
// may burn down; then nobody answers there any more, and nothing of it is ever found.
#pragma once
#include "sync-server/relay/upstream_enrolment.h"
#include "sync-server/relay/upstream_session.h"
#include "tests/world/room/headquarters.h"
#include "tests/world/room/network.h"

namespace nuong::simulated {

class RelayHouse final : public Server {
public:
    // Joined with its parent, and has read what the parent has, over a line that is good until then.
    RelayHouse(Headquarters& parent, const Grant& account, Chance& chance, Story& story, Bug bug,
               Acknowledged& acknowledged);

    // The folder of another relay, copied onto a second machine. Nobody has told either.
    RelayHouse(RelayHouse& original, std::string name, Acknowledged& acknowledged);

    bool is_top() const override { return false; }
    // One run between this relay and its parent. Nothing: it broke off.
    std::optional<UpstreamReport> exchange();
    void burn();
    void set_back(const std::string& epoch, const Disk::Image& copy);
    bool has_forgotten() const { return has_forgotten_; }  // it burned, was set back, or is there twice
    // From now on this is its parent: a server that serves all that it serves.
    void move_behind(Server& parent) { line_.connect(parent); }
    bool is_behind(const Server& server) { return &line_.server() == &server; }
    // Whether it answers the devices of such a person, once it has heard of them.
    bool serves(const Grant& person) const;
    bool is_within(const AreaCode& area) const;  // what it may hold
    SimulatedNetwork& line() { return line_; }
    const Grant& account() const { return account_; }

private:
    client::HttpResponse enrol(const client::HttpRequest& request) override;
    client::HttpResponse bundles(const client::HttpRequest& request) override;
    std::optional<UpstreamReport> run();

    Headquarters& parent_;
    const Grant& account_;
    Story& story_;
    SimulatedNetwork line_;
    bool has_forgotten_ = false;
};

}  // namespace nuong::simulated
