// Bundle files: what waits here goes out on a stick, and what others hand over comes in to be carried on. Nothing of
// this touches the network; a bundle that got lost is simply exported again.
#pragma once
#include <string>

#include "client/store/replica.h"

namespace nuong::client {

struct BundleCount {
    std::int64_t changes = 0;  // in the file, or taken in to be carried
    std::int64_t carried = 0;  // those of them that other devices made
    bool is_whole = true;      // false: not everything that waits went into one file
};

// All that no server has acknowledged, made here or carried for others. The file is there as a whole or not at all.
// Errors: refused (the district's key is not known yet), no_space, damaged (cannot be written).
Result<BundleCount> export_bundle(Replica& replica, const std::string& path, Instant wall_now);

// Keeps other devices' changes, unread, until they are handed on: at the next sync or in a bundle. Errors: not_found,
// invalid (damaged, forged, for another district, too large), refused (the district's key is not known yet).
Result<BundleCount> import_bundle(Replica& replica, const std::string& path, Instant wall_now);

// What a person is told afterwards.
Message told_of_export(const BundleCount& count, const std::string& path);
Message told_of_import(const BundleCount& count);
Message not_whole();  // of BundleCount::is_whole

}  // namespace nuong::client
