#include "shared/reports/subject_names.h"

#include <algorithm>
#include <cstring>

#include "shared/base/hash.h"
#include "shared/base/uuid.h"

namespace nuong::reports {

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

// Where the key stands, or may be put.
std::size_t SubjectNames::place_of(const SubjectKey& key) const {
    std::size_t place = SubjectKeyHash{}(key) & (places_.size() - 1);
    while (places_[place] != free && keys_[places_[place]] != key) place = (place + 1) & (places_.size() - 1);
    return place;
}

void SubjectNames::widen() {
    places_.assign(std::max<std::size_t>(64, places_.size() * 2), free);
    for (std::uint32_t subject = 0; subject < keys_.size(); ++subject) places_[place_of(keys_[subject])] = subject;
}

std::uint32_t SubjectNames::find_or_make(const SubjectKey& key) {
    if (last_ < keys_.size() && keys_[last_] == key) return last_;
    if (keys_.size() >= places_.size() / 4 * 3) widen();  // one in four stays free, so that a search comes to its end
    std::uint32_t& subject = places_[place_of(key)];
    if (subject != free) return last_ = subject;
    subject = static_cast<std::uint32_t>(keys_.size());
    keys_.push_back(key);
    return last_ = subject;
}

}  // namespace nuong::reports
