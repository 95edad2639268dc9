#include "tests/world/room/shrink.h"

namespace nuong::simulated {
namespace {

class Shrinking {
public:
    Shrinking(const District& district, const Plan& plan, int tries_max)
        : district_(district), tries_max_(tries_max), best_{plan, live_once(district, plan), 1} {}

    Shrunk run() {
        for (std::size_t length = best_.events() / 2; length > 0; length = length > 1 ? (length + 1) / 2 : once_more())
            leave_out_runs_of(length);
        return std::move(best_);
    }

private:
    // Single events are tried again as long as one of them went.
    std::size_t once_more() {
        const bool again = has_shrunk_ && best_.tries < tries_max_;
        has_shrunk_ = false;
        return again ? 1 : 0;
    }

    std::vector<int> events() const {
        std::vector<int> all;
        for (int event = 1; event <= best_.plan.events; ++event)
            if (!best_.plan.left_out.contains(event)) all.push_back(event);
        return all;
    }

    // From the end: what comes late depends on what came early, not the other way round.
    void leave_out_runs_of(std::size_t length) {
        const std::vector<int> all = events();
        for (std::size_t end = all.size(); end > 0 && best_.tries < tries_max_;) {
            const std::size_t begin = end > length ? end - length : 0;
            Plan smaller = best_.plan;
            for (std::size_t i = begin; i < end; ++i) smaller.left_out.insert(all[i]);
            Outcome outcome = live_once(district_, smaller);
            ++best_.tries;
            if (!outcome.trouble.empty()) {
                best_.plan = std::move(smaller);
                best_.outcome = std::move(outcome);
                has_shrunk_ = true;
            }
            end = begin;
        }
    }

    const District& district_;
    int tries_max_;
    Shrunk best_;
    bool has_shrunk_ = false;
};

}  // namespace

Shrunk shrink(const District& district, const Plan& plan, int tries_max) {
    return Shrinking(district, plan, tries_max).run();
}

}  // namespace nuong::simulated
