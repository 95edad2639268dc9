// A record as the form engine sees it: what it shows, under the rules of a form.
#pragma once
#include "shared/forms/instance.h"
#include "shared/model/record_state.h"

namespace nuong::forms {

// Rules may speak of `today`, and of the `user` who fills the form in. REQUIRES: `form` is not null.
Instance instance_of_record(const FormPointer& form, const RecordState& state, Date today, const UserId& user);

// Merged but inconsistent: answers that were right on each of the devices where they were given, and do not fit
// together. It is told to whoever can put it right, and nothing is refused for it. Empty: no such thing, or one device
// alone has written the record, or `form` is null, or the record is void.
std::vector<AnswerError> inconsistencies_in(const FormPointer& form, const RecordState& state);

}  // namespace nuong::forms
