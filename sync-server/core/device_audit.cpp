#include "sync-server/core/device_audit.h"

#include <algorithm>
#include <map>

#include "sync-server/core/limits.h"
#include "sync-server/core/signers.h"

namespace nuong {
namespace {

constexpr std::size_t entries_at_once = protocol::audit_entries_max, questions_at_once = 100;

// Each follows the one before, by number as well; the first follows what is known, if that is here.
bool is_in_order(StoreReader& store, const protocol::AuditRun& run) {
    const std::uint64_t first = run.entries.front().entry.n;
    if ((first == 1) != (run.previous == Hash{})) return false;
    const auto before = store.device_audit(run.previous);
    if (before && before->n + 1 != first) return false;
    for (std::size_t i = 0; i < run.entries.size(); ++i)
        if (run.entries[i].entry.n != first + i) return false;
    return true;
}

// Why nothing of it is taken; nullptr when it is. A device that does not sign yet is known by its token, as with
// changes.
const char* refusal_of(StoreReader& store, DeviceId device, const protocol::AuditRun& run, bool& is_proven) {
    if (!is_in_order(store, run)) return "out_of_order";
    const protocol::AuditEnd end{device, run.entries.back().entry.n, protocol::end_of(run)};
    is_proven = run.signature && audit_signer_of(store, end, *run.signature);
    if (is_proven || !signs(store, device)) return nullptr;
    return run.signature ? "wrongly_signed" : "not_signed";
}

// What follows an unsigned run up to where its device has signed it: on the next page, or known above already because
// it came here first. Nothing when there is no such end.
void reach_signature(StoreReader& store, DeviceId device, protocol::AuditRun& run) {
    std::vector<protocol::SentAuditEntry> following;
    Hash end = protocol::end_of(run);
    while (run.entries.size() + following.size() < protocol::audit_entries_max) {
        const auto row = store.device_audit_after(device, end);
        auto sent = row ? protocol::decode_audit_entry(row->body) : Result<protocol::SentAuditEntry>(Error{});
        if (!sent) return;
        following.push_back(std::move(*sent));
        end = row->link;
        if (!row->signature) continue;
        std::move(following.begin(), following.end(), std::back_inserter(run.entries));
        run.signature = row->signature;
        return;
    }
}

// A run can be handed on where its device has signed: at the last such place of the page, or at the next.
void end_at_signature(StoreReader& store, protocol::RelayedAudit& audit,
                      const std::vector<std::optional<Signature>>& signatures) {
    for (std::size_t i = signatures.size(); i > 0; --i)
        if (signatures[i - 1]) {
            audit.run.entries.resize(i);
            audit.run.signature = signatures[i - 1];
            return;
        }
    reach_signature(store, audit.device, audit.run);
}

}  // namespace

bool brings_audit(StoreReader& store, const protocol::AuditRun& run) {
    const auto links = protocol::links_of(run);
    return std::any_of(links.begin(), links.end(), [&](const Hash& link) { return !store.device_audit(link); });
}

void take_audit(StoreTransaction& transaction, DeviceId device, const protocol::AuditRun& run, const UserId& user,
                Instant now) {
    if (!brings_audit(transaction, run)) return;
    const std::uint64_t last = run.entries.back().entry.n;
    bool is_proven = false;
    if (const char* refused = refusal_of(transaction, device, run, is_proven))
        return transaction.add_audit(now, user, "device_audit_refused",
                                     to_string(device) + " " + std::to_string(run.entries.front().entry.n) + "-" +
                                         std::to_string(last) + " " + refused + " " + to_hex(protocol::end_of(run)));
    const auto links = protocol::links_of(run);
    Hash previous = run.previous;
    for (std::size_t i = 0; i < links.size(); ++i) {
        const protocol::SentAuditEntry& sent = run.entries[i];
        DeviceAuditRow row{0, device, sent.entry.n, links[i], previous, now, sent.text, std::nullopt};
        // A relay hands on also what it cannot verify itself.
        if (i + 1 == links.size() && (is_proven || transaction.upstream())) row.signature = run.signature;
        transaction.add_device_audit(row);
        previous = links[i];
    }
    transaction.add_audit(now, user, "device_audit",
                          to_string(device) + " " + std::to_string(last) + " " + to_hex(previous));
}

namespace {

// Back from `link` to a first entry, or so many steps. What comes long before is not asked about: no device has it any
// more.
bool is_whole_up_to(StoreReader& store, Hash link, std::size_t steps_max) {
    for (std::size_t steps = 0; steps < steps_max && link != Hash{}; ++steps) {
        const auto row = store.device_audit(link);
        if (!row) return false;
        link = row->previous;
    }
    return true;
}

}  // namespace

protocol::AuditTaken audit_taken(StoreReader& store, const protocol::AuditRun& run) {
    const bool is_top = !store.upstream();
    protocol::AuditTaken taken;
    for (const Hash& link : protocol::links_of(run)) {
        if (!store.device_audit(link)) break;
        ++taken.count;
    }
    const auto end = store.device_audit(protocol::end_of(run));
    taken.at_top = end && (is_top || end->known == KnownAbove::top);
    taken.has_gap = is_top && !is_whole_up_to(store, run.previous, run.doubts ? limits::audit_steps_max : 1);
    return taken;
}

std::vector<protocol::RelayedAudit> audits_to_forward(StoreReader& store, const std::vector<DeviceId>& held_back) {
    std::vector<protocol::RelayedAudit> audits;
    std::vector<std::vector<std::optional<Signature>>> signatures;  // of each audit, entry by entry
    std::map<std::pair<DeviceId, Hash>, std::size_t> ends;          // where each stands so far
    std::uint64_t after = 0;
    std::size_t count = 0;
    for (auto rows = store.device_audits_ahead(after, entries_at_once); !rows.empty() && count < entries_at_once;
         rows = store.device_audits_ahead(after, entries_at_once))
        for (DeviceAuditRow& row : rows) {
            after = row.arrival;
            if (std::find(held_back.begin(), held_back.end(), row.device) != held_back.end()) continue;
            auto sent = protocol::decode_audit_entry(row.body);
            if (!sent || count == entries_at_once) continue;
            ++count;
            const auto ends_before = ends.find({row.device, row.previous});
            const std::size_t at = ends_before == ends.end() ? audits.size() : ends_before->second;
            if (ends_before == ends.end()) {
                audits.push_back({row.device, {row.previous, {}, std::nullopt, false}});
                signatures.emplace_back();
            } else ends.erase(ends_before);
            ends[{row.device, row.link}] = at;
            audits[at].run.entries.push_back(std::move(*sent));
            signatures[at].push_back(row.signature);
        }
    for (std::size_t i = 0; i < audits.size(); ++i) end_at_signature(store, audits[i], signatures[i]);
    for (const DeviceAuditRow& row : store.device_audits_below_top(questions_at_once))
        audits.push_back({row.device, {row.link, {}, std::nullopt, false}});
    return audits;
}

bool note_audited(StoreTransaction& transaction, const std::vector<protocol::RelayedAudit>& sent,
                  const std::vector<protocol::AuditTaken>& answer, std::vector<DeviceId>& held_back) {
    bool has_moved = false;
    for (std::size_t i = 0; i < std::min(sent.size(), answer.size()); ++i) {
        const protocol::AuditRun& run = sent[i].run;
        const std::size_t count = std::min<std::size_t>(answer[i].count, run.entries.size());
        const bool is_all_at_top = answer[i].at_top && count == run.entries.size();
        const auto links = protocol::links_of(run);
        for (std::size_t entry = 0; entry < count; ++entry)
            transaction.note_device_audit(links[entry], is_all_at_top ? KnownAbove::top : KnownAbove::parent);
        has_moved |= count > 0;
        if (count < run.entries.size()) {
            held_back.push_back(sent[i].device);
            has_moved = true;  // the next page is without it
        }
        if (!is_all_at_top) continue;
        // What was handed on earlier, and ends here.
        Hash link = run.previous;
        for (auto row = transaction.device_audit(link); row && row->known == KnownAbove::parent;
             row = transaction.device_audit(link)) {
            transaction.note_device_audit(link, KnownAbove::top);
            link = row->previous;
        }
    }
    return has_moved;
}

}  // namespace nuong
