// The part of Replica that notes what people do without changing a record.
#include "client/store/replica.h"
#include "shared/protocol/run_proof.h"

namespace nuong::client {

void Replica::note(const Noted& noted, Instant wall_now) {
    Transaction transaction(db_);
    const DeviceInfo device = this->device();
    const auto listing = noted.record ? records_.listing(*noted.record) : std::nullopt;
    audit_.append({.n = 0,
                   .at = wall_now + device.clock_offset,
                   .who = device.user,
                   .what = noted.what,
                   .record = noted.record,
                   .person = listing ? listing->subject : std::nullopt,
                   .form = listing ? listing->form : noted.form,
                   .detail = noted.detail});
    transaction.commit();
}

// Signed is the chain as it stands in the store: where somebody has altered an entry there, the signature does not fit.
std::optional<protocol::AuditRun> Replica::due_audit(std::size_t most) {
    auto run = audit_.due(most);
    if (!run || run->entries.empty()) return run;
    const std::uint64_t last = run->entries.back().entry.n;
    run->signature = protocol::sign_audit({device().device, last, audit_.link_after(last)}, bundles_.signing_key());
    return run;
}

bool Replica::take_audit_answer(const protocol::AuditRun& said, const protocol::AuditTaken& answer) {
    Transaction transaction(db_);
    const bool has_moved = audit_.take(said, answer);
    transaction.commit();
    return has_moved;
}

}  // namespace nuong::client
