#include "tests/bench/report.h"

#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

namespace nuong::bench {
namespace {

std::string number_text(double value) {
    char text[64];
    const int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

std::string goal_text(const Line& line) {
    if (line.goal == Goal::none) return "-";
    return std::string(line.goal == Goal::at_least ? ">= " : "<= ") + number_text(line.wanted) +
           (line.is_ratio ? " x" : "");
}

const char* reached_text(const Line& line) {
    const auto reached = line.reached();
    return !reached ? "-" : *reached ? "yes" : "NO";
}

nlohmann::ordered_json json_of(const Line& line) {
    nlohmann::ordered_json json{{"what", line.what}, {"ours", line.ours}, {"unit", line.unit}};
    if (line.floor) json["floor"] = *line.floor;
    if (const auto ratio = line.ratio()) json["ratio"] = *ratio;
    if (line.goal != Goal::none) json["goal"] = goal_text(line);
    if (const auto reached = line.reached()) json["reached"] = *reached;
    if (!line.note.empty()) json["note"] = line.note;
    return json;
}

}  // namespace

std::optional<double> Line::ratio() const {
    if (!floor || *floor <= 0) return std::nullopt;
    return ours / *floor;
}

std::optional<bool> Line::reached() const {
    if (goal == Goal::none) return std::nullopt;
    const auto measured = is_ratio ? ratio() : std::optional(ours);
    if (!measured) return false;
    return goal == Goal::at_least ? *measured >= wanted : *measured <= wanted;
}

void print_table(const Section& section) {
    std::printf("\n%s: %s\n", section.name.c_str(), section.about.c_str());
    std::printf("  %-34s %12s %-10s %12s %8s %12s  %s\n", "", "ours", "", "floor", "ratio", "goal", "reached");
    for (const Line& line : section.lines) {
        const auto ratio = line.ratio();
        std::printf("  %-34s %12s %-10s %12s %8s %12s  %-7s %s\n", line.what.c_str(), number_text(line.ours).c_str(),
                    line.unit.c_str(), line.floor ? number_text(*line.floor).c_str() : "-",
                    ratio ? number_text(*ratio).c_str() : "-", goal_text(line).c_str(), reached_text(line),
                    line.note.c_str());
    }
    std::fflush(stdout);
}

void print_json(const std::vector<Section>& sections) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const Section& section : sections) {
        nlohmann::ordered_json lines = nlohmann::ordered_json::array();
        for (const Line& line : section.lines) lines.push_back(json_of(line));
        all.push_back({{"bench", section.name}, {"about", section.about}, {"lines", std::move(lines)}});
    }
    std::cout << all.dump(2) << "\n";
}

}  // namespace nuong::bench
