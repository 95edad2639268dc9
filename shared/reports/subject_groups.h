// SubjectGroups: the subjects of a finished count who belong to the same column and fulfil the same measures, taken
// together. Every number of a report asks the groups, not a province's people one after the other: a district's 60,000
// people are some thousand groups.
#pragma once
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "shared/reports/subjects.h"

namespace nuong::reports {

class SubjectGroups {
public:
    // Of those who belong somewhere. What is counted later is not in them.
    explicit SubjectGroups(const Subjects& subjects);

    std::size_t size() const { return groups_.size(); }
    std::uint16_t column(std::size_t group) const { return groups_[group].column; }
    double members(std::size_t group) const { return groups_[group].members; }
    // As Subjects::fulfilled(), of each of its members.
    std::uint64_t fulfilled(std::size_t group, std::size_t word) const { return bits_[group * words_ + word]; }
    // How often its members fulfil the measure, together; of whom more was taken back than was counted, not at all.
    double times(std::size_t group, std::size_t measure) const;

private:
    static constexpr std::uint32_t free = 0xFFFFFFFF;

    struct Group {
        std::uint16_t column;
        std::uint32_t members;
    };
    std::size_t hash_of(const Subjects& subjects, std::uint32_t subject) const;
    std::size_t place_of(const Subjects& subjects, std::uint32_t subject) const;
    bool is_of(const Subjects& subjects, std::uint32_t subject, std::size_t group) const;
    void add(const Subjects& subjects, std::uint32_t subject);
    void widen();

    std::size_t words_;
    std::vector<Group> groups_;
    std::vector<std::size_t> hashes_;    // by group
    std::vector<std::uint64_t> bits_;    // words_ of each
    std::vector<std::uint32_t> places_;  // groups where the hash leads, or after it; a power of two of them
    std::unordered_map<std::uint64_t, double> more_;  // group and measure -> times beyond one for each member
};

}  // namespace nuong::reports
