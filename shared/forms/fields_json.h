// Answers as nested JSON, the way people and scripts write them: groups are objects, repeats arrays. Only at the
// border; inside, answers are flat Fields.
#pragma once
#include "shared/base/json.h"
#include "shared/forms/compile.h"
#include "shared/model/value.h"

namespace nuong::forms {

// A path the form does not have is an error that names it and the nearest one it has. Rows get the keys 1, 2, 3 ...
// unless they carry one as "~key". Values are not checked against their types here: the instance does that.
Result<Fields> fields_from_json(const CompiledForm& form, const Json& nested);

// The reverse. Rows carry their "~key"; what the form does not know is left out.
Json fields_to_json(const CompiledForm& form, const Fields& fields);

}  // namespace nuong::forms
