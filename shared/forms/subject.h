// Whom a record is about, by its form (settings.subject).
#pragma once
#include <optional>

#include "shared/forms/form_definition.h"
#include "shared/model/record_state.h"

namespace nuong::forms {

// Nothing when the form is about nobody, or nobody is named yet.
std::optional<RecordId> subject_of(const FormDefinition& form, const Fields& answers);
std::optional<RecordId> subject_of(const FormDefinition& form, const RecordState& record);

}  // namespace nuong::forms
