// SqlChangeStore: what every store in an SQL engine has in common: which rows a transaction writes, and when it takes
// positions. The engine is behind Sql.
#pragma once
#include <utility>

#include "sync-server/store/change_store.h"
#include "sync-server/store/sql.h"

namespace nuong {

class SqlChangeStore : public ChangeStore {
public:
    std::unique_ptr<StoreReader> read() override;
    std::unique_ptr<StoreTransaction> begin() override;
    bool is_sound() override;

    virtual Sql& sql() = 0;  // for what goes over all tables alike

protected:
    std::size_t take_records_written() { return std::exchange(records_written_, 0); }  // since it was last asked

private:
    std::size_t records_written_ = 0;
};

}  // namespace nuong
