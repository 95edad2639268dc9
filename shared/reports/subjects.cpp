#include "shared/reports/subjects.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "shared/base/hash.h"
#include "shared/base/uuid.h"

namespace nuong::reports {
namespace {

std::uint64_t slot(std::uint32_t subject, std::size_t measure) {
    return static_cast<std::uint64_t>(subject) << 16 | measure;
}

}  // namespace

SubjectKey subject_key(std::string_view text, std::string_view kind) {
    if (const auto id = parse_uuid(text)) return id->bytes;
    const Hash hash = sha256(std::string(kind) + "\n" + std::string(text));
    SubjectKey key;
    std::copy_n(hash.begin(), key.size(), key.begin());
    return key;
}

std::size_t SubjectKeyHash::operator()(const SubjectKey& key) const noexcept {
    std::uint64_t tail = 0;  // the random end of an id
    std::memcpy(&tail, key.data() + 8, 8);
    return static_cast<std::size_t>(tail * 0x9E3779B97F4A7C15u >> 8);
}

std::uint32_t Subjects::find_or_make(const SubjectKey& key) {
    const auto [at, is_new] = index_.try_emplace(key, static_cast<std::uint32_t>(keys_.size()));
    if (is_new) {
        keys_.push_back(key);
        bits_.resize(bits_.size() + words_);
        spots_.emplace_back();
    }
    return at->second;
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
    Spot& spot = spots_[subject];
    const bool wins =
        !spot.is_set || (is_register && !spot.is_register) ||
        (is_register == spot.is_register && (rank > spot.rank || (rank == spot.rank && column < spot.column)));
    if (wins) spot = {rank, column, is_register, true};
}

std::uint16_t Subjects::column(std::uint32_t subject) const { return spots_[subject].column; }

std::vector<std::uint32_t> Subjects::absorb(const Subjects& part) {
    std::vector<std::uint32_t> here(part.size());
    for (std::uint32_t subject = 0; subject < part.size(); ++subject) {
        here[subject] = find_or_make(part.keys_[subject]);
        for (std::size_t word = 0; word < words_; ++word)
            for (std::uint64_t left = part.bits_[subject * words_ + word]; left != 0; left &= left - 1)
                add(here[subject], word * 64 + static_cast<std::size_t>(std::countr_zero(left)), 1);
        if (const Spot& spot = part.spots_[subject]; spot.is_set)
            place(here[subject], spot.column, spot.rank, spot.is_register);
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
    const Spot from = spots_[other];
    if (from.is_set && !spots_[subject].is_set) spots_[subject] = from;
}

}  // namespace nuong::reports
