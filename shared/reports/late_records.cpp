#include "shared/reports/late_records.h"

#include <algorithm>
#include <set>

#include "shared/base/local_text.h"
#include "shared/base/time_zone.h"
#include "shared/forms/record_fields.h"
#include "shared/reports/small_counts.h"

namespace nuong::reports {

LockedDays::LockedDays(const std::vector<forms::PeriodLock>& locks, const AreaTree& areas) : areas_(&areas) {
    for (const forms::PeriodLock& lock : locks) {
        locks_[lock.area].push_back(lock);
        is_any_locked_ = is_any_locked_ || lock.is_locked;
    }
}

const forms::PeriodLock* LockedDays::over(const AreaCode& area, const FormId& form, Date day) const {
    for (const AreaCode& near : areas_->self_and_above(area)) {
        const auto locks = locks_.find(near);
        if (locks == locks_.end()) continue;
        if (const forms::PeriodLock* decides = forms::deciding_lock(locks->second, {near}, form, day))
            return decides->is_locked ? decides : nullptr;
    }
    return nullptr;
}

// What decides changes only where a lock begins or is over.
std::vector<LockedDays::Locked> LockedDays::all_over(const AreaCode& area, const FormId& form,
                                                     const DaySpan& span) const {
    std::vector<Locked> found;
    std::set<Date> days{span.first};
    for (const AreaCode& near : areas_->self_and_above(area)) {
        const auto locks = locks_.find(near);
        if (locks == locks_.end()) continue;
        for (const forms::PeriodLock& lock : locks->second)
            for (const Date day : {lock.first, lock.last + std::chrono::days(1)})
                if (span.first <= day && day <= span.last) days.insert(day);
    }
    for (const Date day : days) {
        const forms::PeriodLock* lock = over(area, form, day);
        const auto is_same = [&](const Locked& each) { return each.lock == lock; };
        if (lock && std::none_of(found.begin(), found.end(), is_same)) found.push_back({day, lock});
    }
    return found;
}

// A record that is submitted once more may have been void.
bool changes_a_count(const forms::NeededAnswers& needed, const Path& path, const Value& value) {
    if (path == reserved::status) return value.text() == status::void_ || value.text() == status::submitted;
    if (path == reserved::whole || !is_reserved(path)) return needed.has(path);
    return path == reserved::area || path == reserved::corrects || path == reserved::same_as;
}

bool was_written_after(const forms::PeriodLock& lock, const RecordState& record, const forms::NeededAnswers& needed) {
    bool is_late = false, is_new = true, is_void = false;
    for (const Register& reg : record.registers)
        for (const Head& head : reg.heads) {
            if (head.at <= lock.since) is_new = false;
            else if (changes_a_count(needed, reg.path, head.value)) is_late = true;
            if (reg.path == reserved::status && head.value.text() == status::void_) is_void = true;
        }
    return is_late && !(is_new && is_void);
}

std::vector<std::vector<LockedDays::Locked>> LateRecords::locked_in(const LockedDays& days, const AreaCode& area,
                                                                    const FormId& form,
                                                                    const std::vector<DaySpan>& spans) const {
    std::vector<std::vector<LockedDays::Locked>> locked;
    for (const Period* period : {&period_, &before_}) {
        auto& here = locked.emplace_back();
        for (const DaySpan& span : spans) {
            const DaySpan common{std::max(span.first, period->first), std::min(span.last, period->last)};
            if (common.last < common.first) continue;
            for (const auto& each : days.all_over(area, form, common)) here.push_back(each);
        }
    }
    return locked;
}

void LateRecords::note(const FormId& form, Date day, const forms::PeriodLock& lock) {
    Late& late = (period_.contains(day) ? here_ : earlier_)[form];
    ++late.records;
    late.since = std::min(late.since, lock.since);
}

void LateRecords::absorb(const LateRecords& part) {
    const auto add = [](ByForm& to, const ByForm& from) {
        for (const auto& [form, late] : from) {
            to[form].records += late.records;
            to[form].since = std::min(to[form].since, late.since);
        }
    };
    add(here_, part.here_);
    add(earlier_, part.earlier_);
    are_all_ = are_all_ && part.are_all_;
}

namespace {

Message how_many(std::size_t records, bool hides_few, bool are_all) {
    const std::string number = std::to_string(records), few = std::to_string(static_cast<int>(small_count));
    if (hides_few && static_cast<double>(records) < small_count) return {"dưới " + few, "fewer than " + few};
    return are_all ? Message{number, number} : Message{"ít nhất " + number, "at least " + number};
}

Message title_of_form(const Forms& forms, const FormId& id) {
    const auto form = forms.find(id);
    if (form == forms.end() || !form->second) return {id, id};
    const forms::FormDefinition& definition = form->second->definition;
    return forms::message_of(definition.title, definition.default_language);
}

}  // namespace

Message LateRecords::words(const ByForm& late, const Forms& forms, LateBy by, bool hides_few) const {
    Message words;
    Instant since = Instant::max();
    for (const auto& [id, of_form] : late) {
        const Message number = how_many(of_form.records, hides_few, are_all_), title = title_of_form(forms, id);
        words.vi += (words.vi.empty() ? "" : ", ") + number.vi + " phiếu “" + title.vi + "”";
        words.en += (words.en.empty() ? "" : ", ") + number.en + " of \"" + title.en + "\"";
        since = std::min(since, of_form.since);
    }
    const std::string day = date_text(to_string(date_of(since, viet_nam_offset)));
    const bool by_arrival = by == LateBy::arrival_too;
    return {words.vi + (by_arrival ? " ghi, sửa hoặc gửi đến" : " ghi hoặc sửa") + " sau khi khóa kỳ (ngày " + day +
                ", theo giờ của máy ghi)",
            words.en + (by_arrival ? " written, changed or received" : " written or changed") +
                " after the period was locked (on " + day + ", by the clocks of the devices)"};
}

std::vector<Message> LateRecords::remarks(const Forms& forms, LateBy by, bool hides_few) const {
    std::vector<Message> remarks;
    if (!here_.empty()) {
        const Message late = words(here_, forms, by, hides_few);
        remarks.push_back({"Bổ sung kỳ trước: " + late.vi + " đã được tính ở đây.",
                           "Late additions: " + late.en + " are counted here."});
    }
    if (!earlier_.empty()) {
        const Message late = words(earlier_, forms, by, hides_few), before = title_of(before_);
        remarks.push_back(
            {"Bổ sung kỳ trước (" + before.vi + "): " + late.vi + "; số của kỳ đó nay đã gồm các phiếu này.",
             "Late additions (" + before.en + "): " + late.en + "; the figures of that period include them by now."});
    }
    return remarks;
}

}  // namespace nuong::reports
