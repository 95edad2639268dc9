// What a record shows when nobody disagrees about it (see record_fields.h): the same answers, from one value a
// register.
#pragma once
#include "shared/forms/form_definition.h"
#include "shared/model/value.h"

namespace nuong::forms {

// `registers`: their values by path, as protocol::decode_settled gives them.
Fields settled_answers(const FormDefinition& form, Fields registers);

}  // namespace nuong::forms
