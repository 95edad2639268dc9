#include "shared/reports/count_memory.h"

namespace nuong::reports {

void CountMemory::remember(const SubjectKey& record, std::span<const Addition> additions, RecordLinks links) {
    forget(record);
    if (!links.is_empty()) links_[record] = std::move(links);
    if (additions.empty()) return;
    spans_[record] = {additions_.size(), additions.size()};
    additions_.insert(additions_.end(), additions.begin(), additions.end());
}

void CountMemory::forget(const SubjectKey& record) {
    links_.erase(record);
    const auto at = spans_.find(record);
    if (at == spans_.end()) return;
    forgotten_ += at->second.count;
    spans_.erase(at);
    if (forgotten_ > additions_.size() / 2) tidy();
}

std::size_t CountMemory::bytes() const {
    constexpr std::size_t of_a_place = 2 * sizeof(void*);  // of a map, about
    return additions_.capacity() * sizeof(Addition) + spans_.size() * (sizeof(SubjectKey) + sizeof(Span) + of_a_place) +
           links_.size() * (sizeof(SubjectKey) + sizeof(RecordLinks) + of_a_place);
}

void CountMemory::tidy() {
    std::vector<Addition> kept;
    kept.reserve(additions_.size() - forgotten_);
    for (auto& [record, span] : spans_) {
        const auto first = additions_.begin() + static_cast<std::ptrdiff_t>(span.first);
        span.first = kept.size();
        kept.insert(kept.end(), first, first + static_cast<std::ptrdiff_t>(span.count));
    }
    additions_ = std::move(kept);
    forgotten_ = 0;
}

}  // namespace nuong::reports
