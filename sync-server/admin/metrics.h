// Metrics: what an operator's monitoring reads at GET /metrics, in Prometheus' text format. Numbers alone, of the whole
// server and by the areas that people were given: no account, no device, no record.
#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "sync-server/store/change_store.h"

namespace nuong::admin {

// How long something took, counted by limits as monitoring expects it. Thread: any.
class Histogram {
public:
    static constexpr std::array<double, 7> limits{0.005, 0.02, 0.1, 0.5, 2, 10, 60};  // seconds

    void note(std::chrono::duration<double> took);
    void tell(std::string& text, const std::string& name, const std::string& help) const;

private:
    std::array<std::atomic<std::uint64_t>, limits.size()> within_{};
    std::atomic<std::uint64_t> count_ = 0, microseconds_ = 0;
};

struct Counters {
    std::atomic<std::uint64_t> requests = 0;
    std::atomic<std::uint64_t> request_bytes = 0, answer_bytes = 0;  // bodies
    std::atomic<std::uint64_t> nothing_new = 0;                      // syncs answered from memory
    std::atomic<std::uint64_t> syncs = 0;                            // all others
    std::atomic<std::uint64_t> comparisons = 0;                      // POST /v1/digests
    std::atomic<std::uint64_t> changes_accepted = 0;
    std::atomic<std::uint64_t> changes_refused = 0;
    std::atomic<std::uint64_t> blob_bytes_taken = 0;
    std::atomic<std::uint64_t> turned_away = 0;  // busy
    std::atomic<std::uint64_t> failed = 0;       // our own fault
    Histogram sync_seconds;                      // from the whole request to the answer
};

// How far an area is behind: of the devices of everybody who was given it.
struct AreaGauges {
    std::size_t devices = 0;
    std::chrono::seconds longest_silence{0};  // of the one that was not heard of for longest
    std::chrono::seconds silence{0};          // of them all: since one of them was heard of last
    std::uint64_t waiting = 0;                // changes that they have said are still on them
};

// What the store says of itself now.
struct StoreGauges {
    std::uint64_t records = 0, quarantined = 0, devices = 0, quiet_devices = 0;
    std::uint64_t position = 0;                      // of the newest record in any feed
    std::uint64_t bytes = 0;                         // that it takes of its disk
    std::optional<std::chrono::seconds> backup_age;  // nothing: there has never been one
    std::map<AreaCode, AreaGauges> areas;
};

// The newest backup that the audit tells of. It remembers how far it has read, so that looking often costs little.
// Thread: belongs to one at a time.
class NewestBackup {
public:
    std::optional<Instant> look(StoreReader& reader);

private:
    std::uint64_t seen_ = 0;  // entries
    std::optional<Instant> at_;
};

StoreGauges gauges_of(StoreReader& reader, NewestBackup& backup, Instant now);

// What this process is doing now.
struct ServerGauges {
    std::uint64_t commits = 0;
    std::size_t writer_queue = 0, reader_queue = 0;
    std::uint64_t connections = 0, connections_dropped = 0, requests_refused = 0;  // HttpTraffic
    std::optional<std::chrono::seconds> certificate_left;                          // until it ends; nothing without one
};

// `store`: nothing when it does not answer.
std::string metrics_text(const Counters& counters, const ServerGauges& server, const std::optional<StoreGauges>& store);

}  // namespace nuong::admin
