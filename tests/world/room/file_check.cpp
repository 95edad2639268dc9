// Files when a world has come to rest: whoever may see a record has the bytes of its files exactly, others have none,
// and nothing that was attached is lost.
#include "shared/model/attachment.h"
#include "shared/protocol/codec.h"
#include "tests/world/room/world.h"

namespace nuong::simulated {
namespace {

std::string short_name(const Hash& hash) { return to_hex(hash).substr(0, 8); }

}  // namespace

std::set<Hash> World::files_at(Server& server) {
    Statement rows = server.database().prepare("select hash from blob where have = size");
    std::set<Hash> whole;
    while (rows.step()) {
        Hash hash{};
        std::copy_n(rows.blob(0).begin(), hash.size(), hash.begin());
        whole.insert(hash);
    }
    return whole;
}

// Every file that a save on the top names is there, whatever became of the save.
void World::check_files_at_top() {
    for (const auto& worker : workers_)
        if (!may_sync(*worker)) worker->forget_files();
    for (const Saved& saved : ledger_.saves()) {
        if (saved.verdicts.empty() || is_erased(saved.record)) continue;
        for (const Hash& hash : ledger_.files_of(saved)) check_file(hash, ledger_.files[hash], saved);
    }
}

void World::check_file(const Hash& hash, KnownFile& file, const Saved& saved) {
    const auto blob = reader_->blob(hash);
    if (blob && blob->is_whole()) {
        if (reader_->blob_bytes(hash, 0, SIZE_MAX >> 1) != file.bytes)
            complain("the file " + short_name(hash) + " is another at the top");
        return;
    }
    // A device that got it from the server asks once after that was set back. Refused only later, the save that
    // makes the record is in quarantine; once that is released the record comes anew, and the device asks again.
    const auto row = reader_->record(saved.record);
    const bool waits_for_release = file.server_forgot && (!row || row->area.empty());
    // A device that was set back to before it submitted has the file in its draft again, or with a record that it was
    // never saved in, and knows of no save with it.
    const auto keeps_it_back = [&](FieldWorker& worker) {
        return worker.has_loose(hash) || worker.has_in_draft(hash) || worker.has_attached_in_vain(hash);
    };
    for (const auto& worker : workers_)
        if (may_sync(*worker) && !keeps_it_back(*worker) && !waits_for_release)
            if (const auto held = worker->held_files(); held.contains(hash) && held.at(hash))
                complain("the file " + short_name(hash) + " is with " + worker->name() +
                         " and not at the top: " + saved.what);
    for (const auto& relay : relays_)
        if (!relay->is_gone() && files_at(*relay).contains(hash))
            complain("the file " + short_name(hash) + " is at " + relay->name() + " and not at the top: " + saved.what);
    if (!file.was_forgotten && !file.server_forgot)
        complain("the file " + short_name(hash) + " was lost: " + saved.what);
}

// Records that were ever written with that file, by what was accepted, or by what a relay had shown before the top
// refused it.
std::set<RecordId> World::records_naming(const Hash& hash) {
    std::set<RecordId> records;
    for (const Saved& saved : ledger_.saves()) {
        const bool was_shown = saved.is_accepted() || (!relays_.empty() && !saved.verdicts.empty());
        if (was_shown && ledger_.files_of(saved).contains(hash)) records.insert(saved.record);
    }
    return records;
}

// By any save that happened; one that was attached and never saved lies with whoever attached it.
bool World::is_named(const Hash& hash) {
    return std::any_of(ledger_.saves().begin(), ledger_.saves().end(),
                       [&](const Saved& saved) { return ledger_.files_of(saved).contains(hash); });
}

// Whoever had read such a record from a server that was set back keeps it, with its files; also when what was taken
// before is refused now, because the record or its author has moved meanwhile.
bool World::is_of_the_forgotten(const Hash& hash) {
    const auto has_lost_some = [&](const RecordId& record) {
        return std::any_of(ledger_.saves().begin(), ledger_.saves().end(), [&](const Saved& saved) {
            return saved.record == record && !saved.is_accepted() && saved.server_forgot;
        });
    };
    return std::any_of(ledger_.saves().begin(), ledger_.saves().end(), [&](const Saved& saved) {
        return ledger_.files_of(saved).contains(hash) && has_lost_some(saved.record);
    });
}

// Read at a relay; the top has refused it, or can never have it. Whoever may keep the record keeps its files with it.
bool World::is_of_one_kept(FieldWorker& worker, const Hash& hash) {
    return std::any_of(ledger_.saves().begin(), ledger_.saves().end(), [&](const Saved& saved) {
        const bool is_unknown_or_refused = !reader_->record(saved.record) || is_refused(saved.record);
        return is_unknown_or_refused && ledger_.files_of(saved).contains(hash) &&
               worker.replica().records().base(saved.record);
    });
}

void World::check_files_of(FieldWorker& worker) {
    const auto held = worker.held_files();
    for (const auto& [id, state] : states_) {
        const auto row = reader_->record(id);
        if (!may_see(worker.grant(), *row, state)) continue;
        for (const Attachment& attachment : attachments_of(state)) {
            const auto at_top = reader_->blob(attachment.blob);
            if (!at_top || !at_top->is_whole()) continue;
            if (worker.replica().blobs().bytes(attachment.blob) != ledger_.files[attachment.blob].bytes)
                complain(worker.name() + " does not have the file " + short_name(attachment.blob) + " of " +
                         to_string(id));
        }
    }
    for (const auto& [hash, is_whole] : held) {
        bool is_lawful = worker.is_at_work_on(hash) || !is_named(hash) || is_of_the_forgotten(hash);
        for (const RecordId& id : records_naming(hash)) {
            const auto row = reader_->record(id);
            is_lawful |= row && may_see(worker.grant(), *row, states_.at(id));
        }
        is_lawful |= is_of_one_kept(worker, hash);
        if (!is_lawful) complain(worker.name() + " holds the file " + short_name(hash) + " of what it may not see");
    }
}

void World::check_files_of(RelayHouse& relay) {
    const auto reader = relay.read();
    for (const auto& [id, state] : states_) {
        const auto top = reader_->record(id);
        if (!relay.is_within(top->area)) continue;
        for (const Attachment& attachment : attachments_of(state)) {
            const auto at_top = reader_->blob(attachment.blob);
            if (!at_top || !at_top->is_whole()) continue;
            if (reader->blob_bytes(attachment.blob, 0, SIZE_MAX >> 1) != ledger_.files[attachment.blob].bytes)
                complain(relay.name() + " does not have the file " + short_name(attachment.blob) + " of " +
                         to_string(id));
        }
    }
    for (const Hash& hash : files_at(relay)) {
        bool is_lawful = is_of_the_forgotten(hash) || is_of_the_cut_off(*reader, hash);
        for (const Saved& saved : ledger_.saves()) {
            if (!ledger_.files_of(saved).contains(hash)) continue;
            const auto row = reader_->record(saved.record);
            is_lawful |= row && relay.is_within(row->area);
            is_lawful |= is_refused(saved.record) && reader->record(saved.record);
        }
        if (!is_lawful) complain(relay.name() + " holds the file " + short_name(hash) + " of what it may not see");
    }
}

}  // namespace nuong::simulated
