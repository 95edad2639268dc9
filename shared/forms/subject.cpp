#include "shared/forms/subject.h"

#include "shared/forms/record_fields.h"

namespace nuong::forms {

std::optional<RecordId> subject_of(const FormDefinition& form, const Fields& answers) {
    if (form.settings.subject.empty()) return std::nullopt;
    const Value* subject = find(answers, form.settings.subject);
    return subject ? parse_uuid(subject->text()) : std::nullopt;
}

std::optional<RecordId> subject_of(const FormDefinition& form, const RecordState& record) {
    if (form.settings.subject.empty()) return std::nullopt;
    return subject_of(form, shown_answers(form, record));
}

}  // namespace nuong::forms
