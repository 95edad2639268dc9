#include "shared/reports/programme.h"

namespace nuong::reports {

Result<Programme> make_programme(const std::vector<std::pair<std::string, std::string>>& documents) {
    Programme programme;
    std::vector<TargetPlan> plans;
    for (const auto& [kind, body] : documents) {
        if (kind == "indicators") {
            auto book = parse_indicators(body, kind);
            if (!book) return book.error();
            if (auto added = programme.indicators.add(std::move(*book), kind); !added) return added.error();
        }
        if (kind == "targets") {
            auto plan = parse_target_plan(body, kind);
            if (!plan) return plan.error();
            plans.push_back(std::move(*plan));
        }
    }
    programme.targets = TargetBook(std::move(plans));
    return programme;
}

}  // namespace nuong::reports
