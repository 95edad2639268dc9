// SubjectNames: of whom several counts of the same records speak, each under one number. A person of six periods has
// one name of 16 bytes and one place in a table of numbers, whichever of the periods counts it.
//
// It belongs to one thread: counts that are made at the same time have names of their own.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string_view>
#include <vector>

namespace nuong::reports {

using SubjectKey = std::array<std::uint8_t, 16>;

// A record's id is its key; any other text is named by a hash. `kind` keeps equal texts of different kinds apart.
SubjectKey subject_key(std::string_view text, std::string_view kind);
struct SubjectKeyHash {
    std::size_t operator()(const SubjectKey& key) const noexcept;
};

class SubjectNames {
public:
    std::uint32_t find_or_make(const SubjectKey& key);
    std::size_t size() const { return keys_.size(); }
    const SubjectKey& key(std::uint32_t subject) const { return keys_[subject]; }

private:
    static constexpr std::uint32_t free = 0xFFFFFFFF;

    std::size_t place_of(const SubjectKey& key) const;
    void widen();

    std::deque<SubjectKey> keys_;
    std::uint32_t last_ = 0;             // found last: what a record adds is mostly about one person
    std::vector<std::uint32_t> places_;  // subjects where the hash leads, or after it; a power of two of them
};

}  // namespace nuong::reports
