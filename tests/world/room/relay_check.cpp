// What must hold of relays when a world has come to rest and people are still where they were.
#include "shared/protocol/codec.h"
#include "sync-server/core/verify.h"
#include "tests/world/room/world.h"

namespace nuong::simulated {
namespace {

constexpr std::size_t records_max = 100'000;

}  // namespace

void World::check_relays() {
    read_states();
    for (const auto& relay : relays_)
        if (!relay->is_gone()) check_relay(*relay);
    for (const auto& worker : workers_) {
        if (!may_sync(*worker)) continue;
        check_device(*worker);
        check_seal(*worker);
    }
    reader_.reset();
}

// Wherever it syncs, it can write a stick that the district opens.
void World::check_seal(FieldWorker& worker) {
    const auto secret = reader_->seal_secret();
    if (!secret) return;  // nobody has told a key there yet
    if (worker.replica().bundles().district() != seal_key_of(*secret).public_key)
        complain(worker.name() + " cannot write a stick for the district");
}

// Byte for byte what the top says of what it may hold, and nothing else.
void World::check_relay(RelayHouse& relay) {
    const auto reader = relay.read();
    const Role* role = headquarters_.book().role(relay.account().role);
    for (const auto& [id, state] : states_) {
        const auto top = reader_->record(id);
        const auto here = reader->record(id);
        if (top->area.empty() && was_never_made(id)) continue;
        if (relay.is_within(top->area) && role->may_read(top->form)) {
            if (!here) complain(relay.name() + " does not hold " + to_string(id));
            else if ((here->state != top->state || here->area != top->area) && !is_of_the_cut_off(*reader, id))
                complain(relay.name() + " holds something else of " + to_string(id) + ": " + here->area + " " +
                         here->state + " instead of " + top->area + " " + top->state);
        } else if ((here && !here->area.empty()) || reader->base(id)) {
            complain(relay.name() + " holds " + to_string(id) + " of " + top->area + " out of scope");
        }
    }
    for (const RecordRow& row : reader->records("", std::nullopt, records_max))
        if (!states_.contains(row.id) && !is_partly_forgotten(row.id) && !was_never_made(row.id))
            complain(relay.name() + " holds " + to_string(row.id) + ", which the top does not know");
    for (const Hash& hash : files_at(relay))
        if (const auto blob = reader_->blob(hash);
            (!blob || !blob->is_whole()) && !is_of_the_forgotten(hash) && !is_of_the_cut_off(*reader, hash))
            complain(relay.name() + " has a file that is not at the top: " + to_hex(hash).substr(0, 8));
    for (const std::string& problem : verify(*reader).problems)
        if (!is_expected(problem)) complain(relay.name() + ": verify: " + problem);
}

// The district was set back and lost what came before it, and the only device that has that was revoked: the chain has
// a hole that nobody can fill. It stays at the relay.
bool World::is_cut_off(const ChangeRow& row) {
    const auto device = reader_->device(row.device);
    return ledger_.was_server_set_back && device && device->standing != DeviceStanding::active &&
           device->acked + 1 < row.seq;
}

bool World::has_cut_off(StoreReader& relay, const std::function<bool(const Saved&)>& is_wanted) {
    const auto changes = relay.changes(0, records_max);
    return std::any_of(changes.begin(), changes.end(), [&](const ChangeRow& row) {
        const auto save = ledger_.find(row.hash);
        return save && is_cut_off(row) && is_wanted(ledger_.save(*save));
    });
}

bool World::is_of_the_cut_off(StoreReader& relay, const Hash& file) {
    return has_cut_off(relay, [&](const Saved& saved) { return ledger_.files_of(saved).contains(file); });
}

bool World::is_of_the_cut_off(StoreReader& relay, const RecordId& record) {
    return has_cut_off(relay, [&](const Saved& saved) { return saved.record == record; });
}

// What relays that stand have been given and told to be kept.
void World::add_saves_of_relays(std::set<SaveNumber>& held) {
    for (const auto& relay : relays_) {
        if (relay->is_gone()) continue;
        for (const ChangeRow& row : relay->read()->changes(0, records_max))
            if (const auto save = ledger_.find(row.hash); save && is_cut_off(row))
                ledger_.save(*save).was_forgotten = true;
            else if (save) held.insert(*save);
            else complain(relay->name() + " has a change that nobody wrote");
    }
}

}  // namespace nuong::simulated
