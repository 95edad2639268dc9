// Bringing the lists that outlive a store (kept_lists.h) up to date, at once and in every place where they lie.
#pragma once
#include <string>
#include <vector>

#include "sync-server/admin/command.h"

namespace nuong::admin {

// Beside the store and beside its backups. Gives the folders that are out of reach: there the lists are as they were.
std::vector<std::string> keep_lists(const DataFolder& folder, StoreReader& reader, Instant now);
// The same when a command has changed something: says which are out of reach.
void keep_lists(const Context& context, ChangeStore& store);
Message told_out_of_reach(const std::vector<std::string>& folders);

}  // namespace nuong::admin
