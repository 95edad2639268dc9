// Verify: is the store what its history says? Every state is recomputed from the changes, every chain is walked,
// every frozen report is read again.
#pragma once
#include <string>
#include <vector>

#include "shared/base/message.h"
#include "sync-server/store/change_store.h"

namespace nuong {

struct Verification {
    std::uint64_t records = 0;
    std::uint64_t changes = 0;
    std::uint64_t files = 0;            // attachments, whole or on their way
    std::uint64_t reports = 0;          // frozen versions
    std::vector<std::string> problems;  // at most problems_max; in English, for the technician
    std::vector<Message> damaged_reports;

    bool ok() const { return problems.empty() && damaged_reports.empty(); }
    static constexpr std::size_t problems_max = 100;
};

// Memory does not grow with the store.
Verification verify(StoreReader& reader);

}  // namespace nuong
