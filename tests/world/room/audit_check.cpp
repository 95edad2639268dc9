// What people have looked at, when a world has come to rest: every entry is at the top, once, in the order of its
// device.
#include <algorithm>

#include "tests/world/room/world.h"

namespace nuong::simulated {
namespace {

constexpr std::size_t entries_max = 100'000;

std::string short_name(const Hash& link) { return to_hex(link).substr(0, 8); }

}  // namespace

void World::check_audits() {
    for (const DeviceAuditRow& row : reader_->device_audits(0, entries_max))
        if (!ledger_.audits.contains(row.link)) complain("the server has an entry that nobody made");
    for (const auto& worker : workers_) {
        if (!may_sync(*worker)) continue;
        Hash before{};
        std::uint64_t n = 0;
        for (const Hash& link : worker->audit()) {
            const auto row = reader_->device_audit(link);
            if (!row) return complain("an entry of " + worker->name() + " is not at the top: " + short_name(link));
            if (row->previous != before || row->n != n + 1)
                return complain("an entry of " + worker->name() + " is out of order: " + short_name(link));
            before = link;
            n = row->n;
        }
        const auto told = worker->audit_told_at_top();
        if (told.value_or(Hash{}) != before) complain(worker->name() + " thinks that entries wait for the top");
    }
}

// What a device was told to be at the top is there, or was.
void World::check_audits_told() {
    if (ledger_.was_server_set_back) return;
    for (const auto& worker : workers_)
        if (const auto told = worker->audit_told_at_top(); told && !headquarters_.read()->device_audit(*told))
            complain(worker->name() + " is told of an entry at the top that is not there");
}

// A set-back server may lack what only a device had that may not sync any more, or a copy of which is gone; and so may
// the top, when a relay is gone that had not handed it on.
bool World::is_expected(const std::string& problem) {
    if (!problem.starts_with("audit of device")) return false;
    if (ledger_.was_server_set_back) return true;
    const bool was_relay_lost =
        std::any_of(relays_.begin(), relays_.end(), [](const auto& relay) { return relay->has_forgotten(); });
    return was_relay_lost && std::none_of(workers_.begin(), workers_.end(), [&](const auto& worker) {
               return may_sync(*worker) && problem.find(to_string(worker->device())) != std::string::npos;
           });
}

}  // namespace nuong::simulated
