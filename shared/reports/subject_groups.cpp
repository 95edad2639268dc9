#include "shared/reports/subject_groups.h"

#include <algorithm>

namespace nuong::reports {
namespace {

std::uint64_t group_slot(std::size_t group, std::size_t measure) {
    return static_cast<std::uint64_t>(group) << 16 | measure;
}

}  // namespace

SubjectGroups::SubjectGroups(const Subjects& subjects) : words_(subjects.words()) {
    for (std::uint32_t subject = 0; subject < subjects.size(); ++subject)
        if (subjects.column(subject) != Subjects::nowhere) add(subjects, subject);
    subjects.each_repeated([&](std::uint32_t subject, std::size_t measure, int times) {
        if (subjects.column(subject) != Subjects::nowhere)
            more_[group_slot(places_[place_of(subjects, subject)], measure)] += times - 1;
    });
}

double SubjectGroups::times(std::size_t group, std::size_t measure) const {
    if ((fulfilled(group, measure / 64) >> (measure % 64) & 1) == 0) return 0;
    const auto more = more_.find(group_slot(group, measure));
    return members(group) + (more == more_.end() ? 0 : more->second);
}

std::size_t SubjectGroups::hash_of(const Subjects& subjects, std::uint32_t subject) const {
    std::uint64_t hash = subjects.column(subject);
    for (std::size_t word = 0; word < words_; ++word) {
        hash = (hash ^ subjects.fulfilled(subject, word)) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    return static_cast<std::size_t>(hash);
}

bool SubjectGroups::is_of(const Subjects& subjects, std::uint32_t subject, std::size_t group) const {
    if (groups_[group].column != subjects.column(subject)) return false;
    for (std::size_t word = 0; word < words_; ++word)
        if (fulfilled(group, word) != subjects.fulfilled(subject, word)) return false;
    return true;
}

// Where the subject's group stands, or may be put.
std::size_t SubjectGroups::place_of(const Subjects& subjects, std::uint32_t subject) const {
    const std::size_t hash = hash_of(subjects, subject);
    std::size_t place = hash & (places_.size() - 1);
    for (; places_[place] != free; place = (place + 1) & (places_.size() - 1))
        if (hashes_[places_[place]] == hash && is_of(subjects, subject, places_[place])) break;
    return place;
}

void SubjectGroups::add(const Subjects& subjects, std::uint32_t subject) {
    if (groups_.size() >= places_.size() / 2) widen();  // so that a search comes to its end
    std::uint32_t& group = places_[place_of(subjects, subject)];
    if (group != free) {
        ++groups_[group].members;
        return;
    }
    group = static_cast<std::uint32_t>(groups_.size());
    groups_.push_back({subjects.column(subject), 1});
    hashes_.push_back(hash_of(subjects, subject));
    for (std::size_t word = 0; word < words_; ++word) bits_.push_back(subjects.fulfilled(subject, word));
}

void SubjectGroups::widen() {
    places_.assign(std::max<std::size_t>(256, places_.size() * 2), free);
    for (std::uint32_t group = 0; group < groups_.size(); ++group) {
        std::size_t place = hashes_[group] & (places_.size() - 1);
        while (places_[place] != free) place = (place + 1) & (places_.size() - 1);
        places_[place] = group;
    }
}

}  // namespace nuong::reports
