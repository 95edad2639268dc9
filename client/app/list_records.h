// Which records stand in a list: what it shows, and what its files are made of.
#pragma once
#include <string>
#include <vector>

#include "client/app/exported_records.h"
#include "client/app/views.h"

namespace nuong::client {

inline constexpr std::size_t all_records = SIZE_MAX >> 1;  // no limit

const char* name_of(ListKind kind);    // for the audit
bool is_gathered(ListKind kind);       // of whichever forms
FormId form_of_list(const ListWish&);  // "" of one that is gathered
bool is_searched(const ListWish& wish);

// Of a list that is gathered, in the order in which they stand there. Of drafts none: they are nobody's record yet.
std::vector<RecordId> gathered_records(Workbook& workbook, const ListWish& wish, std::size_t limit, Instant now);
// How many they are in all.
std::int64_t count_gathered(Workbook& workbook, const ListWish& wish, Instant now);
// Of these those that the wish's words find, in the same order: by their own lines, as every list is searched, by whom
// they are about, or by the name of their form.
std::vector<RecordId> found_among(Workbook& workbook, const std::vector<RecordId>& records, const std::string& query);
std::vector<FormId> forms_searched(Replica& replica);  // by ListKind::found
// All of them, by form and in the order of their ids, which tells nothing of what the list is sorted by. Errors: those
// of records_behind(), of a number.
Result<std::vector<FormPart>> parts_of_list(Workbook& workbook, const ListWish& wish, Instant now,
                                            const CountProgress& progress = {});

}  // namespace nuong::client
