#include "shared/reports/counted_record.h"

#include "shared/forms/record_fields.h"
#include "shared/forms/settled_answers.h"

namespace nuong::reports {

CountedRecord counted(const forms::CompiledForm& form, const RecordId& record, const AreaCode& area,
                      const RecordState& state) {
    return {to_string(record),
            form.definition.id,
            area,
            forms::shown_text(state, reserved::status),
            forms::shown_text(state, reserved::corrects),
            forms::shown_answers(form.definition, state),
            forms::shown_text(state, reserved::same_as)};
}

CountedRecord counted(const forms::CompiledForm& form, const RecordId& record, const AreaCode& area, Fields registers) {
    const auto text = [&](std::string_view path) {
        const Value* value = find(registers, path);
        return value ? value->text() : std::string();
    };
    CountedRecord made{to_string(record),      form.definition.id,       area,
                       text(reserved::status), text(reserved::corrects), {},
                       text(reserved::same_as)};
    made.answers = forms::settled_answers(form.definition, std::move(registers));
    return made;
}

}  // namespace nuong::reports
