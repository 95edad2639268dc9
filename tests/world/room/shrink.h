// Shrinking: of the events of a world that goes wrong, as many are left out as it still goes wrong without, so that its
// story can be read.
#pragma once
#include "tests/world/room/world.h"

namespace nuong::simulated {

inline constexpr int shrink_tries_usual = 400;

struct Shrunk {
    Plan plan;
    Outcome outcome;
    int tries = 0;

    std::size_t events() const { return static_cast<std::size_t>(plan.events) - plan.left_out.size(); }
};

// REQUIRES: the world of `plan` goes wrong.
Shrunk shrink(const District& district, const Plan& plan, int tries_max = shrink_tries_usual);

}  // namespace nuong::simulated
