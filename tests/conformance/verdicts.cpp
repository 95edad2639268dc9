#include "tests/conformance/verdicts.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

namespace nuong::conformance {
namespace {

constexpr double deviating_share_max = 0.05;
// Full XPath 1.0 is more than ODK speaks; its number is reported and not held against anything.
constexpr const char* reported_only = "xpath1";

void print_line(const std::string& name, const Count& count) {
    std::printf("%s: %d passed, %d failed, %d deviating\n", name.c_str(), count.passed, count.failed, count.deviating);
}

}  // namespace

std::vector<Deviation> read_deviations(const std::string& path) {
    std::ifstream in(path);
    std::vector<Deviation> all;
    for (const auto& entry : nlohmann::json::parse(in))
        all.push_back({entry.at("file").get<std::string>(),
                       std::regex(entry.at("match").get<std::string>(), std::regex::ECMAScript),
                       entry.at("reason").get<std::string>()});
    return all;
}

void Verdicts::add(const std::string& suite, const std::string& file, const std::string& test,
                   const std::string& expression, const std::string& difference) {
    Count& count = files_[suite][file];
    if (difference.empty()) {
        ++count.passed;
        return;
    }
    const auto known = std::find_if(deviations_.begin(), deviations_.end(), [&](const Deviation& deviation) {
        return file.find(deviation.file) != std::string::npos &&
               (std::regex_search(test, deviation.match) || std::regex_search(expression, deviation.match));
    });
    const bool deviates = known != deviations_.end();
    ++(deviates ? count.deviating : count.failed);
    if (prints_failed_)
        std::printf("%s %s | %s | %s | %s\n", deviates ? "deviates" : "failed", file.c_str(), test.c_str(),
                    expression.c_str(), difference.c_str());
}

void Verdicts::add_known_wrong(const std::string& file, const std::string& test, const std::string& difference) {
    ++(difference.empty() ? known_wrong_.passed : known_wrong_.failed);
    if (prints_failed_)
        std::printf("known_wrong %s | %s | %s\n", file.c_str(), test.c_str(),
                    difference.empty() ? "as recorded" : difference.c_str());
}

std::map<std::string, int> read_floors(const std::string& path) {
    std::ifstream in(path);
    return nlohmann::json::parse(in).get<std::map<std::string, int>>();
}

bool Verdicts::print(const std::map<std::string, int>& floors) const {
    Count all, held;  // held: what must not deviate too much
    bool is_within = true;
    for (const auto& [suite, files] : files_) {
        Count sum;
        for (const auto& [file, count] : files) {
            print_line(file, count);
            sum.passed += count.passed;
            sum.failed += count.failed;
            sum.deviating += count.deviating;
        }
        print_line("suite " + suite, sum);
        if (const auto floor = floors.find(suite); floor != floors.end() && sum.passed < floor->second) {
            std::printf("suite %s: fewer than the %d cases that passed before\n", suite.c_str(), floor->second);
            is_within = false;
        }
        if (suite != reported_only) held.deviating += sum.deviating, held.passed += sum.passed + sum.failed;
        all.passed += sum.passed;
        all.failed += sum.failed;
        all.deviating += sum.deviating;
    }
    if (held.deviating > deviating_share_max * held.total()) {
        std::printf("more than 5 %% deviates\n");
        is_within = false;
    }
    if (known_wrong_.total() > 0)
        std::printf("known_wrong: %d as recorded, %d otherwise (in no total)\n", known_wrong_.passed,
                    known_wrong_.failed);
    std::printf("%d passed, %d failed, %d deviating\n", all.passed, all.failed, all.deviating);
    return is_within;
}

}  // namespace nuong::conformance
