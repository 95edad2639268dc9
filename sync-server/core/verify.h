// Verify: is the store what its history says? Every state is recomputed from the changes, every chain is walked.
#pragma once
#include <string>
#include <vector>

#include "sync-server/store/change_store.h"

namespace nuong {

struct Verification {
    std::uint64_t records = 0;
    std::uint64_t changes = 0;
    std::uint64_t files = 0;            // attachments, whole or on their way
    std::vector<std::string> problems;  // at most problems_max; in English, for the technician

    bool ok() const { return problems.empty(); }
    static constexpr std::size_t problems_max = 100;
};

// Memory does not grow with the store.
Verification verify(StoreReader& reader);

}  // namespace nuong
