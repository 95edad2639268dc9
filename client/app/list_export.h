// A list of the window as files, one for each form in it, as far as the role may take them out (list_rights.h). Of a
// list of one form all its records, or what was searched for; of one that is gathered those that stand in it.
#pragma once
#include "client/app/exported_records.h"
#include "client/app/views.h"

namespace nuong::client {

struct ListExport {
    ListWish list;
    std::string title = {};  // as it stands over the list
    exports::Format format = exports::Format::xlsx;
    std::string folder = {};
    Language language = Language::vi;  // of the words in it, where the form speaks it
};

// What of a form it is, for the audit: "part: returned". "": all of it.
std::string part_name(const ListWish& wish);

// Nothing of it is to be seen yet.
struct GatheredList {
    std::vector<GatheredExport> files;
    std::vector<Message> left_out;  // which forms have none, and why
    std::string part;               // part_name()
};
// Removes what an attempt that was cut off has left in the folder. Errors: as gather_part(); refused (nothing of it
// may leave), not_found (the list is empty by now).
Result<GatheredList> gather_list(Workbook& workbook, const ListExport& wanted, Instant now, const FileWatch& watch,
                                 const CountProgress& progress = {});
// Of each file first the audit entry. What the person is told; of an error too, for some files may be there by then:
// which are, and which are not. Does not throw for a store that is full.
Result<Message> publish_list(Workbook& workbook, const GatheredList& list);

}  // namespace nuong::client
