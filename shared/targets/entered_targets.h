// EnteredTarget: a target that somebody wrote down by itself, as a record of a form. Those of one decision become a
// plan that counts beside the published ones, by the same order (TargetBook).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/targets/target_plan.h"

namespace nuong {

struct EnteredTarget {
    std::string record;         // id
    std::string replaces = {};  // id of the record whose place it takes
    std::string plan_no = {};
    std::uint32_t version = 1;
    int year = 0;
    Date valid_from{};
    std::optional<Date> decided_on = {};
    Target target = {};
};

// A target that is replaced holds until the day before the other one begins. One is of its year, and of its first day
// where another year's day stands as its beginning: a paper of former years is typed in today, next year's before that
// begins. When one facility is assigned anew, what its plan assigns to the others stays. Targets of one decision that
// assign different values for the same are rivals, each in a plan of its own.
std::vector<TargetPlan> entered_plans(std::vector<EnteredTarget> entered);

}  // namespace nuong
