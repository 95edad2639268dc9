// PlanVersion: one published version of a plan, as whoever reads a target asks which it was.
#pragma once
#include <compare>
#include <cstdint>
#include <string>

namespace nuong {

struct PlanVersion {
    std::string id;
    std::uint32_t version = 0;

    auto operator<=>(const PlanVersion&) const = default;
};

}  // namespace nuong
