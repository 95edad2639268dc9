#include "shared/forms/record_instance.h"

#include "shared/base/time_zone.h"
#include "shared/forms/record_day.h"
#include "shared/forms/record_fields.h"

namespace nuong::forms {
namespace {

bool is_written_by_several(const RecordState& state) {
    std::optional<DeviceId> first;
    for (const Register& reg : state.registers)
        for (const Head& head : reg.heads) {
            if (is_reserved(reg.path)) continue;
            if (first && *first != head.dot.device) return true;
            first = head.dot.device;
        }
    return false;
}

// By a form that has grown since: nobody has been asked yet.
bool was_never_asked(const AnswerError& error, const RecordState& state) {
    return error.kind == ErrorKind::required && !state.find(error.path);
}

}  // namespace

Instance instance_of_record(const FormPointer& form, const RecordState& state, Date today, const UserId& user) {
    const Environment environment{.today = today,
                                  .now = Instant(today) + std::chrono::hours(5),  // noon in Viet Nam
                                  .language = "vi",
                                  .user = user,
                                  .device = {},
                                  .utc_offset_min = static_cast<int>(viet_nam_offset / std::chrono::minutes(1))};
    return {form, environment, shown_answers(form->definition, state)};
}

std::vector<AnswerError> inconsistencies_in(const FormPointer& form, const RecordState& state) {
    if (!form || !is_written_by_several(state)) return {};
    if (shown_text(state, reserved::status) == status::void_) return {};
    const Date day = nuong::date_of(newest_write(state), viet_nam_offset);
    std::vector<AnswerError> errors = instance_of_record(form, state, day, "").problems();
    std::erase_if(errors, [&](const AnswerError& error) { return was_never_asked(error, state); });
    return errors;
}

}  // namespace nuong::forms
