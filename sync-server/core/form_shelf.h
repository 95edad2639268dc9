// FormShelf: every version of a form that changes speak of, compiled once. Older versions stay published, because older
// changes were made with them.
//
// Thread: any.
#pragma once
#include <map>
#include <mutex>

#include "shared/forms/compile.h"
#include "sync-server/store/change_store.h"

namespace nuong {

class FormShelf {
public:
    // Null when that version was never published here.
    forms::FormPointer find(StoreReader& store, const FormId& id, std::uint32_t version);

private:
    std::mutex mutex_;
    std::map<std::pair<FormId, std::uint32_t>, forms::FormPointer> forms_;
};

}  // namespace nuong
