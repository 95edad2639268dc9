// Of whom only what the law orders may be done, by the marks of the forms in force: everybody here, whoever asks and
// whatever that user may see.
#pragma once
#include "shared/base/result.h"
#include "shared/forms/restriction.h"
#include "sync-server/core/document_book.h"
#include "sync-server/store/change_store.h"

namespace nuong {

// Looks at every record of the forms that have a mark, and reads those that say anything of it. Errors: damaged; nobody
// may be taken for free because a state could not be read.
Result<forms::RestrictedRecords> restricted_records(StoreReader& reader, const DocumentBook& book);

}  // namespace nuong
