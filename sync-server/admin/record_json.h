// Records and changes as JSON for the operator.
#pragma once
#include "shared/base/json.h"
#include "sync-server/store/rows.h"

namespace nuong::admin {

// With its name (device:seq), its verdict when it was refused, and what it wrote.
OrderedJson json_of(const ChangeRow& row);

}  // namespace nuong::admin
