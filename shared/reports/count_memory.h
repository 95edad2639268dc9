// CountMemory: what each record has added to a count, kept beside it. When some records change, the same count is made
// again from what is remembered of the others, without reading any of them.
//
// It belongs to counts of one shape (Counter::shape) over the same forms.
#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "shared/base/date.h"
#include "shared/reports/subject_names.h"

namespace nuong::reports {

// One match of a record: for whom, or how much.
struct Addition {
    std::uint16_t task = 0;               // of the counter
    std::uint16_t column = 0;             // that the record lies in
    std::uint16_t place = 0;              // the column in which its subject is seen
    double amount = 0;                    // of what is added up
    std::optional<SubjectKey> subject{};  // nothing: it is about nobody

    bool operator==(const Addition&) const = default;
};

// What a record says of others.
struct RecordLinks {
    std::string corrects = {};  // id of the record that it supersedes
    std::string same_as = {};   // id of the record of the same person

    bool is_empty() const { return corrects.empty() && same_as.empty(); }
    bool operator==(const RecordLinks&) const = default;
};

class CountMemory {
public:
    // In place of what was remembered of it. A record that adds nothing and says nothing of others takes no room.
    void remember(const SubjectKey& record, std::span<const Addition> additions, RecordLinks links);
    void forget(const SubjectKey& record);
    // What was remembered apart, of other records.
    void absorb(const CountMemory& part);

    std::size_t size() const { return spans_.size(); }  // records that add something
    std::size_t bytes() const;                          // that it takes, about
    const std::unordered_map<SubjectKey, RecordLinks, SubjectKeyHash>& links() const { return links_; }
    // `look_at(record, additions)`, in any order; the additions until it returns.
    template <class LookAt>
    void each(const LookAt& look_at) const {
        std::vector<Addition> additions;
        for (const auto& [record, span] : spans_) {
            additions.clear();
            for (std::uint32_t i = 0; i < span.count; ++i)
                additions.push_back(unpacked(record, additions_[span.first + i]));
            look_at(record, std::span<const Addition>(additions));
        }
    }
    // The earliest of such days: see Counter.
    void note_written(Date day) { first_written_ = std::min(first_written_.value_or(day), day); }
    std::optional<Date> first_written() const { return first_written_; }
    void settle();  // gives back the room that was taken ahead

private:
    // A district has a million of them: a record that counts for itself is not named again, and most amounts are 1.
    struct Packed {
        std::uint16_t task = 0, column = 0, place = 0;
        enum class Of : std::uint8_t { nobody, itself, another } of = Of::nobody;
        bool is_one = false;
        std::uint32_t subject = 0, amount = 0;  // in subjects_ and amounts_
    };
    struct Span {
        std::uint32_t first = 0, count = 0;
    };
    Packed packed(const SubjectKey& record, const Addition& addition);
    Addition unpacked(const SubjectKey& record, const Packed& packed) const;
    void tidy();

    std::unordered_map<SubjectKey, Span, SubjectKeyHash> spans_;
    std::vector<Packed> additions_;  // with those that were forgotten, until these are the greater part
    std::vector<SubjectKey> subjects_;
    std::vector<double> amounts_;
    std::size_t forgotten_ = 0;
    std::unordered_map<SubjectKey, RecordLinks, SubjectKeyHash> links_;
    std::optional<Date> first_written_;
};

}  // namespace nuong::reports
