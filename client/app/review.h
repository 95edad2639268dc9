// What is said of a record that somebody has looked over: on the record, and on the first page of whoever has to put it
// right.
#pragma once
#include "client/app/view_model.h"
#include "client/app/workbook.h"

namespace nuong::client {

std::optional<ReviewView> review_of(Workbook& workbook, const RecordSheet& sheet, Language language);
// Without opening it: it is submitted, this role checks such forms, and nothing in it waits for a decision.
bool can_be_checked_at_once(Workbook& workbook, const RecordId& record);
// Returned, and may be written here; the latest first.
std::vector<Row> returned_rows(Workbook& workbook, std::size_t limit, Language language);

}  // namespace nuong::client
