#include "sync-server/core/late_rows.h"

#include <algorithm>

#include "shared/forms/record_day.h"
#include "shared/forms/record_fields.h"
#include "shared/protocol/codec.h"

namespace nuong {
namespace {

constexpr std::size_t locks_read_at_once = 500;
// Beyond so many the report would wait longer for their history than for its figures: then it says "at least". Whole
// districts are checked or given to others after a lock; what arrived late is looked for before that.
constexpr std::size_t histories_max = 10'000;

std::optional<protocol::SentChange> accepted(const ChangeRow& row) {
    if (!row.verdict.empty() || row.body.empty()) return std::nullopt;
    auto sent = protocol::decode_sent_change(row.body);
    return sent ? std::optional(std::move(*sent)) : std::nullopt;
}

// Of what was decided last. Nothing: it came by another way than as a change.
std::optional<std::uint64_t> arrival_of(StoreReader& reader, const RecordId& lock) {
    std::optional<std::uint64_t> arrival;
    for (const ChangeRow& row : reader.changes_of(lock)) {
        const auto sent = accepted(row);
        const auto decides = [](const Write& write) { return write.path == "decision"; };
        if (sent && std::any_of(sent->change.writes.begin(), sent->change.writes.end(), decides)) arrival = row.arrival;
    }
    return arrival;
}

// A record that is void now and came whole after the lock never counted.
bool arrived_after(std::uint64_t lock, const std::vector<ChangeRow>& history, const forms::NeededAnswers& needed,
                   bool is_void) {
    bool was_there = false;
    for (const ChangeRow& row : history) {
        const auto sent = accepted(row);
        if (!sent) continue;
        was_there = was_there || row.arrival <= lock;
        if (row.arrival <= lock || (is_void && !was_there)) continue;
        for (const Write& write : sent->change.writes)
            if (reports::changes_a_count(needed, write.path, write.value)) return true;
    }
    return false;
}

}  // namespace

StoredLocks read_locks(StoreReader& reader, const reports::Forms& known) {
    StoredLocks stored;
    const auto form = known.find(forms::period_lock_form);
    std::optional<RecordId> after;
    while (form != known.end() && form->second) {
        const auto rows = reader.records(forms::period_lock_form, after, locks_read_at_once);
        if (rows.empty()) break;
        after = rows.back().id;
        for (const RecordRow& row : rows) {
            const auto state = protocol::decode_state(row.state);
            if (!state) continue;
            auto lock = forms::period_lock_of(form->second->definition, *state);
            if (!lock) continue;
            stored.positions[row.id] = row.position;
            stored.locks.push_back(std::move(*lock));
        }
    }
    return stored;
}

std::shared_ptr<const LocksOfCount> LocksOfCount::of(StoreReader& reader, const AreaTree& areas,
                                                     const reports::Forms& known) {
    StoredLocks stored = read_locks(reader, known);
    reports::LockedDays days(stored.locks, areas);
    if (days.is_empty()) return nullptr;
    return std::make_shared<const LocksOfCount>(
        LocksOfCount{std::move(days), std::move(stored.positions), &areas, &known});
}

LateRows::LateRows(std::shared_ptr<const LocksOfCount> locks, const AreaCode& area, const reports::Period& period)
    : locks_(std::move(locks)), area_(area), period_(period), late_(period) {
    if (auto columns = reports::ReportAreas::make(*locks_->areas, area, period.last))
        columns_.emplace(std::move(*columns));
}

// As far as is seen without reading it: of a record without a day, yes.
bool LateRows::may_be_late(const CountedRow& row) const {
    if (row.glance.days.empty()) return true;
    return std::any_of(row.glance.days.begin(), row.glance.days.end(), [&](Date day) {
        const forms::PeriodLock* lock = late_.asks_of(day) ? locks_->days.over(row.area, row.form, day) : nullptr;
        return lock &&
               (row.position > locks_->positions.at(lock->record) || protocol::newest_save_at(row.state) > lock->since);
    });
}

const forms::NeededAnswers* LateRows::needed_of(const FormId& form, const reports::Tally& tally) {
    if (const auto at = needed_.find(form); at != needed_.end()) return &at->second;
    const auto known = locks_->known->find(form);
    if (known == locks_->known->end() || !known->second) return nullptr;
    return &needed_.try_emplace(form, known->second, tally.answers_asked_of(form)).first->second;
}

void LateRows::note(const CountedRow& row, const reports::Tally& tally) {
    if (!columns_ || !may_be_late(row) || columns_->column_of(row.area) == reports::ReportAreas::outside) return;
    const auto* needed = needed_of(row.form, tally);
    const auto state = needed ? protocol::decode_state(row.state) : Result<RecordState>(Error{});
    if (!state) return;
    const auto locked = locks_->days.over(row.area, locks_->known->at(row.form)->definition, *state);
    if (!locked || !late_.asks_of(locked->day)) return;
    if (reports::was_written_after(*locked->lock, *state, *needed)) late_.note(row.form, locked->day, *locked->lock);
    else if (row.position > locks_->positions.at(locked->lock->record))
        doubtful_.push_back({state->id, row.form, locked->day, locked->lock,
                             forms::shown_text(*state, reserved::status) == status::void_,
                             forms::newest_write(*state) <= locked->lock->since});
}

void LateRows::absorb(LateRows&& part) {
    late_.absorb(part.late_);
    doubtful_.insert(doubtful_.end(), part.doubtful_.begin(), part.doubtful_.end());
}

void LateRows::look_into(StoreReader& reader, const reports::Tally& tally) {
    std::map<RecordId, std::optional<std::uint64_t>> arrivals;  // of the locks
    std::size_t looked_into = 0;
    std::partition(doubtful_.begin(), doubtful_.end(), [](const Doubtful& each) { return each.is_quiet; });
    for (const Doubtful& each : doubtful_) {
        const auto [at, is_new] = arrivals.try_emplace(each.lock->record);
        if (is_new) at->second = arrival_of(reader, each.lock->record);
        const auto* needed = needed_of(each.form, tally);
        if (!at->second || !needed) continue;
        if (++looked_into > histories_max) {
            late_.note_not_all();
            break;
        }
        if (arrived_after(*at->second, reader.changes_of(each.record), *needed, each.is_void))
            late_.note(each.form, each.day, *each.lock);
    }
    doubtful_.clear();
}

std::vector<Message> LateRows::remarks(StoreReader& reader, const reports::Tally& tally, bool hides_few) {
    if (!columns_) return {};
    look_into(reader, tally);
    return late_.remarks(*locks_->known, reports::LateBy::arrival_too, hides_few && !columns_->is_commune());
}

}  // namespace nuong
