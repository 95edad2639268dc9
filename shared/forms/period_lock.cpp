#include "shared/forms/period_lock.h"

#include <algorithm>

#include "shared/base/hash.h"
#include "shared/forms/record_day.h"
#include "shared/forms/record_fields.h"

namespace nuong::forms {
namespace {

std::string answer_at(const Fields& answers, std::string_view path) {
    const Value* value = find(answers, path);
    return value ? value->text() : "";
}

bool is_disputed(const FormDefinition& form, const RecordState& record) {
    const auto conflicts = conflicts_of(form, record);
    return std::any_of(conflicts.begin(), conflicts.end(),
                       [](const FieldConflict& conflict) { return conflict.path == "decision"; });
}

Instant decided_at(const RecordState& record) {
    const Register* decision = record.find("decision");
    if (!decision) return newest_write(record);
    const auto is_earlier = [](const Head& one, const Head& other) { return one.at < other.at; };
    return std::min_element(decision->heads.begin(), decision->heads.end(), is_earlier)->at;
}

bool is_about(const PeriodLock& lock, const FormId& form, Date day) {
    return (lock.form == form || lock.form == every_form) && lock.first <= day && day <= lock.last;
}

}  // namespace

std::optional<PeriodLock> period_lock_of(const FormDefinition& form, const RecordState& record) {
    if (shown_text(record, reserved::status) == status::void_) return std::nullopt;
    const Fields answers = shown_answers(form, record);
    const auto first = parse_date(answer_at(answers, "first_day")), last = parse_date(answer_at(answers, "last_day"));
    if (!first || !last) return std::nullopt;
    return PeriodLock{.record = record.id,
                      .area = shown_text(record, reserved::area),
                      .form = answer_at(answers, "for_form"),
                      .first = *first,
                      .last = *last,
                      .is_locked = answer_at(answers, "decision/state") != "reopened" || is_disputed(form, record),
                      .reason = answer_at(answers, "decision/reason"),
                      .since = decided_at(record)};
}

RecordId period_lock_id(const AreaCode& area, const FormId& form, Date first, Date last) {
    const Hash hash =
        sha256(period_lock_form + "\n" + area + "\n" + form + "\n" + to_string(first) + "\n" + to_string(last));
    RecordId id;
    std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0fu) | 0x80u);  // version 8: made from a hash
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3fu) | 0x80u);
    return id;
}

const PeriodLock* deciding_lock(const std::vector<PeriodLock>& locks, const std::vector<AreaCode>& areas,
                                const FormId& form, Date day) {
    for (const AreaCode& area : areas) {
        const PeriodLock* decides = nullptr;
        for (const PeriodLock& lock : locks) {
            if (lock.area != area || !is_about(lock, form, day)) continue;
            const bool is_own = lock.form == form, was_own = decides && decides->form == form;
            if (!decides || (is_own && !was_own) || (is_own == was_own && lock.is_locked)) decides = &lock;
        }
        if (decides) return decides;
    }
    return nullptr;
}

bool is_locked_throughout(const std::vector<PeriodLock>& locks, const std::vector<AreaCode>& areas, const FormId& form,
                          Date first, Date last) {
    for (Date day = first; day <= last; day += std::chrono::days(1)) {
        const PeriodLock* decides = deciding_lock(locks, areas, form, day);
        if (!decides || !decides->is_locked) return false;
    }
    return true;
}

}  // namespace nuong::forms
