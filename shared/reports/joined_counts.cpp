// Counter: what was counted at different times, by different threads or of one person twice becomes one count.
#include <algorithm>

#include "shared/base/uuid.h"
#include "shared/model/same_person.h"
#include "shared/reports/counter.h"

namespace nuong::reports {

void Counter::note_written(std::optional<Date> day) {
    if (!day) return;
    first_written_ = std::min(first_written_.value_or(*day), *day);
    if (memory_) memory_->note_written(*first_written_);
}

void Counter::recall(const CountMemory& memory) {
    note_written(memory.first_written());
    std::set<SubjectKey> left_out;
    for (const auto& [record, links] : memory.links()) {
        if (!links.corrects.empty()) {
            corrected_.emplace(links.corrects, false);
            left_out.insert(subject_key(links.corrects, own_kind));
        }
        const std::string id = to_string(Uuid{record});
        if (!links.same_as.empty() && links.same_as != id) same_as_[id] = links.same_as;
    }
    memory.each([&](const SubjectKey& record, std::span<const Addition> additions) {
        if (!left_out.contains(record)) count(record, additions, 1);
        else corrected_[to_string(Uuid{record})] = true;
    });
}

void Counter::absorb(const Counter& part) {
    const std::vector<std::uint32_t> here = subjects_->absorb(*part.subjects_);
    for (std::size_t i = 0; i < amounts_.size(); ++i)
        std::transform(amounts_[i].begin(), amounts_[i].end(), part.amounts_[i].begin(), amounts_[i].begin(),
                       std::plus<>());
    for (const auto& [id, left_out] : part.corrected_) corrected_[id] = corrected_[id] || left_out;
    same_as_.insert(part.same_as_.begin(), part.same_as_.end());
    if (part.first_day_) first_day_ = std::min(first_day_.value_or(*part.first_day_), *part.first_day_);
    note_written(part.first_written_);
    for (Match match : part.matches_) {
        if (match.subject) match.subject = here[*match.subject];
        matches_.push_back(std::move(match));
    }
}

void Counter::finish() {
    std::map<std::uint32_t, std::uint32_t> joined;
    for (const auto& [duplicate, unused] : same_as_) {
        const std::string last = end_of_links(duplicate, [&](const std::string& id) {
            const auto next = same_as_.find(id);
            return next == same_as_.end() ? std::nullopt : std::optional(next->second);
        });
        if (last == duplicate) continue;  // a circle leads to one of its own
        const SubjectKey from = subject_key(duplicate, own_kind), to = subject_key(last, own_kind);
        const std::uint32_t one = subjects_->find_or_make(to), other = subjects_->find_or_make(from);
        subjects_->join(one, other);
        joined[other] = one;
    }
    same_as_.clear();
    for (Match& match : matches_)
        if (const auto at = match.subject ? joined.find(*match.subject) : joined.end(); at != joined.end())
            match.subject = at->second;
}

}  // namespace nuong::reports
