// The flat summary of a record, derived from its state with the help of its form.
#pragma once
#include "client/store/record_store.h"
#include "shared/forms/compile.h"

namespace nuong::client {

// `form` may be null when this device does not know the form (yet): the record is kept and listed by its id.
Listing listing_of(const forms::CompiledForm* form, const RecordState& state);

}  // namespace nuong::client
