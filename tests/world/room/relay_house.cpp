#include "tests/world/room/relay_house.h"

#include <algorithm>
#include <stdexcept>

#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"

namespace nuong::simulated {
namespace {

// A store in which there is nothing yet, made once.
const Disk::Image& bare_store() {
    static const Disk::Image made = [] {
        Disk disk;
        {
            auto store = SqliteChangeStore::create(Database::open(disk.folder() + "/server.db", std::nullopt));
            if (!store) throw std::runtime_error(store.error().message.en);
        }
        return disk.image();
    }();
    return made;
}

// A relay that tells its parent nothing of what it has refused.
class ForgetfulLine final : public client::Transport {
public:
    explicit ForgetfulLine(client::Transport& line) : line_(line) {}
    Result<client::HttpResponse> exchange(const client::HttpRequest& request) override {
        if (request.path != "/v1/relay") return line_.exchange(request);
        auto asked = protocol::decode_relay_request(protocol::unpack(request.body).value()).value();
        for (protocol::RelayRun& run : asked.runs) run.verdicts.clear();
        client::HttpRequest without = request;
        without.body = protocol::pack(protocol::encode(asked));
        return line_.exchange(without);
    }

private:
    client::Transport& line_;
};

bool meet(const AreaTree& tree, const std::vector<AreaCode>& some, const std::vector<AreaCode>& others) {
    return std::any_of(some.begin(), some.end(), [&](const AreaCode& one) {
        return std::any_of(others.begin(), others.end(), [&](const AreaCode& other) {
            return tree.is_within(one, other) || tree.is_within(other, one);
        });
    });
}

}  // namespace

RelayHouse::RelayHouse(Headquarters& parent, const Grant& account, Chance& chance, Story& story, Bug bug,
                       Acknowledged& acknowledged)
    : Server(account.user, bare_store(), parent.clock().world(), chance, bug),
      parent_(parent),
      account_(account),
      story_(story),
      line_(parent, chance, nullptr, story, bug, acknowledged, account) {
    start_epoch(account.user + ", its first");
    const Status joined =
        enrol_upstream(store(), line_, "https://district", "", parent.code_for(account.user), clock().now());
    if (!joined) throw std::runtime_error(joined.error().message.en);
    load();
    exchange();
}

RelayHouse::RelayHouse(RelayHouse& original, std::string name, Acknowledged& acknowledged)
    : Server(std::move(name), original.disk().image(), original.clock().world(), original.chance(), original.bug()),
      parent_(original.parent_),
      account_(original.account_),
      story_(original.story_),
      line_(original.line_.server(), original.chance(), nullptr, original.story_, original.bug(), acknowledged,
            original.account_),
      has_forgotten_(true) {
    original.has_forgotten_ = true;
    line_.is_bad = original.line_.is_bad;
}

bool RelayHouse::serves(const Grant& person) const {
    return !is_gone() && meet(parent_.book().areas, person.areas, account_.areas);
}

bool RelayHouse::is_within(const AreaCode& area) const {
    return std::any_of(account_.areas.begin(), account_.areas.end(),
                       [&](const AreaCode& root) { return parent_.book().areas.is_within(area, root); });
}

void RelayHouse::burn() {
    has_forgotten_ = true;
    go_for_ever();
    disk().load({});
}

void RelayHouse::set_back(const std::string& epoch, const Disk::Image& copy) {
    has_forgotten_ = true;
    start_epoch(epoch, &copy);
}

std::optional<UpstreamReport> RelayHouse::run() {
    ForgetfulLine forgetful(line_);
    client::Transport& line = bug() == Bug::relay_forgets_refusals ? forgetful : static_cast<client::Transport&>(line_);
    const auto report = exchange_upstream(faulty(), service(), line, clock());
    learn_book();
    if (bug() == Bug::relay_says_top_too_early) database().execute("update device set at_top = acked");
    if (bug() == Bug::relay_forgets_files) database().execute("update blob set top = 1 where have = size");
    if (report) return *report;
    story_.tell(name() + " breaks off: " + report.error().message.en);
    return std::nullopt;
}

std::optional<UpstreamReport> RelayHouse::exchange() {
    if (is_gone()) return std::nullopt;
    try {
        auto report = run();
        if (!lost_power()) return report;
    } catch (const DatabaseError& error) {
        if (!lost_power() && !disk().is_full()) throw;
        if (!lost_power()) {
            story_.tell(name() + "'s disk is full: " + error.error().message.en);
            return std::nullopt;
        }
    }
    story_.tell(name() + "'s power was gone and is back");
    restart();
    return std::nullopt;
}

// As the worker of a real relay does it: the parent decides, and the device is known here before it hears so.
client::HttpResponse RelayHouse::enrol(const client::HttpRequest& request) {
    const auto said = line_.exchange(request);
    if (!said) return {503, encode(protocol::HttpError{"busy", {"Chưa có mạng.", "No line now."}})};
    run();
    return *said;
}

// Only the top can open it; without a line there it is handed in another day.
client::HttpResponse RelayHouse::bundles(const client::HttpRequest& request) {
    const auto said = line_.exchange(request);
    return said ? *said : refusal({"not_found", {"Chưa có mạng.", "No line now."}});
}

}  // namespace nuong::simulated
