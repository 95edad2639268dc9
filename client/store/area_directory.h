// The areas that this device knows, read from the published documents.
#pragma once
#include "client/store/schema_store.h"
#include "shared/model/area_tree.h"

namespace nuong::client {

// Empty when none are held or they do not fit together.
AreaTree areas_of(SchemaStore& schemas);

}  // namespace nuong::client
