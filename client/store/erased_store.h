// ErasedStore: which records were erased by law. They do not come back to this device, whoever offers them.
#pragma once
#include <vector>

#include "shared/model/ids.h"
#include "shared/sqlite/database.h"

namespace nuong::client {

class ErasedStore {
public:
    explicit ErasedStore(Database& db) : db_(db) {}

    void add(const RecordId& record);
    bool has(const RecordId& record);
    bool has_any();
    // Those of which the log may hold something still; until settle() says that it does not.
    std::vector<RecordId> due();
    void settle(const RecordId& record);

private:
    Database& db_;
};

}  // namespace nuong::client
