#include "sync-server/admin/list_keeper.h"

#include "shared/sqlite/database.h"
#include "sync-server/admin/list_keeping.h"
#include "sync-server/admin/print.h"

namespace nuong::admin {
namespace {

// For what the parent said, a store that did not answer, another server on the same database.
constexpr std::chrono::minutes looked_again_after{1};
constexpr std::chrono::hours tried_again_after{1};  // a folder that was out of reach

std::string said_by(StoreReader& reader) {
    const StoreFacts facts = reader.facts();
    return std::to_string(facts.erasures) + "\n" + joined(texts_of(revocations_of(reader), facts.server_id), "\n");
}

}  // namespace

ListKeeper::ListKeeper(std::unique_ptr<ChangeStore> store, const DataFolder& folder, const ClockSource& clock, Log& log)
    : store_(std::move(store)), folder_(folder), clock_(clock), log_(log), thread_([this] { work(); }) {}

ListKeeper::~ListKeeper() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = has_changed_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void ListKeeper::settings_changed() {
    {
        const std::lock_guard lock(mutex_);
        has_changed_ = true;
    }
    wake_.notify_one();
}

void ListKeeper::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        wake_.wait_for(lock, looked_again_after, [this] { return stopping_ || has_changed_; });
        if (stopping_ && !has_changed_) return;
        has_changed_ = false;
        lock.unlock();
        try {
            keep();
        } catch (const DatabaseError&) {  // whoever needs the store now is told
        }
        lock.lock();
    }
}

// Most changes of settings are none of these. Told once, and again when other folders are.
void ListKeeper::keep() {
    const auto reader = store_->read();
    std::string said = said_by(*reader);
    const Instant now = clock_.now();
    if (said == kept_ && (out_of_reach_.empty() || now < tried_ + tried_again_after)) return;
    tried_ = now;
    auto out_of_reach = keep_lists(folder_, *reader, now);
    kept_ = std::move(said);
    if (!out_of_reach.empty() && out_of_reach != out_of_reach_)
        log_.say(Log::Level::warning, "lists_out_of_reach", told_out_of_reach(out_of_reach));
    out_of_reach_ = std::move(out_of_reach);
}

}  // namespace nuong::admin
