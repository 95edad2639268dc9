// Verdicts: how the cases of each feature file came out, and which differences are on purpose.
#pragma once
#include <map>
#include <optional>
#include <regex>
#include <string>
#include <vector>

namespace nuong::conformance {

// A rule of ours that gives another answer than the recording. It speaks of a kind of case, not of one case.
struct Deviation {
    std::string file;
    std::regex match;  // on the name of the test or its expression
    std::string reason;
};
std::vector<Deviation> read_deviations(const std::string& path);
std::map<std::string, int> read_floors(const std::string& path);  // how many of a suite passed before

struct Count {
    int passed = 0, failed = 0, deviating = 0;
    int total() const { return passed + failed + deviating; }
};

class Verdicts {
public:
    Verdicts(std::vector<Deviation> deviations, bool prints_failed)
        : deviations_(std::move(deviations)), prints_failed_(prints_failed) {}

    // `difference` is empty when the case came out as recorded.
    void add(const std::string& suite, const std::string& file, const std::string& test, const std::string& expression,
             const std::string& difference);
    void add_known_wrong(const std::string& file, const std::string& test, const std::string& difference);

    // A line per file, one per suite, one for the known wrong, and the sum last. False when too much deviates, or when
    // fewer cases of a suite pass than `floors` says.
    bool print(const std::map<std::string, int>& floors) const;

private:
    std::vector<Deviation> deviations_;
    bool prints_failed_;
    std::map<std::string, std::map<std::string, Count>> files_;  // by suite
    Count known_wrong_;
};

}  // namespace nuong::conformance
