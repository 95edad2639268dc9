// Subjects: who fulfils which measures. One row per person, facility, commune ... of 16 bytes of name and a bit per
// measure, so that a province's people fit in memory; how often is kept only where it is more than once.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace nuong::reports {

using SubjectKey = std::array<std::uint8_t, 16>;

// A record's id is its key; any other text is named by a hash. `kind` keeps equal texts of different kinds apart.
SubjectKey subject_key(std::string_view text, std::string_view kind);
struct SubjectKeyHash {
    std::size_t operator()(const SubjectKey& key) const noexcept;
};

class Subjects {
public:
    static constexpr std::uint16_t nowhere = 0xFFFF;

    explicit Subjects(std::size_t measures) : words_((measures + 63) / 64) {}

    std::uint32_t find_or_make(const SubjectKey& key);
    std::size_t size() const { return keys_.size(); }
    const SubjectKey& key(std::uint32_t subject) const { return keys_[subject]; }

    // `times` may be negative: a correction takes back what it corrects.
    void add(std::uint32_t subject, std::size_t measure, int times);
    int times(std::uint32_t subject, std::size_t measure) const;
    bool fulfils(std::uint32_t subject, std::size_t measure) const {
        return (bits_[subject * words_ + measure / 64] >> (measure % 64) & 1) != 0;
    }

    // Where the subject belongs: its register's column; without a register the one where it was seen last.
    // `rank` decides among several, the highest wins, so that the order of records plays no part.
    void place(std::uint32_t subject, std::uint16_t column, std::uint64_t rank, bool is_register);
    std::uint16_t column(std::uint32_t subject) const;

    // What was counted apart, of the same measures. For each subject of `part`, which it is here.
    std::vector<std::uint32_t> absorb(const Subjects& part);

    // Two keys of one subject: what is known of `other` goes to `subject`.
    void join(std::uint32_t subject, std::uint32_t other);

private:
    struct Spot {
        std::uint64_t rank = 0;
        std::uint16_t column = nowhere;
        bool is_register = false;
        bool is_set = false;
    };

    std::size_t words_;
    std::unordered_map<SubjectKey, std::uint32_t, SubjectKeyHash> index_;
    std::vector<SubjectKey> keys_;
    std::vector<std::uint64_t> bits_;
    std::vector<Spot> spots_;
    std::unordered_map<std::uint64_t, int> more_;  // subject and measure -> times, where not 0 or 1
};

}  // namespace nuong::reports
