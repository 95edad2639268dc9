// All records of a form as a file, from the window, as far as the role may take them out. Whole lists only: the words
// of a search may name somebody whom the role must not name.
#pragma once
#include "client/app/exported_records.h"

namespace nuong::client {

struct ListExport {
    FormId form;
    exports::Format format = exports::Format::xlsx;
    std::string folder;
    Language language = Language::vi;  // of the words in it, where the form speaks it
};

// Whether the role may take records out at all.
bool may_take_out(Replica& replica);

// Removes what an attempt that was cut off has left in the folder. Errors: as gather_export().
Result<GatheredExport> gather_list(Workbook& workbook, const ListExport& wanted, Instant now, const FileWatch& watch,
                                   const CountProgress& progress = {});

}  // namespace nuong::client
