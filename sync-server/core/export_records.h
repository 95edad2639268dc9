// An export at the server, made by its operator for a user: that user's areas, role and mask hold, as if the user's
// device exported. Whoever runs the machine cannot take out more through this door, and every export is in the audit.
#pragma once
#include "shared/exports/export_run.h"
#include "sync-server/core/document_book.h"
#include "sync-server/core/principal.h"
#include "sync-server/core/report_issues.h"
#include "sync-server/store/change_store.h"

namespace nuong {

// Reads one consistent moment, page by page. An audit entry (for whom, form, filter, number) is durable before
// anything is written, and one that says how many before the file has its name; `who` made it. Errors: not_found,
// refused, invalid, no_space, damaged.
Result<exports::Exported> export_records(ChangeStore& store, const UserId& user, exports::Wish wish, Instant now,
                                         const UserId& who = server_console);

// Whether a user may take a file that they see out of this record, to look at it: of whatever class it is, by whoever
// may take anything out, and of nobody whose data may only be kept. Errors: refused.
Status may_take_file(StoreReader& reader, const DocumentBook& book, const Principal& principal, const RecordRow& row);

}  // namespace nuong
