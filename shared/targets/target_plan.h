// TargetPlan: the figures that a decision assigns, as published data. A plan is never edited: a changed one is a new
// version that supersedes the earlier, which stays readable.
//
// Document: {"kind":"targets","id","version","title":{vi,en},"plan_no"?,"decision_no"?,"date"?,"year","level","area",
//   "valid_from","valid_to"?,"targets":[{"indicator","area","facility"?,"value","unit"}],"table"?,"findings"?}
// `table` is the plan as printed, `findings` the differences that its import found; reports count with `targets` alone
// and name the findings. Targets that were entered as forms become plans without a document (entered_targets.h).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/message.h"
#include "shared/base/result.h"
#include "shared/model/ids.h"
#include "shared/targets/decimal.h"
#include "shared/targets/plan_version.h"

namespace nuong {

struct Target {
    std::string indicator;
    AreaCode area;
    std::string facility;  // "" = all
    Decimal value;
    std::string unit;  // people, turns, percent, count
    // The last day, where another target took its place before the plan ends (entered_targets.h).
    std::optional<Date> valid_to = {};

    bool operator==(const Target&) const = default;
};

constexpr const char* column_finding = "column";  // instead of an area

// Where the plan as printed does not add up: asked of whoever signed it, kept as it is.
struct PlanFinding {
    std::string area;  // as printed, or column_finding
    AreaCode area_code;

    bool operator==(const PlanFinding&) const = default;
};

struct TargetPlan {
    std::string id;
    std::uint32_t version = 0;
    Message title;
    std::string plan_no;
    int year = 0;
    AreaCode area;
    Date valid_from{};
    Date valid_to{};                   // last day
    std::optional<Date> decided_on{};  // `date`, where the document says it
    std::vector<Target> targets;
    std::vector<PlanFinding> findings;
};

Result<TargetPlan> parse_target_plan(std::string_view json, const std::string& what);

// The plans in force, asked for one figure. Of several that assign it to an area on a day the one that began last
// counts; of those that began on one day the one that was decided last (`date`; one without comes before all others),
// then the one with the higher version. Plans that are alike in all this and assign different values are rivals:
// nothing that the documents say chooses between them, so no figure of theirs is taken, and reports say so. Never does
// the order in which the documents come decide, nor what they are called.
class TargetBook {
public:
    TargetBook() = default;
    explicit TargetBook(std::vector<TargetPlan> plans) : plans_(std::move(plans)) {}

    struct Found {
        Decimal value;
        PlanVersion plan;
        Date first{},
            last{};  // until the last day it is to be reached, from the first on: a decision in July is of the year
    };
    // What was assigned facility by facility is added up, or, with `facility`, just that one's; areas below are not:
    // what nobody assigned is no target.
    std::optional<Found> find(std::string_view indicator, std::string_view area, Date day,
                              std::string_view facility = "") const;
    // Because of which find() finds nothing, in order of their ids; none: it is not for that.
    std::vector<PlanVersion> rivals(std::string_view indicator, std::string_view area, Date day,
                                    std::string_view facility = "") const;
    const TargetPlan* plan(const PlanVersion& version) const;
    const std::vector<TargetPlan>& plans() const { return plans_; }

private:
    // By all the plans that hold on the day and are superseded by none of the others, in order of their ids.
    std::vector<Found> claims(std::string_view indicator, std::string_view area, Date day,
                              std::string_view facility) const;

    std::vector<TargetPlan> plans_;
};

}  // namespace nuong
