// The records of one form as a file, as far as this person's role may take them out of the device.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/app/count_progress.h"
#include "client/app/workbook.h"
#include "shared/exports/export_run.h"

namespace nuong::client {

// Whose data may only be kept, as far as it is known here: of people whose records are not on this device nobody can
// say it. For files and for lists that name people. `goes_on`: false ends it, and what is found then is not all.
forms::RestrictedRecords restricted_records(Workbook& workbook, const std::function<bool()>& goes_on = {});

// Which records of a form: these, in this order; nothing: all.
struct FormPart {
    FormId form;
    std::optional<std::vector<RecordId>> records = {};
};

// Everything is read and written, and nothing of it is to be seen yet. Errors: not_found (no such form or area),
// refused (also: `progress` said so), invalid, no_space, damaged. Nothing half done stays.
// Whoever `watch`es is told of its files until it is published or dropped, on whatever thread that is.
using GatheredExport = std::shared_ptr<exports::ExportRun>;
Result<GatheredExport> gather_part(Workbook& workbook, const exports::Wish& wish, const FormPart& part,
                                   const forms::RestrictedRecords& restricted, const FileWatch& watch,
                                   const CountProgress& progress);
// First the audit entry, then the files. `part`: which of its records, in the words of the audit; "": all.
Result<exports::Exported> publish_export(Workbook& workbook, exports::ExportRun& gathered, const std::string& part);

// Both, of all records of the form that are wished for. The store knows of the files until they stand under their
// names.
Result<exports::Exported> export_records(Workbook& workbook, exports::Wish wish);

}  // namespace nuong::client
