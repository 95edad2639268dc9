// A store in memory with the shipped schemas and a demo district in it.
#pragma once
#include <functional>

#include "sync-server/core/publish.h"
#include "sync-server/demo/demo_district.h"
#include "sync-server/store/sqlite_change_store.h"

namespace nuong::test {

struct DemoStore {
    explicit DemoStore(const demo::DemoScale& scale);

    // The district, and what somebody saved besides; at the end everybody syncs.
    DemoStore(const demo::DemoScale& scale, std::vector<demo::Save> besides);

    Status run(const demo::DemoScale& scale, std::vector<demo::Save> besides);
    void each_change(const std::function<void(const ChangeRow&)>& look) const;
    void each_record(const std::function<void(const RecordRow&)>& look) const;

    std::unique_ptr<SqliteChangeStore> store;
    demo::DemoPlan plan;
    std::shared_ptr<const DocumentBook> book;
    demo::Forms forms;
    demo::Sent sent;
};

}  // namespace nuong::test
