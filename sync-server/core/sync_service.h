// SyncService: the decisions of the server, without HTTP and without SQL. Callers bring a store of their own thread and
// the time; what many requests ask for again and again is remembered here.
//
// Thread: any; each call with a store that belongs to the calling thread.
#pragma once
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "sync-server/core/desk.h"
#include "sync-server/core/digests.h"
#include "sync-server/core/enrol.h"
#include "sync-server/core/feed_heads.h"
#include "sync-server/core/limits.h"
#include "sync-server/core/milestones.h"
#include "sync-server/core/over_asking.h"
#include "sync-server/core/principal.h"
#include "sync-server/core/push_changes.h"
#include "sync-server/core/rate_limit.h"
#include "sync-server/core/recovery.h"
#include "sync-server/core/relay_memory.h"
#include "sync-server/core/relay_runs.h"
#include "sync-server/core/take_bundle.h"

namespace nuong {

class SyncService {
public:
    // Before anything is served: which programs devices are told of. Until then this very program is the newest, and
    // all are welcome.
    void speak_of(const protocol::Programs& programs) { programs_ = programs; }
    // Likewise: nobody enrols who sends the code itself, or tells no key to sign with. Until then older programs may.
    void demand_proofs() { demands_proofs_ = true; }

    // Reads documents and feed heads. Again whenever refresh() finds that another process has changed them.
    Status load(StoreReader& reader);
    Status refresh(StoreReader& reader);

    // The whole answer to a device that has read everything and sends nothing; touches no store.
    std::optional<std::string> nothing_new(const Hash& token, const protocol::SyncRequest& request, Instant now);

    Answer<std::shared_ptr<const Principal>> authenticate(StoreReader& reader, const Hash& token);
    // Whether the request can only be answered after the store was written.
    bool must_write(StoreReader& reader, const Principal& principal, const protocol::SyncRequest& request);
    // Inside the writer's transaction; then, when it is durable, the outcome's settle() and remember() before the
    // device is told; when it is `unproven`, only that. Nothing when there were no changes, only a key to learn.
    std::optional<PushOutcome> push(StoreTransaction& transaction, const Principal& principal,
                                    const protocol::SyncRequest& request, const ArrivedRun& run, Instant now);
    // POST /v1/relay: inside the writer's transaction, if there is anything to write; then the answer.
    std::vector<MakerOutcome> take_relayed(StoreTransaction& transaction, const Principal& relay,
                                           const PreparedRelay& relayed, Instant now);
    std::string relay_answer(StoreReader& reader, const Principal& relay, const PreparedRelay& relayed,
                             const std::vector<MakerOutcome>& makers);
    void committed(const Committed& committed);
    void remember(DeviceId device, std::uint64_t acked);

    // The answer's JSON. `pushed` is none when the request brought no changes.
    struct Pulled {
        std::string json;
        bool tells_of_people = true;  // false: only how far things have come
    };
    Pulled pull(StoreReader& reader, const Principal& principal, const protocol::SyncRequest& request,
                const std::optional<PushOutcome>& pushed, Instant now);

    std::optional<protocol::HttpError> refusal_of(const Principal& principal,
                                                  const protocol::SyncRequest& request) const;

    // Before a code is even looked up: has this address been wrong too often?
    std::optional<protocol::HttpError> refusal_to_try(const std::string& remote, Instant now);
    void note_wrong_code(const std::string& remote, Instant now);
    Answer<protocol::EnrollAnswer> enrol(StoreTransaction& transaction, const protocol::EnrollRequest& request,
                                         const std::optional<Hash>& held, const std::string& remote, Instant now);

    Answer<protocol::RecoverAnswer> recover(StoreTransaction& transaction, const protocol::RecoverRequest& request,
                                            const std::string& remote, Instant now);

    RelayMemory& relay_memory() { return relay_memory_; }

    // Devices that asked since the last call.
    std::vector<HeardDevice> take_heard();

    std::shared_ptr<const DocumentBook> book() const;
    JustHeard just_heard() const;

    // A whole exchange on one thread and one store: for tests, simulated worlds and small tools.
    Answer<std::string> exchange(ChangeStore& store, const Hash& token, const protocol::SyncRequest& request,
                                 Instant now);
    // POST /v1/digests.
    Answer<std::string> compare(ChangeStore& store, const Hash& token, const protocol::DigestsRequest& request,
                                Instant now);
    // When compare() says `no_area`.
    void note_foreign_comparison(StoreTransaction& transaction, const Hash& token, const AreaCode& area, Instant now);
    Answer<std::string> relay(ChangeStore& store, const Hash& token, protocol::RelayRequest request, Instant now);
    Answer<std::string> take_bundle(ChangeStore& store, const Hash& token, std::string_view bytes, Instant now);

private:
    std::uint64_t acked_locked(DeviceId device, std::uint64_t at_least);
    HeardDevice heard_of(const Principal& principal, const protocol::SyncRequest& request, Instant now);
    void heard_locked(const HeardDevice& heard);
    bool is_too_old(const protocol::SyncRequest& request) const;
    std::optional<protocol::Programs> programs_for(const protocol::SyncRequest& request) const;

    protocol::Programs programs_{this_program(), {}};
    bool demands_proofs_ = false;
    mutable std::mutex mutex_;
    std::shared_ptr<const DocumentBook> book_ = std::make_shared<DocumentBook>();
    std::uint64_t settings_ = 0;
    std::string epoch_;
    std::uint64_t erasures_ = 0;  // of the newest record that was erased by law
    std::atomic<bool> is_relay_ = false;
    std::unordered_map<std::string, std::shared_ptr<const Principal>> principals_;  // by token hash
    std::unordered_map<std::uint64_t, std::uint64_t> acked_;                        // by device
    JustHeard heard_;
    RelayMemory relay_memory_;
    Milestones milestones_;
    OverAsking over_asking_;
    FeedHeads heads_;
    RateLimit comparisons_{limits::comparisons_max, limits::comparisons_total_max, limits::comparisons_window};
    RateLimit wrong_codes_{limits::wrong_codes_max, limits::wrong_codes_total_max, limits::wrong_codes_window};
};

}  // namespace nuong
