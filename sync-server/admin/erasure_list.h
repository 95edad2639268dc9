// The erasure list: which records were erased by law, one line each, beside the store and beside its backups. It names
// nobody. A backup that is older than an erasure would bring the person back; restoring reads this list and erases
// again.
#pragma once
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/model/tombstone.h"

namespace nuong::admin {

inline constexpr const char* erasure_list_name = "nuong-erasures.list";

// Of one folder; none when there is no such list. A line that cannot be read is passed over.
std::vector<Tombstone> erasures_in(const std::string& folder);
// Those that the folder's list does not have yet, durable on return. Errors: no_space.
Status note_erasures(const std::string& folder, const std::vector<Tombstone>& erasures);

}  // namespace nuong::admin
