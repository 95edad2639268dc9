// The records of one form as a file, as far as this person's role may take them out of the device.
#pragma once
#include "client/app/workbook.h"
#include "shared/exports/export_run.h"

namespace nuong::client {

// Whose data may only be kept, as far as it is known here: of people whose records are not on this device nobody can
// say it. For files and for lists that name people.
forms::RestrictedRecords restricted_records(Workbook& workbook);

// Errors: not_found (no such form or area), refused, invalid, no_space, damaged. Nothing half done stays.
Result<exports::Exported> export_records(Workbook& workbook, const exports::Wish& wish);

}  // namespace nuong::client
