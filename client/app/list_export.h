// What a list shows, as files: one for each form in it, as far as the role may take it out.
#pragma once
#include "client/app/exported_records.h"
#include "client/app/views.h"

namespace nuong::client {

struct ListExport {
    ListWish list;
    exports::Format format = exports::Format::xlsx;
    std::string folder;
    Language language = Language::vi;  // of the words in it, where the form speaks it
};

// Whether the role may take records out at all.
bool may_take_out(Replica& replica);

// Errors: as gather_export(); not_found when the list is empty.
Result<std::vector<GatheredExport>> gather_list(Workbook& workbook, const ListExport& wanted, Instant now,
                                                const CountProgress& progress = {});
// What to say of it. When one of them cannot be written, those before it stay.
Result<Message> publish_list(Workbook& workbook, const std::vector<GatheredExport>& gathered);

}  // namespace nuong::client
