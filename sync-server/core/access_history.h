// Who has opened, found, exported, printed, decided or written something in the records of one person, as the law lets
// that person know. It names nobody else's record and repeats nothing that was written or typed.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sync-server/core/document_book.h"
#include "sync-server/store/change_store.h"

namespace nuong {

struct Access {
    Instant at;
    UserId who;                      // "console", "console:an": whoever operates the server
    std::string what;                // read, search, list, report, print, export, decide, write
    std::optional<DeviceId> device;  // nothing: at the server
    std::optional<RecordId> record;  // one of the person's
    FormId form;
    // false: a list, a search or an export, in which the person may have been; of lists and searches on a device only
    // those of whoever looks after the person's area.
    bool is_certain = true;

    bool operator==(const Access&) const = default;
};

struct AccessHistory {
    std::vector<Access> entries;  // by time
    std::size_t records = 0;      // of the person, that are here
};

// Reads every record once: it is asked a few times a year.
AccessHistory access_history(StoreReader& reader, const RecordId& person);

}  // namespace nuong
