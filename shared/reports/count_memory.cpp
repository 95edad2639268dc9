#include "shared/reports/count_memory.h"

namespace nuong::reports {

CountMemory::Packed CountMemory::packed(const SubjectKey& record, const Addition& addition) {
    Packed packed{.task = addition.task, .column = addition.column, .place = addition.place};
    if (addition.subject) packed.of = *addition.subject == record ? Packed::Of::itself : Packed::Of::another;
    if (packed.of == Packed::Of::another) {
        packed.subject = static_cast<std::uint32_t>(subjects_.size());
        subjects_.push_back(*addition.subject);
    }
    packed.is_one = addition.amount == 1;
    if (!packed.is_one && addition.amount != 0) {
        amounts_.push_back(addition.amount);
        packed.amount = static_cast<std::uint32_t>(amounts_.size());  // 0: none
    }
    return packed;
}

Addition CountMemory::unpacked(const SubjectKey& record, const Packed& packed) const {
    Addition addition{.task = packed.task, .column = packed.column, .place = packed.place};
    if (packed.of == Packed::Of::itself) addition.subject = record;
    if (packed.of == Packed::Of::another) addition.subject = subjects_[packed.subject];
    if (packed.is_one) addition.amount = 1;
    if (packed.amount > 0) addition.amount = amounts_[packed.amount - 1];
    return addition;
}

void CountMemory::remember(const SubjectKey& record, std::span<const Addition> additions, RecordLinks links) {
    forget(record);
    if (!links.is_empty()) links_[record] = std::move(links);
    if (additions.empty()) return;
    spans_[record] = {static_cast<std::uint32_t>(additions_.size()), static_cast<std::uint32_t>(additions.size())};
    for (const Addition& addition : additions) additions_.push_back(packed(record, addition));
}

void CountMemory::forget(const SubjectKey& record) {
    links_.erase(record);
    const auto at = spans_.find(record);
    if (at == spans_.end()) return;
    forgotten_ += at->second.count;
    spans_.erase(at);
    if (forgotten_ > additions_.size() / 2) tidy();
}

void CountMemory::absorb(const CountMemory& part) {
    const auto first = static_cast<std::uint32_t>(additions_.size()),
               subjects = static_cast<std::uint32_t>(subjects_.size()),
               amounts = static_cast<std::uint32_t>(amounts_.size());
    for (Packed packed : part.additions_) {
        if (packed.of == Packed::Of::another) packed.subject += subjects;
        if (packed.amount > 0) packed.amount += amounts;
        additions_.push_back(packed);
    }
    subjects_.insert(subjects_.end(), part.subjects_.begin(), part.subjects_.end());
    amounts_.insert(amounts_.end(), part.amounts_.begin(), part.amounts_.end());
    for (const auto& [record, span] : part.spans_) spans_[record] = {first + span.first, span.count};
    links_.insert(part.links_.begin(), part.links_.end());
    if (part.first_written_) note_written(*part.first_written_);
    forgotten_ += part.forgotten_;
}

std::size_t CountMemory::bytes() const {
    constexpr std::size_t of_a_place = 3 * sizeof(void*);  // in a map, about
    return additions_.capacity() * sizeof(Packed) + subjects_.capacity() * sizeof(SubjectKey) +
           amounts_.capacity() * sizeof(double) + spans_.size() * (sizeof(SubjectKey) + sizeof(Span) + of_a_place) +
           links_.size() * (sizeof(SubjectKey) + sizeof(RecordLinks) + of_a_place);
}

void CountMemory::settle() {
    additions_.shrink_to_fit();
    subjects_.shrink_to_fit();
    amounts_.shrink_to_fit();
}

void CountMemory::tidy() {
    CountMemory kept;
    each([&](const SubjectKey& record, std::span<const Addition> additions) { kept.remember(record, additions, {}); });
    kept.links_ = std::move(links_);
    kept.first_written_ = first_written_;
    *this = std::move(kept);
}

}  // namespace nuong::reports
