#include "sync-server/web/counting.h"

#include "shared/base/time_zone.h"

namespace nuong::web {

Counting::Turn::~Turn() {
    const std::lock_guard lock(counting_->mutex_);
    counting_->sessions_.erase(session_);
}

std::unique_ptr<Counting::Turn> Counting::begin(const Hash& session) {
    const std::lock_guard lock(mutex_);
    if (sessions_.size() >= at_once_max_ || !sessions_.insert(session).second) return nullptr;
    return std::make_unique<Turn>(*this, session);
}

OverviewMemory::Remembered OverviewMemory::remembered(const StoreFacts& facts, Instant now) {
    const std::lock_guard lock(mutex_);
    if (!counted_ || facts.epoch != facts_.epoch || facts.erasures != facts_.erasures) return {};
    const bool is_same_day = date_of(now, viet_nam_offset) == date_of(counted_->counted, viet_nam_offset);
    const bool is_young = now >= counted_->counted && now - counted_->counted < good_for;
    return {counted_, is_same_day && (is_young || facts == facts_)};
}

std::shared_ptr<const OverviewCounts> OverviewMemory::count(StoreReader& reader, FormShelf& forms, Instant now) {
    const StoreFacts facts = reader.facts();
    const auto mondays = last_weeks(date_of(now, viet_nam_offset), weeks_shown);
    auto counts = std::make_shared<const OverviewCounts>(
        count_overview(reader, forms, mondays.front(), mondays.back() + std::chrono::days(6), now));
    const std::lock_guard lock(mutex_);
    counted_ = counts;
    facts_ = facts;
    return counts;
}

}  // namespace nuong::web
