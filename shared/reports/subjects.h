// Subjects: who fulfils which measures of one count. One row per person, facility, commune ... of a bit per measure and
// where it belongs, so that a province's people fit in memory; how often is kept only where it is more than once. Their
// names may be those of other counts as well (SubjectNames): who is named there and was not counted here is nowhere.
#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

#include "shared/reports/subject_names.h"

namespace nuong::reports {

class Subjects {
public:
    static constexpr std::uint16_t nowhere = 0xFFFF;

    explicit Subjects(std::size_t measures) : words_((measures + 63) / 64) {}

    // Under the names of `other`, which is counted on the same thread; too late when there is a subject already.
    void share_names(const Subjects& other) {
        if (size() == 0) names_ = other.names_;
    }

    std::uint32_t find_or_make(const SubjectKey& key);
    std::size_t size() const { return columns_.size(); }
    const SubjectKey& key(std::uint32_t subject) const { return names_->key(subject); }

    // `times` may be negative: a correction takes back what it corrects.
    void add(std::uint32_t subject, std::size_t measure, int times);
    int times(std::uint32_t subject, std::size_t measure) const;
    // `look_at(subject, measure, times)` of those who fulfil a measure more than once, in any order.
    template <class LookAt>
    void each_repeated(const LookAt& look_at) const {
        for (const auto& [slot, times] : more_)
            if (times > 1) look_at(static_cast<std::uint32_t>(slot >> 16), std::size_t{slot & 0xFFFF}, times);
    }
    bool fulfils(std::uint32_t subject, std::size_t measure) const {
        return (fulfilled(subject, measure / 64) >> (measure % 64) & 1) != 0;
    }

    std::size_t words() const { return words_; }
    // Of the measures 64 * word and those after it, a bit for each.
    std::uint64_t fulfilled(std::uint32_t subject, std::size_t word) const { return bits_[subject * words_ + word]; }

    // Where the subject belongs: its register's column; without a register the one where it was seen last.
    // `rank` decides among several, the highest wins, so that the order of records plays no part.
    void place(std::uint32_t subject, std::uint16_t column, std::uint64_t rank, bool is_register);
    std::uint16_t column(std::uint32_t subject) const { return columns_[subject]; }

    // What was counted apart, of the same measures. For each subject of `part`, which it is here.
    std::vector<std::uint32_t> absorb(const Subjects& part);

    // Two keys of one subject: what is known of `other` goes to `subject`.
    void join(std::uint32_t subject, std::uint32_t other);

private:
    // By what its column is known.
    enum class PlacedBy : std::uint8_t { nothing, a_record, its_register };

    std::size_t words_;
    std::shared_ptr<SubjectNames> names_ = std::make_shared<SubjectNames>();
    // By subject; they grow without being moved, for moving a province's rows takes their room twice.
    std::deque<std::uint64_t> bits_;  // words_ of each
    std::deque<std::uint64_t> ranks_;
    std::deque<std::uint16_t> columns_;
    std::deque<PlacedBy> placed_by_;
    std::unordered_map<std::uint64_t, int> more_;  // subject and measure -> times, where not 0 or 1
};

}  // namespace nuong::reports
