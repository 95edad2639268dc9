// Counting: reports and overviews go over every record. Each session counts one thing at a time, and all of them
// together leave threads for the devices.
#pragma once
#include <memory>
#include <mutex>
#include <set>

#include "sync-server/core/overview_counts.h"

namespace nuong::web {

// Thread: any.
class Counting {
public:
    explicit Counting(std::size_t at_once_max) : at_once_max_(at_once_max) {}

    class Turn {
    public:
        Turn(Counting& counting, const Hash& session) : counting_(&counting), session_(session) {}
        ~Turn();
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

    private:
        Counting* counting_;
        Hash session_;
    };
    // Until the turn goes. Null: this session, or as many others as may, are counting now.
    std::unique_ptr<Turn> begin(const Hash& session);

private:
    std::size_t at_once_max_;
    std::mutex mutex_;
    std::set<Hash> sessions_;
};

// The overview's numbers as they were counted last. Thread: any.
class OverviewMemory {
public:
    static constexpr std::chrono::minutes good_for{5};  // unless nothing has come in since

    struct Remembered {
        std::shared_ptr<const OverviewCounts> counts;  // null: none, or what was erased since would still be in them
        bool is_good = false;
    };
    Remembered remembered(const StoreFacts& facts, Instant now);
    std::shared_ptr<const OverviewCounts> count(StoreReader& reader, FormShelf& forms, Instant now);

private:
    std::mutex mutex_;
    std::shared_ptr<const OverviewCounts> counted_;
    StoreFacts facts_;
};

}  // namespace nuong::web
