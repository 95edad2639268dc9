// The records of one form as a file, as far as this person's role may take them out of the device.
#pragma once
#include "client/app/workbook.h"
#include "shared/exports/export_run.h"

namespace nuong::client {

// Errors: not_found (no such form or area), refused, invalid, no_space, damaged. Nothing half done stays.
Result<exports::Exported> export_records(Workbook& workbook, const exports::Wish& wish);

}  // namespace nuong::client
