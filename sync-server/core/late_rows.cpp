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

bool LateRows::is_changed_since(const CountedRow& row, const forms::PeriodLock& lock) const {
    return row.position > locks_->positions.at(lock.record) || protocol::newest_save_at(row.state) > lock.since;
}

// Over any day that the report asks of; the same for all records of a form in one place.
const std::vector<reports::LockedDays::Locked>& LateRows::locks_near(const AreaCode& area, const FormId& form) {
    auto& near = near_[form];
    if (const auto at = near.find(area); at != near.end()) return at->second;
    return near.emplace(area, locks_->days.all_over(area, form, late_.asked_days())).first->second;
}

// As far as is seen without reading it: of a record without a day, yes.
bool LateRows::may_be_late(const CountedRow& row, const reports::CountedForm& asked) {
    if (asked.days.has_own()) {
        const auto& near = locks_near(row.area, row.form);
        return std::any_of(near.begin(), near.end(),
                           [&](const auto& each) { return is_changed_since(row, *each.lock); });
    }
    if (row.glance.days.empty()) return true;
    return std::any_of(row.glance.days.begin(), row.glance.days.end(), [&](Date day) {
        const forms::PeriodLock* lock = late_.asks_of(day) ? locks_->days.over(row.area, row.form, day) : nullptr;
        return lock && is_changed_since(row, *lock);
    });
}

// By what was read of it for the count already; of what does not tell its day, perhaps.
bool LateRows::touches_a_lock(const CountedRow& row, reports::CountedForm& asked) const {
    if (!row.record || !asked.days.has_own()) return true;
    const Value* told = find(row.record->answers, forms::day_question);
    const auto day = told ? parse_date(told->text()) : std::nullopt;
    if (!day) return true;
    const auto locked = late_.locked_in(locks_->days, row.area, row.form, asked.days.of(row.record->answers, day));
    return std::any_of(locked.begin(), locked.end(), [](const auto& each) { return !each.empty(); });
}

reports::CountedForm* LateRows::asked_of(const FormId& form, const reports::Tally& tally) {
    if (const auto at = asked_.find(form); at != asked_.end()) return &at->second;
    const auto known = locks_->known->find(form);
    if (known == locks_->known->end() || !known->second) return nullptr;
    return &asked_.emplace(form, reports::counted_form(tally, known->second, period_)).first->second;
}

void LateRows::note(const CountedRow& row, const reports::Tally& tally) {
    if (!columns_) return;
    reports::CountedForm* asked = asked_of(row.form, tally);
    if (!asked || !may_be_late(row, *asked) || columns_->column_of(row.area) == reports::ReportAreas::outside) return;
    if (!touches_a_lock(row, *asked)) return;
    const auto state = protocol::decode_state(row.state);
    if (!state) return;
    const Fields answers = forms::shown_answers(locks_->known->at(row.form)->definition, *state);
    const auto day = parse_date(forms::day_of_record(answers, forms::newest_write(*state)));
    Doubtful doubtful{state->id, row.form, {}, forms::shown_text(*state, reserved::status) == status::void_, true};
    for (const auto& locked : late_.locked_in(locks_->days, row.area, row.form, asked->days.of(answers, day))) {
        const auto late = std::find_if(locked.begin(), locked.end(), [&](const auto& each) {
            return reports::was_written_after(*each.lock, *state, asked->needed);
        });
        const auto unsure = std::find_if(locked.begin(), locked.end(), [&](const auto& each) {
            return row.position > locks_->positions.at(each.lock->record);
        });
        if (late != locked.end()) late_.note(row.form, late->day, *late->lock);
        else if (unsure != locked.end()) doubtful.days.push_back(*unsure);
    }
    if (doubtful.days.empty()) return;
    for (const auto& each : doubtful.days)
        doubtful.is_quiet = doubtful.is_quiet && forms::newest_write(*state) <= each.lock->since;
    doubtful_.push_back(std::move(doubtful));
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
        const reports::CountedForm* asked = asked_of(each.form, tally);
        if (!asked) continue;
        std::optional<std::vector<ChangeRow>> history;
        for (const auto& [day, lock] : each.days) {
            const auto [at, is_new] = arrivals.try_emplace(lock->record);
            if (is_new) at->second = arrival_of(reader, lock->record);
            if (!at->second) continue;
            if (!history && ++looked_into > histories_max) {
                late_.note_not_all();
                return doubtful_.clear();
            }
            if (!history) history = reader.changes_of(each.record);
            if (arrived_after(*at->second, *history, asked->needed, each.is_void)) late_.note(each.form, day, *lock);
        }
    }
    doubtful_.clear();
}

std::vector<Message> LateRows::remarks(StoreReader& reader, const reports::Tally& tally, bool hides_few) {
    if (!columns_) return {};
    look_into(reader, tally);
    return late_.remarks(*locks_->known, reports::LateBy::arrival_too, hides_few && !columns_->is_commune());
}

}  // namespace nuong
