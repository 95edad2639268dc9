// What must hold when a world has come to rest.
#include <cmath>

#include "shared/forms/record_fields.h"
#include "shared/protocol/codec.h"
#include "sync-server/core/principal.h"
#include "sync-server/core/verify.h"
#include "tests/world/room/world.h"

namespace nuong::simulated {
namespace {

constexpr std::size_t records_max = 100'000;

std::string seq_name(const Change& change) { return to_string(change.device) + ":" + std::to_string(change.seq); }

}  // namespace

void World::check() {
    reader_ = headquarters_.store().read();
    for (const RecordRow& row : reader_->records("", std::nullopt, records_max)) {
        auto state = protocol::decode_state(row.state);
        if (!state) return complain("the server holds a record that cannot be read");
        states_[row.id] = std::move(*state);
    }
    for (const std::string& problem : verify(*reader_).problems) complain("verify: " + problem);
    learn_verdicts();
    check_ledger();
    check_counters();
    for (const auto& worker : workers_) check_device(*worker);
    reader_.reset();
    check_no_traffic();
}

// Every save must have reached the server, whole and once, and both sides must call it the same.
void World::learn_verdicts() {
    for (const auto& worker : workers_) {
        client::Replica& replica = worker->replica();
        if (replica.log().count(client::LogState::waiting) != 0)
            complain(worker->post().user + " still has changes waiting");
        const std::uint64_t last = replica.log().last_seq();
        if (replica.device().acked != last) complain(worker->post().user + " thinks that not all was acknowledged");
        std::map<std::uint64_t, bool> refused;
        for (const auto& logged : replica.log().refused()) refused[logged.change.seq] = true;
        for (std::uint64_t seq = 1; seq <= last; ++seq) {
            const auto row = reader_->change(worker->device(), seq);
            if (!row)
                return complain("the server never got " + to_string(worker->device()) + ":" + std::to_string(seq));
            const auto change = protocol::decode_change(row->body);
            if (!change) return complain("a change on the server cannot be read");
            if (row->verdict.empty() == refused.contains(seq))
                complain(seq_name(*change) + " is \"" + row->verdict + "\" on the server and not on the device");
            ledger_.note_verdict(*change, row->verdict.empty());
        }
    }
}

void World::check_ledger() {
    for (const auto& [key, write] : ledger_.writes())
        if (!write.is_accepted && !write.is_refused)
            complain("a save was lost: " + to_string(write.dot) + " " + write.path);
    auto expected = ledger_.in_force();
    for (const auto& [id, state] : states_) {
        check_heads(state, to_string(id));
        for (const Register& reg : state.registers) {
            const auto at = expected.find({id, reg.path});
            std::map<Dot, const WrittenOnce*> wanted;
            if (at != expected.end())
                for (const WrittenOnce* write : at->second) wanted[write->dot] = write;
            for (const Head& head : reg.heads) {
                const auto found = wanted.find(head.dot);
                if (found == wanted.end() || !(found->second->value == head.value) ||
                    found->second->author != head.author)
                    complain(to_string(id) + " " + reg.path + ": " + to_string(head.dot) + " should not be in force");
                else wanted.erase(found);
            }
            for (const auto& [dot, write] : wanted)
                complain(to_string(id) + " " + reg.path + ": " + to_string(dot) + " is gone and nobody replaced it");
            if (at != expected.end()) expected.erase(at);
        }
    }
    for (const auto& [place, writes] : expected)
        complain(to_string(place.first) + " " + place.second + ": all that was written there is gone");
}

void World::check_heads(const RecordState& state, const std::string& id) {
    constexpr std::chrono::minutes ahead_max{5};
    for (const ChangeRow& row : reader_->changes_of(state.id)) {
        const auto change = protocol::decode_change(row.body);
        if (!change) return complain(id + ": a change cannot be read");
        for (const Register& reg : state.registers)
            for (const Head& head : reg.heads)
                for (std::size_t i = 0; i < change->writes.size(); ++i)
                    if (change->dot_of(i) == head.dot && head.at > row.received + ahead_max)
                        complain(id + " " + reg.path + ": written in the future, at " + to_string(head.at));
    }
}

void World::check_counters() {
    for (const auto& [place, sum] : ledger_.counted()) {
        const auto state = states_.find(place.first);
        const Register* reg = state == states_.end() ? nullptr : state->second.find(place.second);
        const double shown = reg ? view_of(Policy::counter, *reg).shown.number().value_or(0) : 0;
        if (std::abs(shown - sum) > 0.5)
            complain(to_string(place.first) + " " + place.second + ": people counted " + plain_number(sum) +
                     " and it shows " + plain_number(shown));
    }
}

namespace {

// Nobody in these worlds gives cases away, so a person's own are those that they have written in.
bool wrote_there(const RecordState& state, const std::string& who) {
    for (const Register& reg : state.registers)
        for (const Head& head : reg.heads)
            if (head.author == who) return true;
    return false;
}

}  // namespace

void World::check_device(FieldWorker& worker) {
    client::Replica& replica = worker.replica();
    const std::string& who = worker.post().user;
    const auto found = principal_of(*reader_, headquarters_.book(), worker.device(), who);
    const auto* principal = std::get_if<Principal>(&found);
    if (!principal) return complain(who + " is nobody");
    std::set<RecordId> held;
    client::ListQuery query;
    query.limit = records_max;
    for (const auto& line : replica.records().list(query)) held.insert(line.record);
    for (const auto& [id, state] : states_) {
        const auto row = reader_->record(id);
        const bool may_see = principal->role.may_read(row->form) &&
                             is_within_grants(*principal, headquarters_.book().areas, row->area) &&
                             (!principal->role.assigned_only.contains(row->form) || wrote_there(state, who));
        const auto shown = replica.records().shown(id), base = replica.records().base(id);
        held.erase(id);
        if (!may_see) {
            if (shown || base || replica.records().listing(id))
                complain(who + " holds " + to_string(id) + " of " + row->area + " out of scope" +
                         (shown ? ", shown" : "") + (base ? ", base" : ""));
        } else if (!shown) {  // its base may be older: a device is not told its own changes again
            complain(who + " does not hold " + to_string(id));
        } else {
            if (protocol::encode(*shown) != row->state) complain(who + " shows something else of " + to_string(id));
            const auto form = replica.forms().find(row->form);
            const auto listing = replica.records().listing(id);
            if (!form || !listing || listing->area != row->area ||
                listing->conflicts != static_cast<std::int64_t>(forms::conflicts_of(form->definition, state).size()))
                complain(who + " lists " + to_string(id) + " wrongly");
        }
    }
    for (const RecordId& id : held) complain(who + " holds " + to_string(id) + ", which the server does not know");
}

void World::check_no_traffic() {
    for (const auto& worker : workers_) {
        const std::uint64_t before = worker->line().exchanges;
        const client::SyncReport report = worker->sync_whole();
        if (report.pushed + report.refused + report.received + report.left != 0)
            complain("a sync after the last one moves something");
        if (worker->line().exchanges != before + 1) complain("a sync with nothing to do takes more than one request");
        if (report.bytes_up > 1'500 || report.bytes_down > 600) complain("a sync with nothing to do is large");
    }
}

std::string World::portrait() {
    std::string all;
    for (const auto& [id, state] : states_) all += protocol::encode(state) + "\n";
    for (const auto& worker : workers_) all += std::to_string(worker->replica().device().clock_offset.count()) + "\n";
    return all;
}

}  // namespace nuong::simulated
