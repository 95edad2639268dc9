// What happens to relays, and where devices go.
#include <algorithm>

#include "shared/protocol/codec.h"
#include "tests/world/room/world.h"

namespace nuong::simulated {
namespace {

constexpr std::size_t relays_max = 3;

}  // namespace

void World::set_up_relays() {
    static const std::vector<std::vector<AreaCode>> places{{"03079"}, {"03076"}, {"03079", "03076"}, {"089"}, {"10"}};
    for (const char* name : {"tram_1", "tram_2"}) {
        const Grant& account = grants_[name] = {name, "relay", chance_.one_of(places)};
        headquarters_.put_user(account.user, account.role, account.areas, false);
        story_.tell(account.user + " is a relay for " + account.areas.front());
        relays_.push_back(
            std::make_unique<RelayHouse>(headquarters_, account, chance_, story_, plan_.bug, around_.acknowledged));
        relays_.back()->line().is_bad = true;
    }
    if (covers(*relays_[0], *relays_[1]) && chance_.percent(50)) {
        relays_[0]->line().is_bad = false;
        relays_[0]->exchange();  // so that it knows the other as its own devices
        relays_[0]->line().is_bad = true;
        relays_[1]->move_behind(*relays_[0]);
        story_.tell("tram_2 lies behind tram_1");
    }
}

// Whatever the other may hold, it may hold as well.
bool World::covers(const RelayHouse& relay, const RelayHouse& other) const {
    const auto& areas = other.account().areas;
    return !relay.is_gone() &&
           std::all_of(areas.begin(), areas.end(), [&](const AreaCode& area) { return relay.is_within(area); });
}

void World::relay_event(FieldWorker& worker) {
    RelayHouse& relay = *relays_[chance_.below(relays_.size())];
    const std::size_t what = chance_.below(100);
    if (what < 25) return roam(worker);
    if (what < 32) return new_grants();  // which a relay hears of later
    if (relay.is_gone()) return;
    if (what < 67) return exchange(relay);
    if (what < 70) return fill_or_make_room(relay);
    if (what < 76) {
        story_.tell(relay.name() + " starts again");
        return relay.restart();
    }
    if (what < 83) return relay.disk().cut_power_after(chance_.below(60));
    if (what < 86) return relay.line().deliver_straggler();
    if (what < 90) return back_up(relay);
    if (what < 93) return set_back(relay);
    if (what < 95) return step_clock(relay);
    if (what < 97) return new_areas(relay);
    if (what < 98) return copy(relay);
    story_.tell(relay.name() + " burns down");
    relay.burn();
}

// What a relay has taken, of its own areas and so the business of nobody else, and not handed on yet. Not of records
// that somebody has moved out of its areas there, while another kept them in: the move out may reach the top first, and
// to what lies elsewhere then the other may have no right.
std::set<std::string> World::taken_by(RelayHouse& relay) {
    Statement rows = relay.database().prepare(
        "select change.body, record.rid, record.area from change join device on device.id = change.device"
        " join record on record.rid = change.rid"
        " where change.seq > device.top and change.verdict = '' and record.area <> ''");
    std::vector<std::pair<RecordId, std::string>> its_own;
    std::set<RecordId> leaving;
    while (rows.step()) {
        RecordId id;
        std::copy_n(rows.blob(1).begin(), id.bytes.size(), id.bytes.begin());
        const auto top = headquarters_.read()->record(id);
        const auto change = protocol::decode_change(rows.text(0));
        const bool leaves =
            change && std::any_of(change->writes.begin(), change->writes.end(), [&](const Write& write) {
                return write.path == reserved::area && !relay.is_within(write.value.text());
            });
        if (leaves) leaving.insert(id);
        if (relay.is_within(AreaCode(rows.text(2))) && (!top || relay.is_within(top->area)))
            its_own.emplace_back(id, rows.text(0));
    }
    std::set<std::string> taken;
    for (auto& [id, body] : its_own)
        if (!leaving.contains(id)) taken.insert(std::move(body));
    return taken;
}

// What it has refused, and not handed on yet.
std::set<std::string> World::refused_by(RelayHouse& relay) {
    Statement rows = relay.database().prepare(
        "select body from change join device on device.id = change.device where seq > device.top and verdict <> ''");
    std::set<std::string> refused;
    while (rows.step()) refused.emplace(rows.text(0));
    return refused;
}

// Only the first server may refuse, and what it has refused stays so.
std::optional<UpstreamReport> World::run_of(RelayHouse& relay) {
    learn_arrivals();
    const auto taken = taken_by(relay), refused = refused_by(relay);
    const auto before = arrivals_;
    auto report = relay.exchange();
    if (headquarters_.lost_power()) headquarters_.restart();
    for (const ChangeRow& row : headquarters_.read()->changes(before, 1'000))
        if (!row.verdict.empty() && taken.contains(row.body))
            complain("the top refuses what " + relay.name() + " has taken: " + row.body);
        else if (row.verdict.empty() && refused.contains(row.body))
            complain("the top takes what " + relay.name() + " has refused: " + row.body);
    learn_arrivals();
    if (!relay.line().complaint.empty()) complain(relay.line().complaint);
    return report;
}

// A run that goes as far as the line lets it.
void World::exchange(RelayHouse& relay) {
    if (chance_.percent(10)) relay.disk().cut_power_after(chance_.below(60));
    const auto report = run_of(relay);
    if (report)
        story_.tell(relay.name() + " hands on " + std::to_string(report->forwarded) + " and receives " +
                    std::to_string(report->received));
}

void World::roam(FieldWorker& worker) {
    std::vector<Server*> all{&headquarters_};
    for (const auto& relay : relays_) all.push_back(relay.get());
    send_to(worker, *chance_.one_of(all));
}

void World::send_to(FieldWorker& worker, Server& server) {
    if (&worker.line().server() == &server) return;
    worker.drop_session();
    worker.line().connect(server);
    story_.tell(worker.name() + " goes to " + server.name());
}

void World::back_up(RelayHouse& relay) {
    relay_copies_[&relay] = relay.back_up();
    story_.tell(relay.name() + " is backed up");
}

void World::set_back(RelayHouse& relay) {
    const auto copy = relay_copies_.find(&relay);
    if (copy == relay_copies_.end()) return;
    relay.set_back("relay epoch " + std::to_string(++epochs_), copy->second);
    story_.tell(relay.name() + " is set back to its backup");
}

void World::copy(RelayHouse& relay) {
    if (relays_.size() >= relays_max) return;
    std::string name = relay.account().user + " (copy " + std::to_string(++copies_) + ")";
    story_.tell(relay.name() + "'s folder is copied to a second machine: " + name);
    relays_.push_back(std::make_unique<RelayHouse>(relay, std::move(name), around_.acknowledged));
}

void World::new_areas(RelayHouse& relay) {
    static const std::vector<std::vector<AreaCode>> places{{"03079"}, {"03076"}, {"089"}, {"10"}};
    Grant& account = grants_[relay.account().user];
    account.areas = chance_.one_of(places);
    headquarters_.put_user(account.user, account.role, account.areas, false);
    story_.tell(account.user + " serves " + account.areas.front() + " from now on");
}

// Whoever is at a relay that is no more, or not for them, goes to the top; so does a relay.
void World::find_servers() {
    for (const auto& relay : relays_)
        for (const auto& parent : relays_)
            if (relay->is_behind(*parent) && !covers(*parent, *relay)) {
                relay->move_behind(headquarters_);
                story_.tell(relay->name() + " goes to the district");
            }
    for (const auto& worker : workers_)
        for (const auto& relay : relays_)
            if (&worker->line().server() == relay.get() && !relay->serves(worker->grant()))
                send_to(*worker, headquarters_);
}

void World::everybody_to_the_top() {
    for (const auto& worker : workers_) send_to(*worker, headquarters_);
}

// Whether something moved between relays and the top.
bool World::exchange_all() {
    bool moved = false;
    for (const auto& relay : relays_) {
        if (relay->is_gone()) continue;
        const auto before = relay->read()->facts().position;
        const auto report = run_of(*relay);
        if (!report) complain(relay->name() + " cannot reach its parent over a good line");
        else moved |= report->forwarded + report->files_sent + report->files_received > 0;
        moved |= relay->read()->facts().position != before;
    }
    return moved;
}

}  // namespace nuong::simulated
