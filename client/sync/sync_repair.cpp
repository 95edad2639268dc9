// SyncSession: what is done once all is read, so that what went wrong unnoticed does not stay wrong.
#include <algorithm>

#include "client/sync/sync_session.h"
#include "shared/protocol/compression.h"

namespace nuong::client {
namespace {

constexpr std::chrono::days caseload_interval{7};

}  // namespace

// Everything is read and nothing waits: both sides should hold the same now.
void SyncSession::compare(const protocol::SyncAnswer& answer) {
    compares_ = false;
    if (replica_.areas().areas().empty()) return;  // without areas nobody can say what lies in one
    const bool is_told =
        std::any_of(answer.areas.begin(), answer.areas.end(), [](const auto& page) { return page.digest.has_value(); });
    if (!is_told) return;  // an older server
    const protocol::Holdings holdings = replica_.holdings();
    std::string difference;
    for (const protocol::AreaPage& page : answer.areas) {
        const Digest held = holdings.digest(page.area);
        if (!page.digest || *page.digest == held) continue;
        differing_.push_back({page.area, Replica::Compared::shared});
        difference += page.area + " " + std::to_string(page.digest->mark) + " " + std::to_string(held.mark) + "\n";
    }
    // What could not be mended is not tried again until one side changes: only this device may have it.
    if (has_repaired_ || difference == replica_.records().unmended()) differing_.clear();
    if (differing_.empty()) replica_.records().note_compared(replica_.corrected(clock_.now()), difference);
    if (!has_repaired_ && is_caseload_due())
        for (const protocol::AreaPage& page : answer.areas)
            differing_.push_back({page.area, Replica::Compared::caseload});
    comparison_ = {};
}

// The server counts no digest of a caseload: it would have to look at each record, so it is asked seldom.
bool SyncSession::is_caseload_due() {
    if (replica_.device().own.empty()) return false;
    const auto last = replica_.records().cases_compared_at();
    const Instant now = replica_.corrected(clock_.now());
    return !last || now < *last || now - *last >= caseload_interval;
}

// Somebody has saved meanwhile. To the server that would look like a difference, so it is handed over first.
bool SyncSession::put_off_repair() {
    differing_.clear();
    comparison_ = {};
    phase_ = Phase::records;
    return compares_ = true;
}

// One question about the buckets of one area. What differs is then asked for like records in doubt.
bool SyncSession::repair() {
    if (waiting() > 0) return put_off_repair();
    const Difference asked = differing_.back();
    const protocol::Holdings holdings = replica_.holdings(asked.what);
    comparison_.area = asked.area;
    comparison_.cases = asked.what == Replica::Compared::caseload;
    comparison_.buckets = holdings.buckets(comparison_.area);
    const auto response =
        exchange({"POST", "/v1/digests", replica_.device().token, protocol::pack(protocol::encode(comparison_))});
    if (!response) {
        if (!may_try_again(response.error())) return fail(response.error());
        return true;
    }
    lost_in_a_row_ = 0;
    const auto text = text_of(*response);
    const auto answer = text ? protocol::decode_digests_answer(*text) : Result<protocol::DigestsAnswer>(text.error());
    if (!answer || answer->next <= comparison_.first) {  // it cannot say now: the next session compares again
        differing_.clear();
        phase_ = Phase::records;
        return true;
    }
    if (answer->cases == comparison_.cases) {  // an older server knows nothing of caseloads
        const protocol::Holdings::Doubts doubts = holdings.doubts(comparison_.area, *answer);
        replica_.doubt(comparison_.area, doubts);
        if (!doubts.empty()) report_.to_receive.reset();  // it may be a whole area
        report_.repaired += static_cast<std::int64_t>(doubts.lacking.size() + doubts.beyond.size());
        comparison_.first = answer->next;
        if (answer->next < digest_buckets) return true;
    }
    if (comparison_.cases) replica_.records().note_cases_compared(replica_.corrected(clock_.now()));
    differing_.pop_back();
    comparison_ = {};
    if (!differing_.empty()) return true;
    phase_ = Phase::records;
    compares_ = has_repaired_ = true;
    return true;
}

}  // namespace nuong::client
