#include "shared/reports/subjects.h"

#include <bit>

namespace nuong::reports {
namespace {

std::uint64_t slot(std::uint32_t subject, std::size_t measure) {
    return static_cast<std::uint64_t>(subject) << 16 | measure;
}

}  // namespace

std::uint32_t Subjects::find_or_make(const SubjectKey& key) {
    const std::uint32_t subject = names_->find_or_make(key);
    if (subject >= size()) {
        bits_.resize((subject + std::size_t{1}) * words_);
        ranks_.resize(subject + std::size_t{1});
        columns_.resize(subject + std::size_t{1}, nowhere);
        placed_by_.resize(subject + std::size_t{1});
    }
    return subject;
}

int Subjects::times(std::uint32_t subject, std::size_t measure) const {
    const auto at = more_.find(slot(subject, measure));
    return at != more_.end() ? at->second : fulfils(subject, measure) ? 1 : 0;
}

void Subjects::add(std::uint32_t subject, std::size_t measure, int times_more) {
    const int now = times(subject, measure) + times_more;
    std::uint64_t& word = bits_[subject * words_ + measure / 64];
    const std::uint64_t bit = std::uint64_t{1} << (measure % 64);
    word = now > 0 ? word | bit : word & ~bit;
    if (now == 0 || now == 1) more_.erase(slot(subject, measure));
    else more_[slot(subject, measure)] = now;
}

void Subjects::place(std::uint32_t subject, std::uint16_t column, std::uint64_t rank, bool is_register) {
    const PlacedBy by = is_register ? PlacedBy::its_register : PlacedBy::a_record, before = placed_by_[subject];
    const bool wins =
        by > before ||
        (by == before && (rank > ranks_[subject] || (rank == ranks_[subject] && column < columns_[subject])));
    if (!wins) return;
    placed_by_[subject] = by;
    ranks_[subject] = rank;
    columns_[subject] = column;
}

std::vector<std::uint32_t> Subjects::absorb(const Subjects& part) {
    std::vector<std::uint32_t> here(part.size());
    for (std::uint32_t subject = 0; subject < part.size(); ++subject) {
        here[subject] = find_or_make(part.key(subject));
        for (std::size_t word = 0; word < words_; ++word)
            for (std::uint64_t left = part.bits_[subject * words_ + word]; left != 0; left &= left - 1)
                add(here[subject], word * 64 + static_cast<std::size_t>(std::countr_zero(left)), 1);
        if (const PlacedBy by = part.placed_by_[subject]; by != PlacedBy::nothing)
            place(here[subject], part.columns_[subject], part.ranks_[subject], by == PlacedBy::its_register);
    }
    for (const auto& [slot, times] : part.more_)  // but for the one that its bit has stood for
        add(here[slot >> 16], slot & 0xFFFF, times > 0 ? times - 1 : times);
    return here;
}

void Subjects::join(std::uint32_t subject, std::uint32_t other) {
    if (subject == other) return;
    for (std::size_t measure = 0; measure < words_ * 64; ++measure) {
        const int moved = times(other, measure);
        if (moved == 0) continue;
        add(other, measure, -moved);
        add(subject, measure, moved);
    }
    if (placed_by_[subject] != PlacedBy::nothing || placed_by_[other] == PlacedBy::nothing) return;
    place(subject, columns_[other], ranks_[other], placed_by_[other] == PlacedBy::its_register);
}

}  // namespace nuong::reports
