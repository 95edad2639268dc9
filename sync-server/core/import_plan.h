// A plan of targets taken into the store: a published document, so that every device has it at its next sync and can
// only read it. A changed plan is the next version and supersedes; the earlier one stays readable.
#pragma once
#include "shared/targets/import_targets.h"
#include "sync-server/core/publish.h"

namespace nuong {

// The layouts that are published, and the areas to place rows in.
struct PlanDesk {
    std::vector<TargetLayout> layouts;
    AreaTree areas;
};
Result<PlanDesk> plan_desk(StoreReader& reader);

struct StoredPlan {
    std::string id;
    std::uint32_t version = 0;
    bool is_new = false;  // false: the same plan is in force already
};
// The version that `plan` would have, when it differs from the one in force.
StoredPlan place_of_plan(StoreReader& reader, const ImportedPlan& plan, const PlanFacts& facts);
Result<StoredPlan> store_plan(StoreTransaction& transaction, const ImportedPlan& plan, const PlanFacts& facts,
                              const std::string& who, Instant now);

}  // namespace nuong
