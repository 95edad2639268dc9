// What a person looks at, and what the device has noted of that.
#include <algorithm>

#include "tests/world/room/field_worker.h"

namespace nuong::simulated {

// One is opened, or something is searched for.
void FieldWorker::look() {
    const auto seen = any_record();
    client::Noted noted{seen ? "read" : "search", std::nullopt, seen ? "" : "0", ""};
    if (seen) noted.record = seen->id;
    replica_->note(noted, clock_.now());
    around_.story.tell(name_ + " looks at " + (seen ? to_string(seen->id).substr(0, 8) : "nobody"));
}

// What was told to be noted is there, in its order; one that was under way may be.
void FieldWorker::read_audit() {
    Statement rows = replica_->database().prepare("select link from audit order by n");
    std::vector<Hash> links;
    while (rows.step()) {
        Hash& link = links.emplace_back();
        std::copy_n(rows.blob(0).begin(), link.size(), link.begin());
    }
    if (links.size() < audit_.size() || !std::equal(audit_.begin(), audit_.end(), links.begin()))
        return complain("an entry of its audit is gone");
    around_.ledger.audits.insert(links.begin(), links.end());
    audit_ = std::move(links);
}

std::optional<Hash> FieldWorker::audit_told_at_top() {
    const auto top = static_cast<std::size_t>(replica_->database().integer_of("select top from audit_sent"));
    return top == 0 || top > audit_.size() ? std::nullopt : std::optional(audit_[top - 1]);
}

}  // namespace nuong::simulated
