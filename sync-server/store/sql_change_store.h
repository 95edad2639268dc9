// SqlChangeStore: what every store in an SQL engine has in common: which rows a transaction writes, and when it takes
// positions. The engine is behind Sql.
#pragma once
#include <chrono>
#include <utility>

#include "sync-server/store/change_store.h"
#include "sync-server/store/newest_seen.h"
#include "sync-server/store/sql.h"

namespace nuong {

class SqlChangeStore : public ChangeStore {
public:
    std::unique_ptr<StoreReader> read() override;
    std::unique_ptr<StoreTransaction> begin() override;
    bool is_sound() override { return sql().is_sound(); }

    virtual Sql& sql() = 0;  // for what goes over all tables alike
    // Whoever serves answers in time or not at all: a question that takes longer ends as DatabaseError::unreachable.
    // Without this it may take as long as it takes. A file is never waited for.
    virtual void give_up_after(std::chrono::milliseconds) {}
    // What one connection has acknowledged no other reads past. Until then each knows its own.
    void know_together(std::shared_ptr<NewestSeen> newest) { newest_ = std::move(newest); }

private:
    template <class Turn, class Make>
    std::unique_ptr<Turn> begin_up_to_date(const Make& make);

    std::shared_ptr<NewestSeen> newest_ = std::make_shared<NewestSeen>();
    std::uint64_t alive_ = 0;  // on which of its connections a life of the store has begun
};

}  // namespace nuong
