// Publishing: new versions of forms, areas, roles and reports come into force together or not at all.
#pragma once
#include "sync-server/core/document_book.h"
#include "sync-server/store/change_store.h"

namespace nuong {

struct Published {
    std::vector<protocol::SchemaEntry> fresh;  // what is new in force
    std::size_t unchanged = 0;
};

// Every file is checked, then all documents in force together; a version once published never changes its text.
Result<Published> publish(StoreTransaction& transaction, const std::vector<DocumentFile>& files, const std::string& who,
                          Instant now);

}  // namespace nuong
