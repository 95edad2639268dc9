// What must hold when a world has come to rest.
#include <cmath>

#include "shared/forms/record_fields.h"
#include "shared/protocol/codec.h"
#include "sync-server/core/verify.h"
#include "tests/world/room/cases.h"
#include "tests/world/room/world.h"

namespace nuong::simulated {
namespace {

constexpr std::size_t records_max = 100'000;

}  // namespace

void World::read_states() {
    reader_ = headquarters_.read();
    states_.clear();
    for (RecordRow& row : reader_->records("", std::nullopt, records_max)) {
        auto state = protocol::decode_state(row.state);
        if (!state) return complain("the server holds a record that cannot be read");
        states_[row.id] = std::move(*state);
    }
}

void World::check() {
    read_states();
    if (!trouble_.empty()) return;
    learn_verdicts();
    check_erasures();
    check_saves();
    check_ledger();
    check_counters();
    check_files_at_top();
    check_audits();
    for (const auto& worker : workers_) {
        if (!may_sync(*worker)) continue;
        check_own_verdicts(*worker);
        check_device(*worker);
        check_files_of(*worker);
    }
    check_comparisons();
    for (const auto& relay : relays_)
        if (!relay->is_gone()) check_files_of(*relay);
    for (const std::string& problem : verify(*reader_).problems)
        if (!is_expected(problem)) complain("verify: " + problem);
    reader_.reset();
    check_no_traffic();
}

// Where one copy of a store is revoked, each other one that would have gone on under its number chooses one for itself,
// and makes all again that it holds.
void World::learn_copies_of_revoked() {
    std::set<DeviceId> makers;
    for (const Saved& saved : ledger_.saves())
        if (std::any_of(saved.made_again.begin(), saved.made_again.end(),
                        [&](DeviceId device) { return revoked_.contains(device); }))
            makers.insert(saved.maker);
    for (Saved& saved : ledger_.saves()) saved.is_of_revoked = makers.contains(saved.maker);
}

void World::learn_verdicts() {
    learn_copies_of_revoked();
    for (const ChangeRow& row : reader_->changes(0, records_max)) {
        const auto change = protocol::decode_change(row.body);
        const auto save = ledger_.find(row.hash);
        if (save && is_erased(row.record)) continue;
        if (!change || !save) return complain("the server has a change that nobody wrote");
        Saved& saved = ledger_.save(*save);
        saved.verdicts.push_back(row.verdict.empty());
        // By way of a relay that did not know yet that the account is disabled or the device revoked.
        const bool was_let_in = !relays_.empty() && row.verdict == "wrong_author";
        if (!row.verdict.empty() && row.verdict != "no_right" && !was_let_in)
            complain("refused without a reason: " + row.verdict);
        if (!row.verdict.empty()) continue;
        for (std::size_t i = 0; i < change->writes.size(); ++i)
            on_server_[{row.record, change->dot_of(i)}] = saved.writes[i];
    }
}

// Of whom the district has erased nothing is left: not here, not at a relay, not on any device, nor in its log.
void World::check_erasures() {
    for (const Tombstone& tombstone : erased_)
        if (!is_erased(tombstone.record))
            complain("the server has forgotten that it erased " + to_string(tombstone.record));
    check_erasures_at(*reader_, "the server");
    for (const auto& relay : relays_)
        if (!relay->is_gone()) check_erasures_at(*relay->read(), relay->name());
    for (const auto& worker : workers_) {
        if (!may_sync(*worker)) continue;
        client::Replica& replica = worker->replica();
        for (const Saved& saved : ledger_.saves()) {
            if (!is_erased(saved.record)) continue;
            const std::string where = worker->name() + " still has of the erased " + to_string(saved.record) + ": ";
            if (replica.records().shown(saved.record) || replica.records().base(saved.record))
                complain(where + "the record");
            if (replica.records().listing(saved.record)) complain(where + "its line");
            for (const client::LoggedChange& logged : replica.log().changes_of(saved.record))
                if (!logged.is_erased) complain(where + "a save");
            for (const client::Draft& draft : replica.drafts().list())
                if (draft.record == saved.record) complain(where + "a draft");
        }
    }
}

void World::check_erasures_at(StoreReader& server, const std::string& name) {
    for (const ChangeRow& row : server.changes(0, records_max)) {
        if (!is_erased(row.record)) {
            if (row.body.empty()) complain(name + " has erased what nobody wanted erased: " + to_string(row.record));
            continue;
        }
        if (!row.body.empty()) complain(name + " still has a save of the erased " + to_string(row.record));
        if (server.record(row.record) || server.base(row.record))
            complain(name + " still has the erased " + to_string(row.record));
    }
}

// Every save is on the server, whole and once. One that is not was forgotten by everybody who could have brought it.
void World::check_saves() {
    std::set<SaveNumber> held;
    for (const auto& worker : workers_)
        if (may_sync(*worker)) held.insert(worker->log().begin(), worker->log().end());
        else
            for (const SaveNumber save : worker->log()) ledger_.save(save).was_forgotten = true;
    add_saves_of_relays(held);
    for (SaveNumber number = 0; number < ledger_.saves().size(); ++number) {
        const Saved& saved = ledger_.saves()[number];
        if (is_erased(saved.record)) continue;
        if (saved.verdicts.size() > saved.places()) complain("a save is there twice: " + saved.what);
        if (!saved.verdicts.empty()) continue;
        if (held.contains(number)) complain("a save was lost that a device or relay still has: " + saved.what);
        else if (!saved.was_forgotten) complain("a save was lost: " + saved.what);
        else if ((saved.was_on_server || saved.was_told_at_top) && !saved.server_forgot)
            complain("the server lost a save: " + saved.what);
    }
}

// Both sides must call a change the same.
void World::check_own_verdicts(FieldWorker& worker) {
    client::Replica& replica = worker.replica();
    if (replica.log().count(client::LogState::waiting) != 0) complain(worker.name() + " still has changes waiting");
    const std::uint64_t last = replica.log().last_seq();
    if (replica.device().acked != last) complain(worker.name() + " thinks that not all was acknowledged");
    std::set<std::uint64_t> refused;
    for (const auto& logged : replica.log().refused())
        if (logged.change.device == worker.device()) refused.insert(logged.change.seq);
    for (std::uint64_t seq = 1; seq <= last; ++seq) {
        const auto row = reader_->change(worker.device(), seq);
        const std::string name = to_string(worker.device()) + ":" + std::to_string(seq);
        if (!row) return complain("the server never got " + name);
        if (is_erased(row->record)) continue;
        if (row->verdict.empty() == refused.contains(seq))
            complain(name + " is \"" + row->verdict + "\" on the server and not on the device");
    }
}

void World::check_ledger() {
    auto expected = ledger_.in_force();
    for (const auto& [id, state] : states_) {
        check_heads(state, to_string(id));
        for (const Register& reg : state.registers) {
            if (Ledger::is_counter(reg.path)) continue;
            const std::string where = to_string(id) + " " + reg.path + ": ";
            auto& wanted = expected[{id, reg.path}];
            const auto all_wanted = wanted;
            for (const Head& head : reg.heads) {
                const auto number = on_server_.find({id, head.dot});
                const bool is_known = number != on_server_.end();
                // Two copies wrote the very same words, and one of them goes on as another device: both stand.
                const Saved* saved = is_known ? &ledger_.save(ledger_.writes()[number->second].save) : nullptr;
                const bool stands_twice = saved && all_wanted.contains(number->second) && saved->places() > 1;
                // A copy made it once more because the district had revoked the one that first sent it: who had put
                // that right under its first name has not seen this one.
                const bool stands_anew =
                    saved && saved->is_of_revoked && !ledger_.is_written_over(id, reg.path, head.dot);
                if (!is_known || (wanted.erase(number->second) == 0 && !stands_twice && !stands_anew)) {
                    complain(where + to_string(head.dot) + " should not be in force");
                    continue;
                }
                const Written& write = ledger_.writes()[number->second];
                if (!(write.value == head.value) || write.author != head.author)
                    complain(where + to_string(head.dot) + " is not what was written");
            }
        }
    }
    for (const auto& [place, writes] : expected)
        if (!writes.empty() && !is_erased(place.first))
            complain(to_string(place.first) + " " + place.second + ": what was written is gone and nobody replaced it");
}

void World::check_heads(const RecordState& state, const std::string& id) {
    constexpr std::chrono::minutes ahead_max{5};
    std::map<Dot, Instant> received;
    for (const ChangeRow& row : reader_->changes_of(state.id)) {
        const auto change = protocol::decode_change(row.body);
        if (!change) return complain(id + ": a change cannot be read");
        for (std::size_t i = 0; i < change->writes.size(); ++i) received[change->dot_of(i)] = row.received;
    }
    for (const Register& reg : state.registers)
        for (const Head& head : reg.heads)
            if (const auto at = received.find(head.dot); at != received.end() && head.at > at->second + ahead_max)
                complain(id + " " + reg.path + ": written in the future, at " + to_string(head.at));
}

void World::check_counters() {
    for (const auto& [place, sum] : ledger_.counted()) {
        if (is_erased(place.first)) continue;
        const auto state = states_.find(place.first);
        const Register* reg = state == states_.end() ? nullptr : state->second.find(place.second);
        double shown = 0;
        if (reg)
            for (const Head& head : reg->heads) shown += head.value.number().value_or(0);
        if (std::abs(shown - sum) > 0.5)
            complain(to_string(place.first) + " " + place.second + ": people counted " + plain_number(sum) +
                     " and it shows " + plain_number(shown));
    }
}

bool World::may_see(const Grant& grant, const RecordRow& row, const RecordState& state) {
    const DocumentBook& book = headquarters_.book();
    const Role* role = book.role(grant.role);
    if (!role || !role->may_read(row.form)) return false;
    if (role->assigned_only.contains(row.form) && !looks_after(grant.user, state)) return false;
    return std::any_of(grant.areas.begin(), grant.areas.end(),
                       [&](const AreaCode& area) { return book.areas.is_within(row.area, area); });
}

void World::check_device(FieldWorker& worker) {
    client::Replica& replica = worker.replica();
    const auto* relay = dynamic_cast<const RelayHouse*>(&worker.line().server());
    const std::string& who = worker.name();
    std::set<RecordId> held;
    client::ListQuery query;
    query.limit = records_max;
    for (const auto& line : replica.records().list(query)) held.insert(line.record);
    for (const auto& [id, state] : states_) {
        const auto row = reader_->record(id);
        const auto shown = replica.records().shown(id), base = replica.records().base(id);
        const bool was_held = held.erase(id) > 0;
        if (relay && !relay->is_within(row->area)) continue;    // what the relay does not know stays as it was
        if (row->area.empty() && was_never_made(id)) continue;  // corrections of it wait in no area
        if (!may_see(worker.grant(), *row, state)) {
            if (shown || base || was_held)
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
    for (const RecordId& id : held)
        if (!is_partly_forgotten(id) && !was_never_made(id))
            complain(who + " holds " + to_string(id) + ", which the server does not know");
}

// What would have made it was refused (when it was sent again to a server that was set back, the right to it was gone),
// or is lost.
bool World::was_never_made(const RecordId& record) {
    return std::any_of(ledger_.saves().begin(), ledger_.saves().end(), [&](const Saved& saved) {
        return saved.record == record && !saved.is_accepted() &&
               std::any_of(saved.writes.begin(), saved.writes.end(),
                           [&](WriteNumber write) { return ledger_.writes()[write].path == reserved::area; });
    });
}

// Whoever had read such a record from a server that was set back keeps it: better seen by few than by nobody.
bool World::is_partly_forgotten(const RecordId& record) {
    return std::any_of(ledger_.saves().begin(), ledger_.saves().end(), [&](const Saved& saved) {
        return saved.record == record && saved.verdicts.empty() && saved.server_forgot;
    });
}

// A relay may have shown it, and then the top refused what made it (whoever made it was disabled meanwhile, or lost the
// area). Where it lies no server can say, so whoever has read it keeps it.
bool World::is_refused(const RecordId& id) {
    const auto row = reader_->record(id);
    return row && row->area.empty() && was_never_made(id);
}

bool World::is_a_refused_one_held() {
    return std::any_of(states_.begin(), states_.end(), [&](const auto& each) {
        const RecordId& id = each.first;
        if (!is_refused(id)) return false;
        const bool with_device = std::any_of(workers_.begin(), workers_.end(), [&](const auto& worker) {
            return worker->replica().records().base(id).has_value();
        });
        return with_device || std::any_of(relays_.begin(), relays_.end(), [&](const auto& relay) {
                   return !relay->is_gone() && relay->read()->base(id);
               });
    });
}

bool World::is_a_relay_ahead() {
    return std::any_of(relays_.begin(), relays_.end(),
                       [](const auto& relay) { return !relay->is_gone() && !relay->read()->devices_ahead().empty(); });
}

// Devices and server hold the same at the end of every sync, unless a server was set back or burnt with what it had
// shown to somebody, or refuses what a relay had shown, or is asked by somebody who came from a relay before its news.
void World::check_comparisons() {
    const bool was_set_back = std::any_of(ledger_.saves().begin(), ledger_.saves().end(),
                                          [](const Saved& saved) { return saved.server_forgot; });
    const bool was_relay_lost =
        std::any_of(relays_.begin(), relays_.end(), [](const auto& relay) { return relay->has_forgotten(); });
    if (headquarters_.comparisons() > early_comparisons_ && !was_set_back && !was_relay_lost &&
        !is_a_refused_one_held())
        complain("a device found that it holds something else");
}

void World::check_no_traffic() {
    for (const auto& worker : workers_) {
        if (!may_sync(*worker)) continue;
        const std::uint64_t before = worker->line().exchanges;
        const client::SyncReport report = worker->sync_whole();
        if (report.pushed + report.refused + report.received + report.left != 0)
            complain("a sync after the last one moves something");
        if (worker->line().exchanges != before + 1)
            complain(worker->name() + " takes more than one request for a sync with nothing to do");
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
