// Report: what was measured, each beside its floor and the goal of the product, as a table for people or as JSON.
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace nuong::bench {

enum class Goal { none, at_least, at_most };

struct Line {
    std::string what;
    double ours = 0;
    std::string unit;
    std::optional<double> floor = {};  // in the same unit, measured in the same run
    Goal goal = Goal::none;
    double wanted = 0;  // of `ours`, or of ours / floor when is_ratio
    bool is_ratio = false;
    std::string note = {};

    std::optional<double> ratio() const;
    // Nothing when there is no goal.
    std::optional<bool> reached() const;
};

struct Section {
    std::string name;
    std::string about;  // what is measured and what the floor is
    std::vector<Line> lines = {};
};

void print_table(const Section& section);
void print_json(const std::vector<Section>& sections);

}  // namespace nuong::bench
